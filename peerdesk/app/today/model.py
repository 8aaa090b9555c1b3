"""Turns a timetable into days, entries and sentences; pure functions of it and of the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peerdesk.app.today.actions import Timetable
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain import agenda
from peerdesk.domain.agenda import Gap
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant, Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import SessionKind

_GAP = "gap "
_HEADING = "heading "


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment a page is read for, and the zone it is shown in."""

    now: datetime
    zone: str

    @classmethod
    def of(cls, timetable: Timetable, now: datetime) -> "Clock":
        """Return the clock for a timetable."""
        return cls(now, timetable.challenge.time_zone)

    @property
    def today(self) -> date:
        """Return the day it is at the host's."""
        return self.day(self.now)

    def day(self, moment: datetime) -> date:
        """Return the day of a moment in the host's zone."""
        return to_local(moment, self.zone).date()

    def time(self, moment: datetime) -> str:
        """Return the time of a moment in the host's zone, such as 09:00."""
        return f"{to_local(moment, self.zone):%H:%M}"

    def hours(self, session: Session | Gap) -> str:
        """Return from when to when something is, such as 09:00–10:00."""
        return f"{self.time(session.start)}–{self.time(session.end)}"


def days(timetable: Timetable, clock: Clock) -> list[date]:
    """Return the days that have sessions; a reading is for any day."""
    return sorted({clock.day(session.start) for session in _timed(timetable.sessions)})


def opening_day(timetable: Timetable, clock: Clock) -> date | None:
    """Return the day to show first: today or what is next, else a later one, else the last."""
    every = days(timetable, clock)
    following = now_and_next(timetable, clock)
    likely = next((clock.day(s.start) for s in following if s is not None), clock.today)
    coming = [day for day in every if day >= likely]
    return coming[0] if coming else (every[-1] if every else None)


def mine(timetable: Timetable) -> list[Session]:
    """Return the sessions of this person that are not cancelled."""
    return agenda.own(timetable.sessions, timetable.me)


def now_and_next(timetable: Timetable, clock: Clock) -> tuple[Session | None, Session | None]:
    """Return my session that is on now and my next one within half a day."""
    own = mine(timetable)
    return agenda.on_now(own, clock.now), agenda.coming(own, clock.now)


def is_ahead(timetable: Timetable, clock: Clock) -> bool:
    """Say whether the first day on site is still to come."""
    return clock.today < timetable.challenge.start


# Rows.


def entries(timetable: Timetable, clock: Clock, day: date | None, everything: bool) -> list[Entry]:
    """Return a day as rows: my own sessions with the gaps between, or everybody's by stream.

    What there is to read stands above them until the first day on site, and below them after.
    """
    of_day = [s for s in _timed(timetable.sessions) if clock.day(s.start) == day]
    if everything:
        rows = _by_stream(timetable, clock, of_day)
    else:
        rows = _with_gaps(timetable, clock, [s for s in of_day if timetable.me in s.peers])
    read = _readings(timetable, clock, everything)
    return read + rows if is_ahead(timetable, clock) else rows + read


def _with_gaps(timetable: Timetable, clock: Clock, own: list[Session]) -> list[Entry]:
    rows = [(s.start, _entry(timetable, clock, s, everything=False)) for s in own]
    rows += [(g.start, _gap(clock, g)) for g in agenda.gaps(own) if g.end > clock.now]
    return [entry for _, entry in sorted(rows, key=lambda row: row[0])]


def _gap(clock: Clock, gap: Gap) -> Entry:
    begun = gap.start <= clock.now
    free = length_words(gap.end - (clock.now if begun else gap.start))
    words = f"{free} free, until {clock.time(gap.end)}"
    return Entry(
        id=_GAP + gap.start.isoformat(),
        text=words,
        second="Ctrl+N begins a conversation nobody planned" if begun else "",
        mark=clock.hours(gap),
        trail="Now" if begun else "",
        faded=True,
        spoken=f"{words}. Now." if begun else f"{words}, from {clock.time(gap.start)}.",
    )


def length_words(length: timedelta) -> str:
    """Return a length of time in words, begun minutes counted whole: 1 hour 35 minutes."""
    minutes = -(-int(length.total_seconds()) // 60)
    hours, minutes = divmod(minutes, 60)
    parts = (_counted(hours, "hour"), _counted(minutes, "minute"))
    return " ".join(part for part in parts if part) or "0 minutes"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _by_stream(timetable: Timetable, clock: Clock, of_day: list[Session]) -> list[Entry]:
    streams = sorted({s.stream for s in of_day}, key=lambda name: (not name, name))
    rows = []
    for stream in streams:
        if len(streams) > 1:
            rows.append(_heading(f"Stream {stream}" if stream else "Outside the streams"))
        rows += [_entry(timetable, clock, s, True) for s in of_day if s.stream == stream]
    return rows


def _readings(timetable: Timetable, clock: Clock, everything: bool) -> list[Entry]:
    found = [
        s
        for s in timetable.sessions
        if s.kind is SessionKind.READING
        and not s.cancelled
        and (everything or not s.peers or timetable.me in s.peers)
    ]
    if not found:
        return []
    before = is_ahead(timetable, clock)
    words = f"To read before {day_words(timetable.challenge.start)}" if before else "To read"
    return [_heading(words), *(_reading(timetable, s) for s in found)]


def _heading(words: str) -> Entry:
    return Entry(id=_HEADING + words, text=words, heading=True, spoken=words)


def _reading(timetable: Timetable, session: Session) -> Entry:
    title = session.title.removeprefix("Reading:").strip() or session.title
    title = title[0].upper() + title[1:] if title else ""
    second = _joined(session.document, _peers(timetable, session)) or session.kind.label
    state = "Notes taken" if session.held else ""
    return Entry(
        id=session.id,
        text=title,
        second=second,
        trail=state,
        spoken=". ".join(part for part in ("To read", title, second, state) if part),
    )


def _entry(timetable: Timetable, clock: Clock, session: Session, everything: bool) -> Entry:
    hours, state = clock.hours(session), _state(timetable, clock, session, everything)
    second = _joined(
        session.place,
        with_whom(timetable, session.participants),
        _peers(timetable, session),
    )
    stream = f"Stream {session.stream}" if everything and session.stream else ""
    spoken = (hours, session.title, second, stream, state)
    return Entry(
        id=session.id,
        text=session.title,
        second=second or session.kind.label,
        mark=hours,
        tint="muted",
        trail=state,
        strong=state.startswith(("On now", "Next")),
        faded=session.cancelled or session.kind is SessionKind.BREAK,
        spoken=". ".join(part for part in spoken if part),
    )


def _state(timetable: Timetable, clock: Clock, session: Session, everything: bool) -> str:
    if session.cancelled:
        return "Cancelled"
    own = timetable.me in session.peers
    _, following = now_and_next(timetable, clock)
    said = []
    if session.start <= clock.now < session.end:
        said.append("On now")
    elif following is not None and session.id == following.id:
        said.append("Next")
    elif session.held:
        said.append("Held")
    if everything and own:
        said.append("yours" if said else "Yours")
    return ", ".join(said)


def with_whom(timetable: Timetable, participants: Iterable[Participant]) -> str:
    """Return who is spoken to, by role or group and organisation."""
    names = {o.id: o.name for o in timetable.organisations}
    said = []
    for participant in participants:
        home = names.get(participant.organisation) if participant.organisation else None
        said.append(_joined(participant.role, home or "", between=", "))
    return "with " + "; ".join(said) if said else ""


def _peers(timetable: Timetable, session: Session) -> str:
    by_id = {member.id: member.initials for member in timetable.members}
    return " ".join(sorted(by_id[peer] for peer in session.peers if peer in by_id))


def _joined(*parts: str, between: str = " · ") -> str:
    return between.join(part for part in parts if part)


def _timed(sessions: Iterable[Session]) -> list[Session]:
    return [s for s in sessions if s.kind is not SessionKind.READING]


# One session.


def takes_notes(session: Session | None) -> bool:
    """Say whether notes can be taken in it."""
    return session is not None and session.kind is not SessionKind.BREAK


def session_of(timetable: Timetable, record: str) -> Session | None:
    """Return a session by its id; a gap or a heading is none."""
    return next((s for s in timetable.sessions if s.id == RecordId(record)), None)


def day_words(day: date) -> str:
    """Return a day as people write it, such as Tue 10 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def reminder_words(clock: Clock, reminder: agenda.Reminder) -> str:
    """Return a reminder such as: Next: 10:30, Room 4. It never says with whom."""
    session = reminder.session
    word = "On now" if reminder.is_on else "Next"
    return f"{word}: " + _joined(clock.time(session.start), session.place, between=", ")


def until_words(clock: Clock, reminder: agenda.Reminder) -> str:
    """Return how long there is until a session that was reminded of begins."""
    if reminder.is_on:
        return ""
    return "in " + length_words(reminder.session.start - clock.now)
