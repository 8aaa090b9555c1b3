"""A file filled in by hand, TOML or a workbook, as entries by table; knows no table's meaning.

What reads workbooks is loaded only for one: it takes a tenth of a second and 14 MB.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.schedule.columns import Sheet
from peerdesk.schedule.entries import Entry
from peerdesk.schedule.errors import SetupFault

if TYPE_CHECKING:
    from peerdesk.schedule.workbook import Cells

MOST_FILE_BYTES = 16 << 20
MOST_ENTRIES = 2_000
_HEADINGS_WITHIN = 20  # rows; titles and notes may stand above the headings
_REMARKS = "notes"  # a column of a workbook that is the person's own
_ZIP, _EMPTY_ZIP, _OLE = b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Tables = Mapping[str, list[Entry]]


def read_tables(path: Path, sheets: Iterable[Sheet]) -> Tables:
    """Return the entries of every sheet, checked for unknown, missing and empty required fields.

    Raises SetupFault for whatever is wrong with the file or one of its rows.
    """
    content = read_content(path)
    if looks_like_workbook(content):
        tables = _from_workbook(path.name, content, sheets)
    elif path.suffix.lower() == ".xlsx":
        raise SetupFault(path.name, "", "it is not an Excel workbook", "save it again as .xlsx")
    else:
        tables = _from_toml(path.name, content, sheets)
    for sheet in sheets:
        for entry in tables[sheet.table]:
            entry.check(sheet)
    return tables


def read_content(path: Path) -> bytes:
    """Return a file's bytes; raises SetupFault for one that is no file, unreadable or too large."""
    if path.is_dir():
        raise SetupFault(str(path), "", "it is a folder", "name the file in it")
    try:
        with path.open("rb") as file:
            content = file.read(MOST_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise SetupFault(str(path), "", "there is no such file", "check its name") from error
    except OSError as error:
        raise SetupFault(str(path), "", "it cannot be read", "check who may read it") from error
    if len(content) > MOST_FILE_BYTES:
        raise SetupFault(path.name, "", "it is far too large", "take out what does not belong")
    return content


def looks_like_workbook(content: bytes) -> bool:
    """Say whether a file is some kind of workbook rather than text."""
    return content.startswith((_ZIP, _EMPTY_ZIP, _OLE))


def _from_toml(file: str, content: bytes, sheets: Iterable[Sheet]) -> Tables:
    try:
        found = tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise SetupFault(file, "", "it is not text in UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SetupFault(
            file,
            "",
            f"it is not TOML that can be read ({error}){_quoted(content, error)}",
            "correct that place",
        ) from error
    except RecursionError as error:
        raise SetupFault(file, "", "it is nested too deeply", "keep to the example") from error
    known = {sheet.table for sheet in sheets}
    for name in found:
        if name not in known:
            raise SetupFault(
                file, f"“{name[:40]}”", "it is not a known table", f"use {', '.join(sorted(known))}"
            )
    return {sheet.table: _toml_entries(file, found, sheet) for sheet in sheets}


def _quoted(content: bytes, error: Exception) -> str:
    """Return the line an error of the TOML reader names, to be found by what it says."""
    found = re.search(r"line (\d+)", str(error))
    lines = content.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    number = int(found[1]) if found else 0
    line = " ".join(lines[number - 1].split())[:60] if 0 < number <= len(lines) else ""
    return f": “{line}”" if line.isprintable() and line else ""


def _toml_entries(file: str, found: Mapping[str, object], sheet: Sheet) -> list[Entry]:
    if sheet.table not in found:
        if sheet.required:
            raise SetupFault(
                file, "", f"the table “{sheet.table}” is missing", "add it as in the example"
            )
        return []
    value = found[sheet.table]
    if sheet.single:
        if not isinstance(value, dict):
            raise SetupFault(file, f"“{sheet.table}”", "it is not one table", _brackets(sheet))
        return [Entry(file, f"[{sheet.table}]", value)]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise SetupFault(file, f"“{sheet.table}”", "it is not a list of tables", _brackets(sheet))
    if len(value) > MOST_ENTRIES:
        raise SetupFault(
            file, f"“{sheet.table}”", f"it has more than {MOST_ENTRIES} entries", "shorten it"
        )
    return [
        Entry(file, f"[[{sheet.table}]] number {number}", item)
        for number, item in enumerate(value, 1)
    ]


def _brackets(sheet: Sheet) -> str:
    return f"write [{sheet.table}]" if sheet.single else f"write [[{sheet.table}]] above each"


def _from_workbook(file: str, content: bytes, sheets: Iterable[Sheet]) -> Tables:
    from peerdesk.schedule.workbook import read_workbook

    book = read_workbook(file, content, {sheet.title for sheet in sheets})
    for sheet in sheets:
        if sheet.required and sheet.title not in book:
            raise SetupFault(
                file, "", f"the sheet “{sheet.title}” is missing", "add it as in the example"
            )
    return {sheet.table: _sheet_entries(file, book.get(sheet.title, []), sheet) for sheet in sheets}


def _sheet_entries(file: str, rows: "list[tuple[int, Cells]]", sheet: Sheet) -> list[Entry]:
    if sheet.single and not _is_heading(rows[:1], sheet):
        return [_from_pairs(file, rows, sheet)]
    start = next((i for i in range(len(rows)) if _is_heading(rows[i : i + 1], sheet)), None)
    if start is None or start >= _HEADINGS_WITHIN:
        if not rows and not sheet.required:
            return []
        raise SetupFault(
            file,
            f"sheet “{sheet.title}”",
            "it has no row of column headings",
            f"write {', '.join(column.heading for column in sheet.columns)} above the columns",
        )
    headings = [_key(cell) for cell in rows[start][1]]
    return [_from_row(file, sheet, number, headings, cells) for number, cells in rows[start + 1 :]]


def _is_heading(rows: "list[tuple[int, Cells]]", sheet: Sheet) -> bool:
    """Say whether a row names at least two columns of the sheet."""
    return any(len({_key(cell) for cell in cells} & sheet.names()) > 1 for _, cells in rows)


def _from_row(file: str, sheet: Sheet, number: int, headings: list[str], cells: "Cells") -> Entry:
    entry = Entry(file, f"sheet “{sheet.title}”, row {number}", {})
    found: dict[str, object] = {}
    for heading, cell in zip(headings, cells, strict=True):
        if heading == _REMARKS or cell is None:
            continue
        if not heading:
            entry.fault("a cell stands under no heading", "give its column a heading or empty it")
        if heading in found:
            entry.fault(f"there are two columns “{heading[:40]}”", "keep one of them")
        found[heading] = cell
    return Entry(file, entry.where, found)


def _from_pairs(file: str, rows: "list[tuple[int, Cells]]", sheet: Sheet) -> Entry:
    """Read a sheet of one record: the field's name in the first column, its value in the second."""
    found: dict[str, object] = {}
    begun = False
    for number, cells in rows:
        name = _key(cells[0])
        begun = begun or name in sheet.names()
        if not begun or not (name or cells[1]):
            continue  # titles and notes around the fields
        if name in found:
            Entry(file, f"sheet “{sheet.title}”, row {number}", {}).fault(
                f"“{name[:40]}” is there twice", "keep one of them"
            )
        found[name] = cells[1]
    return Entry(file, f"sheet “{sheet.title}”", found)


def _key(cell: object) -> str:
    return "_".join(cell.casefold().replace("_", " ").split()) if isinstance(cell, str) else ""
