"""What the Today page reads on the worker thread."""

from dataclasses import dataclass

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Member, Organisation, Session
from peerdesk.store import reading
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every session, and what is needed to say where it is and with whom."""

    challenge: Challenge
    me: RecordId | None
    sessions: tuple[Session, ...]
    members: tuple[Member, ...]
    organisations: tuple[Organisation, ...]


def load(store: Store) -> Timetable:
    """Return the timetable as it stands on this laptop."""
    member = reading.me(store)
    return Timetable(
        challenge=reading.challenge(store),
        me=member.id if member else None,
        sessions=reading.sessions(store),
        members=reading.members(store),
        organisations=reading.organisations(store),
    )
