"""What was understood of a timetable, and what was not."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import SessionKind

NO_DAY = "It says no day."
NO_TITLE = "It does not say what happens."
CUT = "A cell of it is longer than 2,000 characters: the rest of that was left out."
SAME_TIME = "The time is that of the row above."
ANYBODY = "Participant"  # the role of a person of whom only a name is given


@dataclass(frozen=True, slots=True)
class Person:
    """Who is spoken to, as the timetable has it; `organisation` only where it is a known one."""

    role: str
    name: str = ""
    organisation: RecordId | None = None
    expected: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One session as a row or cell has it; times are local to the host and without a zone.

    `kind_said` says that the kind was written and not guessed; `unsure` are sentences about what
    had to be. `record` is the session it says it is, `said` the text it was read from.
    """

    where: str
    title: str
    start: datetime
    end: datetime
    place: str = ""
    stream: str = ""
    kind: SessionKind = SessionKind.INTERVIEW
    people: tuple[Person, ...] = ()
    peers: tuple[RecordId, ...] = ()
    cancelled: bool = False
    kind_said: bool = False
    unsure: tuple[str, ...] = ()
    document: str = ""
    record: RecordId | None = None
    said: str = field(default="", compare=False)

    @property
    def day(self) -> date:
        """Return the day it is on."""
        return self.start.date()


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be made into a session, and why; `reason` is a sentence."""

    where: str
    text: str
    reason: str

    @classmethod
    def of(cls, where: str, text: str, reason: str) -> Self:
        """Return it with so much of the text as a person needs to know it again."""
        return cls(where, text[:_LONGEST_QUOTED], reason)


_LONGEST_QUOTED = 120


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: the heading it stands under, and what it was taken for."""

    grid: str
    number: int
    heading: str
    meaning: str


@dataclass(slots=True)
class Reading:
    """Everything a file gave, in its order."""

    sessions: list[Found] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    dayless: list[str] = field(default_factory=list)  # sheets and tables that lack a day
