"""Finds e-mail addresses and telephone numbers in text; knows nothing of who they belong to."""

import re
from collections.abc import Iterator

_EMAIL = re.compile(
    r"[\w.+%'-]{1,64}\s?(?:@|\(at\)|\[at\])\s?(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}", re.IGNORECASE
)
_JOINT = r"[\s().\-\u2010-\u2015\u2212]{0,3}"
_PHONE = re.compile(
    rf"""
    (?<![\w£$€]) (?<!\d[.,/\-])           # not the tail of an amount, a date or a longer number
    (?:
        (?:\+|\(\+) {_JOINT} \d (?:{_JOINT}\d){{7,14}}    # +44 20 7946 0000
      | \(?00[1-9] (?:{_JOINT}\d){{7,14}}                 # 0044 20 7946 0000
      | \(?0[1-9]\d (?:{_JOINT}\d){{6,8}}                 # 01632 960100, (020) 7946 0000
      | \(?07 (?:{_JOINT}\d){{8,9}}                       # 07 700 900 123
    )
    (?!\w)
    """,
    re.VERBOSE,
)
_CALLED = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob)\b\.?(?:\s(?:number|no|is|on))*"
    rf"[:\s.]{{0,3}}(\d(?:{_JOINT}\d){{4,11}})(?![\w%])"
    r"|\bext\.?\s?(\d{3,6})\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield where e-mail addresses start and end."""
    if not ("@" in text or "(" in text or "[" in text):
        return
    for found in _EMAIL.finditer(text):
        yield found.span()


def telephones(text: str) -> Iterator[tuple[int, int]]:
    """Yield where UK and international telephone numbers start and end."""
    if _DIGIT.search(text) is None:
        return
    end = 0
    for found in _PHONE.finditer(text):
        end = found.end()
        yield found.span()
    for found in _CALLED.finditer(text, end):
        yield found.span(found.lastindex or 0)
