"""Which conversations that moved in may have been planned sessions; on the worker thread."""

from dataclasses import dataclass

from peerdesk.domain.agenda import same_time
from peerdesk.domain.ids import RecordId, made_by
from peerdesk.store import notes, reading, sessions
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Pair:
    """A conversation begun without a challenge, and the session that was planned for its time."""

    conversation: RecordId
    conversation_title: str
    session: RecordId
    session_title: str


def pairs(store: Store) -> list[Pair]:
    """Return the conversations that moved in and overlap a session this person is down for."""
    member = reading.me(store)
    every = reading.sessions(store)
    devices = notes.brought(store)
    moved = [one for one in every if any(made_by(one.id, device) for device in devices)]
    planned = [one for one in every if one not in moved]
    found = []
    for one in moved:
        session = same_time(one, planned, member.id if member else None)
        if session is not None:
            found.append(Pair(one.id, one.title, session.id, session.title))
    return found


def tie(store: Store, pair: Pair) -> None:
    """Let the notes of the conversation be notes of the session."""
    sessions.put_into(store, pair.conversation, pair.session)
