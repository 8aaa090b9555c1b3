"""The peer's Hand in page."""
