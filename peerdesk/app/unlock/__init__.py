"""The page before any notes are open: unlock, join from a file, or set up a challenge."""
