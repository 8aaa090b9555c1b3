"""What one cell of a timetable says of a session: title, place, who, peers, its own hours."""

import re
from dataclasses import dataclass, replace

from peerdesk.domain.ids import RecordId
from peerdesk.schedule.timetable.found import Person
from peerdesk.schedule.timetable.hours import Hours, find_hours
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.people import group_in, is_peers, read_peers, read_people

_PLACE_BEFORE = re.compile(r"^(?:venue|location|place|room|where)\s*[:–-]\s*", re.IGNORECASE)
_PEERS_BEFORE = re.compile(
    r"^(?:peers?|peer team|team|reviewers?|led by|lead)\s*[:–-]\s*", re.IGNORECASE
)
_WHO_BEFORE = re.compile(
    r"^(?:with|attendees?|who|participants?|interviewees?)\s*[:–-]?\s+", re.IGNORECASE
)
_PLACE_WORDS = re.compile(
    r"\b(room|hall|chamber|suite|offices?|centre|center|hospital|house|ms teams|microsoft teams"
    r"|via teams|teams call|zoom|online|virtual|library|reception|floor|caf[eé]|building|hub|school"
    r"|canteen|lounge|theatre|studio|college|hotel|church|mosque|depot|town hall|civic)\b",
    re.IGNORECASE,
)
_LONGEST_PLACE = 60
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says; `hours` where it has its own."""

    title: str
    place: str = ""
    people: tuple[Person, ...] = ()
    peers: tuple[RecordId, ...] = ()
    hours: Hours | None = None


def read_cell(text: str, known: Known, *, title_only: bool = False, timed: bool = True) -> Said:
    """Read the lines of a cell: the first that is nothing else is the title.

    Under the heading of a list that has a column for people, further lines are the title's too.
    A cell that nothing else times (`timed`) may begin with a start alone.
    """
    hours = None
    lines = []
    for line in text.split("\n"):
        found = find_hours(line)
        is_own = found is not None and (found[0].end or not found[1] or not timed)
        if found is not None and hours is None and is_own:
            hours, line = found[0], found[1]
        if line:
            lines.append(line)
    said = Said(title="", hours=hours)
    for line in lines:
        said = _with_line(said, line, known, title_only)
    return said if said.people else replace(said, people=group_in(said.title))


def _with_line(said: Said, line: str, known: Known, title_only: bool) -> Said:
    if _PLACE_BEFORE.match(line):
        return replace(said, place=_PLACE_BEFORE.sub("", line))
    if _PEERS_BEFORE.match(line) or is_peers(line, known):
        peers, rest = read_peers(_PEERS_BEFORE.sub("", line), known)
        if peers and not rest:
            return replace(said, peers=(*said.peers, *peers))
    if not said.title:
        return _titled(said, line, known)
    if not said.place and looks_like_place(line):
        return replace(said, place=line)
    if line[0] == "(" or (line[0].islower() and not _WHO_BEFORE.match(line)):
        return replace(said, title=f"{said.title} {line}")
    if title_only:
        return replace(said, title=f"{said.title} – {line}")
    people = read_people(_WHO_BEFORE.sub("", line), known)
    return replace(said, people=(*said.people, *people))


def _titled(said: Said, line: str, known: Known) -> Said:
    """Take the title, and from brackets at its end the peers or the place."""
    bracketed = _IN_BRACKETS.search(line)
    if bracketed:
        inside, before = bracketed[1], line[: bracketed.start()].strip(" –-,:")
        if before and is_peers(inside, known):
            return replace(said, title=before, peers=(*said.peers, *read_peers(inside, known)[0]))
        if before and looks_like_place(inside):
            return replace(said, title=before, place=inside)
    return replace(said, title=line)


def looks_like_place(line: str) -> bool:
    """Say whether a line is likely where a session is held."""
    return len(line) <= _LONGEST_PLACE and bool(_PLACE_WORDS.search(line)) and "," not in line[:3]
