"""Setup files and timetables read into the store; knows nothing of screens or bundles."""
