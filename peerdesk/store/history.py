"""What a note was before: its changes played again, a version for each minute and each deletion.

What is typed within a minute overwrites itself (see `Store.change`), and what was erased has no
values any more, so neither can be shown here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from peerdesk.domain.changes import Change
from peerdesk.domain.clock import milliseconds
from peerdesk.domain.ids import RecordId
from peerdesk.domain.resolve import RecordState, resolve
from peerdesk.domain.words import ObservationKind, Source
from peerdesk.store.store import Store

_MINUTE_MS = 60_000
_MOST = 200  # versions of one note; each is worked out from all the changes before it


@dataclass(frozen=True, slots=True)
class Version:
    """A note as it stood from `at` on, until the next version."""

    at: datetime
    text: str
    kind: ObservationKind
    source: Source
    speaker: str
    for_lead: bool
    themes: frozenset[RecordId]
    organisations: frozenset[RecordId]
    deleted: bool


def versions(store: Store, record: RecordId) -> tuple[Version, ...]:
    """Return the versions of a note, the newest, which is how it stands, first."""
    changes = sorted(store.log.of_record(record), key=lambda c: (c.header.clock, c.device, c.hash))
    found: list[Version] = []
    for end in _ends(changes)[-_MOST:]:
        version = _version(resolve(changes[:end], store.rights), _moment(changes[end - 1]))
        if version is not None and (not found or replace(version, at=found[-1].at) != found[-1]):
            found.append(version)
    return tuple(reversed(found))


def _ends(changes: Sequence[Change]) -> list[int]:
    """Return after which changes a version ends: the last of its minute, and around deletions."""
    ends = []
    for place, change in enumerate(changes):
        following = changes[place + 1] if place + 1 < len(changes) else None
        if (
            following is None
            or _minute(following) != _minute(change)
            or "deleted" in following.header.fields
            or "deleted" in change.header.fields
        ):
            ends.append(place + 1)
    return ends


def _version(state: RecordState, at: datetime) -> Version | None:
    """Return a state as a version; None where its text is missing."""
    values = {name: field.value for name, field in state.fields.items()}
    text = values.get("text")
    if not isinstance(text, str):
        return None
    return Version(
        at=at,
        text=text,
        kind=ObservationKind.read(values.get("kind"), ObservationKind.PLAIN),
        source=Source.read(values.get("source"), Source.HEARD),
        speaker=str(values.get("speaker") or ""),
        for_lead=values.get("for_lead") is True,
        themes=_members(values, "theme"),
        organisations=_members(values, "organisation"),
        deleted=state.deleted,
    )


def _members(values: Mapping[str, object], name: str) -> frozenset[RecordId]:
    split = ((*field.partition(":"), value) for field, value in values.items())
    return frozenset(
        RecordId(key) for set_, colon, key, value in split if colon and set_ == name and value
    )


def _minute(change: Change) -> int:
    return milliseconds(change.header.clock) // _MINUTE_MS


def _moment(change: Change) -> datetime:
    return datetime.fromtimestamp(milliseconds(change.header.clock) / 1000, UTC)
