"""Tables and tabbed lines of a Word document as grids; knows no timetable."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.timetable.grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    Row,
    cleaned,
    text_cell,
)
from peerdesk.schedule.workbook import DAMAGE, inspect_package

_MOST_LINES = 5_000
_ABOVE = 4  # lines over a table that may say which day it is for


def read_document_grids(file: str, content: bytes) -> list[Grid]:
    """Return every table and every run of tabbed lines, with the lines just above each.

    Raises SetupFault for a document that is damaged, protected or made to do harm.
    """
    try:
        inspect_package(file, content)
        return list(_grids(file, docx.Document(io.BytesIO(content))))
    except (PackageNotFoundError, *DAMAGE) as error:
        raise SetupFault(
            file, "", "it is damaged and cannot be read", "save it again and try with the new copy"
        ) from error


def _grids(file: str, document: Document) -> Iterator[Grid]:
    above: list[str] = []
    tabbed: list[Row] = []
    left = MOST_ROWS
    tables = lines = 0
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            if tabbed:
                yield Grid("the lines above the table", tuple(tabbed), tuple(above[-_ABOVE:]))
                tabbed = []
            tables += 1
            rows = tuple(_rows(file, block, tables, left))
            left -= len(rows)
            yield Grid(f"table {tables}", rows, tuple(above[-_ABOVE:]))
            above = []
            continue
        lines += 1
        if lines > _MOST_LINES:
            raise SetupFault(file, "", f"it has more than {_MOST_LINES} lines", "shorten it")
        if "\t" in block.text.strip():
            cells = tuple(text_cell(part) for part in block.text.split("\t"))
            tabbed.append(Row(f"line {lines}", cells))
        elif text := cleaned(block.text):
            if tabbed:
                tabbed.append(Row(f"line {lines}", (text_cell(block.text),)))
            else:
                above.append(text)
    if tabbed:
        yield Grid("the lines", tuple(tabbed), tuple(above[-_ABOVE:]))


def _rows(file: str, table: Table, number: int, most: int) -> Iterator[Row]:
    before: tuple[Any, ...] = ()
    for at, row in enumerate(table.rows, 1):
        if at > most:
            raise SetupFault(file, "", f"it has more than {MOST_ROWS} rows", "shorten it")
        if row._tr.grid_before + sum(tc.grid_span for tc in row._tr.tc_lst) > MOST_COLUMNS:
            wide = f"it has more than {MOST_COLUMNS} columns"
            raise SetupFault(file, f"table {number}", wide, "shorten it")
        cells = [None] * row.grid_cols_before + list(row.cells)
        parts = tuple(None if cell is None else cell._tc for cell in cells)
        made = []
        for column, (cell, part) in enumerate(zip(cells, parts, strict=True)):
            text = "" if cell is None else cell.text
            copied = part is not None and (
                part in parts[:column] or (column < len(before) and part is before[column])
            )
            made.append(text_cell(text, copy=copied))
        before = parts
        yield Row(f"table {number}, row {at}", tuple(made))
