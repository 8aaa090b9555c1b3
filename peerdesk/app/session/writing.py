"""Brings the editor's lines to the disk; it alone knows which record a line typed here became.

Used on the worker thread. Saves run one after another, so a line is never made twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from peerdesk.app.session.lines import Line
from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.schema import Value
from peerdesk.store import notes
from peerdesk.store.store import Store
from peerdesk.store.ties import Handed, give_back, hand_over


@dataclass(frozen=True, slots=True)
class Edit:
    """A line to bring to the disk: what it is now (None when it is gone), and what it was there.

    `into` is the key of the line it was joined to when it is gone; `moved` says that its position
    is another than the disk has.
    """

    key: str
    now: Line | None
    before: Line | None
    position: str
    at: datetime
    into: str = ""
    moved: bool = False


@dataclass(slots=True)
class Written:
    """What has become of the lines of every session shown so far, by their keys."""

    records: dict[str, RecordId] = field(default_factory=dict)
    places: dict[str, tuple[RecordId, RecordId | None]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    handed: dict[str, Handed] = field(default_factory=dict)

    def copy(self) -> "Written":
        """Return a copy, to be kept once its writing is on the disk."""
        return Written(dict(self.records), dict(self.places), set(self.deleted), dict(self.handed))


class LineWriter:
    """Writes lines of one session, noted by one person."""

    def __init__(self, session: RecordId, noted_by: RecordId | None = None) -> None:
        """`noted_by` is the colleague whose lines these are, None for one's own."""
        self.session = session
        self.noted_by = noted_by
        self._written = Written()

    def follow(self, other: "LineWriter") -> None:
        """Take over what another knows, for lines that are moved here from its session."""
        self._written = other._written

    def know(self, lines: Sequence[Line], records: Mapping[str, RecordId] | None = None) -> None:
        """Take lines that came from the store; without `records` their keys are their records."""
        for line in lines:
            record = RecordId(line.key) if records is None else records[line.key]
            self._written.records[line.key] = record
            self._written.places[line.key] = (self.session, self.noted_by)
            self._written.deleted.discard(line.key)

    def key_of(self, record: RecordId) -> str:
        """Return the key that a record last went by here, or its id where it never had one."""
        keys = reversed(self._written.records.items())
        return next((key for key, one in keys if one == record), record)

    def record_of(self, key: str) -> RecordId | None:
        """Return which record a line is; None while it is not on the disk."""
        return self._written.records.get(key)

    def write(self, store: Store, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """Write all edits in one transaction and return them."""
        made = self._written.copy()
        with store.atomic():
            for edit in edits:
                if edit.now is None:
                    self._remove(store, edit, made)
                else:
                    self._keep(store, edit, edit.now, made)
        for name in ("records", "places", "deleted", "handed"):
            setattr(self._written, name, getattr(made, name))
        return tuple(edits)

    def _remove(self, store: Store, edit: Edit, made: Written) -> None:
        record = made.records.get(edit.key)
        if record is None or edit.key in made.deleted:
            return
        taker = made.records.get(edit.into)
        if taker is not None:
            made.handed[edit.key] = hand_over(store, record, taker)
        store.delete(record)
        made.deleted.add(edit.key)

    def _keep(self, store: Store, edit: Edit, now: Line, made: Written) -> None:
        record = made.records.get(edit.key)
        session, noted_by = made.places.get(edit.key, (self.session, self.noted_by))
        if record is None or noted_by != self.noted_by:
            made.records[edit.key] = self._create(store, edit, now)
            made.places[edit.key] = (self.session, self.noted_by)
            made.deleted.discard(edit.key)
            return
        returns = edit.key in made.deleted
        values = _differences(now, _as_stored(store, record) if returns else edit.before)
        if returns:
            values["deleted"] = False
            made.deleted.discard(edit.key)
        if edit.moved or returns:
            values["position"] = edit.position
        if session != self.session:
            values["session"] = self.session
            made.places[edit.key] = (self.session, self.noted_by)
        if values:
            store.change(record, values, typing=True)
        if (handed := made.handed.pop(edit.key, None)) is not None:
            give_back(store, handed)

    def _create(self, store: Store, edit: Edit, line: Line) -> RecordId:
        marked = MarkedLine(line.text, line.kind, line.themes, line.organisations)
        return notes.add_observation(
            store,
            self.session,
            marked,
            source=line.source,
            speaker=line.speaker,
            for_lead=line.for_lead,
            noted_by=self.noted_by,
            position=edit.position,
            at=edit.at,
        )


def _differences(now: Line, before: Line | Mapping[str, Value] | None) -> dict[str, Value]:
    """Return what to write of a line, everything where it is not known what is there."""
    had = _values(before) if isinstance(before, Line) else dict(before or {})
    values = {name: value for name, value in _values(now).items() if had.get(name) != value}
    gone = {name for name, value in had.items() if ":" in name and value} - _values(now).keys()
    return values | dict.fromkeys(gone, False)


def _as_stored(store: Store, record: RecordId) -> dict[str, Value]:
    fields = store.state(record).fields
    return {name: one.value for name, one in fields.items() if one.value is not None}


def _values(line: Line) -> dict[str, Value]:
    values: dict[str, Value] = {
        "text": line.text,
        "kind": line.kind.value,
        "source": line.source.value,
        "speaker": line.speaker,
        "for_lead": line.for_lead,
    }
    values |= {f"theme:{one}": True for one in line.themes}
    return values | {f"organisation:{one}": True for one in line.organisations}
