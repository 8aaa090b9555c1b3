"""How wide text runs in Arial, so that slides can be filled without overflowing.

python-pptx cannot tell whether text fits. The widths are those of Arial and of the fonts made to
its measure, in thousandths of the type size; what is not listed counts as wide.
"""

import unicodedata
from functools import lru_cache

_FIRST = 0x20
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
)  # fmt: skip
_OTHERS = {"£": 556, "€": 556, "–": 556, "‘": 278, "’": 278, "“": 500, "”": 500, "\u00a0": 278}
_WIDE = 1000
_LETTER = 800  # a letter of another alphabet, on the safe side


@lru_cache(maxsize=4096)
def _width_of(character: str, bold: bool) -> int:
    at = ord(character) - _FIRST
    if 0 <= at < len(_REGULAR):
        return (_BOLD if bold else _REGULAR)[at]
    if character in _OTHERS:
        return _OTHERS[character]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base != character and ord(base) - _FIRST < len(_REGULAR):
        return _width_of(base, bold)
    narrow = unicodedata.east_asian_width(character) not in "WF"
    return _LETTER if character.isalpha() and narrow else _WIDE


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text runs at a type size; both in points."""
    return sum(_width_of(character, bold) for character in text) * size / 1000


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into the lines it takes in `room` points, at spaces where there are any."""
    broken: list[str] = []
    line = ""
    used = 0.0
    space = width(" ", size, bold=bold)
    for word in text.split():
        long = width(word, size, bold=bold)
        if line and used + space + long <= room:
            line, used = f"{line} {word}", used + space + long
            continue
        if line:
            broken.append(line)
        while long > room:
            head = _head(word, room, size, bold=bold)
            broken.append(head)
            word = word[len(head) :]
            long = width(word, size, bold=bold)
        line, used = word, long
    return [*broken, line] if line else broken


def _head(word: str, room: float, size: float, *, bold: bool) -> str:
    """Return as much of a word as fits, at least one character."""
    used = 0.0
    for at, character in enumerate(word):
        used += width(character, size, bold=bold)
        if used > room and at:
            return word[:at]
    return word
