"""Sheets of a workbook as grids, merged cells told; knows no timetable."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from peerdesk.schedule.timetable.grid import EMPTY, MOST_COLUMNS, Cell, Grid, Row, text_cell
from peerdesk.schedule.workbook import Cells, Merged, Page

_JUST_BEFORE = timedelta(milliseconds=500)  # Excel keeps times as fractions of a day


def workbook_grids(pages: Sequence[Page]) -> list[Grid]:
    """Return every sheet that holds anything."""
    return [
        Grid(f"sheet “{page.title}”", tuple(_rows(page)), (page.title,))
        for page in pages
        if page.rows
    ]


def _rows(page: Page) -> Iterator[Row]:
    covered = _covered(page.merged)
    tops = dict(page.rows)
    for number, cells in page.rows:
        made = []
        for column, value in enumerate(cells[:MOST_COLUMNS], 1):
            if column in page.hidden_columns:
                made.append(EMPTY)
                continue
            owner = covered.get((number, column))
            held = value if owner is None else _held(tops.get(owner[0], ()), owner[1])
            made.append(_cell(held, copy=owner is not None))
        while made and made[-1] == EMPTY:
            made.pop()
        where = f"sheet “{page.title}”, row {number}"
        yield Row(where, tuple(made), hidden=number in page.hidden_rows)


def _held(cells: Cells, column: int) -> object:
    return cells[column - 1] if column <= len(cells) else None


def _covered(merged: Merged) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row, column): (top, left)
        for top, left, bottom, right in merged
        for row in range(top, bottom + 1)
        for column in range(left, min(right, MOST_COLUMNS) + 1)
        if (row, column) != (top, left)
    }


def _cell(value: object, copy: bool) -> Cell:
    if isinstance(value, datetime):
        return Cell((value + _JUST_BEFORE).replace(microsecond=0, tzinfo=None), copy)
    if isinstance(value, date | time):
        return Cell(value, copy)
    if isinstance(value, timedelta):
        return Cell((datetime.min + value).time(), copy)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(float(value), copy)
    text = re.sub(r"_x000D_", "", str(value)) if value is not None else ""
    return text_cell(text, copy=copy)
