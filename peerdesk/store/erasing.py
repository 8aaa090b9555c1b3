"""Erasing for good: values and salts leave the log, the projection, the index and the snapshots.

An erasure names the very changes it erases, so an edit it did not see stays, as a deletion would
leave it. It counts when its maker is the author or a lead, and cannot be undone.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from peerdesk.domain.changes import Change
from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId
from peerdesk.domain.resolve import resolve
from peerdesk.domain.schema import KINDS, RecordKind, Value
from peerdesk.store.cipher import connect
from peerdesk.store.errors import StoreError
from peerdesk.store.log import Log
from peerdesk.store.projection import Projection
from peerdesk.store.snapshots import list_snapshots
from peerdesk.store.store import DATABASE, Store
from peerdesk.store.tables import SCHEMA

Erased = dict[RecordId, frozenset[ChangeHash]]

# What an erased record keeps, so that it still stands in its place: nothing a person wrote.
_KEPT: Mapping[RecordKind, frozenset[str]] = {
    RecordKind.OBSERVATION: frozenset(
        {"session", "kind", "source", "position", "at", "theme", "organisation"}
    ),
    RecordKind.PARTICIPANT: frozenset({"session", "role", "organisation", "expected"}),
    RecordKind.SESSION: frozenset({"kind", "start", "end", "stream", "peer", "cancelled"}),
    RecordKind.ATTENDANCE: frozenset({"session", "held", "present", "asked"}),
    RecordKind.COMMENT: frozenset({"on"}),
    RecordKind.FINDING: frozenset({"kind", "theme", "state", "position", "evidence"}),
    RecordKind.RECOMMENDATION: frozenset({"number", "position", "finding"}),
}


def erase(store: Store, record: RecordId, reason: str = "") -> None:
    """Erase everything written in a record, here now and elsewhere when this is merged.

    The author needs no reason, a lead does. Raises NotAllowed for anybody else's record or for one
    of a kind that is not erased.
    """
    with store.atomic():
        changes = store.log.of_record(record)
        creation = resolve(changes, store.rights).creation
        if creation is None or record not in {c.header.record for c in changes}:
            raise NotAllowed(_NOT_HERE)
        kind = RecordKind(creation.header.kind)
        author = _is_author(store, store.device, creation)
        if not KINDS[kind].erasable or not (author or store.device in store.rights.leads):
            raise NotAllowed(_NOT_YOURS)
        if not author and not reason.strip():
            raise NotAllowed(_NEEDS_REASON)
        gone = sorted(change.hash for change in changes if change.values is not None)
        kept = _kept(store, record, kind)
        store.create(
            RecordKind.ERASURE, {"record": record, "changes": list(gone), "reason": reason}
        )
        erased = carry_out(store, None)
        if kept:
            store.change(record, kept)
    scrub_copies(store, erased)


def carry_out(store: Store, touched: Iterable[RecordId] | None) -> Erased:
    """Drop the values of every change that an erasure which counts names; return what went.

    `touched` limits it to erasures of, or among, these records; None means all. The caller holds
    the transaction and calls `scrub_copies` after it.
    """
    among = None if touched is None else frozenset(touched)
    gone: Erased = {}
    for record in _erasures(store):
        state = store.state(record)
        if state.creation is None or state.creation.values is None:
            continue
        target, named = state.creation.values.get("record"), state.creation.values.get("changes")
        if not isinstance(target, str) or not isinstance(named, list):
            continue
        about = RecordId(target)
        if among is not None and not {record, about} & among:
            continue
        hashes = _may_erase(store, state.creation.device, about, frozenset(named))
        if hashes and store.log.drop_values(about, hashes):
            gone[about] = gone.get(about, frozenset()) | hashes
    store.projection.update(gone, store.rights)
    return gone


def _erasures(store: Store) -> list[RecordId]:
    rows = store.db.conn.execute("SELECT id FROM erasure ORDER BY id").fetchall()
    return [RecordId(row[0]) for row in rows]


def _may_erase(
    store: Store, eraser: DeviceId, record: RecordId, named: frozenset[str]
) -> frozenset[ChangeHash]:
    """Return those of the named changes that are here and that `eraser` may erase."""
    changes = store.log.of_record(record)
    creation = resolve(changes, store.rights).creation
    if creation is None or not KINDS[RecordKind(creation.header.kind)].erasable:
        return frozenset()
    owns = eraser in store.rights.leads or _is_author(store, eraser, creation)
    return frozenset(
        change.hash
        for change in changes
        if change.hash in named and (owns or store.rights.same_author(eraser, change.device))
    )


def _is_author(store: Store, device: DeviceId, creation: Change) -> bool:
    return store.rights.same_author(device, creation.device, creation.header.author)


def _kept(store: Store, record: RecordId, kind: RecordKind) -> dict[str, Value]:
    """Return the fields to state again after erasing, of those this device may change."""
    kept: dict[str, Value] = {}
    state = store.state(record)
    assert state.creation is not None
    for name, field in state.fields.items():
        spec = KINDS[kind].field(name)
        if (
            spec is not None
            and field.value is not None
            and name.partition(":")[0] in _KEPT[kind]
            and store.rights.allows(
                spec.right, store.device, state.creation.device, state.creation.header.author
            )
        ):
            kept[name] = field.value
    return kept


def scrub_copies(store: Store, erased: Erased) -> None:
    """Empty the write-ahead log, and erase the same values in every snapshot."""
    if not erased:
        return
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for snapshot in list_snapshots(store.folder):
        try:
            _scrub(store, snapshot, erased)
        except StoreError:
            # A copy that cannot be opened can neither be restored nor be known to be clean.
            shutil.rmtree(snapshot)


def _scrub(store: Store, snapshot: Path, erased: Erased) -> None:
    db = connect(snapshot / DATABASE, store.key)
    try:
        SCHEMA.apply(db)
        log = Log(db)
        with db.atomic():
            for record, hashes in erased.items():
                log.drop_values(record, hashes)
            Projection(db, log).update(erased, store.rights)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.conn.close()


_NOT_HERE = "What you want to erase is not on this laptop; nothing was changed, bring it in first."
_NOT_YOURS = (
    "Only the person who wrote this, or a lead, can erase it; nothing was changed, ask one of them."
)
_NEEDS_REASON = (
    "Erasing what somebody else wrote needs a reason; nothing was changed, say why and try again."
)
