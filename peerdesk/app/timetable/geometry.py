"""Where days, lanes and blocks stand in pixels, and what stands where somebody points.

Everything is in the coordinates of the whole board: its corner is 0, 0 however it is scrolled.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize

from peerdesk.app.timetable.model import MIDNIGHT, Block, Board

_LANE = 104  # the least width of a lane at the usual text size
_MINUTE = 1.25  # the height of a minute at the usual text size: a quarter of an hour is a line
_DAY_GAP = 16
_BLOCK_GAP = 2
_SNAP = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is dropped: the day's and the lane's number, and minutes of the day."""

    day: int
    lane: int
    start: int
    end: int


class Geometry:
    """The measures of one board at one size; `gutter` and `header` never scroll out of sight."""

    def __init__(self, board: Board, scale: float, gutter: int, header: int, room: QSize) -> None:
        self.board = board
        self.gutter = gutter
        self.header = header
        self.minute = _MINUTE * scale
        counts = [sum(day.widths) for day in board.days]
        gaps = _DAY_GAP * max(len(counts) - 1, 0)
        wide = (room.width() - gutter - gaps) // max(sum(counts), 1)
        self.lane = max(wide, round(_LANE * scale))
        self._lanes = [
            [self.lane * width for width in accumulate(day.widths, initial=0)] for day in board.days
        ]
        widths = [count * self.lane for count in counts]
        self._left = [gutter, *(gutter + x for x in accumulate(w + _DAY_GAP for w in widths))]
        self._widths = widths
        height = header + round((board.last - board.first) * self.minute) + _BLOCK_GAP
        width = self._left[-1] - (_DAY_GAP if widths else 0)
        self.size = QSize(max(width, room.width()), max(height, room.height()))

    def y(self, minute: float) -> int:
        """Return where a minute of the day is."""
        return self.header + round((minute - self.board.first) * self.minute)

    def day_rect(self, day: int) -> QRect:
        """Return the column of a day from top to end."""
        return QRect(self._left[day], 0, self._widths[day], self.size.height())

    def lane_rect(self, day: int, lane: int) -> QRect:
        """Return a lane of a day, or, for -1, all of them."""
        column = self.day_rect(day)
        if lane < 0:
            return column
        left, right = self._lanes[day][lane : lane + 2]
        return QRect(column.left() + left, 0, right - left, column.height())

    def block_rect(self, block: Block) -> QRect:
        """Return where a block is drawn."""
        lane = self.lane_rect(block.day, block.lane)
        left = lane.left() + lane.width() * block.part // block.parts
        right = lane.left() + lane.width() * (block.part + 1) // block.parts
        return self._between(left, right, block.start, block.end)

    def place_rect(self, place: Place) -> QRect:
        """Return where something dropped would be."""
        lane = self.lane_rect(place.day, place.lane)
        return self._between(lane.left(), lane.left() + lane.width(), place.start, place.end)

    def _between(self, left: int, right: int, start: int, end: int) -> QRect:
        top, bottom = self.y(start), self.y(end)
        return QRect(left, top + 1, right - left - _BLOCK_GAP, bottom - top - _BLOCK_GAP)

    def lane_at(self, x: int) -> tuple[int, int]:
        """Return the day and the lane nearest to a place from left to right."""
        days = range(len(self._widths))
        day = max((d for d in days if self._left[d] <= x), default=0)
        inside = bisect_right(self._lanes[day], x - self._left[day]) - 1
        return day, min(max(inside, 0), len(self.board.days[day].lanes) - 1)

    def blocks_in(self, area: QRect) -> Iterator[tuple[int, Block, QRect]]:
        """Yield the blocks an area touches with their rows."""
        for row, block in enumerate(self.board.blocks):
            rect = self.block_rect(block)
            if rect.intersects(area):
                yield row, block, rect

    # Going from one to another.

    def above_or_below(self, block: Block, below: bool) -> Block | None:
        """Return the next block of the day that is partly in the same column, later or earlier."""
        here = self.block_rect(block)
        found: list[tuple[int, Block]] = []
        for other in self.board.blocks:
            rect = self.block_rect(other)
            away = rect.top() - here.top() if below else here.top() - rect.top()
            overlaps = rect.left() < here.right() and here.left() < rect.right()
            if away > 0 and other.day == block.day and overlaps:
                found.append((away, other))
        return min(found, key=lambda pair: pair[0], default=(0, None))[1]

    def beside(self, block: Block, right: bool) -> Block | None:
        """Return the block in the nearest column to a side, there the nearest in time."""
        here = self.block_rect(block)
        found: list[tuple[int, int, Block]] = []
        for other in self.board.blocks:
            rect = self.block_rect(other)
            if rect.left() >= here.right() if right else rect.right() <= here.left():
                columns = abs(rect.left() - here.left()) // max(self.lane // 2, 1)
                found.append((columns, abs(other.start - block.start), other))
        return min(found, key=lambda one: one[:2], default=(0, 0, None))[2]

    # Dragging.

    def moved(self, block: Block, pressed: QPoint, now: QPoint) -> Place:
        """Return where a block is when it is held at `pressed` and dragged to `now`."""
        before, after = self.lane_at(pressed.x()), self.lane_at(now.x())
        day, lane = after if before != after else (block.day, block.lane)
        length = block.end - block.start
        start = _snapped(block.start + (now.y() - pressed.y()) / self.minute)
        start = min(max(start, 0), MIDNIGHT - length)
        return Place(day, lane, start, start + length)

    def resized(self, block: Block, pressed: QPoint, now: QPoint) -> Place:
        """Return how long a block is when its edge is held at `pressed` and dragged to `now`."""
        end = _snapped(block.end + (now.y() - pressed.y()) / self.minute)
        end = min(max(end, block.start + _SNAP), MIDNIGHT)
        return Place(block.day, block.lane, block.start, end)


def _snapped(minute: float) -> int:
    return round(minute / _SNAP) * _SNAP
