"""Fields that two people changed without knowing of each other, and choosing between the values."""

import json
from dataclasses import dataclass

from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contested field: the value shown, and the others that stand beside it."""

    record: RecordId
    kind: RecordKind
    field: str
    shown: Value | None
    others: tuple[Value, ...]


def conflicts(store: Store) -> tuple[Conflict, ...]:
    """Return every contested field, and every deletion that did not see an edit, by record."""
    rows = store.db.execute("SELECT record, field, value FROM conflict ORDER BY record, field")
    values: dict[tuple[RecordId, str], list[Value]] = {}
    for record, name, value in rows.fetchall():
        values.setdefault((RecordId(record), name), []).append(json.loads(value))
    found = []
    for (record, name), others in values.items():
        state = store.state(record)
        assert state.creation is not None
        kind = RecordKind(state.creation.header.kind)
        found.append(Conflict(record, kind, name, state.fields[name].value, tuple(others)))
    return (*found, *_deleted_unseen(store))


def conflict_count(store: Store) -> int:
    """Return how many records have a contested field."""
    row = store.db.execute("SELECT count(DISTINCT record) FROM conflict").fetchone()
    return int(row[0])


def _deleted_unseen(store: Store) -> list[Conflict]:
    return [
        Conflict(RecordId(row[0]), kind, "deleted", shown=True, others=())
        for kind in (RecordKind.OBSERVATION, RecordKind.FINDING, RecordKind.SESSION)
        for row in store.db.execute(f"SELECT id FROM {kind} WHERE unseen ORDER BY id").fetchall()
    ]


def settle(store: Store, record: RecordId, field: str, value: Value) -> None:
    """Let one value stand: a change that replaces all the heads there are here."""
    with store.atomic():
        store.change(record, {field: value})
        while store.state(record).fields[field].others:
            store.change(record, {field: value})
