"""How long a timetable of sixty sessions takes to be painted, beside the same grid without any.

Both grids are as large, have the same days and streams, and are painted in turn.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.main import make_application
from peerdesk.app.timetable import model
from peerdesk.app.timetable.actions import Known
from peerdesk.app.timetable.grid import TimetableGrid
from peerdesk.app.timetable.model import Board
from peerdesk.app.today.actions import Timetable
from peerdesk.domain.clashes import Plan, clashes
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Member, Session
from peerdesk.domain.times import from_local
from peerdesk.domain.words import Background, Rights, SessionKind, TeamRole

SESSIONS = 60
_DAYS, _STREAMS, _PEERS = 3, "ABC", 8
_ZONE = "Europe/London"
_FIRST_PAINTS, _MOVES = 15, 60
_SIZE = (1180, 640)
_STEP = timedelta(minutes=15)
Wait = Callable[[QWidget], Callable[[], None]]


def measure(wait_for: Wait) -> dict[str, Any]:
    """Return the seconds of first paints and of moves, ours and the empty grid's.

    `wait_for` begins watching a widget and returns how to wait for its next paint.
    """
    make_application()
    context = Context.build()
    context.look.apply()
    known = _known()
    board = model.board(known, _noon())
    boards = {"ours": board, "theirs": replace(board, blocks=())}
    first: dict[str, list[float]] = {"ours": [], "theirs": []}
    for at in range(_FIRST_PAINTS):
        for name in sorted(boards, reverse=bool(at % 2)):
            seconds = _first_paint(
                context, known if name == "ours" else None, boards[name], wait_for
            )
            first[name].append(seconds)
    moves = _moves(context, known, boards["theirs"], wait_for)
    context.jobs.stop()
    return {"first": first, "moves": moves}


def _first_paint(context: Context, known: Known | None, board: Board, wait_for: Wait) -> float:
    start = time.perf_counter()
    grid = TimetableGrid("bench", context.look)
    context.look.dress(grid)
    grid.resize(*_SIZE)
    grid.show_board(model.board(known, _noon()) if known else board)
    painted = wait_for(grid.viewport())
    grid.show()
    painted()
    seconds = time.perf_counter() - start
    grid.close()
    grid.deleteLater()
    return seconds


def _moves(context: Context, known: Known, empty: Board, wait_for: Wait) -> dict[str, list[float]]:
    """Move a session to and fro and paint it, beside the empty grid painted again."""
    grids = {name: TimetableGrid("bench", context.look) for name in ("ours", "theirs")}
    grids["ours"].show_board(model.board(known, _noon()))
    grids["theirs"].show_board(empty)
    waits = {}
    for name, grid in grids.items():
        context.look.dress(grid)
        grid.resize(*_SIZE)
        waits[name] = wait_for(grid.viewport())
        grid.show()
        waits[name]()
    moved: dict[str, list[float]] = {"ours": [], "theirs": []}
    for at in range(_MOVES):
        start = time.perf_counter()
        known = _pushed(known, _STEP if at % 2 == 0 else -_STEP)
        grids["ours"].show_board(model.board(known, _noon()))
        waits["ours"]()
        moved["ours"].append(time.perf_counter() - start)
        start = time.perf_counter()
        grids["theirs"].viewport().update()
        waits["theirs"]()
        moved["theirs"].append(time.perf_counter() - start)
    for grid in grids.values():
        grid.close()
    return moved


def _pushed(known: Known, by: timedelta) -> Known:
    first, *others = known.timetable.sessions
    moved = replace(first, start=first.start + by, end=first.end + by)
    return replace(known, timetable=replace(known.timetable, sessions=(moved, *others)))


def _known() -> Known:
    day = date(2026, 11, 10)
    members = tuple(
        Member(
            RecordId(f"m{n}"),
            f"Peer {n}",
            f"P{n}",
            TeamRole.OFFICER_PEER,
            Rights.PEER,
            background=Background.NHS if n % 2 else Background.LOCAL_GOVERNMENT,
        )
        for n in range(_PEERS)
    )
    sessions = tuple(_session(n, day, members) for n in range(SESSIONS))
    last = day + timedelta(days=_DAYS - 1)
    challenge = Challenge(RecordId("c"), "B", "Bench", day, last, _ZONE)
    timetable = Timetable(challenge, members[0].id, sessions, members, ())
    found = clashes(Plan(challenge, sessions, members))
    return Known(timetable, found, frozenset())


def _session(number: int, first: date, members: tuple[Member, ...]) -> Session:
    streams = len(_STREAMS)
    day, place = number % _DAYS, number // _DAYS
    stream, turn = place % streams, place // streams
    start = from_local(datetime.combine(first, datetime.min.time()), _ZONE)
    start += timedelta(days=day, hours=9, minutes=65 * turn)
    there = (members[(2 * stream + turn) % _PEERS], members[(2 * stream + turn + 1) % _PEERS])
    return Session(
        RecordId(f"s{number}"),
        f"Focus group {number}: people who use the service and their carers",
        SessionKind.FOCUS_GROUP,
        start,
        start + timedelta(minutes=50),
        place=f"Committee Room {stream + 1}, Town Hall",
        stream=_STREAMS[stream],
        peers=frozenset(member.id for member in there),
    )


def _noon() -> datetime:
    return from_local(datetime(2026, 11, 10, 12), _ZONE)
