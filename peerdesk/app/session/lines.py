"""A line of the editor and the properties its block carries; knows no store and no widget.

The properties live in the block's format because that alone survives undo (user data and user state
do not). The key is what makes a line the same line: for one that came from the store it is the
record's id, for one typed here it is made up, and the writer knows which record it became.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextFormat

from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.records import Observation
from peerdesk.domain.words import ObservationKind, Source

_FIRST = int(QTextFormat.Property.UserProperty)
KEY, KIND, THEMES, ORGANISATIONS, SOURCE, SPEAKER, FOR_LEAD, AT = range(_FIRST + 1, _FIRST + 9)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands in the editor; `at` is unknown until it has been on the disk."""

    key: str
    text: str
    kind: ObservationKind = ObservationKind.PLAIN
    themes: frozenset[RecordId] = frozenset()
    organisations: frozenset[RecordId] = frozenset()
    source: Source = Source.HEARD
    speaker: str = ""
    for_lead: bool = False
    at: datetime | None = None

    @property
    def is_blank(self) -> bool:
        """Say whether there is nothing to keep."""
        return not self.text.strip()

    def marked(self, read: MarkedLine) -> "Line":
        """Return the line as its marks say; what was chosen before stays where they say nothing."""
        kind = read.kind
        if kind is ObservationKind.PLAIN or (
            kind is ObservationKind.QUOTE and self.kind is not ObservationKind.PLAIN
        ):
            kind = self.kind
        return replace(
            self,
            text=read.text,
            kind=kind,
            themes=self.themes | read.themes,
            organisations=self.organisations | read.organisations,
        )


def new_key() -> str:
    """Return a key for a line typed here."""
    return uuid.uuid4().hex


def line_of(observation: Observation) -> Line:
    """Return the line of an observation; line breaks inside it become spaces."""
    return Line(
        key=observation.id,
        text=" ".join(observation.text.splitlines()),
        kind=observation.kind,
        themes=observation.themes,
        organisations=observation.organisations,
        source=observation.source,
        speaker=observation.speaker,
        for_lead=observation.for_lead,
        at=observation.at,
    )


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
    return made


def key_of(block: QTextBlock) -> str:
    """Return the key a block carries, or the empty text."""
    return block.blockFormat().stringProperty(KEY)


def read_block(block: QTextBlock) -> Line:
    """Return a block as a line."""
    carried = block.blockFormat()
    return Line(
        key=carried.stringProperty(KEY),
        text=block.text(),
        kind=ObservationKind.read(carried.stringProperty(KIND), ObservationKind.PLAIN),
        themes=_split(carried.stringProperty(THEMES)),
        organisations=_split(carried.stringProperty(ORGANISATIONS)),
        source=Source.read(carried.stringProperty(SOURCE), Source.HEARD),
        speaker=carried.stringProperty(SPEAKER),
        for_lead=carried.boolProperty(FOR_LEAD),
        at=datetime.fromisoformat(at) if (at := carried.stringProperty(AT)) else None,
    )


def _joined(records: Iterable[RecordId]) -> str:
    return " ".join(sorted(records))


def _split(text: str) -> frozenset[RecordId]:
    return frozenset(RecordId(part) for part in text.split())
