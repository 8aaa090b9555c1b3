"""Written English: numbers, lists, dates, sentences; knows nothing of a challenge."""

from collections.abc import Sequence
from datetime import date

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ENDS = (".", "!", "?", "…")
_CLOSERS = "\"'”’)]"


def number(value: int) -> str:
    """Return a whole number as a report prints it: words to nine, then 1,234."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else f"{value:,}"


def counted(value: int, noun: Sequence[str]) -> str:
    """Return a number and its noun, given as what one is called and what several are called."""
    return f"{number(value)} {noun[0 if value == 1 else 1]}"


def listed(pieces: Sequence[str]) -> str:
    """Join pieces as a sentence does; semicolons where a piece has a comma of its own."""
    if len(pieces) < 2:
        return "".join(pieces)
    comma = "; " if any("," in piece for piece in pieces) else ", "
    last = "; and " if comma == "; " else " and "
    return comma.join(pieces[:-1]) + last + pieces[-1]


def sentence(text: str) -> str:
    """Return the text ending as a sentence does, its words as they were."""
    text = text.strip()
    if not text or text.rstrip(_CLOSERS).endswith(_ENDS):
        return text
    return text + "."


def capital(text: str) -> str:
    """Return the text with a capital first letter, the rest as it was."""
    return text[:1].upper() + text[1:]


def day(when: date) -> str:
    """Return a date such as 10 November 2026."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(start: date, end: date, joint: str = "to") -> str:
    """Return a span of days without saying month or year twice; one day where they are equal."""
    if start >= end:
        return day(start)
    first = f"{start.day}"
    if (start.year, start.month) != (end.year, end.month):
        first += f" {_MONTHS[start.month - 1]}"
    if start.year != end.year:
        first += f" {start.year}"
    return f"{first} {joint} {day(end)}"
