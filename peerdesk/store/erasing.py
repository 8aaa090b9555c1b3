"""Erasing for good: values and salts leave the log, the projection, the index and the snapshots.

An erasure names the very changes it erases, so an edit it did not see stays, as a deletion would
leave it. It counts when its maker is the author or a lead, and cannot be undone.
"""

from collections.abc import Mapping

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import RecordId
from peerdesk.domain.resolve import resolve
from peerdesk.domain.schema import KINDS, RecordKind, Value
from peerdesk.store.erasures import is_author
from peerdesk.store.store import Store

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
_NAMED_AT_ONCE = 500  # hashes that fit, with room to spare, into what one value may hold


def erase(store: Store, record: RecordId, reason: str = "") -> None:
    """Erase everything written in a record, here now and elsewhere when this is merged.

    The author needs no reason, a lead does. Raises NotAllowed for anybody else's record or for one
    of a kind that is not erased.
    """
    with store.atomic():
        changes = store.log.of_record(record)
        state = resolve(changes, store.rights)
        if state.creation is None:
            raise NotAllowed(_NOT_HERE)
        kind = RecordKind(state.creation.header.kind)
        author = is_author(store.rights, store.device, state.creation)
        if not KINDS[kind].erasable or not (author or store.device in store.rights.leads):
            raise NotAllowed(_NOT_YOURS)
        if not author and not reason.strip():
            raise NotAllowed(_NEEDS_REASON)
        # A deletion holds no text, and what was deleted stays so.
        gone = sorted(
            change.hash
            for change in changes
            if change.values is not None and change.header.fields.keys() != {"deleted"}
        )
        kept = {} if state.deleted else _kept(store, record, kind)
        for start in range(0, len(gone), _NAMED_AT_ONCE):
            named = list[str](gone[start : start + _NAMED_AT_ONCE])
            values: dict[str, Value] = {"record": record, "changes": named, "reason": reason}
            store.create(RecordKind.ERASURE, values)
        if kept:
            store.change(record, kept)


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


_NOT_HERE = "What you want to erase is not on this laptop; nothing was changed, bring it in first."
_NOT_YOURS = (
    "Only the person who wrote this, or a lead, can erase it; nothing was changed, ask one of them."
)
_NEEDS_REASON = (
    "Erasing what somebody else wrote needs a reason; nothing was changed, say why and try again."
)
