"""How the fields of a session are said when a timetable is looked over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session
from peerdesk.domain.times import to_local
from peerdesk.schedule.timetable.found import ANYBODY, Found, Person
from peerdesk.schedule.timetable.known import Known


class Field(StrEnum):
    """What can be put right of a row; the value is its heading."""

    DAY = "Day"
    START = "Start"
    END = "End"
    TITLE = "Title"
    PLACE = "Place"
    STREAM = "Stream"
    KIND = "Kind"
    PEOPLE = "Who"
    PEERS = "Peers"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a session as it is and as it will be."""

    name: str
    was: str
    will: str


def text_of(found: Found, field: Field, known: Known) -> str:
    """Return a field as it is shown and can be typed."""
    match field:
        case Field.DAY:
            return day_of(found.day, known)
        case Field.START:
            return f"{found.start:%H:%M}"
        case Field.END:
            return f"{found.end:%H:%M}"
        case Field.KIND:
            return found.kind.label
        case Field.PEOPLE:
            return "; ".join(person(one, known) for one in found.people)
        case Field.PEERS:
            return peers(found.peers, known)
        case Field.TITLE | Field.PLACE | Field.STREAM:
            return str(getattr(found, field.name.lower()))


def day_of(day: date, known: Known) -> str:
    """Return a day as in a list: “Tue 10 Nov”, with its year where another would be taken."""
    year = "" if known.days.nearest(day.day, day.month) == day else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def person(one: Person, known: Known) -> str:
    """Return somebody as a timetable says it: name, role, organisation, how many."""
    home = next((o.name for o in known.organisations if o.id == one.organisation), "")
    role = "" if one.role == ANYBODY and one.name else one.role
    if home and home.casefold() in role.casefold():
        home = ""
    said = ", ".join(filter(None, (one.name, role, home)))
    return f"{said} ({one.expected})" if one.expected > 1 else said


def peers(going: Iterable[RecordId], known: Known) -> str:
    """Return who of the team goes, by initials, in the order of the team."""
    there = frozenset(going)
    return ", ".join(one.initials or one.name for one in known.members if one.id in there)


def found_of(session: Session, zone: str) -> Found:
    """Return a session that is here as if a row had said it."""
    start, end = (to_local(at, zone).replace(tzinfo=None) for at in (session.start, session.end))
    return Found(
        "",
        session.title,
        start,
        end,
        place=session.place,
        stream=session.stream,
        kind=session.kind,
        people=tuple(
            Person(one.role, one.name, one.organisation, one.expected)
            for one in session.participants
        ),
        peers=tuple(sorted(session.peers)),
        cancelled=session.cancelled,
        kind_said=True,
        document=session.document,
    )


def field_changes(
    session: Session, found: Found, what: Sequence[str], known: Known
) -> tuple[FieldChange, ...]:
    """Return each difference with the words on both sides."""
    was = found_of(session, known.zone)
    pairs = {
        "renamed": ("Title", was.title, found.title),
        "moved": ("When", _when(was, known), _when(found, known)),
        "another place": ("Place", was.place, found.place),
        "another stream": ("Stream", was.stream, found.stream),
        "another kind": ("Kind", was.kind.label, found.kind.label),
        "another document": ("Document", was.document, found.document),
        "other peers": ("Peers", peers(was.peers, known), peers(found.peers, known)),
        "other people": (
            "Who",
            text_of(was, Field.PEOPLE, known),
            text_of(found, Field.PEOPLE, known),
        ),
        "cancelled": ("Held", "is on", "cancelled"),
        "on again": ("Held", "cancelled", "is on again"),
        "deleted here": ("Here", "deleted", "brought back"),
    }
    return tuple(FieldChange(*pairs[one]) for one in what if one in pairs)


def _when(found: Found, known: Known) -> str:
    return f"{day_of(found.day, known)} {found.start:%H:%M}–{found.end:%H:%M}"
