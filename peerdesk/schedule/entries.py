"""One row of a file that somebody filled in, and its cells read as what they should be."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NoReturn, TypeVar

from peerdesk.domain.words import Word
from peerdesk.schedule.columns import Sheet
from peerdesk.schedule.errors import SetupFault

W = TypeVar("W", bound=Word)
LONGEST = 16_000  # characters of one text; four bytes each stay below a change's 64 KiB
_LIKE = "write it like 2026-11-10 09:00"
_YEARS = range(2000, 2100)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """The cells of one row by column name; `where` says which row to a person."""

    file: str
    where: str
    cells: Mapping[str, object]

    def fault(self, problem: str, action: str = "correct it and try again") -> NoReturn:
        """Raise a SetupFault that names this place."""
        raise SetupFault(self.file, self.where, problem, action)

    def check(self, sheet: Sheet) -> None:
        """Raise SetupFault for a key the sheet does not have, or a required one that is empty."""
        known = sheet.names()
        for name in self.cells:
            if name not in known:
                self.fault(f"“{_short(name)}” is not a known field{_meant(name, known)}")
        for column in sheet.columns:
            if column.required and _empty(self.cells.get(column.name)):
                self.fault(f"“{column.heading}” is missing", "fill it in and try again")

    def text(self, name: str, otherwise: str = "") -> str:
        """Return a text without space around it; whole numbers are taken as typed."""
        value = self.cells.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if _empty(value):
            return otherwise
        if not isinstance(value, str):
            self.fault(f"“{_heading(name)}” is not a text", "write it as text and try again")
        return self._clean(name, value)

    def _clean(self, name: str, value: str) -> str:
        if len(value) > LONGEST:
            self.fault(f"“{_heading(name)}” is longer than {LONGEST} characters", "shorten it")
        if _CONTROL.search(value):
            self.fault(f"“{_heading(name)}” holds a character that cannot be printed")
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()

    def word(self, name: str, otherwise: W) -> W:
        """Return a word of a closed set, given by its value or its label in any case."""
        given = self.text(name)
        if not given:
            return otherwise
        words = list(type(otherwise))
        found = next((word for word in words if given.casefold() in _spellings(word)), None)
        if found is None:
            known = ", ".join(word.value for word in words)
            self.fault(f"“{_short(given)}” is not a known {_heading(name)}", f"use one of {known}")
        return found

    def yes(self, name: str) -> bool:
        """Return yes or no, which nothing is."""
        value = self.cells.get(name)
        if isinstance(value, bool):
            return value
        given = self.text(name).casefold()
        if given not in ("", "no", "false", "yes", "true"):
            self.fault(f"“{_short(given)}” is neither yes nor no", "write yes or no")
        return given in ("yes", "true")

    def day(self, name: str) -> date | None:
        """Return a date from a date cell or ISO text, or None when it is empty."""
        value = self.cells.get(name)
        if isinstance(value, datetime):
            value = value.date()
        if not isinstance(value, date):
            given = self.text(name)
            if not given:
                return None
            try:
                value = date.fromisoformat(given)
            except ValueError:
                self.fault(f"“{_short(given)}” is not a date", "write it like 2026-11-10")
        self._within_reason(name, value)
        return value

    def _within_reason(self, name: str, day: date) -> None:
        if day.year not in _YEARS:
            self.fault(f"“{_heading(name)}” is in the year {day.year}", "correct the year")

    def moment(self, name: str) -> datetime:
        """Return a local date and time, to the second, without a zone; midnight is a lost time."""
        value = self.cells.get(name)
        if isinstance(value, date | time) and not isinstance(value, datetime):
            self._no_time(name)
        if not isinstance(value, datetime):
            given = self.text(name)
            try:
                value = datetime.fromisoformat(given)
            except ValueError:
                self.fault(f"“{_short(given)}” is not a date and time", _LIKE)
        if value.tzinfo is not None:
            self.fault(f"“{_heading(name)}” has a time zone", "write the host's local time alone")
        self._within_reason(name, value)
        # Excel keeps times as fractions of a day, so nine o'clock may come back a little early.
        moment = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        if moment.time() == time():
            self._no_time(name)
        return moment

    def _no_time(self, name: str) -> NoReturn:
        self.fault(f"“{_heading(name)}” is not both a date and a time", _LIKE)

    def whole(self, name: str, otherwise: int, most: int) -> int:
        """Return a whole number from 0 to `most`."""
        given = self.text(name)
        if not given:
            return otherwise
        if not given.isascii() or not given.isdigit() or int(given[:9]) > most:
            self.fault(f"“{_short(given)}” is not a number from 0 to {most}")
        return int(given)

    def texts(self, name: str, separators: str = "\n") -> tuple[str, ...]:
        """Return a list of texts: a TOML list, or one cell split at any of the `separators`."""
        value = self.cells.get(name)
        if not isinstance(value, list | tuple):
            value = re.split(f"[{separators}]", self.text(name))
        if not all(isinstance(item, str) for item in value):
            self.fault(f"“{_heading(name)}” is not a list of texts")
        cleaned = [self._clean(name, item) for item in value]
        return tuple(item for item in cleaned if item)

    def parts(self, name: str, columns: tuple[str, ...]) -> tuple["Entry", ...]:
        """Return a list of records: TOML tables, or a cell with one a line, `|` between fields."""
        value = self.cells.get(name)
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            cells: list[Mapping[str, object]] = value
        elif value is None or isinstance(value, str):
            cells = [self._split(name, line, columns) for line in self.texts(name, "\n;")]
        else:
            self.fault(f"“{_heading(name)}” is not a list of records")
        singular = _heading(name).removesuffix("s")
        return tuple(
            Entry(self.file, f"{self.where}, {singular} {number}", item)
            for number, item in enumerate(cells, 1)
        )

    def _split(self, name: str, line: str, columns: tuple[str, ...]) -> dict[str, object]:
        fields = [field.strip() for field in line.split("|")]
        if len(fields) > len(columns):
            form = " | ".join(columns)
            self.fault(f"a line of “{_heading(name)}” has too many |", f"write {form}")
        return dict(zip(columns, fields, strict=False))


def unique(entries: Iterable[tuple[Entry, str]], what: str) -> None:
    """Raise SetupFault where a text repeats an earlier entry's, whatever its case."""
    seen: dict[str, Entry] = {}
    for entry, text in entries:
        before = seen.setdefault(" ".join(text.casefold().split()), entry)
        if before is not entry:
            entry.fault(
                f"the {what} “{_short(text)}” is already used in {before.where}",
                "give each its own",
            )


def _spellings(word: Word) -> tuple[str, ...]:
    return word.value, word.value.replace("_", " "), word.label.casefold()


def _empty(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _heading(name: str) -> str:
    return name.replace("_", " ")


def _short(text: str) -> str:
    """Return a piece of what was typed that fits a sentence."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return line if len(line) <= 40 else line[:39] + "…"


def _meant(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), 1)
    return f", perhaps “{_heading(close[0])}” is meant" if close else ""
