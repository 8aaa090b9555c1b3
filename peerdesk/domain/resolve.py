"""The state of one record, as a pure function of its changes and of everyone's rights.

The state of a field is its heads: of the changes that count, those nothing that counts has
replaced. Nothing here depends on the order in which the changes arrived.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from peerdesk.domain.changes import Change
from peerdesk.domain.ids import ChangeHash, made_by
from peerdesk.domain.rights import Rights
from peerdesk.domain.schema import KINDS, Kind, RecordKind, Right, Value, fits, kind_named


class FieldState(NamedTuple):
    """A field's shown value (None when erased or withheld), its heads, and the other values.

    A tuple, because every save makes a dozen and a frozen dataclass costs four times as much.
    """

    value: Value | None
    heads: tuple[ChangeHash, ...]
    others: tuple[tuple[ChangeHash, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordState:
    """A record worked out: `creation` is None while its creation is not here or does not count.

    `uncounted` lists (change, field) pairs that wait for a right; `unknown` counts fields of a
    newer program; `deletion_unseen` says that a deletion did not see an edit, so the record stays
    visible.
    """

    creation: Change | None
    fields: dict[str, FieldState]
    uncounted: tuple[tuple[ChangeHash, str], ...] = ()
    unknown: int = 0
    deleted: bool = False
    deletion_unseen: bool = False
    missing: bool = False


def counts(change: Change, name: str, kind: Kind, creation: Change, rights: Rights) -> bool | None:
    """Say whether a change to a field counts; None when the field is a newer program's."""
    field = kind.field(name)
    if field is None or change.header.kind != creation.header.kind:
        return None
    if change.values is not None and not fits(field.form, change.values.get(name)):
        return None
    if change.device == creation.device and field.right is Right.AUTHOR:
        return True  # nearly always, and no question of rights
    return rights.allows(field.right, change.device, creation.device, creation.header.author)


def resolve(changes: Iterable[Change], rights: Rights) -> RecordState:
    """Return the state of the one record all `changes` are about, in any order, with repeats."""
    distinct = list({c.hash: c for c in changes}.values())
    if len(distinct) > 1:
        distinct.sort(key=_display_order)
    creation = _creation(distinct, rights)
    if creation is None:
        every = tuple((c.hash, name) for c in distinct for name in c.header.fields)
        return RecordState(None, {}, uncounted=every)
    known = kind_named(creation.header.kind)
    assert known is not None, "records of unknown kinds are not resolved"
    kind = KINDS[known]
    setting: dict[str, list[Change]] = {}
    uncounted: list[tuple[ChangeHash, str]] = []
    unknown = 0
    for change in distinct:
        for name in change.header.fields:
            verdict = counts(change, name, kind, creation, rights)
            if verdict:
                setting.setdefault(name, []).append(change)
            elif verdict is None:
                unknown += 1
            else:
                uncounted.append((change.hash, name))
    fields = {name: _field(name, setters) for name, setters in setting.items()}
    deleted, unseen = _deletion(fields, distinct)
    missing = any(state.value is None for state in fields.values())
    return RecordState(creation, fields, tuple(uncounted), unknown, deleted, unseen, missing)


def resolve_new(creation: Change, rights: Rights) -> RecordState | None:
    """Return the state of a record that its own device has just created, which it may.

    None where it is not as simple; then it must be resolved.
    """
    values, header = creation.values, creation.header
    kind = KINDS[RecordKind(header.kind)]
    if values is None or "deleted" in values:
        return None
    if not all(counts(creation, name, kind, creation, rights) for name in header.fields):
        return None
    heads = (creation.hash,)
    return RecordState(creation, {name: FieldState(values[name], heads) for name in header.fields})


def resolve_alone(creation: Change, before: RecordState) -> RecordState | None:
    """Return the state of a record that is its creation alone, which its own device wrote over.

    `before` is the state until then, and the caller knows that every field counts. None where it is
    not as simple; then it must be resolved.
    """
    values = creation.values
    if (
        values is None
        or before.creation is None
        or before.uncounted
        or before.unknown
        or "deleted" in values
        or values.keys() != creation.header.fields.keys()
    ):
        return None
    heads = (creation.hash,)
    return RecordState(creation, {name: FieldState(values[name], heads) for name in values})


def _display_order(change: Change) -> tuple[str, str, str]:
    return (change.header.clock, change.device, change.hash)


def _creation(changes: list[Change], rights: Rights) -> Change | None:
    for change in changes:
        kind = kind_named(change.header.kind)
        if (
            kind is not None
            and change.header.creates
            and made_by(change.header.record, change.device)
            and rights.allows(KINDS[kind].create, change.device, change.device, None)
        ):
            return change
    return None


def _field(name: str, setters: list[Change]) -> FieldState:
    """Work out one field from the changes that count, given in display order."""
    if len(setters) == 1:  # nearly always, and a change cannot replace itself
        only = setters[0]
        return FieldState(None if only.values is None else only.values[name], (only.hash,))
    replaced = {old for change in setters for old in change.header.fields[name]}
    heads = [change for change in setters if change.hash not in replaced]
    valued = [c for c in heads if c.values is not None]
    hashes = tuple(change.hash for change in heads)
    if not valued:
        return FieldState(None, hashes)
    shown = _value(valued[-1], name)
    others = tuple((c.hash, v) for c in valued[:-1] if (v := _value(c, name)) != shown)
    return FieldState(shown, hashes, others)


def _value(change: Change, name: str) -> Value:
    assert change.values is not None
    return change.values[name]


def _deletion(fields: dict[str, FieldState], changes: list[Change]) -> tuple[bool, bool]:
    """Return whether the record is deleted, and whether a deletion did not see some edit."""
    state = fields.get("deleted")
    if state is None or state.value is not True:
        return False, False
    deleting = [c for c in changes if c.hash in state.heads]
    seen = {old for change in deleting for old in change.header.saw}
    seen.update(change.hash for change in deleting)
    heads = {h for name, field in fields.items() if name != "deleted" for h in field.heads}
    unseen = bool(heads - seen)
    return not unseen, unseen
