"""Turns a timetable into days, entries and sentences; pure functions of it and of the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from peerdesk.app.today.actions import Timetable
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant, Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import SessionKind

_SOON = timedelta(hours=12)
_NO_NOTES = frozenset({SessionKind.BREAK})


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment a page is read for, and the zone it is shown in."""

    now: datetime
    zone: str

    @classmethod
    def of(cls, timetable: Timetable, now: datetime | None = None) -> "Clock":
        """Return the clock for a timetable, now unless told."""
        return cls(now or datetime.now(UTC), timetable.challenge.time_zone)

    def day(self, moment: datetime) -> date:
        """Return the day of a moment in the host's zone."""
        return to_local(moment, self.zone).date()

    def hours(self, session: Session) -> str:
        """Return from when to when a session is, such as 09:00–10:00."""
        start, end = to_local(session.start, self.zone), to_local(session.end, self.zone)
        return f"{start:%H:%M}–{end:%H:%M}"


def days(timetable: Timetable, clock: Clock) -> list[date]:
    """Return the days that have sessions."""
    return sorted({clock.day(session.start) for session in timetable.sessions})


def opening_day(every: list[date], today: date) -> date | None:
    """Return the day to show first: today, else the next one with sessions, else the last."""
    coming = [day for day in every if day >= today]
    return coming[0] if coming else (every[-1] if every else None)


def mine(timetable: Timetable) -> list[Session]:
    """Return the sessions of this person that are not cancelled."""
    return [s for s in timetable.sessions if timetable.me in s.peers and not s.cancelled]


def now_and_next(timetable: Timetable, clock: Clock) -> tuple[Session | None, Session | None]:
    """Return my session that is on now and my next one within half a day."""
    own = [s for s in mine(timetable) if s.kind is not SessionKind.READING]
    on = next((s for s in own if s.start <= clock.now < s.end), None)
    later = (s for s in own if timedelta() < s.start - clock.now < _SOON)
    return on, next(later, None)


def entries(timetable: Timetable, clock: Clock, day: date | None, everything: bool) -> list[Entry]:
    """Return the sessions of a day as rows: my own, or all of them."""
    shown = (
        timetable.sessions
        if everything
        else [s for s in timetable.sessions if timetable.me in s.peers]
    )
    on, coming = now_and_next(timetable, clock)
    marks = {s.id: word for s, word in ((on, "now"), (coming, "next")) if s is not None}
    return [
        _entry(timetable, clock, session, marks.get(session.id, ""))
        for session in shown
        if clock.day(session.start) == day
    ]


def _entry(timetable: Timetable, clock: Clock, session: Session, when: str) -> Entry:
    state = _state(session, when)
    hours = clock.hours(session) if session.kind is not SessionKind.READING else "Reading"
    second = " · ".join(
        part
        for part in (
            session.place,
            with_whom(timetable, session.participants),
            _peers(timetable, session),
        )
        if part
    )
    return Entry(
        id=session.id,
        text=session.title,
        second=second or session.kind.label,
        mark=hours,
        tint="muted",
        trail=state,
        strong=bool(when),
        faded=session.cancelled or session.kind is SessionKind.BREAK,
        spoken=". ".join(part for part in (hours, session.title, second, state) if part),
    )


def _state(session: Session, when: str) -> str:
    if session.cancelled:
        return "Cancelled"
    return {"now": "On now", "next": "Next"}.get(when, "Held" if session.held else "")


def with_whom(timetable: Timetable, participants: Iterable[Participant]) -> str:
    """Return who is spoken to, by role or group and organisation."""
    shorts = {o.id: o.name for o in timetable.organisations}
    said = []
    for participant in participants:
        home = shorts.get(participant.organisation) if participant.organisation else None
        said.append(f"{participant.role}, {home}" if home else participant.role)
    return "with " + "; ".join(said) if said else ""


def _peers(timetable: Timetable, session: Session) -> str:
    by_id = {member.id: member.initials for member in timetable.members}
    return " ".join(sorted(by_id[peer] for peer in session.peers if peer in by_id))


def takes_notes(session: Session | None) -> bool:
    """Say whether notes can be taken in it."""
    return session is not None and session.kind not in _NO_NOTES


def session_of(timetable: Timetable, record: str) -> Session | None:
    """Return a session by its id."""
    return next((s for s in timetable.sessions if s.id == RecordId(record)), None)


def day_words(day: date) -> str:
    """Return a day as people write it, such as Tue 10 Nov."""
    return f"{day:%a} {day.day} {day:%b}"
