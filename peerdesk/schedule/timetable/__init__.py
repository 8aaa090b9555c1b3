"""Timetables as councils send them, read into sessions a lead can check before they are stored."""
