"""What a timetable that is handed out says, whatever it is written as; no note is ever in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Member, Organisation, Participant, Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import SessionKind

NOTICE = "For the team only. Destroy after the visit."
_FOR_ALL = frozenset({SessionKind.BREAK, SessionKind.TEAM_MEETING})
_PLAIN = frozenset({SessionKind.INTERVIEW, SessionKind.BREAK, SessionKind.TEAM_MEETING})


@dataclass(frozen=True, slots=True)
class Plan:
    """A challenge's timetable with the names that stand in it."""

    challenge: Challenge
    organisations: Sequence[Organisation]
    members: Sequence[Member]
    sessions: Sequence[Session]


@dataclass(frozen=True, slots=True)
class Line:
    """One session as people read it; `what` is its kind and stream where they say something."""

    session: Session
    hours: str
    what: str
    people: tuple[str, ...]
    peers: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day and its sessions by time."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """A timetable to read: of one member, or of everybody when there is none."""

    title: str
    whose: str
    as_of: str
    emergency: str
    days: tuple[Day, ...]
    to_read: tuple[str, ...]
    team: tuple[str, ...]
    member: Member | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """Return what stands over the columns."""
        last = "With" if self.member else "Peers"
        return ("Time", "Session", "Where", "Who you meet", last)

    @property
    def is_empty(self) -> bool:
        """Say whether there is no session in it."""
        return not self.days


def sessions_of(plan: Plan, member: Member | None) -> list[Session]:
    """Return the sessions of a member, with what is for the whole team, or everybody's.

    Readings have no hours and are not among them.
    """
    timed = [one for one in plan.sessions if one.kind is not SessionKind.READING]
    if member is None:
        return timed
    return [
        one for one in timed if member.id in one.peers or (one.kind in _FOR_ALL and not one.peers)
    ]


def handout(plan: Plan, member: Member | None, now: datetime) -> Handout:
    """Return the timetable of a member, or everybody's, as it stands `now`."""
    zone = plan.challenge.time_zone
    local = to_local(now, zone)
    sessions = sessions_of(plan, member)
    days = groupby(sessions, key=lambda one: to_local(one.start, zone).date())
    return Handout(
        title=plan.challenge.title,
        whose=f"Timetable of {member.name}" if member else "Everybody’s timetable",
        as_of=f"As it stood on {day_in_words(local.date())} at {local:%H:%M}.",
        emergency=plan.challenge.emergency,
        days=tuple(
            Day(day_in_words(day), tuple(_line(one, plan, member) for one in of_day))
            for day, of_day in days
        ),
        to_read=tuple(
            one.title for one in plan.sessions if one.kind is SessionKind.READING and one.title
        ),
        team=() if member else tuple(f"{one.initials} {one.name}" for one in plan.members),
        member=member,
    )


def day_in_words(day: date) -> str:
    """Return a day as on a letter: “Tuesday 10 November 2026”."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def _line(session: Session, plan: Plan, member: Member | None) -> Line:
    start, end = (to_local(at, plan.challenge.time_zone) for at in (session.start, session.end))
    ends = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%a %H:%M}"
    kind = "" if session.kind in _PLAIN else session.kind.label
    stream = f"{'stream' if kind else 'Stream'} {session.stream}" if session.stream else ""
    return Line(
        session,
        f"{start:%H:%M} – {ends}",
        ", ".join(filter(None, (kind, stream))),
        people(session.participants, plan.organisations),
        _peers(session, plan.members, member),
    )


def people(
    participants: Iterable[Participant], organisations: Iterable[Organisation]
) -> tuple[str, ...]:
    """Return who is met, a line each: name, role, organisation, how many."""
    homes = {one.id: one.name for one in organisations}
    found = []
    for one in participants:
        home = homes.get(one.organisation, "") if one.organisation else ""
        said = ", ".join(filter(None, (one.name, one.role, home)))
        found.append(f"{said} ({one.expected})" if one.expected > 1 else said)
    return tuple(found)


def _peers(session: Session, members: Sequence[Member], member: Member | None) -> str:
    if member is None:
        return ", ".join(one.initials for one in members if one.id in session.peers)
    if all(one.id in session.peers for one in members if not one.observes):
        return "The whole team"
    others = (one.name for one in members if one.id in session.peers and one.id != member.id)
    return ", ".join(others)


def initials_by_id(members: Iterable[Member]) -> dict[RecordId, str]:
    """Return initials, or the name of who has none or the same as somebody else."""
    held: dict[str, int] = {}
    known = list(members)
    for one in known:
        held[one.initials.casefold()] = held.get(one.initials.casefold(), 0) + 1
    return {
        one.id: one.initials if one.initials and held[one.initials.casefold()] == 1 else one.name
        for one in known
    }
