"""The numbers of a report: people spoken to, sessions, host organisations, hours of work.

The rules are those at the end of DESIGN.md section 2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Attendance, Evidence, Member, Participant, Session
from peerdesk.domain.words import SessionKind

_NOT_CONVERSATIONS = frozenset({SessionKind.TEAM_MEETING, SessionKind.READING, SessionKind.BREAK})


@dataclass(frozen=True, slots=True)
class Counts:
    """People, sessions and organisations as numbers of each; hours rounded to whole hours."""

    people: int
    sessions: int
    organisations: int
    hours: int


def was_held(cancelled: bool, accounts: Iterable[bool | None], has_notes: bool) -> bool:
    """Say whether a session was held: someone says so, or nobody denies it and there are notes."""
    said = [account for account in accounts if account is not None]
    return not cancelled and (any(said) or (not said and has_notes))


def heads_present(participant: RecordId, attendances: Iterable[Attendance]) -> int | None:
    """Return the most heads any peer counted for a participant, or None when nobody counted."""
    return max(
        (heads for account in attendances for who, heads in account.present if who == participant),
        default=None,
    )


def is_counted(session: Session) -> bool:
    """Say whether a session counts as a conversation that took place."""
    return session.held and not session.cancelled and session.kind not in _NOT_CONVERSATIONS


def count(evidence: Evidence) -> Counts:
    """Count what stands behind the feedback."""
    sessions = [session for session in evidence.sessions if is_counted(session)]
    present = [p for session in sessions for p in session.participants if _heads(p)]
    return Counts(
        people=_people(present),
        sessions=len(sessions),
        organisations=len({p.organisation for p in present if p.organisation}),
        hours=_hours(sessions, evidence.members),
    )


def _heads(participant: Participant) -> int:
    return participant.expected if participant.present is None else participant.present


def _people(present: Iterable[Participant]) -> int:
    """Add heads, a named participant once however many sessions they came to."""
    named: set[tuple[str, RecordId | None]] = set()
    heads = 0
    for participant in present:
        if not participant.name:
            heads += _heads(participant)
            continue
        heads += _heads(participant) - 1
        named.add((" ".join(participant.name.casefold().split()), participant.organisation))
    return heads + len(named)


def _hours(sessions: Iterable[Session], members: Iterable[Member]) -> int:
    observers = {member.id for member in members if member.observes}
    total = sum((s.length * len(s.peers - observers) for s in sessions), timedelta())
    return round(total / timedelta(hours=1))
