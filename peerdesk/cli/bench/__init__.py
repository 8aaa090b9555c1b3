"""The speed and memory of the program, measured beside plain libraries doing the same work."""
