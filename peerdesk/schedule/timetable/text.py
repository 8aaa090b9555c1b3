"""Text with separators (.csv, .txt) as one grid, in any common encoding; knows no timetable."""

import csv
import io
from collections import Counter

from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.timetable.grid import MOST_COLUMNS, MOST_ROWS, Grid, Row, text_cell

_SEPARATORS = ",;\t|"
_SAMPLE = 200  # lines
_LONGEST_CELL = 64 << 10


def read_text_grids(file: str, content: bytes) -> list[Grid]:
    """Return the lines of a text as a grid; raises SetupFault when it is no text or too long."""
    text = _decoded(file, content)
    separator = _separator(text)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[Row] = []
    try:
        for cells in (reader := csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) == MOST_ROWS:
                raise SetupFault(file, "", f"it has more than {MOST_ROWS} rows", "shorten it")
            made = tuple(text_cell(cell) for cell in cells[:MOST_COLUMNS])
            rows.append(Row(f"line {reader.line_num}", made))
    except csv.Error as error:
        raise SetupFault(
            file, f"line {reader.line_num}", "it cannot be read", "save it again as CSV"
        ) from error
    return [Grid("the file", tuple(rows))] if rows else []


def _decoded(file: str, content: bytes) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SetupFault(file, "", "it is no text", "save it as CSV in UTF-8")


def _encodings(content: bytes) -> tuple[str, ...]:
    """Return what to try: a byte-order mark decides, else UTF-8, else what Excel writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if content[1:2] == b"\0":
        return ("utf-16-le",)
    return ("utf-8-sig", "cp1252")


def _separator(text: str) -> str:
    """Return the separator that most lines have alike, outside quotation marks."""
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE]
    best = (
        {
            one: max(
                (count * n for n, count in Counter(_outside(x).count(one) for x in lines).items())
            )
            for one in _SEPARATORS
        }
        if lines
        else {}
    )
    return max(best, key=lambda one: best[one], default=",") if any(best.values()) else ","


def _outside(line: str) -> str:
    return "".join(line.split('"')[::2])
