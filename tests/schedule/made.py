"""Setup files made for tests: the example as tables, and tables as TOML or a workbook."""

import copy
import json
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from peerdesk import resources

Tables = dict[str, Any]
EXAMPLE_TOML = resources.path("examples", "setup.toml")
EXAMPLE_XLSX = resources.path("examples", "setup.xlsx")
_EXAMPLE: Tables = tomllib.loads(EXAMPLE_TOML.read_text(encoding="utf-8"))


def example() -> Tables:
    """Return the example setup as tables that a test may spoil."""
    return copy.deepcopy(_EXAMPLE)


def write_toml(tables: Mapping[str, Any], path: Path) -> Path:
    """Write tables as TOML."""
    lines = []
    for name, value in tables.items():
        for record in value if isinstance(value, list) else [value]:
            lines.append(f"[[{name}]]" if isinstance(value, list) else f"[{name}]")
            lines += [f"{key} = {_toml(item)}" for key, item in record.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _toml(value: object) -> str:
    if isinstance(value, date):  # datetimes too
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def write_xlsx(tables: Mapping[str, Any], path: Path) -> Path:
    """Write tables as a plain workbook, without any look."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, value in tables.items():
        sheet = book.create_sheet(name.replace("_", " "))
        if isinstance(value, dict):
            for key, item in value.items():
                sheet.append([key.replace("_", " "), _cell(item)])
            continue
        headings = list(dict.fromkeys(key for record in value for key in record))
        sheet.append([key.replace("_", " ") for key in headings])
        for record in value:
            sheet.append([_cell(record.get(key), key) for key in headings])
    book.save(path)
    return path


def _cell(value: object, key: str = "") -> object:
    if not isinstance(value, list):
        return value
    if key == "participants":
        fields = ("role", "organisation", "name", "expected")
        return "\n".join(" | ".join(str(p.get(field, "")) for field in fields) for p in value)
    return (", " if key in ("peers", "interests") else "\n").join(map(str, value))


WRITERS: dict[str, Callable[[Mapping[str, Any], Path], Path]] = {
    "toml": write_toml,
    "xlsx": write_xlsx,
}


def at(text: str) -> datetime:
    """Return a local time."""
    return datetime.fromisoformat(text)
