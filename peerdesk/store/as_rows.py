"""What a record is, as the rows of its tables; it knows no database."""

from collections.abc import Iterable, Mapping
from typing import Any

from peerdesk.domain.changes import Header
from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.resolve import RecordState
from peerdesk.domain.schema import KINDS, Kind, RecordKind, Value
from peerdesk.store.tables import OWN_COLUMNS, stored

Members = Mapping[str, int]
VALUES = " VALUES "
_OBSERVATION = KINDS[RecordKind.OBSERVATION]
_DELETED = 1 + len(OWN_COLUMNS) + list(_OBSERVATION.plain).index("deleted")
_SPARE = 8  # rows for the ids of one millisecond and one place in its sequence


def sequence(record: RecordId) -> int:
    """Return the row number of a record: its id's 48 bits of time and 12 of order, then 3 spare.

    Rows are then in the order in which records were made, so that “newest first” needs no sorting.
    """
    time, order = int(record[:8] + record[9:13], 16), int(record[15:18], 16)
    return time << 15 | order << 3 | int(record[-1], 16) & (_SPARE - 1)


def new_row(device: DeviceId, header: Header, values: Mapping[str, Value]) -> list[Any]:
    """Return the row of an observation that consists of its creation alone."""
    row: list[Any] = [sequence(header.record), header.record, device]
    row += [header.author or "", header.clock, 0, 0]
    row += map(values.get, _OBSERVATION.plain)
    row[_DELETED] = 0
    return row


def row_of(spec: Kind, record: RecordId, state: RecordState) -> list[object]:
    """Return the row of a record, in the order of `columns_of`."""
    assert state.creation is not None
    header = state.creation.header
    row: list[object] = [
        sequence(record),
        record,
        state.creation.device,
        header.author or "",
        header.clock,
    ]
    row += [int(state.missing), int(state.deletion_unseen)]
    for name, field in spec.plain.items():
        known = state.fields.get(name)
        value = None if known is None or known.value is None else stored(field, known.value)
        row.append(int(state.deleted) if name == "deleted" else value)
    return row


def members_of(name: str, state: RecordState) -> Members:
    """Return the values of one keyed field by key."""
    prefix = name + ":"
    found = [field for field in state.fields if field.startswith(prefix)]
    values = ((field, state.fields[field].value) for field in found)
    return {field[len(prefix) :]: int(v) for field, v in values if isinstance(v, int)}


def changed_names(before: RecordState, state: RecordState) -> list[str]:
    """Return the fields of which the value shown differs, those with a colon of sets."""
    old, new = before.fields, state.fields
    changed = [name for name in new if name not in old or old[name].value != new[name].value]
    return [*changed, *(old.keys() - new.keys())]


def changed_columns(
    spec: Kind, before: RecordState, state: RecordState, changed: Iterable[str]
) -> dict[str, object]:
    """Return what differs in a record's row, given the fields that changed."""
    columns: dict[str, object] = {}
    for name in changed:
        if name in spec.plain:
            known = state.fields.get(name)
            value = None if known is None else known.value
            columns[name] = None if value is None else stored(spec.plain[name], value)
    for name, was, now in (
        ("missing", before.missing, state.missing),
        ("unseen", before.deletion_unseen, state.deletion_unseen),
        ("deleted", before.deleted, state.deleted),
    ):
        if was != now or name in columns:
            columns[name] = int(now)
    return columns


def have_one_creation(before: RecordState, state: RecordState) -> bool:
    """Say whether the columns that come from the creation are the same."""
    old, new = before.creation, state.creation
    return (
        old is not None
        and new is not None
        and (old.device, old.header.clock, old.header.author, old.header.kind)
        == (new.device, new.header.clock, new.header.author, new.header.kind)
    )


def is_plain(state: RecordState) -> bool:
    """Say whether a record is in its own tables alone: nothing waits, conflicts or is unknown."""
    if state.uncounted or state.unknown:
        return False
    return not any(field.others for field in state.fields.values())


def columns_of(spec: Kind) -> list[str]:
    """Return the columns of a kind that changes say, and the row's number."""
    return ["seq", *OWN_COLUMNS, *spec.plain]


def listed(columns: Iterable[str]) -> str:
    """Return columns as SQL lists them."""
    return ", ".join(f'"{name}"' for name in columns)


def insertion(kind: RecordKind, spec: Kind, verb: str, *, fresh: bool = False) -> str:
    """Return the statement that inserts one row, its text not in the index on disk if `fresh`."""
    columns = columns_of(spec)
    names, places = listed(columns), ", ".join("?" * len(columns))
    if fresh:
        names, places = f"{names}, fresh", f"{places}, 1"
    return f"{verb} INTO {kind} ({names}){VALUES}({places})"
