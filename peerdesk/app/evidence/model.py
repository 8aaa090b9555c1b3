"""Turns observations into rows and sentences; pure functions of the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from peerdesk.app.widgets.entries import Entry
from peerdesk.app.widgets.kinds import glyph, tint
from peerdesk.domain.ids import RecordId
from peerdesk.domain.matching import word_spans
from peerdesk.domain.records import Evidence, Observation, Session
from peerdesk.domain.times import to_local
from peerdesk.domain.triangulation import Coverage
from peerdesk.domain.words import ObservationKind, Sector, Source

AnyIndex = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called, and how an observation reads as a row."""

    evidence: Evidence
    tags: dict[RecordId, str]
    people: dict[RecordId, str]
    sessions: dict[RecordId, Session]
    organisations: dict[RecordId, str]

    @classmethod
    def of(cls, evidence: Evidence) -> "Names":
        """Return the names of a challenge."""
        return cls(
            evidence,
            {t.id: t.tag or t.name for t in evidence.themes},
            {m.id: m.name for m in evidence.members},
            {s.id: s for s in evidence.sessions},
            {o.id: o.name for o in evidence.organisations},
        )

    def title(self, observation: Observation) -> str:
        """Return the title of an observation's session."""
        session = self.sessions.get(observation.session) if observation.session else None
        return session.title if session else "No session"

    def person(self, observation: Observation) -> str:
        """Return who noted it."""
        return self.people.get(observation.noted_by, "") if observation.noted_by else ""

    def entry(self, o: Observation, words: str = "") -> Entry:
        """Return an observation as a row, the `words` that were looked for marked in it."""
        tags = " ".join(sorted(f"#{self.tags[t]}" for t in o.themes if t in self.tags))
        parts = [self.title(o), self.person(o)]
        if o.source is not Source.HEARD:
            parts.append(o.source.label)
        if o.for_lead:
            parts.append("⚑ For the lead")
        kind = "Note" if o.kind is ObservationKind.PLAIN else o.kind.label
        second = " · ".join(part for part in parts if part)
        return Entry(
            id=o.id,
            text=o.text,
            second=second,
            mark=glyph(o.kind),
            tint=tint(o.kind),
            trail=tags,
            spoken=f"{kind}: {o.text}. {second}. {tags}",
            found=word_spans(o.text, words) if words else (),
        )

    def describe(self, o: Observation) -> list[tuple[str, str]]:
        """Return (word, value) for everything known about an observation."""
        local = to_local(o.at, self.evidence.challenge.time_zone)
        themes = sorted(t.name for t in self.evidence.themes if t.id in o.themes)
        about = sorted(self.organisations[i] for i in o.organisations if i in self.organisations)
        facts = [
            ("Kind", "Note" if o.kind is ObservationKind.PLAIN else o.kind.label),
            ("Session", self.title(o)),
            ("Noted by", self.person(o)),
            ("When", f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"),
            ("How", o.source.label),
            ("Said by", o.speaker),
            ("Marked", "For the lead" if o.for_lead else ""),
            ("Themes", ", ".join(themes)),
            ("About", ", ".join(about)),
        ]
        return [(word, value) for word, value in facts if value]


class CoverageModel(QAbstractTableModel):
    """A row for each theme and a column for each sector of the host system."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes: list[tuple[RecordId, str]] = []
        self._sectors: list[Sector] = []
        self._cells: dict[tuple[RecordId, Sector], Coverage] = {}

    def show(self, evidence: Evidence, cells: Sequence[Coverage]) -> None:
        """Show a matrix; its shape changes only with the themes and organisations."""
        present = {cell.sector for cell in cells}
        themes = [(t.id, t.name) for t in evidence.themes if not t.joined]
        sectors = [sector for sector in Sector if sector in present]
        if (themes, sectors) != (self._themes, self._sectors):
            self.beginResetModel()
            self._themes, self._sectors = themes, sectors
            self._cells = {(c.theme, c.sector): c for c in cells}
            self.endResetModel()
            return
        self._cells = {(c.theme, c.sector): c for c in cells}
        if themes and sectors:
            last = self.index(len(themes) - 1, len(sectors) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: AnyIndex = _TOP) -> int:
        """Return how many themes there are."""
        return 0 if parent.isValid() else len(self._themes)

    def columnCount(self, parent: AnyIndex = _TOP) -> int:
        """Return how many sectors there are."""
        return 0 if parent.isValid() else len(self._sectors)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell in words."""
        if not index.isValid():
            return None
        theme, name = self._themes[index.row()]
        sector = self._sectors[index.column()]
        cell = self._cells.get((theme, sector))
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell_words(cell)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{name}, {sector.label}: {_cell_words(cell).replace(chr(10), ', ')}"
        if role == Qt.ItemDataRole.UserRole:
            return cell is not None and cell.observations > 0
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a theme's or a sector's name."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._sectors[section].label
        return self._themes[section][1]

    def theme_at(self, row: int) -> RecordId:
        """Return the theme of a row."""
        return self._themes[row][0]


def _cell_words(cell: Coverage | None) -> str:
    if cell is None or not cell.observations:
        return "Nobody yet"
    return f"{_many(cell.sessions, 'session')}\n{_many(cell.observations, 'note')}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def counts_words(shown: int, total: int, more: bool, people: int, sessions: int) -> str:
    """Return how many notes are shown of how many, and what they rest on.

    `more` says that there are more of them than are shown.
    """
    if more:
        notes = f"The newest {shown} that fit, of {_many(total, 'note')}"
    else:
        notes = _many(total, "note") if shown == total else f"{shown} of {_many(total, 'note')}"
    heads = f"{people} {'person' if people == 1 else 'people'}"
    return f"{notes} · {_many(sessions, 'session')} held · {heads} spoken to"
