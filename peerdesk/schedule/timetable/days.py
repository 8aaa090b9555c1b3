"""Which day, as people write it, seen from the days of the challenge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTH = r"(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS.split()) + r")\.?"
_WEEKDAY = r"\b(?P<weekday>mon|tues?|wed(?:nes)?|thur?s?|fri|satur|sat|sun)(?:day|s)?\b\.?"
_NUMBER = r"(?P<number>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s*(?P<year>20\d\d))?"
_IN_WORDS = re.compile(rf"\b{_NUMBER}\s*(?:of\s+)?[-\s]*{_MONTH}\b{_YEAR}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+{_NUMBER}\b{_YEAR}", re.IGNORECASE)
_BY_NUMBERS = re.compile(
    r"(?<![\d/.])(?P<number>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:20)?\d\d)(?![\d/.:])"
)
_BY_TWO_NUMBERS = re.compile(
    r"(?<![\d/.])(?P<number>\d{1,2})/(?P<month>\d{1,2})(?P<year>)(?![\d/.:])"
)
_ISO = re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<number>\d\d)")
_NAME = re.compile(_WEEKDAY, re.IGNORECASE)
_NAME_AND_NUMBER = re.compile(_WEEKDAY + r"\s+" + _NUMBER + r"\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(_WEEKDAY + r"[\s,(]*$", re.IGNORECASE)
_NTH = re.compile(r"\bday\s*(?P<nth>\d|one|two|three|four|five|six)\b", re.IGNORECASE)
_CLOSE = timedelta(days=90)
_NTHS = "one two three four five six".split()


@dataclass(frozen=True, slots=True)
class Days:
    """The days on site, from which a date without a year, or a weekday, is understood."""

    first: date
    last: date

    def nearest(self, day: int, month: int) -> date | None:
        """Return the date with this day and month that is nearest to the challenge."""
        near = (_date(self.first.year + years, month, day) for years in (-1, 0, 1))
        close = [found for found in near if found and abs(found - self.first) <= _CLOSE]
        return min(close, key=lambda found: abs(found - self.first), default=None)

    def on_weekday(self, weekday: int) -> date | None:
        """Return the one day on site, or just before it, with this weekday."""
        return next((day for day in self.around() if day.weekday() == weekday), None)

    def around(self) -> Sequence[date]:
        """Return the days on site, then the evening before and the rest of that week."""
        length = (self.last - self.first).days + 1
        shifts = [*range(length), -1, *range(length, 7), -2, -3]
        return [self.first + timedelta(days=shift) for shift in shifts]


def read_day(text: str, days: Days) -> date | None:
    """Return the day a text gives and nothing but a day, or None."""
    found = find_day(text, days)
    if found is None or re.search(r"\w", _NTH.sub("", found[1])):
        return None
    return found[0]


def find_day(text: str, days: Days) -> tuple[date, str] | None:
    """Return the first day in a text and the text without it, or None; day before month."""
    for pattern in (_ISO, _IN_WORDS, _MONTH_FIRST, _BY_NUMBERS, _BY_TWO_NUMBERS):
        found = pattern.search(text)
        day = _dated(found, days) if found else None
        if found and day:
            before = _NAME_BEFORE.sub("", text[: found.start()])
            return day, _rest(before, text[found.end() :])
    return _find_undated(text, days)


def _find_undated(text: str, days: Days) -> tuple[date, str] | None:
    for pattern in (_NAME_AND_NUMBER, _NTH, _NAME):
        found = pattern.search(text)
        day = _on_site(found, days) if found else None
        if found and day:
            return day, _rest(text[: found.start()], text[found.end() :])
    return None


def _on_site(found: re.Match[str], days: Days) -> date | None:
    named = found.groupdict()
    if "nth" in named:
        word = named["nth"].casefold()
        nth = int(word) if word.isdigit() else _NTHS.index(word) + 1
        return days.first + timedelta(days=max(nth, 1) - 1)
    day = days.on_weekday(_weekday(named["weekday"]))
    if day is None or "number" not in named or day.day == int(named["number"]):
        return day
    return None


def _dated(found: re.Match[str], days: Days) -> date | None:
    month = found["month"].casefold()
    number = int(month) if month.isdigit() else _month(month)
    year = found["year"]
    if not year:
        return days.nearest(int(found["number"]), number)
    return _date(int(year) if len(year) == 4 else 2000 + int(year), number, int(found["number"]))


def _month(word: str) -> int:
    return next(n for n, month in enumerate(_MONTHS.split(), 1) if month.startswith(word[:3]))


def _weekday(word: str) -> int:
    short = word.casefold()[:3]
    return next(n for n, name in enumerate(_WEEKDAYS.split()) if name.startswith(short))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rest(before: str, after: str) -> str:
    return f"{before} {after}".strip(" \t\n,;:–-()")
