"""Makes the timetable files anew: `python -m tests.schedule.timetables.make`, from the root.

Each stands beside a listing of what must be understood of it (`NAME.txt`), which this leaves as it
is: a listing is what a tired lead would expect, read line by line by whoever changes it.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from tests.schedule.timetables import books, documents, drawn, texts

HERE = Path(__file__).parent
FILES: dict[str, Callable[[Path], None]] = {
    "list-with-merged-days.xlsx": books.list_with_merged_days,
    "sheet-per-day.xlsx": books.sheet_per_day,
    "streams-side-by-side.xlsx": drawn.streams_side_by_side,
    "grid-of-days.xlsx": drawn.grid_of_days,
    "dates-as-text.xlsx": books.dates_as_text,
    "headings-of-their-own.xlsx": books.headings_of_their_own,
    "clock-change.xlsx": books.clock_change,
    "with-macros.xlsm": books.with_macros,
    "table-over-pages.docx": documents.table_over_pages,
    "table-per-day.docx": documents.table_per_day,
    "tabbed-lines.docx": documents.tabbed_lines,
    "grid-of-streams.docx": documents.grid_of_streams,
    "semicolons.csv": texts.semicolons,
    "unicode-text.tsv": texts.unicode_text,
    "outlook.ics": texts.outlook,
    "recurring.ics": texts.recurring,
}


def make(folder: Path) -> None:
    """Write every file into a folder."""
    for name, write in FILES.items():
        write(folder / name)


if __name__ == "__main__":
    make(HERE)
    sys.stdout.write(f"wrote {len(FILES)} files\n")
