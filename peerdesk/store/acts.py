"""Acts that can be taken back: what was written, and how the fields stood before.

Taking an act back writes new changes like any other; it never takes a change out of the log. What
can be taken back is known to the program that wrote it and to nobody else (DESIGN.md section 4).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.errors import NotAllowed, PeerDeskError
from peerdesk.domain.ids import RecordId
from peerdesk.domain.resolve import RecordState
from peerdesk.domain.schema import KINDS, Form, RecordKind, Value
from peerdesk.store.reading import sessions_noted
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store

_EMPTY: Mapping[Form, Value] = {Form.TEXT: "", Form.YES_NO: False, Form.NUMBER: 0}


class ChangedSince(PeerDeskError):
    """What an act wrote has been written over by somebody else."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has changed this since, so it was not undone; nothing was lost, look at"
            " it and change it by hand if it is not right."
        )


@dataclass(frozen=True, slots=True)
class Step:
    """Fields of one record, how they stood before and how they were written."""

    record: RecordId
    before: Mapping[str, Value]
    after: Mapping[str, Value]


class Act:
    """Writes like the store, and remembers its `steps`; the caller holds the transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._steps: list[Step] = []

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return what was written, for `take_back`."""
        return tuple(self._steps)

    def create(self, kind: RecordKind, values: Mapping[str, Value]) -> RecordId:
        """Create a record; taking it back deletes it."""
        record = self._store.create(kind, values)
        self._steps.append(Step(record, {"deleted": True}, {"deleted": False}))
        return record

    def change(self, record: RecordId, values: Mapping[str, Value], typing: bool = False) -> None:
        """Change those fields of a record that stand otherwise."""
        state = self._store.state(record)
        before = {name: _standing(state, name) for name in values}
        new = {name: value for name, value in values.items() if before[name] != value}
        if not new:
            return
        _keep_notes(self._store, record, new)
        self._store.change(record, new, typing=typing)
        self._steps.append(Step(record, {name: before[name] for name in new}, new))

    def delete(self, record: RecordId) -> None:
        """Delete a record; raises NotAllowed for a session with notes."""
        self.change(record, {"deleted": True})


def take_back(store: Store, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Write every field back as it stood before, all or none; return the steps that undo this.

    A session made among other things, in which somebody has taken notes since, stays as it is.
    Raises ChangedSince when a field no longer is what these steps wrote, or stands in conflict.
    """
    with store.atomic():
        steps = _without_noted(store, steps)
        for step in steps:
            _require_untouched(store, step)
        for step in reversed(steps):
            _keep_notes(store, step.record, step.before)
            store.change(step.record, step.before)
        _remember_unmade(store, steps)
    return tuple(Step(step.record, step.after, step.before) for step in reversed(steps))


def _without_noted(store: Store, steps: Sequence[Step]) -> Sequence[Step]:
    """Return the steps but those that made a session with notes, if anything is left then."""
    made = {step.record for step in steps if step.before.get("deleted") is True}
    noted = made & sessions_noted(store)
    if not noted:
        return steps
    left = [
        step
        for step in steps
        if step.record not in noted and _standing(store.state(step.record), "session") not in noted
    ]
    return left or steps


def unmade(store: Store) -> frozenset[str]:
    """Return the records that are deleted because their making was undone on this laptop."""
    return frozenset(json.loads(store.settings.get(Settings.UNMADE, "[]")))


def _remember_unmade(store: Store, steps: Sequence[Step]) -> None:
    before = unmade(store)
    gone = {step.record for step in steps if step.before.get("deleted") is True}
    back = {step.record for step in steps if step.before.get("deleted") is False}
    after = (before | gone) - back
    if after != before:
        store.settings.set(Settings.UNMADE, json.dumps(sorted(after)))


def joined(first: Sequence[Step], second: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps of two acts of which the second went on with the first, as one act."""
    steps = {step.record: step for step in first}
    for step in second:
        known = steps.get(step.record)
        if known is None:
            steps[step.record] = step
        else:
            before = {**step.before, **known.before}
            steps[step.record] = Step(step.record, before, {**known.after, **step.after})
    return tuple(steps.values())


def _require_untouched(store: Store, step: Step) -> None:
    state = store.state(step.record)
    for name, value in step.after.items():
        field = state.fields.get(name)
        if _standing(state, name) != value or (field is not None and field.others):
            raise ChangedSince
    if step.before.get("deleted") is True and _others_wrote(store, step.record, state):
        raise ChangedSince


def _others_wrote(store: Store, record: RecordId, state: RecordState) -> bool:
    """Say whether anything that stands in a record was written by another device."""
    heads = {head for field in state.fields.values() for head in field.heads}
    written = (change for change in store.log.of_record(record) if change.hash in heads)
    return any(change.device != store.device for change in written)


def _keep_notes(store: Store, record: RecordId, values: Mapping[str, Value]) -> None:
    if values.get("deleted") is True and record in sessions_noted(store):
        raise NotAllowed(
            "Somebody has taken notes in this session, so it was not deleted; cancel it instead,"
            " and its notes stay where they are."
        )


def _standing(state: RecordState, name: str) -> Value:
    """Return how a field stands, or what it is where nobody has set it."""
    field = state.fields.get(name)
    if field is not None and field.value is not None:
        return field.value
    if state.creation is None:
        return ""
    known = KINDS[RecordKind(state.creation.header.kind)].field(name)
    return _EMPTY.get(known.form, "") if known else ""
