"""The Notes page: one session, and an editor in which each line is an observation."""
