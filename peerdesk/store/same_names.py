"""Things that were made twice under one name, before anybody knew of the other: made one again."""

from collections.abc import Collection
from typing import NamedTuple

from peerdesk.domain.folding import words_of
from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.schema import Value
from peerdesk.store.store import Store


class _Named(NamedTuple):
    id: str
    device: str
    names: frozenset[str]


def settle_names(store: Store, devices: Collection[DeviceId]) -> None:
    """Let themes and organisations of these devices be those of the same name made elsewhere.

    A theme is joined to the other; an organisation gives way to it wherever it is named.
    """
    for made, stands in _pairs(store, devices, "theme", ("name", "tag"), " AND joined IS NULL"):
        store.change(made, {"joined": stands})
    for made, stands in _pairs(store, devices, "organisation", ("name", "short"), ""):
        _give_way(store, made, stands)


def _pairs(
    store: Store, devices: Collection[DeviceId], kind: str, columns: tuple[str, str], only: str
) -> list[tuple[RecordId, RecordId]]:
    """Return (made here, stands there) of the same name."""
    tables = ("focus_area", kind) if kind == "theme" else (kind,)
    every = [one for table in tables for one in _named(store, table, columns, "")]
    others = [one for one in every if one.device not in devices]
    found = []
    for one in _named(store, kind, columns, only):
        if one.device in devices:
            same = next((other for other in others if one.names & other.names), None)
            if same is not None:
                found.append((RecordId(one.id), RecordId(same.id)))
    return found


def _named(store: Store, table: str, columns: tuple[str, str], only: str) -> list[_Named]:
    rows = store.db.conn.execute(
        f"SELECT id, device, {', '.join(columns)} FROM {table} WHERE deleted IS NOT 1{only}"
        " ORDER BY seq"
    ).fetchall()
    return [
        _Named(row[0], row[1], frozenset(" ".join(words_of(name)) for name in row[2:] if name))
        for row in rows
    ]


def _give_way(store: Store, made: RecordId, stands: RecordId) -> None:
    about = store.db.conn.execute(
        "SELECT record FROM observation_organisation WHERE key = ? AND value", [made]
    ).fetchall()
    values: dict[str, Value] = {f"organisation:{made}": False, f"organisation:{stands}": True}
    for (record,) in about:
        store.change(RecordId(record), values)
    people = store.db.conn.execute(
        "SELECT id FROM participant WHERE organisation = ?", [made]
    ).fetchall()
    for (record,) in people:
        store.change(RecordId(record), {"organisation": stands})
    store.delete(made)
