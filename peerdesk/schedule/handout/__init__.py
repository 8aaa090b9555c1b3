"""A timetable handed out: as Word, as a calendar, as a workbook that can be read in again."""
