"""What a timetable file would change of the sessions that are here; pure functions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerdesk.domain.characters import clean
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant, Session
from peerdesk.domain.times import from_local, to_local
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.timetable.found import Found, Person
from peerdesk.schedule.timetable.matching import match

DELETED = "deleted here"


@dataclass(frozen=True, slots=True)
class Changed:
    """A session that is here and what the file says of it; `what` are words such as “moved”."""

    session: Session
    found: Found
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What importing a file would do; each list in the order of the day.

    `deleted` are sessions that somebody here has deleted and the file still has, `never_here` those
    that the file says are cancelled and that never were here: nothing is done about either.
    """

    new: tuple[Found, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: tuple[Session, ...] = ()
    cancelled: tuple[Session, ...] = ()
    deleted: tuple[Changed, ...] = ()
    never_here: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Here:
    """The timetable that is here: what stands, what was deleted.

    `planned` are the sessions a file may leave out to cancel them: only those, only on days that
    the file has, and never a reading.
    """

    sessions: Sequence[Session]
    zone: str
    planned: Collection[RecordId] = ()
    deleted: Sequence[Session] = ()


def compare(found: Sequence[Found], here: Here) -> Differences:
    """Return what a file would change.

    Whatever the file says nothing of (people, peers, a place) stays as it is.
    """
    paired = pair(found, here)
    new, changed, same, deleted = [], [], [], []
    gone_before = {one.id for one in here.deleted}
    for number, one in enumerate(found):
        session = paired.get(number)
        if session is None:
            new.append(one)
        elif session.id in gone_before:
            deleted.append(Changed(session, one, (DELETED, *differs(one, session, here.zone))))
        elif what := differs(one, session, here.zone):
            changed.append(Changed(session, one, what))
        else:
            same.append(session)
    return Differences(
        tuple(one for one in new if not one.cancelled),
        tuple(changed),
        tuple(same),
        tuple(vanished(found, paired, here)),
        tuple(deleted),
        tuple(one for one in new if one.cancelled),
    )


def pair(found: Sequence[Found], here: Here) -> dict[int, Session]:
    """Return which session each row is, by the row's number.

    First what the file itself says (one that PeerDesk wrote), then what is likest; a session that
    was deleted only where its title is the same.
    """
    every = {one.id: one for one in (*here.deleted, *here.sessions)}
    paired: dict[int, Session] = {}
    used: set[RecordId] = set()
    for number, one in enumerate(found):
        if one.record in every and one.record not in used:
            paired[number] = every[one.record]
            used.add(one.record)
    for sessions, is_deleted in ((here.sessions, False), (here.deleted, True)):
        free = [n for n in range(len(found)) if n not in paired]
        left = [one for one in sessions if one.id not in used]
        for number, session in match([found[n] for n in free], left, here.zone).items():
            if not is_deleted or plain(session.title) == plain(found[free[number]].title):
                paired[free[number]] = session
                used.add(session.id)
    return paired


def vanished(found: Sequence[Found], paired: Mapping[int, Session], here: Here) -> list[Session]:
    """Return the sessions that were planned and are no longer in the file, on days it has."""
    days = {one.day for one in found}
    there = {session.id for session in paired.values()}
    return [
        session
        for session in here.sessions
        if session.id in here.planned
        and session.id not in there
        and session.kind is not SessionKind.READING
        and not session.cancelled
        and to_local(session.start, here.zone).date() in days
    ]


def plain(text: str) -> str:
    """Return a text as it is compared: what no file can hold or shows makes no difference."""
    return " ".join(clean(text).casefold().split())


def differs(found: Found, session: Session, zone: str) -> tuple[str, ...]:
    """Return in words what a row says otherwise than the session it is."""
    return tuple(_what(found, session, zone))


def _what(found: Found, session: Session, zone: str) -> Iterable[str]:
    start, end = (_local(moment, zone) for moment in (session.start, session.end))
    if found.cancelled != session.cancelled:
        yield "cancelled" if found.cancelled else "on again"
    if _shown(found.title) != _shown(session.title):
        yield "renamed"
    if (found.start, found.end) != (start, end):
        yield "moved"
    if found.place and _shown(found.place) != _shown(session.place):
        yield "another place"
    if found.stream and _shown(found.stream) != _shown(session.stream):
        yield "another stream"
    if found.kind_said and found.kind is not session.kind:
        yield "another kind"
    if found.document and _shown(found.document) != _shown(session.document):
        yield "another document"
    if found.peers and frozenset(found.peers) != session.peers:
        yield "other peers"
    if found.people and (people_to_add(found, session) or people_to_take_out(found, session)):
        yield "other people"


def _shown(text: str) -> str:
    """Return a text without what no file can hold and without the space nobody sees."""
    return " ".join(clean(text).split())


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
    return plain(person.role), plain(person.name), person.organisation, person.expected


def _local(moment: datetime, zone: str) -> datetime:
    return to_local(moment, zone).replace(tzinfo=None)


def moments(found: Found, zone: str) -> tuple[datetime, datetime]:
    """Return the aware UTC start and end of a found session."""
    return from_local(found.start, zone), from_local(found.end, zone)
