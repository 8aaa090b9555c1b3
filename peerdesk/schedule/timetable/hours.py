"""From when to when, as people write it: 9.30 – 10.15am, 0930-1015, 2pm to 3, 10:00 (1 hour)."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

_DASH = r"\s*(?:-|–|—|−|to|until|till|/)\s*"
_HALF_DAY = r"(?:\s*(?P<half{n}>[ap])\.?\s*m\b\.?)?"
_CLOCK = (
    r"(?:(?P<word{n}>noon|midday|midnight)|(?P<hour{n}>[01]?\d|2[0-4])"
    r"(?:\s*[:.h]\s*(?P<minute{n}>[0-5]\d)|(?P<tight{n}>[0-5]\d))?(?:\s*(?:hrs?|h)\b)?"
    + _HALF_DAY
    + ")"
)
_ONE = re.compile(_CLOCK.replace("{n}", "1"), re.IGNORECASE)
_RANGE = re.compile(_CLOCK.replace("{n}", "1") + _DASH + _CLOCK.replace("{n}", "2"), re.IGNORECASE)
_LASTS = re.compile(
    r"(?P<number>\d+(?:[.,]5)?|½|half an?)\s*(?P<unit>hours?|hrs?|h\b|minutes?|mins?|m\b)",
    re.IGNORECASE,
)
_NOON = 12
_FIRST_HOUR = 7  # of a working day: 1 to 6 without am or pm is the afternoon
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """A start and, if one was written, an end.

    `guessed` says that am or pm had to be guessed, `sure` that nobody could mean the other.
    """

    start: time
    end: time | None = None
    guessed: bool = False
    sure: bool = True

    @property
    def length(self) -> timedelta | None:
        """Return how long it is, past midnight if need be; None without an end."""
        if self.end is None:
            return None
        minutes = (_minutes(self.end) - _minutes(self.start)) % _MINUTES_A_DAY
        return timedelta(minutes=minutes)


def read_hours(text: str) -> Hours | None:
    """Return the hours a text gives and nothing but hours, or None."""
    found = find_hours(text)
    if found is None:
        return None
    hours, rest = found
    return None if re.search(r"\w", _LASTS.sub("", rest).replace("for", "")) else hours


def find_hours(text: str) -> tuple[Hours, str] | None:
    """Return the first hours in a text and the text without them, or None.

    One number alone is no time: it must have minutes, am or pm, or be part of a range.
    """
    spread = _RANGE.search(text)
    while spread is not None and not _is_range(text, spread):
        spread = _RANGE.search(text, spread.start() + 1)
    if spread is not None:
        return _range(spread), _without(text, spread)
    for one in _ONE.finditer(text):
        if _is_clock(text, one):
            return _single(text, one)
    return None


def _is_range(text: str, found: re.Match[str]) -> bool:
    return _stands_alone(text, found) and not (
        # Two bare numbers are a range of hours only by themselves: “3–4 people” is not.
        not any(found[name] for name in _SIGNS) and re.search(r"[^\W\d]", _without(text, found))
    )


_SIGNS = ("word1", "minute1", "tight1", "half1", "word2", "minute2", "tight2", "half2")


def _is_clock(text: str, found: re.Match[str]) -> bool:
    signs = any(found[name] for name in _SIGNS[:4])
    return signs and _stands_alone(text, found)


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    # A hyphen and a figure beside it make it part of a date: 2026-11-25.
    return not re.search(r"([\w£€$./]|\d-)$", before) and not re.match(r"[\w/%]|-\d", after)


def _range(found: re.Match[str]) -> Hours:
    start, end = _clock(found, "1"), _clock(found, "2")
    first, last = found["half1"], found["half2"]
    guessed = False
    if last and not first and not found["word1"] and start.hour < _NOON:
        # “9.30 – 10.15am” and “1–2pm”, but “11–1pm” begins in the morning.
        later = _moved(start, last)
        start = later if _minutes(later) < _minutes(end) else start
    elif not first and start.hour < _FIRST_HOUR:
        start, guessed = _afternoon(start), True
    if not last and not found["word2"] and _minutes(end) <= _minutes(start) and end.hour < _NOON:
        end = _later_than(start, end)
    return Hours(start, end, guessed, sure=bool(last) or _is_sure(found))


def _is_sure(found: re.Match[str]) -> bool:
    """Say whether a clock has am or pm, or is written as on a timetable of trains: 09:00."""
    tells = found["half1"] or found["word1"] or found["tight1"]
    return bool(tells) or (found["hour1"] or "").startswith("0")


def _single(text: str, found: re.Match[str]) -> tuple[Hours, str]:
    start, guessed = _clock(found, "1"), False
    if not found["half1"] and not found["word1"] and start.hour < _FIRST_HOUR:
        start, guessed = _afternoon(start), True
    rest = _without(text, found)
    lasts = _LASTS.search(rest)
    if lasts is None:
        return Hours(start, None, guessed, _is_sure(found)), rest
    end = (datetime.combine(datetime.min, start) + _length(lasts)).time()
    return Hours(start, end, guessed, _is_sure(found)), _without(rest, lasts)


def _clock(found: re.Match[str], n: str) -> time:
    word = (found["word" + n] or "").casefold()
    if word:
        return time(0 if word == "midnight" else _NOON)
    minute = int(found["minute" + n] or found["tight" + n] or 0)
    return _moved(time(int(found["hour" + n]) % 24, minute), found["half" + n] or "")


def _moved(clock: time, half: str) -> time:
    if half.casefold() == "p" and clock.hour < _NOON:
        return _afternoon(clock)
    if half.casefold() == "a" and clock.hour == _NOON:
        return clock.replace(hour=0)
    return clock


def _later_than(start: time, end: time) -> time:
    """Return an end that would be before its start as the afternoon's, or else the night's."""
    later = _afternoon(end)
    return later if _minutes(later) > _minutes(start) else end


def between(start: time, end: time) -> Hours:
    """Return from one clock to another: an end that would be before is in the afternoon."""
    return Hours(start, end if end > start or end.hour >= _NOON else _later_than(start, end))


def _afternoon(clock: time) -> time:
    return clock.replace(hour=(clock.hour + _NOON) % 24)


def _length(found: re.Match[str]) -> timedelta:
    number = found["number"].casefold()
    amount = 0.5 if number[0] in "½h" else float(number.replace(",", "."))
    return timedelta(hours=amount) if found["unit"][0] in "hH" else timedelta(minutes=amount)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip(" \t,;:–-()")
