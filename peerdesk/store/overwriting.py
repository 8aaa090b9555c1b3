"""Which change typing may write over instead of following it with another; it knows no database."""

from collections.abc import Iterable, Sequence

from peerdesk.domain.changes import Change
from peerdesk.domain.clock import milliseconds
from peerdesk.domain.ids import ChangeHash, DeviceId
from peerdesk.domain.resolve import RecordState
from peerdesk.store.log import RULING

TYPING_MS = 60_000


def heads_of(state: RecordState, name: str) -> tuple[ChangeHash, ...]:
    """Return the changes that say what a field of a record is."""
    field = state.fields.get(name)
    return () if field is None else field.heads


def change_to_overwrite(
    changes: Sequence[Change],
    state: RecordState,
    names: Iterable[str],
    device: DeviceId,
    now: int,
) -> Change | None:
    """Return the device's last change to a record if typing these fields may write over it.

    It may for a minute (`now` is in Unix milliseconds), while nothing refers to it. Whether it is
    sealed is for the caller to see.
    """
    last = max(changes, key=lambda c: c.header.clock) if len(changes) > 1 else changes[0]
    if (
        last.device != device
        or last.values is None
        or last.header.saw
        or last.header.kind in RULING
        or now - milliseconds(last.header.clock) > TYPING_MS
        or last.hash in _referred(changes)
        or any(heads_of(state, name) not in ((last.hash,), ()) for name in names)
    ):
        return None
    return last


def _referred(changes: Sequence[Change]) -> set[ChangeHash]:
    if len(changes) == 1:
        return set()  # a change cannot refer to itself
    found = {old for c in changes for olds in c.header.fields.values() for old in olds}
    found.update(old for c in changes for old in c.header.saw)
    return found
