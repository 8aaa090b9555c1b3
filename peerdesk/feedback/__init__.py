"""The feedback documents: one outline of a challenge, checked, then rendered to Word and slides."""
