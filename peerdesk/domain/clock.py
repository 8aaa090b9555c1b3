"""The hybrid logical clock that orders concurrent values for display, and for nothing else.

A reading is written `<12 hex digits of Unix milliseconds>-<4 hex digits of a counter>`, so that
readings compare as text (Kulkarni and others, "Logical Physical Clocks", 2014).
"""

import re
from typing import NewType

Reading = NewType("Reading", str)

_FORM = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}")
ZERO = Reading("000000000000-0000")
MAX_LEAD_MS = 60 * 60 * 1000
_COUNTER_LIMIT = 0xFFFF


def reading(milliseconds: int, counter: int) -> Reading:
    """Return the reading for Unix milliseconds and a counter (0 to 65535)."""
    return Reading(f"{milliseconds:012x}-{counter:04x}")


def milliseconds(of: Reading) -> int:
    """Return the Unix milliseconds of a reading."""
    return int(of[:12], 16)


def is_reading(text: object) -> bool:
    """Say whether a text from outside has the form of a reading."""
    return isinstance(text, str) and _FORM.fullmatch(text) is not None


def tick(last: Reading, now_ms: int) -> Reading:
    """Return the reading after `last` on a laptop whose own clock says `now_ms`."""
    if now_ms > milliseconds(last):
        return reading(now_ms, 0)
    counter = int(last[13:], 16)
    if counter < _COUNTER_LIMIT:
        return reading(milliseconds(last), counter + 1)
    return reading(milliseconds(last) + 1, 0)


def receive(last: Reading, incoming: Reading, now_ms: int) -> Reading:
    """Return our last reading after seeing `incoming`, at most an hour past the laptop's clock."""
    bound = reading(now_ms + MAX_LEAD_MS, 0)
    return max(last, min(incoming, bound))
