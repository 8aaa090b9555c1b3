"""The bin: this author's deleted notes, which can come back or be erased (see `erasing`)."""

from dataclasses import dataclass
from datetime import UTC, datetime

from peerdesk.domain.clock import milliseconds
from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import ObservationKind
from peerdesk.store.narrowing import own
from peerdesk.store.rows import Condition
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Binned:
    """A note that was deleted, and when."""

    id: RecordId
    session: RecordId | None
    text: str
    kind: ObservationKind
    at: datetime


def binned(store: Store, session: RecordId | None = None) -> tuple[Binned, ...]:
    """Return this author's deleted notes that still have a text, of a session or all, newest first.

    What was erased has none.
    """
    only = own(store)
    if session is not None:
        only &= Condition("o.session = ?", (session,))
    rows = store.db.execute(
        "SELECT o.id, o.session, o.text, o.kind FROM observation o"
        f" WHERE o.deleted = 1 AND trim(o.text) <> '' AND {only.where}",
        list(only.values),
    ).fetchall()
    found = [
        Binned(
            RecordId(record),
            RecordId(where) if where else None,
            text,
            ObservationKind.read(kind, ObservationKind.PLAIN),
            _deleted_at(store, RecordId(record)),
        )
        for record, where, text, kind in rows
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def bring_back(store: Store, record: RecordId) -> None:
    """Have a deleted note stand again, the same record at its old place."""
    store.change(record, {"deleted": False})


def _deleted_at(store: Store, record: RecordId) -> datetime:
    clocks = [
        change.header.clock
        for change in store.log.of_record(record)
        if change.values and change.values.get("deleted") is True
    ]
    return datetime.fromtimestamp(milliseconds(max(clocks)) / 1000, UTC)
