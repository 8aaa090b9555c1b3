"""What a timetable file would change of the sessions that are here; pure functions."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant, Session
from peerdesk.domain.times import from_local, to_local
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.timetable.found import Found, Person
from peerdesk.schedule.timetable.matching import match, unmatched


@dataclass(frozen=True, slots=True)
class Changed:
    """A session that is here and what the file says of it; `what` are words such as “moved”."""

    session: Session
    found: Found
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What importing a file would do; each list in the order of the day."""

    new: tuple[Found, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: tuple[Session, ...] = ()
    cancelled: tuple[Session, ...] = ()


def compare(
    found: Sequence[Found], sessions: Sequence[Session], zone: str, planned: Collection[RecordId]
) -> Differences:
    """Return what a file would change.

    `planned` are the sessions a file may leave out to cancel them: only those, only on days that
    the file has, and never a reading. Whatever the file says nothing of (people, peers, a place)
    stays as it is.
    """
    here = [session for session in sessions if session.kind is not SessionKind.READING]
    matched = match(found, here, zone)
    new = tuple(one for number, one in enumerate(found) if number not in matched)
    changed, same = [], []
    for number, session in sorted(matched.items()):
        what = tuple(_what(found[number], session, zone))
        if what:
            changed.append(Changed(session, found[number], what))
        else:
            same.append(session)
    days = {one.day for one in found}
    gone = [
        session
        for session in unmatched(matched, here)
        if session.id in planned
        and not session.cancelled
        and to_local(session.start, zone).date() in days
    ]
    return Differences(
        tuple(one for one in new if not one.cancelled), tuple(changed), tuple(same), tuple(gone)
    )


def _what(found: Found, session: Session, zone: str) -> Iterable[str]:
    start, end = (_local(moment, zone) for moment in (session.start, session.end))
    if found.cancelled != session.cancelled:
        yield "cancelled" if found.cancelled else "on again"
    if found.title != session.title:
        yield "renamed"
    if (found.start, found.end) != (start, end):
        yield "moved"
    if found.place and found.place != session.place:
        yield "another place"
    if found.stream and found.stream != session.stream:
        yield "another stream"
    if found.kind_said and found.kind is not session.kind:
        yield "another kind"
    if found.peers and frozenset(found.peers) != session.peers:
        yield "other peers"
    if found.people and (people_to_add(found, session) or people_to_take_out(found, session)):
        yield "other people"


def people_to_add(found: Found, session: Session) -> list[Person]:
    """Return whom a file has that are not in the session."""
    there = {said(person) for person in session.participants}
    return [person for person in found.people if said(person) not in there]


def people_to_take_out(found: Found, session: Session) -> list[Participant]:
    """Return who is in the session and not in the file, but nobody whose heads were counted."""
    wanted = {said(person) for person in found.people}
    return [
        person
        for person in session.participants
        if said(person) not in wanted and person.present is None
    ]


def said(person: Person | Participant) -> tuple[str, str, RecordId | None, int]:
    """Return what makes two entries the same person or group."""
    return person.role.casefold(), person.name.casefold(), person.organisation, person.expected


def _local(moment: datetime, zone: str) -> datetime:
    return to_local(moment, zone).replace(tzinfo=None)


def moments(found: Found, zone: str) -> tuple[datetime, datetime]:
    """Return the aware UTC start and end of a found session."""
    return from_local(found.start, zone), from_local(found.end, zone)
