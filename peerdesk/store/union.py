"""Taking feeds into the store: one transaction a file, idempotent and in any order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from peerdesk.domain.changes import Header
from peerdesk.domain.clock import Reading
from peerdesk.domain.ids import DeviceId, RecordId, made_by
from peerdesk.domain.schema import KINDS, Form, RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.store.devices import go_on_as_new_device
from peerdesk.store.feeds import Incoming
from peerdesk.store.log import RULING
from peerdesk.store.store import Store
from peerdesk.store.wire import change_hash

_OBSERVATION = str(RecordKind.OBSERVATION)
_PLAIN_TEXTS = frozenset(
    name for name, f in KINDS[RecordKind.OBSERVATION].plain.items() if f.form is Form.TEXT
)
_SETS = tuple(f"{name}:" for name in KINDS[RecordKind.OBSERVATION].keyed)


@dataclass(slots=True)
class Taken:
    """What a file brought: observations new and changed, records in conflict or waiting, forks."""

    merge: int = 0
    new: int = 0
    changed: int = 0
    waiting: int = 0
    conflicts: int = 0
    forks: list[DeviceId] = field(default_factory=list)
    renewed: bool = False


@dataclass(slots=True)
class _Batch:
    """The changes of new segments, sorted into what is simply new and what must be worked out."""

    rows: list[tuple[int, int, str, str, str | None, int]] = field(default_factory=list)
    simple: dict[RecordId, tuple[DeviceId, Header, dict[str, Value]]] = field(default_factory=dict)
    worked_out: set[RecordId] = field(default_factory=set)
    ruling: bool = False
    clock: Reading | None = None


def news(store: Store, feeds: Iterable[Sequence[Incoming]]) -> list[Incoming]:
    """Return the segments that are not here, or here without some value that comes with them."""
    found = []
    for feed in feeds:
        withheld = store.log.withheld(feed[0].segment.device) if feed else frozenset()
        for incoming in feed:
            segment = incoming.segment
            brought = ((segment.hash, number) for number in segment.sides)
            if not store.log.knows(segment.hash) or (withheld and not withheld.isdisjoint(brought)):
                found.append(incoming)
    return found


def take_in(store: Store, incoming: Sequence[Incoming], source: str) -> Taken:
    """Add segments that `news` returned, and work out all they touch; `source` names the file.

    Erased values are never taken again. If this device's own feed went on elsewhere, it goes on as
    a new device, `renewed`.
    """
    taken = Taken()
    if not incoming:
        return taken
    store.seal()
    with store.atomic():
        _take_in(store, incoming, source, taken)
    return taken


def _take_in(store: Store, incoming: Sequence[Incoming], source: str, taken: Taken) -> None:
    fresh = [i for i in incoming if not store.log.knows(i.segment.hash)]
    if any(i.segment.device == store.device for i in fresh):
        go_on_as_new_device(store)
        taken.renewed = True
    cursor = store.db.conn.execute(
        "INSERT INTO merge (at, source, observations) VALUES (?, ?, 0)",
        [to_stored(datetime.now(UTC)), source],
    )
    taken.merge = int(cursor.lastrowid or 0)
    batch = _sort(store, incoming, taken)
    store.log.add_changes(batch.rows)
    if batch.ruling:
        store.reload_rights()
        batch.worked_out.update(store.projection.waiting_for_a_right())
    _project(store, batch, taken)
    if batch.clock:
        store.hear(batch.clock)
    # A right that arrives makes older erasures count.
    store.carry_out_erasures(None if batch.ruling else batch.worked_out | batch.simple.keys())
    store.db.conn.execute(
        "UPDATE merge SET observations = ? WHERE id = ?", [taken.new + taken.changed, taken.merge]
    )


def _sort(store: Store, incoming: Sequence[Incoming], taken: Taken) -> _Batch:
    """Add the segments themselves, and sort their changes."""
    batch = _Batch()
    waiting = store.projection.waiting()
    gone = store.log.erased()
    for arrived in incoming:
        segment = arrived.segment
        if store.log.knows(segment.hash):
            _fill(store, arrived, batch, gone)
            continue
        forked = segment.first <= store.log.last_number(segment.device)
        if forked and segment.device not in taken.forks:
            taken.forks.append(segment.device)
        row, stood = store.log.add(segment, taken.merge)
        if stood:
            _fill(store, arrived, batch, gone)
            batch.worked_out.update(header.record for header in arrived.headers)
            batch.ruling |= any(header.kind in RULING for header in arrived.headers)
            continue
        _sort_changes(batch, arrived, row, gone, waiting, simple=not forked)
    return batch


def _fill(store: Store, arrived: Incoming, batch: _Batch, gone: frozenset[str]) -> None:
    """Take values that were withheld from us before."""
    segment = arrived.segment
    for header, line in zip(arrived.headers, segment.lines, strict=True):
        side = segment.sides.get(header.number)
        if (
            side is not None
            and (not gone or change_hash(segment.device, line) not in gone)
            and store.log.fill_side(segment.hash, header.number, side)
        ):
            batch.worked_out.add(header.record)
            batch.ruling |= header.kind in RULING


def _sort_changes(
    batch: _Batch,
    arrived: Incoming,
    row: int,
    gone: frozenset[str],
    waiting: frozenset[RecordId],
    *,
    simple: bool,
) -> None:
    segment = arrived.segment
    device, sides = segment.device, segment.sides
    for header, line, values in zip(arrived.headers, segment.lines, arrived.values, strict=True):
        number, record, kind = header.number, header.record, header.kind
        side = sides.get(number)
        if gone and change_hash(device, line) in gone:
            side = values = None
        ruling = kind in RULING
        batch.ruling |= ruling
        batch.rows.append((row, number, record, line, side, int(ruling)))
        if batch.clock is None or header.clock > batch.clock:
            batch.clock = header.clock
        if record in batch.worked_out:
            continue
        if (
            simple
            and values is not None
            and kind == _OBSERVATION
            and record not in waiting
            and record not in batch.simple
            and _is_simple(header, values, device)
        ):
            batch.simple[record] = (device, header, values)
        else:
            batch.worked_out.add(record)
            batch.simple.pop(record, None)


def _is_simple(header: Header, values: dict[str, Value], device: DeviceId) -> bool:
    """Say whether an observation's creation counts as it stands: known fields of the right type."""
    if not header.creates or header.saw or header.fields.keys() != values.keys():
        return False
    for name, value in values.items():
        if type(value) is str:
            if name not in _PLAIN_TEXTS:
                return False
        elif value is not True or not name.startswith(_SETS) or name in _SETS:
            return False
    return made_by(header.record, device)


def _project(store: Store, batch: _Batch, taken: Taken) -> None:
    before = _present(store, batch.worked_out)
    left = store.projection.add_observations(batch.simple.values())
    store.projection.update([*left, *batch.worked_out], store.rights)
    after = _present(store, batch.worked_out)
    taken.new = len(batch.simple) + len(after - before)
    taken.changed = len(after & before)
    taken.conflicts = _counted(store, "conflict", batch.worked_out)
    taken.waiting = _counted(store, "waiting", batch.worked_out)


def _present(store: Store, records: Iterable[RecordId]) -> set[str]:
    """Return which of some records are observations that stand."""
    query = "SELECT 1 FROM observation WHERE id = ? AND deleted IS NOT 1"
    return {r for r in records if store.db.conn.execute(query, [r]).fetchone()}


def _counted(store: Store, table: str, records: Iterable[RecordId]) -> int:
    query = f"SELECT 1 FROM {table} WHERE record = ? LIMIT 1"
    return sum(store.db.conn.execute(query, [r]).fetchone() is not None for r in records)


def undo_merge(store: Store, merge: int) -> int:
    """Set aside the segments a merge brought, and those that follow them, until merged again.

    Returns how many. Nothing of this device's own is touched, and what was erased stays erased.
    """
    with store.atomic():
        gone = store.log.set_aside(merge)
        store.db.conn.execute("UPDATE merge SET undone = 1 WHERE id = ?", [merge])
        store.reload_rights()
        store.projection.rebuild(store.rights)
    return gone


def last_merge(store: Store) -> int | None:
    """Return the last merge that brought something and was not undone, or None."""
    row = store.db.conn.execute("SELECT max(id) FROM merge WHERE undone = 0").fetchone()
    return None if row is None else row[0]


def merged_since(store: Store, moment: datetime) -> list[DeviceId]:
    """Return the devices of which a merge, not undone, brought something since an aware moment."""
    rows = store.db.conn.execute(
        "SELECT DISTINCT s.device FROM segment s JOIN merge m ON m.id = s.merge"
        " WHERE m.undone = 0 AND m.at >= ? ORDER BY s.device",
        [to_stored(moment)],
    ).fetchall()
    return [DeviceId(row[0]) for row in rows]
