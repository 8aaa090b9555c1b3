"""How commands speak: plain lines and tables for people, JSON for programs."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

Rows = Iterable[Sequence[object]]


def say(text: str = "") -> None:
    """Print a line for a person; control characters of other people's texts stay out of it."""
    click.echo("\n".join(plain(line) for line in text.split("\n")))


def progress(text: str) -> None:
    """Say on standard error what is being done."""
    click.echo(plain(text), err=True)


def say_json(content: Any) -> None:
    """Print one JSON value on one line."""
    click.echo(json.dumps(content, ensure_ascii=False))


def plain(text: str) -> str:
    """Return a text without characters that would steer a terminal."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else " " for c in text)


def table(headings: Sequence[str], rows: Rows) -> str:
    """Return a table with a line of headings; numbers are set to the right."""
    cells = [[plain(str(cell)) for cell in row] for row in rows]
    right = [_numbers([row[i] for row in cells]) for i in range(len(headings))]
    widths = [
        max(len(text) for text in (heading, *(row[i] for row in cells)))
        for i, heading in enumerate(headings)
    ]
    lines = [list(headings), ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths, right) for line in lines)


def _numbers(column: Sequence[str]) -> bool:
    return bool(column) and all(text.isdigit() for text in column)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    set_out = [
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(set_out).rstrip()


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun, such as `1 note` or `31 notes`."""
    return f"{number} {one if number == 1 else several or one + 's'}"
