"""Writing sessions while the visit goes on: who is in one, one nobody planned, what it was.

All of this is anyone's right; cancelling a session is a lead's and is not done here.
"""

from collections.abc import Mapping
from datetime import datetime

from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.domain.words import SessionKind
from peerdesk.store.store import Store


def begin_conversation(
    store: Store, title: str, start: datetime, end: datetime, member: RecordId | None
) -> RecordId:
    """Add a session nobody planned, with `member` in it; its facts can be filled in later."""
    values: dict[str, Value] = {
        "title": title,
        "kind": SessionKind.INTERVIEW.value,
        "start": to_stored(start),
        "end": to_stored(end),
    }
    if member is not None:
        values[f"peer:{member}"] = True
    return store.create(RecordKind.SESSION, values)


def take_part(store: Store, session: RecordId, member: RecordId, there: bool) -> None:
    """Say that a member is in a session, or is not."""
    store.change(session, {f"peer:{member}": there})


def fill_in(store: Store, session: RecordId, values: Mapping[str, Value]) -> None:
    """Change what a session is (title, kind, start, end, place), as somebody types it."""
    store.change(session, values, typing=True)


def say_with_whom(store: Store, session: RecordId, values: Mapping[str, Value]) -> None:
    """Change the role or organisation of the first participant, who is added when there is none."""
    with store.atomic():
        row = store.db.conn.execute(
            "SELECT id FROM participant WHERE session = ? AND deleted IS NOT 1 ORDER BY seq",
            [session],
        ).fetchone()
        if row is not None:
            store.change(RecordId(row[0]), values, typing=True)
        else:
            store.create(RecordKind.PARTICIPANT, {"session": session, "expected": 1, **values})


def set_deleted(store: Store, session: RecordId, deleted: bool) -> None:
    """Delete a session so that it can come back, or bring it back; its notes stay either way."""
    store.change(session, {"deleted": deleted})
