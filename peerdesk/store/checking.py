"""Verifying a whole store: pages, feeds, signatures, projection, snapshots. It changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from peerdesk.domain.ids import DeviceId
from peerdesk.store.cipher import naming_errors
from peerdesk.store.errors import FeedFault, StoreError
from peerdesk.store.feeds import read_feed, write_feed
from peerdesk.store.log import OF_SEGMENT
from peerdesk.store.snapshots import DAMAGED, check_snapshot, list_snapshots, page_problems
from peerdesk.store.store import Store
from peerdesk.store.wire import commitment, decode_line


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found; `problems` are sentences without note text, none when all is well."""

    problems: tuple[str, ...]
    changes: int
    devices: int
    digest: str

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


class _Rebuilt(Exception):
    """Thrown to take back the rebuilding that the comparison needs."""


def check(store: Store) -> CheckResult:
    """Verify everything in a store; takes seconds at thousands of notes."""
    with naming_errors():
        digest = store.projection.digest()
        pages = page_problems(store.db)
        problems = [
            *pages,
            *_feeds(store),
            *_own_unsealed(store),
            # SQLCipher writes no more once it has met a damaged page, so nothing can be rebuilt.
            *(() if pages else _projection(store, digest)),
            *_snapshots(store),
        ]
        changes = store.db.execute("SELECT count(*) FROM change").fetchone()[0]
        devices = store.db.execute("SELECT count(DISTINCT device) FROM segment").fetchone()[0]
    return CheckResult(tuple(problems), int(changes), int(devices), digest)


def _feeds(store: Store) -> Iterator[str]:
    """Read every feed back as another laptop would."""
    for device in store.log.devices():
        try:
            read_feed(write_feed(store.log.segments(device)), store.challenge, device)
        except FeedFault as fault:
            yield f"The notes of laptop {_short(device)} do not verify: {fault}"


def _own_unsealed(store: Store) -> Iterator[str]:
    rows = store.db.execute(
        f"SELECT c.line, c.side FROM change c JOIN segment s ON {OF_SEGMENT}"
        " WHERE s.hash IS NULL AND c.side IS NOT NULL"
    )
    if any(decode_line(line).commitment != commitment(side) for line, side in rows.fetchall()):
        yield "Notes written since the last hand-in do not match their own record."


def _projection(store: Store, digest: str) -> Iterator[str]:
    rebuilt = ""
    try:
        with store.db.atomic():
            store.projection.rebuild(store.rights)
            rebuilt = store.projection.digest()
            raise _Rebuilt
    except _Rebuilt:
        pass
    if rebuilt != digest:
        yield "What the screens show is not what the notes say; it is put right by “restore”."


def _snapshots(store: Store) -> Iterator[str]:
    for snapshot in list_snapshots(store.folder):
        if snapshot.name.endswith(DAMAGED):
            continue
        try:
            check_snapshot(snapshot, store.key)
        except StoreError:
            yield f"The snapshot {snapshot.name} cannot be opened."


def _short(device: DeviceId) -> str:
    return device[:8]
