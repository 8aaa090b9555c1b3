"""What the Notes page puts beside itself."""
