"""The records of a challenge as screens, commands and documents read them.

Times are aware UTC datetimes. Ids are those of the change log. A record refers to others by id; an
id may name a record that is not here, because nothing cascades.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.words import (
    Background,
    FindingKind,
    FindingState,
    ObservationKind,
    Rights,
    Sector,
    SessionKind,
    Source,
    TeamRole,
)


@dataclass(frozen=True, slots=True)
class Challenge:
    """One peer challenge; `start` and `end` are the first and last day on site."""

    id: RecordId
    code: str
    title: str
    start: date
    end: date
    time_zone: str
    sponsors: tuple[str, ...] = ()
    scope: str = ""
    retention: date | None = None
    emergency: str = ""
    recovery_recipient: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A host organisation; `short` is what follows `@` in a note."""

    id: RecordId
    name: str
    short: str
    sector: Sector


@dataclass(frozen=True, slots=True)
class Question:
    """A line of enquiry of a focus area."""

    id: RecordId
    theme: RecordId
    text: str
    position: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """What evidence is sorted by: a focus area or an emergent theme; `tag` follows `#`.

    A golden `thread` is a focus area that cuts across the others.
    """

    id: RecordId
    name: str
    tag: str
    focus: bool
    position: str = ""
    author: RecordId | None = None
    joined: RecordId | None = None
    questions: tuple[Question, ...] = ()
    thread: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the team, by `initials` on timetables.

    `interest` are the host organisations they have declared an interest in, `interests` what they
    said about it in words.
    """

    id: RecordId
    name: str
    initials: str
    role: TeamRole
    rights: Rights
    organisation: str = ""
    background: Background = Background.OTHER
    party: str = ""
    interests: str = ""
    interest: frozenset[RecordId] = frozenset()

    @property
    def observes(self) -> bool:
        """Say whether the member is a shadow, who reads and is not counted."""
        return self.rights is Rights.OBSERVER or self.role is TeamRole.OBSERVER


@dataclass(frozen=True, slots=True)
class Device:
    """A laptop in the team: whose it says it is, and whether a lead has confirmed that."""

    id: DeviceId
    record: RecordId
    member: RecordId | None
    name: str
    confirmed: RecordId | None = None
    tied_to: DeviceId | None = None

    @property
    def belongs_to(self) -> RecordId | None:
        """Return the member it is confirmed as, else the one it says it is."""
        return self.confirmed or self.member


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is spoken to in a session; `present` is None until somebody has counted heads."""

    id: RecordId
    session: RecordId
    role: str
    organisation: RecordId | None
    name: str = ""
    expected: int = 1
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One timetabled conversation, visit, meeting or reading."""

    id: RecordId
    title: str
    kind: SessionKind
    start: datetime
    end: datetime
    place: str = ""
    stream: str = ""
    document: str = ""
    peers: frozenset[RecordId] = frozenset()
    participants: tuple[Participant, ...] = ()
    cancelled: bool = False
    held: bool = False

    @property
    def length(self) -> timedelta:
        """Return how long it is timetabled for."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Attendance:
    """One peer's own account of a session: held or not, heads present, questions asked, summary."""

    id: RecordId
    session: RecordId
    member: RecordId | None
    held: bool | None = None
    summary: str = ""
    present: tuple[tuple[RecordId, int], ...] = ()
    asked: frozenset[RecordId] = frozenset()


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing noted; `noted_by` was in the room, `typed_by` had the laptop."""

    id: RecordId
    session: RecordId | None
    text: str
    kind: ObservationKind
    source: Source
    at: datetime
    device: DeviceId
    noted_by: RecordId | None
    typed_by: RecordId | None
    position: str = ""
    speaker: str = ""
    themes: frozenset[RecordId] = frozenset()
    organisations: frozenset[RecordId] = frozenset()
    for_lead: bool = False
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What the team concludes; `evidence` are observation ids."""

    id: RecordId
    headline: str
    narrative: str
    kind: FindingKind
    state: FindingState
    theme: RecordId | None
    evidence: frozenset[RecordId] = frozenset()
    position: str = ""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the team suggests; `number` is 0 until it first went into a document."""

    id: RecordId
    text: str
    number: int = 0
    findings: frozenset[RecordId] = frozenset()
    position: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A whole challenge as it stands in one store, for the rules and the documents.

    Deleted records are left out; every tuple is in the order in which people read it.
    """

    challenge: Challenge
    organisations: tuple[Organisation, ...] = ()
    themes: tuple[Theme, ...] = ()
    members: tuple[Member, ...] = ()
    sessions: tuple[Session, ...] = ()
    observations: tuple[Observation, ...] = ()
    findings: tuple[Finding, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    attendances: tuple[Attendance, ...] = ()
