"""The Timetable page: days side by side, what clashes, and a form for one session."""
