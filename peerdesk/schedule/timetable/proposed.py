"""The rows of a proposal, and how one that was not read becomes one that is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from peerdesk.domain.records import Session
from peerdesk.schedule.timetable.days import find_day
from peerdesk.schedule.timetable.found import Found, Unread
from peerdesk.schedule.timetable.hours import find_hours
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.typed import read_clock, read_day, with_text
from peerdesk.schedule.timetable.words import Field, FieldChange, day_of, text_of


class State(Enum):
    """What a row is to the timetable that is here."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"  # the file says so
    GONE = "no longer in the file"
    DELETED = "deleted here"
    NEVER_HERE = "cancelled, never here"
    UNREAD = "not read"
    SAME = "the same"


TAKEN = frozenset({State.NEW, State.CHANGED, State.CANCELLED, State.GONE})
CAN_BE_TAKEN = TAKEN | {State.DELETED, State.NEVER_HERE}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the proposal.

    `typed` are fields of one that was not read, put in by hand so far; `said` is what the file
    says, `reasons` why it was not read or is not sure; `taken` that it will be brought in; `what`
    says in words what differs.
    """

    key: str
    state: State
    found: Found | None
    session: Session | None
    taken: bool
    where: str = ""
    said: str = ""
    reasons: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    typed: Mapping[Field, str] | None = None

    @property
    def can_be_taken(self) -> bool:
        """Say whether there is anything to bring in or leave out."""
        return self.state in CAN_BE_TAKEN

    def text(self, field: Field, known: Known) -> str:
        """Return a field as it is understood."""
        if self.found is not None:
            return text_of(self.found, field, known)
        return (self.typed or {}).get(field, "")


def guessed(unread: Unread, known: Known) -> dict[Field, str]:
    """Return what a row that was not read says of its day and start, to begin with."""
    day, hours = find_day(unread.text, known.days), find_hours(unread.text)
    typed = {}
    if day:
        typed[Field.DAY] = day_of(day[0], known)
    if hours:
        typed[Field.START] = f"{hours[0].start:%H:%M}"
        typed[Field.END] = f"{hours[0].end:%H:%M}" if hours[0].end else ""
    return typed


def made_of(unread: Unread, typed: Mapping[Field, str], known: Known) -> Found | None:
    """Return the session that fields typed by hand make; None while one is missing.

    Raises NotUnderstood for a field that is nothing it can be.
    """
    day = read_day(typed[Field.DAY], known) if typed.get(Field.DAY) else None
    start, title = typed.get(Field.START), typed.get(Field.TITLE)
    begins = read_clock(start, day or known.days.first) if start else None
    if day is None or begins is None or not title:
        return None
    ends = begins + timedelta(hours=1)
    made = Found(unread.where, title, begins, ends, said=unread.text)
    for field in (Field.END, Field.PLACE, Field.STREAM, Field.KIND, Field.PEOPLE, Field.PEERS):
        if typed.get(field):
            made = with_text(made, field, typed[field], known)
    return replace(made, kind_said=bool(typed.get(Field.KIND)))
