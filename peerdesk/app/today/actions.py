"""What the Today page reads and writes on the worker thread."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from peerdesk.domain.agenda import planned_ahead
from peerdesk.domain.ids import RecordId, made_by
from peerdesk.domain.records import Challenge, Member, Organisation, Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import SessionKind
from peerdesk.store import reading, sessions
from peerdesk.store.store import Store

_USUAL_LENGTH = timedelta(minutes=30)
_SOMEBODY = RecordId("")  # who is not on the list of the team, or has none yet
_OF_PARTICIPANT = frozenset({"role", "organisation"})


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every session, and what is needed to say where it is and with whom.

    `unwritten` are the conversations added on this laptop of which nobody has noted anything yet;
    never a session that was planned ahead, which only the timetable takes back.
    """

    challenge: Challenge
    me: RecordId | None
    sessions: tuple[Session, ...]
    members: tuple[Member, ...]
    organisations: tuple[Organisation, ...]
    unwritten: frozenset[RecordId] = frozenset()


def load(store: Store) -> Timetable:
    """Return the timetable as it stands on this laptop."""
    team, mine = reading.members(store), reading.owners(store).get(store.device)
    member = next((member for member in team if member.id == mine), None)
    every = reading.sessions(store)
    if member is None:
        every = tuple(_with_somebody(store, session) for session in every)
    begun = [session.id for session in every if _is_conversation_of(store, session)]
    return Timetable(
        challenge=reading.challenge(store),
        me=member.id if member else _SOMEBODY,
        sessions=every,
        members=team,
        organisations=reading.organisations(store),
        unwritten=frozenset(begun) - reading.sessions_noted(store) if begun else frozenset(),
    )


def _with_somebody(store: Store, session: Session) -> Session:
    """Put whoever is on no list into the sessions that were begun on this laptop."""
    devices = {store.device, *store.log.devices()}
    ours = (one for one in devices if store.rights.one_laptop(one, store.device))
    if not any(made_by(session.id, one) for one in ours):
        return session
    return replace(session, peers=session.peers | {_SOMEBODY})


def _is_conversation_of(store: Store, session: Session) -> bool:
    may_be = not session.held and session.kind is not SessionKind.READING
    return may_be and not planned_ahead(session) and made_by(session.id, store.device)


def begin_conversation(store: Store, now: datetime) -> RecordId:
    """Add a session that begins now, with this person in it and its time for a title."""
    member = reading.me(store)
    local = to_local(now, reading.challenge(store).time_zone)
    title = f"Conversation, {local:%a %H:%M}"
    return sessions.begin_conversation(
        store, title, now, now + _USUAL_LENGTH, member.id if member else None
    )


def take_part(store: Store, session: RecordId) -> bool | None:
    """Add this person to a session or take them out; return whether they are in it now.

    None when the session is not here or this person is not on the list of the team.
    """
    member = reading.me(store)
    found = next((s for s in reading.sessions(store) if s.id == session), None)
    if member is None or found is None:
        return None
    there = member.id not in found.peers
    sessions.take_part(store, session, member.id, there)
    return there


def write_session(store: Store, session: RecordId, new: Mapping[str, Any]) -> None:
    """Write what differs of what a session was."""
    of_person = {name: value for name, value in new.items() if name in _OF_PARTICIPANT}
    of_session = {name: value for name, value in new.items() if name not in _OF_PARTICIPANT}
    with store.atomic():
        if of_session:
            sessions.fill_in(store, session, of_session)
        if of_person:
            sessions.say_with_whom(store, session, of_person)


def set_deleted(store: Store, session: RecordId, deleted: bool) -> RecordId:
    """Delete a session or bring it back; return its id."""
    sessions.set_deleted(store, session, deleted)
    return session
