"""The documents that the team reads: listed before the visit, noted on like sessions."""
