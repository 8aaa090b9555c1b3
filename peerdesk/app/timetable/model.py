"""Turns a timetable into days, lanes and blocks; pure functions that know no pixels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peerdesk.app.timetable.actions import Known
from peerdesk.app.today.model import Clock, day_words, with_whom
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain.clashes import Clash
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session
from peerdesk.domain.times import from_local, to_local
from peerdesk.domain.words import SessionKind

MIDNIGHT = 24 * 60
_FIRST, _LAST = 9 * 60, 17 * 60  # the hours that are there even when nothing is in them
_LEAST = 15  # minutes that a block is at least high
_MOST_DAYS = 10
_LIGHT = frozenset({SessionKind.BREAK, SessionKind.TEAM_MEETING})


@dataclass(frozen=True, slots=True)
class Day:
    """One column; `lanes` are its streams, the empty text for what is in none.

    `widths` says how many sessions stand side by side in each.
    """

    date: date
    lanes: tuple[str, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A session in its place; minutes count from midnight.

    `lane` is -1 for what goes across all lanes; it takes the part `part` of `parts` side by side.
    """

    id: RecordId
    day: int
    lane: int
    start: int
    end: int
    part: int
    parts: int
    title: str
    lines: tuple[str, ...]
    spoken: str
    light: bool = False
    cancelled: bool = False
    clash: str = ""
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Everything to be drawn, from the minute `first` to the minute `last` of every day."""

    days: tuple[Day, ...] = ()
    blocks: tuple[Block, ...] = ()
    first: int = _FIRST
    last: int = _LAST

    def entries(self) -> list[Entry]:
        """Return the blocks as rows of a list, day by day, for the keyboard and screen readers."""
        return [Entry(id=b.id, text=b.title, spoken=b.spoken) for b in self.blocks]


def board(known: Known, now: datetime) -> Board:
    """Return a timetable laid out."""
    clock = Clock.of(known.timetable, now)
    timed = [s for s in known.timetable.sessions if s.kind is not SessionKind.READING]
    by_day: dict[date, list[Session]] = {day: [] for day in _visit(known)}
    for session in timed:
        by_day.setdefault(clock.day(session.start), []).append(session)
    reasons = clashes_by_session(known.clashes)
    days, blocks = [], []
    for number, (day, sessions) in enumerate(sorted(by_day.items())):
        lanes = _lanes(sessions)
        placed = _blocks(known, clock, sessions, number, lanes, reasons)
        days.append(Day(day, lanes, tuple(_width(placed, lane) for lane in range(len(lanes)))))
        blocks += placed
    first = min([_FIRST, *(block.start // 60 * 60 for block in blocks)])
    last = max([_LAST, *(-(-block.end // 60) * 60 for block in blocks)])
    return Board(tuple(days), tuple(blocks), first, min(last, MIDNIGHT))


def _visit(known: Known) -> Iterable[date]:
    """Return the days on site, where they are as few as those of a visit are."""
    challenge = known.timetable.challenge
    length = (challenge.end - challenge.start).days
    if challenge.start == date.min or not 0 <= length < _MOST_DAYS:
        return ()
    return (challenge.start + timedelta(days=n) for n in range(length + 1))


def _lanes(sessions: Sequence[Session]) -> tuple[str, ...]:
    streams = sorted({s.stream for s in sessions if s.stream})
    loose = [s for s in sessions if not s.stream and not _goes_across(s, sessions)]
    return (*streams, *([""] if loose or not streams else []))


def _goes_across(session: Session, sessions: Sequence[Session]) -> bool:
    """Say whether it is in no stream while nothing of one is on, so that it is everybody's."""
    return not session.stream and not any(
        other.stream and other.start < session.end and session.start < other.end
        for other in sessions
    )


def _width(blocks: Iterable[Block], lane: int) -> int:
    return max((block.parts for block in blocks if block.lane == lane), default=1)


def _blocks(
    known: Known,
    clock: Clock,
    sessions: Sequence[Session],
    day: int,
    lanes: tuple[str, ...],
    reasons: Mapping[RecordId, Sequence[Clash]],
) -> list[Block]:
    placed = []
    by_lane: dict[int, list[Session]] = {}
    for session in sessions:
        across = len(lanes) > 1 and _goes_across(session, sessions)
        by_lane.setdefault(-1 if across else lanes.index(session.stream), []).append(session)
    for lane, of_lane in by_lane.items():
        for session, part, parts in _side_by_side(of_lane):
            start, end = minutes(session, clock.zone)
            placed.append(
                _block(known, clock, session, (day, lane, start, end, part, parts), reasons)
            )
    return sorted(placed, key=lambda b: (b.start, b.lane, b.part))


def _side_by_side(sessions: Sequence[Session]) -> Iterable[tuple[Session, int, int]]:
    """Yield sessions of one lane with the part of its width each takes, of so many."""
    least = timedelta(minutes=_LEAST)
    cluster: list[tuple[Session, int]] = []
    ends: list[datetime] = []
    for session in sorted(sessions, key=lambda s: (s.start, s.end, s.id)):
        if all(end <= session.start for end in ends):
            yield from ((one, part, len(ends)) for one, part in cluster)
            cluster, ends = [], []
        part = next((n for n, end in enumerate(ends) if end <= session.start), len(ends))
        ends[part : part + 1] = [max(session.end, session.start + least)]
        cluster.append((session, part))
    yield from ((one, part, len(ends)) for one, part in cluster)


def _block(
    known: Known,
    clock: Clock,
    session: Session,
    place: tuple[int, int, int, int, int, int],
    reasons: Mapping[RecordId, Sequence[Clash]],
) -> Block:
    day, lane, start, end, part, parts = place
    initials = {member.id: member.initials for member in known.timetable.members}
    peers = " ".join(sorted(initials[peer] for peer in session.peers if peer in initials))
    clashing = sorted(reasons.get(session.id, ()), key=lambda clash: not clash.kind.is_grave)
    clash = clashing[0].kind.label if clashing else ""
    said = ("Cancelled" if session.cancelled else clash, peers, session.place)
    return Block(
        id=session.id,
        day=day,
        lane=lane,
        start=start,
        end=end,
        part=part,
        parts=parts,
        title=session.title,
        lines=tuple(line for line in said if line),
        spoken=_spoken(known, clock, session, clashing),
        light=session.kind in _LIGHT,
        cancelled=session.cancelled,
        clash=clash,
        is_grave=bool(clashing) and clashing[0].kind.is_grave,
    )


def _spoken(known: Known, clock: Clock, session: Session, clashing: Sequence[Clash]) -> str:
    names = {member.id: member.name for member in known.timetable.members}
    peers = ", ".join(sorted(names[peer] for peer in session.peers if peer in names))
    parts = (
        f"{clock.time(session.start)} to {clock.time(session.end)}",
        day_words(clock.day(session.start)),
        session.title,
        session.place,
        f"stream {session.stream}" if session.stream else "",
        with_whom(known.timetable, session.participants),
        f"peers {peers}" if peers else "",
        "cancelled" if session.cancelled else "",
        *(f"clash: {clash.words.rstrip('.')}" for clash in clashing),
    )
    return ", ".join(part for part in parts if part)


# Times.


def minutes(session: Session, zone: str) -> tuple[int, int]:
    """Return when a session begins and ends in minutes of its day, high enough to be drawn."""
    local = to_local(session.start, zone)
    start = min(local.hour * 60 + local.minute, MIDNIGHT - _LEAST)
    length = max(int(session.length.total_seconds()) // 60, _LEAST)
    return start, min(start + length, MIDNIGHT)


def moment(day: date, minute: int, zone: str) -> datetime:
    """Return the moment of a minute of a day at the host's."""
    midnight = datetime.combine(day, datetime.min.time())
    return from_local(midnight + timedelta(minutes=minute), zone)


# Clashes.


def clashes_by_session(found: Iterable[Clash]) -> dict[RecordId, list[Clash]]:
    """Return what clashes in each session."""
    by_session: dict[RecordId, list[Clash]] = {}
    for clash in found:
        for session in clash.sessions:
            by_session.setdefault(session, []).append(clash)
    return by_session


def clash_entries(known: Known, now: datetime) -> list[Entry]:
    """Return what clashes as rows of a list; a row's id is its place among the clashes."""
    clock = Clock.of(known.timetable, now)
    starts = {session.id: session.start for session in known.timetable.sessions}
    rows = []
    for number, clash in enumerate(known.clashes):
        start = starts[clash.sessions[0]] if clash.sessions else None
        when = f"{day_words(clock.day(start))}, {clock.time(start)}" if start else ""
        title = clash.kind.label
        rows.append(
            Entry(
                id=str(number),
                text=clash.words,
                second=f"{title} · {when}" if when else title,
                spoken=". ".join(part for part in (title, when, clash.words) if part),
            )
        )
    return rows


def clash_count_words(found: Sequence[Clash]) -> str:
    """Return how much clashes, in words."""
    if not found:
        return "Nothing clashes"
    return "1 clash" if len(found) == 1 else f"{len(found)} clashes"
