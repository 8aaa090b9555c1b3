"""Writing sessions while the visit goes on: who is in one, one nobody planned, what it was.

All of this is anyone's right; cancelling a session is a lead's and is not done here.
"""

from collections.abc import Mapping
from datetime import datetime

from peerdesk.domain.ids import RecordId
from peerdesk.domain.order import after
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.domain.words import SessionKind
from peerdesk.store import reading
from peerdesk.store.notes import give_account, last_position, own_account
from peerdesk.store.scratch import add_to_scratch, read_scratch, write_scratch
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


def put_into(store: Store, conversation: RecordId, session: RecordId) -> None:
    """Let this person's notes of a conversation be notes of a session, behind what is there.

    Their summary and scratch pad go too; the conversation is deleted unless others noted in it.
    """
    with store.atomic():
        there = last_position(store, session)
        left = False
        for note in reading.observations(store, conversation):
            if store.rights.same_author(store.device, note.device, note.noted_by):
                there = after(there)
                store.change(note.id, {"session": session, "position": there})
            else:
                left = True
        _account_into(store, conversation, session)
        add_to_scratch(store, session, read_scratch(store, conversation))
        write_scratch(store, conversation, "")
        if not left:
            set_deleted(store, conversation, True)


def _account_into(store: Store, conversation: RecordId, session: RecordId) -> None:
    accounts = {one.id: one for one in reading.attendances(store)}
    said = accounts.get(own_account(store, conversation) or RecordId(""))
    there = accounts.get(own_account(store, session) or RecordId(""))
    if said is not None and said.summary and (there is None or not there.summary):
        give_account(store, session, {"summary": said.summary})
