"""Workbooks (.xlsx) from anywhere read safely: bounded, without formulas, links or XML entities."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator
from typing import NoReturn

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from peerdesk.schedule.errors import SetupFault

Cells = tuple[object, ...]

MOST_FILES = 1_000
MOST_BYTES = 48 << 20  # uncompressed, all parts together
MOST_ROWS = 2_000  # filled rows of one sheet
MOST_CELLS = 60  # of one row
_LAST_ROW = 100_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What zipfile, ElementTree, lxml and openpyxl raise for damaged files; found by flipping bytes.
_DAMAGE = (
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


def looks_like_workbook(content: bytes) -> bool:
    """Say whether a file is some kind of workbook rather than text."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def read_workbook(
    file: str, content: bytes, titles: Collection[str]
) -> dict[str, list[tuple[int, Cells]]]:
    """Return the filled rows, with their numbers, of the sheets asked for, by the sheet's title.

    Titles are given in lower case and found in any. Raises SetupFault for a file that is protected,
    damaged, too large or made to do harm.
    """
    if content.startswith(_OLE):
        _refuse_ole(file, content)
    try:
        _inspect(file, content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions it leaves out
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            return {
                title: list(_filled(file, title, sheet))
                for sheet in book.worksheets
                if (title := " ".join(sheet.title.casefold().replace("_", " ").split())) in titles
            }
    except _DAMAGE as error:
        raise SetupFault(
            file, "", "it is damaged and cannot be read", "save it again and try with the new copy"
        ) from error


def _refuse_ole(file: str, content: bytes) -> NoReturn:
    if _ENCRYPTED in content:
        problem, action = "it is protected with a password", "save a copy without one"
    else:
        problem, action = "it is in the old Excel format", "save it as an Excel workbook (.xlsx)"
    raise SetupFault(file, "", problem, action)


def _inspect(file: str, content: bytes) -> None:
    """Look at the package before anything parses it; zipfile never reads past a declared size."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_BYTES:
            raise SetupFault(
                file, "", "it is far too large", "keep only the sheets that belong to it"
            )
        if any(part.flag_bits & 1 for part in parts):
            raise SetupFault(file, "", "it is protected with a password", "save a copy without one")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _declares(package.read(part)):
                raise SetupFault(
                    file, "", "it holds XML that no spreadsheet program writes", "save it again"
                )


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
