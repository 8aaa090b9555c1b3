"""Where a key moves a session to; pure functions of days and minutes."""

from dataclasses import dataclass, replace
from datetime import timedelta

from peerdesk.app.timetable.geometry import Place
from peerdesk.app.timetable.model import MIDNIGHT, Block, Board, moment
from peerdesk.domain.records import Session

STEP = 15
_USUAL = 45
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Move:
    """What one press of a key does: minutes later, days later, streams further, minutes longer."""

    minutes: int = 0
    days: int = 0
    lanes: int = 0
    longer: int = 0


def pushed(board: Board, block: Block, move: Move) -> Place | None:
    """Return where a move leads, or None where there is nothing further."""
    day = block.day + move.days
    if not 0 <= day < len(board.days):
        return None
    lane = max(block.lane, 0) + move.lanes if move.lanes else block.lane
    if move.lanes and not 0 <= lane < len(board.days[day].lanes):
        return None
    start, end = block.start + move.minutes, block.end + move.minutes + move.longer
    if start < 0 or end > MIDNIGHT or end - start < _SHORTEST:
        return None
    return Place(day, lane, start, end)


def placed(board: Board, session: Session, block: Block, place: Place, zone: str) -> Session:
    """Return a session as it is once its block is in another place.

    It keeps its stream unless it goes to another lane, and its exact length unless that changes.
    """
    start = moment(board.days[place.day].date, place.start, zone)
    length = session.length
    if place.end - place.start != block.end - block.start:
        length = timedelta(minutes=place.end - place.start)
    moved = replace(session, start=start, end=start + length)
    lanes = board.days[place.day].lanes
    before = board.days[block.day].lanes[block.lane] if block.lane >= 0 else session.stream
    if place.lane >= 0 and place.lane < len(lanes) and lanes[place.lane] != before:
        moved = replace(moved, stream=lanes[place.lane])
    return moved


def free_place(board: Board, after: Block | None) -> Place:
    """Return where a new session goes: after the one chosen, else first thing on the first day."""
    if after is None:
        return Place(0, 0, board.first, board.first + _USUAL)
    start = min(after.end, MIDNIGHT - _USUAL)
    return Place(after.day, after.lane, start, start + _USUAL)
