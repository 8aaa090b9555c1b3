"""The page of today's sessions."""
