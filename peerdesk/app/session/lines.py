"""A line of the editor and the properties its block carries; knows no store and no widget.

The properties live in the block's format because that alone survives undo (user data and user state
do not). The key is what makes a line the same line: for one that came from the store it is the
record's id, for one typed here it is made up, and the writer knows which record it became. An empty
line has none, unless its mark has just been taken out of it.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextFormat

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation
from peerdesk.domain.words import ObservationKind, Source

_FIRST = int(QTextFormat.Property.UserProperty)
KEY, KIND, THEMES, ORGANISATIONS, SOURCE, SPEAKER, FOR_LEAD, AT, SWALLOWED = range(
    _FIRST + 1, _FIRST + 10
)
# Controls, halves of pairs, what Qt keeps for objects and frames, and the byte order mark, which is
# lost between Qt and Python, so that places would be counted wrongly.
_NO_LETTERS = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands in the editor; `at` is unknown until it has been on the disk.

    `swallowed` are the keys of the lines that were joined to this one, whose ties are now its own.
    """

    key: str
    text: str
    kind: ObservationKind = ObservationKind.PLAIN
    themes: frozenset[RecordId] = frozenset()
    organisations: frozenset[RecordId] = frozenset()
    source: Source = Source.HEARD
    speaker: str = ""
    for_lead: bool = False
    at: datetime | None = None
    swallowed: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_blank(self) -> bool:
        """Say whether there is nothing to keep."""
        return not self.text.strip()

    @property
    def is_nothing(self) -> bool:
        """Say whether it is blank and no mark, key or button has said what it will be."""
        return self.is_blank and replace(self, key="", text="", at=None) == Line("", "")

    @property
    def is_bare(self) -> bool:
        """Say whether nothing is known of the line but its text."""
        return replace(self, text="") == Line("", "")

    def joined(self, other: "Line") -> "Line":
        """Return this line once it has swallowed another: nothing said of either is lost."""
        return replace(
            self,
            kind=other.kind if self.kind is ObservationKind.PLAIN else self.kind,
            themes=self.themes | other.themes,
            organisations=self.organisations | other.organisations,
            speaker=self.speaker or other.speaker,
            for_lead=self.for_lead or other.for_lead,
            swallowed=(*self.swallowed, *other.swallowed, other.key),
        )


def new_key() -> str:
    """Return a key for a line typed here."""
    return uuid.uuid4().hex


def line_of(observation: Observation) -> Line:
    """Return the line of an observation; line breaks inside it become spaces."""
    return Line(
        key=observation.id,
        text=only_letters(" ".join(observation.text.splitlines())),
        kind=observation.kind,
        themes=observation.themes,
        organisations=observation.organisations,
        source=observation.source,
        speaker=observation.speaker,
        for_lead=observation.for_lead,
        at=observation.at,
    )


def only_letters(text: str) -> str:
    """Return a text without what is no letter and could not be shown or written."""
    return _NO_LETTERS.sub("", text)


def block_format(line: Line) -> QTextBlockFormat:
    """Return the format that carries everything about a line but its text."""
    made = QTextBlockFormat()
    made.setProperty(KEY, line.key)
    if line.kind is not ObservationKind.PLAIN:
        made.setProperty(KIND, line.kind.value)
    if line.themes:
        made.setProperty(THEMES, _joined(line.themes))
    if line.organisations:
        made.setProperty(ORGANISATIONS, _joined(line.organisations))
    if line.source is not Source.HEARD:
        made.setProperty(SOURCE, line.source.value)
    if line.speaker:
        made.setProperty(SPEAKER, line.speaker)
    if line.for_lead:
        made.setProperty(FOR_LEAD, line.for_lead)
    if line.at is not None:
        made.setProperty(AT, line.at.isoformat())
    if line.swallowed:
        made.setProperty(SWALLOWED, " ".join(line.swallowed))
    return made


def key_of(block: QTextBlock) -> str:
    """Return the key a block carries, or the empty text."""
    return block.blockFormat().stringProperty(KEY)


def read_block(block: QTextBlock) -> Line:
    """Return a block as a line."""
    carried = block.blockFormat().properties()  # all at once: each crossing to Qt costs a µs
    at = carried.get(AT)
    return Line(
        key=carried.get(KEY) or "",  # PySide makes a list of the empty text here
        text=block.text(),
        kind=ObservationKind.read(carried.get(KIND, ""), ObservationKind.PLAIN),
        themes=_split(carried.get(THEMES, "")),
        organisations=_split(carried.get(ORGANISATIONS, "")),
        source=Source.read(carried.get(SOURCE, ""), Source.HEARD),
        speaker=carried.get(SPEAKER, ""),
        for_lead=carried.get(FOR_LEAD, False),
        at=datetime.fromisoformat(at) if at else None,
        swallowed=tuple(carried.get(SWALLOWED, "").split()),
    )


def divide(text: str, place: int) -> tuple[str, str]:
    """Return what stands before and after a place that Qt counts, an emoji as two."""
    if text.isascii():
        return text[:place], text[place:]
    wide = text.encode("utf-16-le", "surrogatepass")
    parts = wide[: 2 * place], wide[2 * place :]
    head, tail = (part.decode("utf-16-le", "surrogatepass") for part in parts)
    return head, tail


def width(text: str) -> int:
    """Return how many places a text takes as Qt counts them."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _joined(records: Iterable[RecordId]) -> str:
    return " ".join(sorted(records))


@lru_cache(512)  # what people choose from is little, and chosen again and again
def _split(text: str) -> frozenset[RecordId]:
    return frozenset(RecordId(part) for part in text.split())
