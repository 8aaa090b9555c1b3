"""What erasures do to the log, and to the copies of it; it knows nothing of an open store.

An erasure names the very changes it erases. It counts when its maker is their author, the author
of their record, or a lead.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from peerdesk.domain.changes import Change
from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId
from peerdesk.domain.resolve import resolve
from peerdesk.domain.rights import Rights
from peerdesk.domain.schema import KINDS, kind_named
from peerdesk.store.cipher import Database, connect, naming_errors
from peerdesk.store.errors import StoreError
from peerdesk.store.log import Log
from peerdesk.store.projection import Projection
from peerdesk.store.snapshots import list_snapshots
from peerdesk.store.tables import SCHEMA

Erased = Mapping[RecordId, frozenset[ChangeHash]]
_DATABASE = "store.db"


def carry_out(
    db: Database, log: Log, rights: Rights, touched: Iterable[RecordId] | None = None
) -> dict[RecordId, frozenset[ChangeHash]]:
    """Drop the values of every change that an erasure which counts names; return what went.

    `touched` limits it to erasures of, or among, these records; None means all. The caller holds
    the transaction, writes the projection of the records returned, and scrubs the copies after it.
    """
    among = None if touched is None else frozenset(touched)
    gone: dict[RecordId, frozenset[ChangeHash]] = {}
    for row in db.conn.execute("SELECT id FROM erasure ORDER BY id").fetchall():
        erasure = RecordId(row[0])
        creation = resolve(log.of_record(erasure), rights).creation
        values = {} if creation is None or creation.values is None else creation.values
        record: object = values.get("record")
        named: object = values.get("changes")
        if creation is None or not isinstance(record, str) or not isinstance(named, list):
            continue
        about = RecordId(record)
        if among is not None and not {erasure, about} & among:
            continue
        hashes = _may_erase(log, rights, creation.device, about, named)
        if hashes and log.drop_values(about, hashes):
            gone[about] = gone.get(about, frozenset()) | hashes
    return gone


def _may_erase(
    log: Log, rights: Rights, eraser: DeviceId, record: RecordId, names: list[object]
) -> frozenset[ChangeHash]:
    """Return those of the named changes that are here, set aside or not, and may be erased."""
    named = {name for name in names if isinstance(name, str)}
    changes = log.of_record(record, aside=True)
    creation = resolve(changes, rights).creation
    owns = eraser in rights.leads or (creation is not None and is_author(rights, eraser, creation))
    return frozenset(
        change.hash
        for change in changes
        if change.hash in named
        and _is_erasable(change, creation)
        and (owns or rights.same_author(eraser, change.device))
    )


def _is_erasable(change: Change, creation: Change | None) -> bool:
    """Say whether a change's values may go; a newer program's share the fate of their record."""
    kind = kind_named(change.header.kind)
    if kind is None:
        return creation is not None and _is_erasable(creation, None)
    return KINDS[kind].erasable


def is_author(rights: Rights, device: DeviceId, creation: Change) -> bool:
    """Say whether a device writes as the author of the record that `creation` made."""
    return rights.same_author(device, creation.device, creation.header.author)


def forget_seen(db: Database) -> None:
    """Forget how the timetable was when it was last seen: a text that is gone may stand there."""
    db.conn.execute("DELETE FROM seen_session")


def scrub_copies(folder: Path, db: Database, key: bytes, rights: Rights, erased: Erased) -> None:
    """Empty the write-ahead log, and erase the same values in every snapshot.

    A snapshot that cannot be opened is removed: it can neither be restored nor be known to be
    clean.
    """
    with naming_errors():
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for snapshot in list_snapshots(folder):
            try:
                _scrub(snapshot, key, rights, erased)
            except StoreError:
                shutil.rmtree(snapshot)


def _scrub(snapshot: Path, key: bytes, rights: Rights, erased: Erased) -> None:
    db = connect(snapshot / _DATABASE, key)
    try:
        with naming_errors():
            SCHEMA.apply(db)
            log = Log(db)
            with db.atomic():
                for record, hashes in erased.items():
                    log.drop_values(record, hashes)
                projection = Projection(db, log)
                projection.update(erased, rights)
                projection.fresh.forget_texts()
                forget_seen(db)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.conn.close()
