"""Bringing a timetable in: a file is looked over and put right before anything is stored."""
