"""A peer's day by the clock: what is on, what comes next, what is free, and where PeerDesk opens.

Pure rules over sessions; it knows neither screens nor the laptop's clock, which callers pass in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peerdesk.domain.ids import RecordId, made_at
from peerdesk.domain.records import Session
from peerdesk.domain.words import SessionKind

TYPED_LATELY = timedelta(hours=2)
NEAR = timedelta(minutes=15)
LEAST_GAP = timedelta(minutes=10)
_SAME_DAY = timedelta(hours=12)
_AHEAD = timedelta(minutes=15)
_NOBODY_SPEAKS = frozenset({SessionKind.READING, SessionKind.BREAK})


@dataclass(frozen=True, slots=True)
class Typed:
    """Where this person last typed a note; `caret` counts characters from the session's start.

    `typing_for` is the colleague whose notes they were, None for one's own.
    """

    session: RecordId
    caret: int
    at: datetime
    typing_for: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A session to open, with the caret at its end when `caret` is -1."""

    session: RecordId
    caret: int = -1
    typing_for: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Time between two sessions in which nothing is timetabled."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Reminder:
    """A session worth a word while another page or session is in front."""

    session: Session
    is_on: bool


def own(sessions: Iterable[Session], me: RecordId | None) -> list[Session]:
    """Return the sessions a member is in that are not cancelled."""
    return [s for s in sessions if me in s.peers and not s.cancelled]


def on_now(sessions: Iterable[Session], now: datetime) -> Session | None:
    """Return the conversation that is on, of several the one that began last."""
    on = [s for s in _conversations(sessions) if s.start <= now < s.end]
    return max(on, key=lambda s: s.start, default=None)


def coming(
    sessions: Iterable[Session], now: datetime, within: timedelta = _SAME_DAY
) -> Session | None:
    """Return the first conversation that begins after now and at most `within` from it."""
    later = [s for s in _conversations(sessions) if timedelta() < s.start - now <= within]
    return min(later, key=lambda s: s.start, default=None)


def where_to_open(
    now: datetime, me: RecordId | None, sessions: Sequence[Session], typed: Typed | None
) -> Opening | None:
    """Return the session to begin in, or None for Today (DESIGN.md section 7).

    A clock that was put right in between may make the last typing lie ahead; that is lately too.
    """
    lately = typed is not None and abs(now - typed.at) < TYPED_LATELY
    if typed is not None and lately and any(s.id == typed.session for s in sessions):
        return Opening(typed.session, typed.caret, typed.typing_for)
    mine = own(sessions, me)
    session = on_now(mine, now) or coming(mine, now, NEAR)
    return None if session is None else Opening(session.id)


def reminder(
    now: datetime, me: RecordId | None, sessions: Sequence[Session], shown: str
) -> Reminder | None:
    """Return what to remind a member of who has the notes of `shown` in front, or None.

    That is their session that is on elsewhere; else their next within a quarter of an hour, or,
    when what they have in front is over, their next of the day.
    """
    mine = own(sessions, me)
    on = on_now(mine, now)
    if on is not None and on.id != shown:
        return Reminder(on, is_on=True)
    is_over = any(s.id == shown and s.end <= now for s in sessions)
    following = coming(mine, now, _SAME_DAY if is_over else NEAR)
    if following is None or following.id == shown:
        return None
    return Reminder(following, is_on=False)


def planned_ahead(session: Session) -> bool:
    """Say whether a session was entered before it began: a conversation begun now was not."""
    return made_at(session.id) <= session.start - _AHEAD


def same_time(
    conversation: Session, sessions: Iterable[Session], me: RecordId | None
) -> Session | None:
    """Return the member's session that a conversation may have been: at least half of it overlaps.

    `sessions` are those of the timetable, without what was begun as a conversation.
    """
    most = conversation.length / 2
    best = None
    for session in _conversations(own(sessions, me)):
        both = min(conversation.end, session.end) - max(conversation.start, session.start)
        if both >= most:
            best, most = session, both
    return best


def gaps(sessions: Iterable[Session], least: timedelta = LEAST_GAP) -> list[Gap]:
    """Return the free times between sessions of one day; readings take no time of the day."""
    found = []
    busy_until: datetime | None = None
    timed = (s for s in sessions if s.kind is not SessionKind.READING and not s.cancelled)
    for session in sorted(timed, key=lambda s: s.start):
        if busy_until is not None and session.start - busy_until >= least:
            found.append(Gap(busy_until, session.start))
        busy_until = max(busy_until or session.end, session.end)
    return found


def _conversations(sessions: Iterable[Session]) -> Iterable[Session]:
    return (s for s in sessions if s.kind not in _NOBODY_SPEAKS and not s.cancelled)
