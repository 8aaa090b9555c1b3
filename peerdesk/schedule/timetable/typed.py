"""A field of a session as somebody typed it, read the way a timetable is read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import NoReturn

from peerdesk.domain.errors import PeerDeskError
from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.timetable.clocks import AFTERNOON, NO_END, UNTIL_NEXT, clock_in_column
from peerdesk.schedule.timetable.days import find_day
from peerdesk.schedule.timetable.found import NO_TITLE, SAME_TIME, Found
from peerdesk.schedule.timetable.grid import Cell
from peerdesk.schedule.timetable.hours import between
from peerdesk.schedule.timetable.kinds import guess_kind
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.own import ENDS_BEFORE
from peerdesk.schedule.timetable.people import read_peers, read_people
from peerdesk.schedule.timetable.words import Field

_TIMES = frozenset({AFTERNOON, ENDS_BEFORE, NO_END, UNTIL_NEXT, SAME_TIME})
_SHORT = 40  # characters of what was typed, in a sentence about it


class NotUnderstood(PeerDeskError):
    """What was typed into a field is nothing the field can be; the field stays as it was."""


def with_text(found: Found, field: Field, text: str, known: Known) -> Found:
    """Return a session with one field as somebody typed it; raises NotUnderstood."""
    return _SETTERS[field](found, " ".join(text.split()), known)


def read_day(text: str, known: Known) -> date:
    """Return the day a text says; raises NotUnderstood."""
    said = find_day(text, known.days)
    if said is None:
        _no(f"“{text[:_SHORT]}” is no day; write it like Tue 10 Nov.")
    return said[0]


def read_clock(text: str, day: date) -> datetime:
    """Return the moment of a day that a text says; raises NotUnderstood."""
    hours = clock_in_column(Cell(text)) if text else None
    if hours is None:
        _no(f"“{text[:_SHORT]}” is no time; write it like 09:30.")
    return datetime.combine(day, hours.start)


def _day(found: Found, text: str, known: Known) -> Found:
    moved = datetime.combine(read_day(text, known), found.start.time())
    return replace(found, start=moved, end=moved + (found.end - found.start))


def _start(found: Found, text: str, known: Known) -> Found:
    begins = read_clock(text, found.day)
    ends = begins + (found.end - found.start)
    return replace(found, start=begins, end=ends, unsure=_sure(found, _TIMES))


def _end(found: Found, text: str, known: Known) -> Found:
    ends = read_clock(text, found.day)
    if ends <= found.start:
        length = between(found.start.time(), ends.time()).length
        ends = found.start + (length or found.end - found.start)
    return replace(found, end=ends, unsure=_sure(found, _TIMES))


def _title(found: Found, text: str, known: Known) -> Found:
    if not text:
        _no("A session needs a title; it stays as it was.")
    return replace(found, title=text, unsure=_sure(found, {NO_TITLE}))


def _place(found: Found, text: str, known: Known) -> Found:
    return replace(found, place=text)


def _stream(found: Found, text: str, known: Known) -> Found:
    return replace(found, stream=text)


def _kind(found: Found, text: str, known: Known) -> Found:
    named = [one for one in SessionKind if one.label.casefold().startswith(text.casefold())]
    kind = named[0] if text and named else guess_kind(text, "")
    if not named and kind is SessionKind.INTERVIEW:
        _no(f"“{text[:_SHORT]}” is no kind of session; choose one of the list.")
    return replace(found, kind=kind, kind_said=True)


def _people(found: Found, text: str, known: Known) -> Found:
    return replace(found, people=read_people(text, known))


def _peers(found: Found, text: str, known: Known) -> Found:
    going, rest = read_peers(text, known)
    if rest:
        _no(f"“{rest[:_SHORT]}” is nobody in the team; write initials with commas between.")
    nobody = {said for said in found.unsure if said.endswith("is nobody in the team.")}
    order: Mapping[RecordId, int] = {one.id: place for place, one in enumerate(known.members)}
    peers = tuple(sorted(going, key=lambda one: order[one]))
    return replace(found, peers=peers, unsure=_sure(found, nobody))


_SETTERS: Mapping[Field, Callable[[Found, str, Known], Found]] = {
    Field.DAY: _day,
    Field.START: _start,
    Field.END: _end,
    Field.TITLE: _title,
    Field.PLACE: _place,
    Field.STREAM: _stream,
    Field.KIND: _kind,
    Field.PEOPLE: _people,
    Field.PEERS: _peers,
}


def _sure(found: Found, settled: Iterable[str]) -> tuple[str, ...]:
    """Return what is unsure still."""
    gone = frozenset(settled)
    return tuple(said for said in found.unsure if said not in gone)


def _no(sentence: str) -> NoReturn:
    raise NotUnderstood(sentence)
