"""Handing timetables out: for whom, as what, and where to."""
