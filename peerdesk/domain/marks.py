"""The marks people type in notes, and nothing else, turned into kind, themes and organisations."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import ObservationKind

KIND_MARKS: Mapping[str, ObservationKind] = {
    "+": ObservationKind.STRENGTH,
    "!": ObservationKind.CONSIDERATION,
    "=": ObservationKind.FACT,
    ">": ObservationKind.FOLLOW_UP,
}
QUOTATION_MARKS = "\"'“”‘’«„"
BULLETS = "-*•"
SIGNS = frozenset((*KIND_MARKS, *BULLETS))  # what a mark begins with and goes away
_TAG = re.compile(r"(?:(?<=\s)|^)([#@])([^\W\d_][\w-]*)")
_SUM = "="


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line read: its text to the letter but for the marks that were understood."""

    text: str
    kind: ObservationKind
    themes: frozenset[RecordId] = frozenset()
    organisations: frozenset[RecordId] = frozenset()


@dataclass(frozen=True, slots=True)
class LeadingMark:
    """A mark at the start of a line: what it is, its sign, and how much of the line it takes.

    A bullet means nothing and only goes; a quotation mark takes nothing.
    """

    kind: ObservationKind
    sign: str
    length: int


def read_line(
    line: str, tags: Mapping[str, RecordId], shorts: Mapping[str, RecordId]
) -> MarkedLine | None:
    """Read one typed line, or return None when there is nothing but space.

    `tags` and `shorts` map case-folded theme tags and organisation short names to ids; a `#word` or
    `@word` that is not among them stays in the text as typed, and so does a line of marks alone.
    """
    kind, text = _kind(line.strip())
    themes: set[RecordId] = set()
    organisations: set[RecordId] = set()
    kept, end = [], 0
    for match in _TAG.finditer(text):
        known, taken = (tags, themes) if match[1] == "#" else (shorts, organisations)
        record = known.get(match[2].casefold())
        if record is not None:
            taken.add(record)
            kept.append(text[end : match.start()].rstrip(" \t"))
            end = match.end()
    text = "".join([*kept, text[end:]]).strip()
    if not text:
        return MarkedLine(line.strip(), ObservationKind.PLAIN) if line.strip() else None
    return MarkedLine(text, kind, frozenset(themes), frozenset(organisations))


def leading_mark(line: str) -> LeadingMark | None:
    """Return the mark that a line begins with, or None.

    `= ` is no mark before a sign of money or of sums: "= £4m" goes on with a sum and stays.
    """
    sign = line[:1]
    if sign and sign in QUOTATION_MARKS:
        return LeadingMark(ObservationKind.QUOTE, sign, 0)
    if line[1:2] != " " or not (sign in KIND_MARKS or sign in BULLETS):
        return None
    rest = line[2:].lstrip()
    if goes_on_with_a_sum(sign, rest):
        return None
    kind = KIND_MARKS.get(sign, ObservationKind.PLAIN)
    return LeadingMark(kind, sign, len(line) - len(rest))


def goes_on_with_a_sum(sign: str, rest: str) -> bool:
    """Say whether what follows a mark and its space makes the mark a sign of a sum."""
    return sign == _SUM and rest[:1] != "" and unicodedata.category(rest[0]) in ("Sc", "Sm")


def _kind(line: str) -> tuple[ObservationKind, str]:
    while (mark := leading_mark(line)) is not None and mark.sign in BULLETS:
        line = line[mark.length :]
    if mark is None:
        return ObservationKind.PLAIN, line
    return mark.kind, line[mark.length :]
