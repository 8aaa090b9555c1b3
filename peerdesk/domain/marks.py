"""The marks people type in notes, and nothing else, turned into kind, themes and organisations."""

import re
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
_BULLETS = ("- ", "* ", "• ")
_TAG = re.compile(r"(?:(?<=\s)|^)([#@])([^\W\d_][\w-]*)")


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line read: its text to the letter but for the marks that were understood."""

    text: str
    kind: ObservationKind
    themes: frozenset[RecordId] = frozenset()
    organisations: frozenset[RecordId] = frozenset()


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


def _kind(line: str) -> tuple[ObservationKind, str]:
    mark = KIND_MARKS.get(line[:1])
    if mark is not None and line[1:2] == " ":
        return mark, line[2:].lstrip()
    for bullet in _BULLETS:
        if line.startswith(bullet):
            line = line[len(bullet) :].lstrip()
            break
    if line[:1] and line[0] in QUOTATION_MARKS:
        return ObservationKind.QUOTE, line
    return ObservationKind.PLAIN, line
