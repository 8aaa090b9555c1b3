"""A timetable of many sessions, for what happens where a page ends."""

from datetime import UTC, datetime, timedelta

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant, Session
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.handout.content import Handout, Plan, handout
from tests.schedule.handout.plans import CHALLENGE
from tests.schedule.timetables.listing import MEMBERS, ORGANISATIONS

_FIRST = datetime(2026, 10, 26, 9, tzinfo=UTC)


def long_handout(count: int) -> Handout:
    """Return everybody's timetable of so many sessions in one day, each of four people."""
    sessions = []
    for number in range(count):
        record = RecordId(f"s{number}")
        people = [f"Person {number} {word}" for word in ("begins", "goes on", "and on", "ends")]
        start = _FIRST + timedelta(minutes=5 * number)
        sessions.append(
            Session(
                record,
                f"Session {number} begins",
                SessionKind.INTERVIEW,
                start,
                start + timedelta(minutes=5),
                participants=tuple(
                    Participant(RecordId(f"p{n}"), record, who, None)
                    for n, who in enumerate(people)
                ),
            )
        )
    plan = Plan(CHALLENGE, ORGANISATIONS, MEMBERS, tuple(sessions))
    return handout(plan, None, _FIRST)
