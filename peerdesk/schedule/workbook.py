"""Workbooks (.xlsx) from anywhere read safely: bounded, without formulas, links or XML entities."""

import io
import itertools
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from peerdesk.schedule.errors import SetupFault

Cells = tuple[object, ...]
Merged = list[tuple[int, int, int, int]]  # top, left, bottom, right, counted from 1

MOST_FILES = 1_000
MOST_BYTES = 48 << 20  # uncompressed, all parts together
MOST_TAGS = 1_000_000  # of XML, all parts together: each costs a parser time and memory
MOST_ROWS = 2_000  # filled rows of one sheet
MOST_CELLS = 60  # of one row
_LAST_ROW = 100_000
_MOST_MERGED = 5_000
_HIDDEN = re.compile(rb'<(?:\w+:)?(?:row|col)\b[^>]*\shidden="(?:1|true)"[^>]*>')
_ROW_NUMBER = re.compile(rb'\sr="(\d{1,7})"')
_COLUMN_RANGE = (re.compile(rb'\smin="(\d{1,5})"'), re.compile(rb'\smax="(\d{1,5})"'))
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
# What zipfile, ElementTree, lxml and openpyxl raise for damaged files; found by flipping bytes.
DAMAGE = (
    zipfile.BadZipFile,
    InvalidFileException,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    RuntimeError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as it is seen: its filled rows with their numbers, what is merged, what is hidden."""

    title: str
    rows: list[tuple[int, Cells]]
    merged: Merged
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def read_workbook(
    file: str, content: bytes, titles: Collection[str]
) -> dict[str, list[tuple[int, Cells]]]:
    """Return the filled rows, with their numbers, of the sheets asked for, by the sheet's title.

    Titles are given in lower case and found in any. Raises SetupFault for a file that is protected,
    damaged, too large or made to do harm.
    """
    with _opened(file, content) as book:
        return {
            title: list(_filled(file, title, sheet))
            for sheet in book.worksheets
            if (title := " ".join(sheet.title.casefold().replace("_", " ").split())) in titles
        }


def read_pages(file: str, content: bytes) -> list[Page]:
    """Return every visible sheet in order.

    Raises SetupFault as `read_workbook` does, and for more than MOST_ROWS rows in all.
    """
    with _opened(file, content) as book:
        found = [
            _page(sheet.title, list(_filled(file, sheet.title, sheet)), _part(content, sheet))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
        if sum(len(page.rows) for page in found) > MOST_ROWS:
            raise SetupFault(file, "", f"it has more than {MOST_ROWS} rows", "shorten it")
        return found


@contextmanager
def _opened(file: str, content: bytes) -> Iterator[openpyxl.Workbook]:
    """Give a workbook whose package has been looked at; damage met in it is named."""
    if content.startswith(_OLE):
        _refuse_ole(file, content)
    try:
        inspect_package(file, content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions it leaves out
            yield openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
    except DAMAGE as error:
        raise SetupFault(
            file, "", "it is damaged and cannot be read", "save it again and try with the new copy"
        ) from error


def _part(content: bytes, sheet: object) -> bytes:
    """Return the XML of a sheet, for what openpyxl leaves out when it reads row by row."""
    part = str(sheet._worksheet_path).lstrip("/")  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(part)


def _page(title: str, rows: list[tuple[int, Cells]], xml: bytes) -> Page:
    hidden = [found[0] for found in _HIDDEN.finditer(xml)]
    numbers = (_ROW_NUMBER.search(one) for one in hidden)
    ranges = (tuple(edge.search(one) for edge in _COLUMN_RANGE) for one in hidden)
    columns = (
        range(int(first[1]), min(int(last[1]), MOST_CELLS) + 1)
        for first, last in ranges
        if first and last
    )
    return Page(
        title,
        rows,
        _merged(xml),
        frozenset(int(number[1]) for number in numbers if number),
        frozenset(itertools.chain.from_iterable(columns)),
    )


def _merged(xml: bytes) -> Merged:
    merged = []
    for ref in _MERGED.findall(xml)[:_MOST_MERGED]:
        left, top, right, bottom = (int(one or 0) for one in range_boundaries(ref.decode()))
        if left <= MOST_CELLS:
            merged.append((top, left, min(bottom, top + MOST_ROWS), min(right, MOST_CELLS)))
    return merged


def _refuse_ole(file: str, content: bytes) -> NoReturn:
    if _ENCRYPTED in content:
        problem, action = "it is protected with a password", "save a copy without one"
    elif _OLD_WORD in content:
        problem, action = "it is in the old Word format", "save it as a Word document (.docx)"
    else:
        problem, action = "it is in the old Excel format", "save it as an Excel workbook (.xlsx)"
    raise SetupFault(file, "", problem, action)


def inspect_package(file: str, content: bytes) -> None:
    """Look at the package before anything parses it; zipfile never reads past a declared size."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_BYTES:
            raise SetupFault(file, "", "it is far too large", "take out what does not belong")
        if any(part.flag_bits & 1 for part in parts):
            raise SetupFault(file, "", "it is protected with a password", "save a copy without one")
        tags = 0
        for part in parts:
            xml = package.read(part)
            if not _is_xml(part.filename, xml):
                continue
            tags += xml.count(b"<")
            if tags > MOST_TAGS:
                raise SetupFault(file, "", "it is far too large", "take out what does not belong")
            if _declares(xml):
                raise SetupFault(
                    file, "", "it holds XML that no office program writes", "save it again"
                )


def _is_xml(name: str, content: bytes) -> bool:
    """Say whether a part is XML whatever it is called; a drawing in it may have a document type."""
    if name.endswith(".svg"):
        return False
    return name.endswith((".xml", ".rels")) or content.lstrip(_BEFORE_XML).startswith(b"<?xml")


def _declares(xml: bytes) -> bool:
    """Say whether XML has a document type (the place for entities) or an unusual encoding."""
    plain = xml.replace(b"\0", b"")  # UTF-16 is then as good as ASCII
    head = plain[:200].lower()
    encoding = head.partition(b"encoding=")[2][1:9]
    unusual = b"encoding=" in head and not encoding.startswith((b"utf-8", b"utf-16", b"us-ascii"))
    return unusual or b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _filled(file: str, title: str, sheet: object) -> Iterator[tuple[int, Cells]]:
    rows = sheet.iter_rows(  # type: ignore[attr-defined]  # read-only sheets share no typed base
        max_row=_LAST_ROW, max_col=MOST_CELLS, values_only=True
    )
    count = 0
    for number, cells in enumerate(rows, 1):
        if cells.count(None) == len(cells) or all(
            cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells
        ):
            continue
        count += 1
        if count > MOST_ROWS:
            raise SetupFault(
                file, f"sheet “{title}”", f"it has more than {MOST_ROWS} rows", "shorten it"
            )
        yield number, tuple(cells)
