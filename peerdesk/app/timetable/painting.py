"""Paints the board: its days and hours, and each session as a block of it."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPolygon,
    QTextLayout,
    QTextOption,
)

from peerdesk.app.look import Look
from peerdesk.app.timetable.geometry import Geometry, Place
from peerdesk.app.timetable.model import Block
from peerdesk.app.today.model import day_words

_HOUR = 60
_PAD = 6
_BAR = 4  # the width of the bar at the left of what clashes
_SIGN = 12
_CENTRED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.TextElideMode.ElideRight


class BoardPainter:
    """Paints with the colours and sizes of the look in force.

    What was wrapped or cut once is kept: measuring texts takes longer than drawing them. One is
    made for each look, and its fonts live as long as it, so that they are told apart by identity.
    """

    def __init__(self, look: Look, font: QFont) -> None:
        self._look = look
        self._plain, self._bold = QFont(font), QFont(font)
        self._struck, self._day = QFont(font), QFont(font)
        for made, size in ((self._plain, 12), (self._bold, 12), (self._struck, 12)):
            made.setPixelSize(look.pixels(size))
        self._day.setPixelSize(look.pixels(14))
        self._bold.setBold(True)
        self._day.setBold(True)
        self._struck.setStrikeOut(True)
        self._line = QFontMetrics(self._plain).lineSpacing()
        self._wrapped: dict[tuple[str, int, int, int], tuple[str, ...]] = {}
        self._cut: dict[tuple[str, int, int], str] = {}

    @property
    def gutter(self) -> int:
        """Return how wide the hours at the left are."""
        return QFontMetrics(self._plain).horizontalAdvance("00:00") + 2 * 8

    def header(self, has_streams: bool) -> int:
        """Return how high the days at the top are, with the names of streams below or without."""
        days = QFontMetrics(self._day).lineSpacing() + 8
        return days + (self._line + 4 if has_streams else 0)

    # The ground.

    def paint_ground(self, painter: QPainter, geometry: Geometry, area: QRect) -> None:
        """Paint a line at each hour and between the lanes."""
        colour = self._look.theme.colour
        board = geometry.board
        painter.setPen(QPen(colour("line"), 1))
        for minute in range(board.first, board.last + 1, _HOUR):
            y = geometry.y(minute)
            painter.drawLine(max(area.left(), geometry.gutter), y, area.right(), y)
        painter.setPen(QPen(colour("line"), 1, Qt.PenStyle.DotLine))
        for number, day in enumerate(board.days):
            for lane in range(1, len(day.lanes)):
                x = geometry.lane_rect(number, lane).left() - 1
                painter.drawLine(x, area.top(), x, area.bottom())

    def paint_now(self, painter: QPainter, geometry: Geometry, day: int, minute: int) -> None:
        """Paint the line of this moment across its day; sessions are painted over it."""
        column, y = geometry.day_rect(day), geometry.y(minute)
        painter.setPen(QPen(self._look.theme.colour("accent"), 2))
        painter.drawLine(column.left(), y, column.right(), y)

    # The edges, which stay in sight.

    def paint_header(
        self, painter: QPainter, geometry: Geometry, offset: QPoint, width: int, today: int
    ) -> None:
        """Paint the names of days and streams at the top, over what has been scrolled there."""
        colour = self._look.theme.colour
        painter.fillRect(0, 0, width, geometry.header, colour("surface"))
        for number in range(len(geometry.board.days)):
            column = geometry.day_rect(number).translated(-offset.x(), 0)
            self._day_name(painter, geometry, column, number, number == today)
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawLine(0, geometry.header - 1, width, geometry.header - 1)

    def _day_name(
        self, painter: QPainter, geometry: Geometry, column: QRect, number: int, is_today: bool
    ) -> None:
        day = geometry.board.days[number]
        # A day that is partly behind the hours keeps its name in sight.
        left = max(column.left(), geometry.gutter)
        high = QFontMetrics(self._day).lineSpacing() + 8
        name = day_words(day.date) + (" · today" if is_today else "")
        painter.setPen(self._look.theme.colour("accent" if is_today else "text"))
        self._elided(painter, QRect(left, 0, column.right() - left, high), name, self._day)
        if day.lanes == ("",):
            return
        painter.setPen(self._look.theme.colour("muted"))
        for lane, stream in enumerate(day.lanes):
            at = geometry.lane_rect(number, lane).translated(column.left(), 0)
            at.translate(-geometry.day_rect(number).left(), 0)
            rect = QRect(at.left(), high - 2, at.width() - _PAD, self._line)
            words = f"Stream {stream}" if stream else "In no stream"
            self._elided(painter, rect, words, self._plain)

    def paint_hours(
        self, painter: QPainter, geometry: Geometry, offset: QPoint, now: int | None
    ) -> None:
        """Paint the hours at the left, and this moment among them, over what is scrolled there."""
        board, colour = geometry.board, self._look.theme.colour
        high = geometry.size.height()
        painter.fillRect(0, geometry.header, geometry.gutter - 1, high, colour("surface"))
        painter.setFont(self._plain)
        painter.setPen(colour("muted"))
        for minute in range(board.first, board.last, _HOUR):
            y = geometry.y(minute) - offset.y()
            rect = QRect(0, y + 2, geometry.gutter - 8, self._line)
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight, f"{minute // _HOUR:02}:00")
        if now is not None:
            y = geometry.y(now) - offset.y()
            pill = QRect(2, y - self._line // 2 - 1, geometry.gutter - 4, self._line + 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(pill, 4, 4)
            painter.setPen(colour("on_accent"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, clock_words(now))
        painter.fillRect(0, 0, geometry.gutter - 1, geometry.header - 1, colour("surface"))

    def _elided(self, painter: QPainter, rect: QRect, words: str, font: QFont) -> None:
        if rect.width() > 0:
            painter.setFont(font)
            key = (words, id(font), rect.width())
            if key not in self._cut:
                self._cut[key] = QFontMetrics(font).elidedText(words, _RIGHT, rect.width())
            painter.drawText(rect, _CENTRED, self._cut[key])

    # One session.

    def paint_block(
        self, painter: QPainter, rect: QRect, block: Block, chosen: bool, focused: bool
    ) -> None:
        """Paint one session."""
        self._box(painter, rect, block, chosen)
        inner = rect.adjusted(_PAD, 2, -_PAD // 2, -2)
        if block.clash:
            inner.setLeft(inner.left() + _BAR)
        rows = max((inner.height() + 2) // self._line, 1)
        painter.save()
        painter.setClipRect(rect.adjusted(1, 1, -1, -1))
        if rows == 1:
            inner = QRect(inner.left(), rect.top(), inner.width(), rect.height())
            inner.setTop(inner.top() + max((inner.height() - self._line) // 2, 0))
        self._words(painter, inner, block, rows, chosen)
        painter.restore()
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.theme.colour("focus"), 3))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)

    def _box(self, painter: QPainter, rect: QRect, block: Block, chosen: bool) -> None:
        colour = self._look.theme.colour
        quiet = block.light or block.cancelled
        painter.setBrush(colour("chosen" if chosen else "surface" if quiet else "chip"))
        style = Qt.PenStyle.DashLine if quiet else Qt.PenStyle.SolidLine
        painter.setPen(
            QPen(colour("accent" if chosen else "edge" if quiet else "chip_edge"), 1, style)
        )
        painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 4, 4)
        if block.clash:
            bar = QRect(rect.left() + 1, rect.top() + 1, _BAR, rect.height() - 2)
            painter.fillRect(bar, colour("on_chosen" if chosen else _tone(block)))

    def _words(self, painter: QPainter, rect: QRect, block: Block, rows: int, chosen: bool) -> None:
        """Paint the title, in two rows before anything else, then what there is room for."""
        quiet = block.light or block.cancelled
        font = self._struck if block.cancelled else self._plain if quiet else self._bold
        left = rect.left()
        if block.clash:
            left += self._sign(painter, rect.topLeft(), block, chosen)
        wide = rect.right() - left
        few = self._rows_of(block.title, font, wide, min(rows, 2))
        most = max(rows - len(block.lines), len(few))
        y = rect.top()
        painter.setFont(font)
        painter.setPen(self._ink("muted" if quiet else "text", chosen))
        for text in self._rows_of(block.title, font, wide, most):
            painter.drawText(QRect(left, y, wide + _PAD, self._line), _CENTRED, text)
            y += self._line
        for number, text in enumerate(block.lines[: max((rect.bottom() + 1 - y) // self._line, 0)]):
            is_clash = bool(block.clash) and number == 0
            painter.setPen(self._ink(_tone(block) if is_clash else "muted", chosen))
            self._elided(
                painter, QRect(rect.left(), y, rect.width(), self._line), text, self._plain
            )
            y += self._line

    def _rows_of(self, text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
        """Return a text in at most so many rows, the last one cut, broken in words if need be."""
        key = (text, id(font), width, most)
        if key not in self._wrapped:
            layout = QTextLayout(text, font)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            starts = []
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 1))
                starts.append(line.textStart())
            layout.endLayout()
            whole = [text[a:b].strip() for a, b in pairwise([*starts, len(text)])]
            shown = whole[:most]
            if len(whole) > most:
                rest = text[starts[most - 1] :]
                shown[-1] = QFontMetrics(font).elidedText(rest, _RIGHT, width)
            self._wrapped[key] = tuple(shown)
        return self._wrapped[key]

    def _sign(self, painter: QPainter, at: QPoint, block: Block, chosen: bool) -> int:
        """Paint the sign of a clash, hollow where it is one to weigh, and return its room."""
        ink = self._ink(_tone(block), chosen)
        side = round(_SIGN * min(self._look.scale, 1.5))
        top = at.y() + max((self._line - side) // 2, 0)
        points = ((side // 2, 0), (side, side), (0, side))
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if block.is_grave else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygon([QPoint(at.x() + x, top + y) for x, y in points]))
        return side + 4

    def _ink(self, role: str, chosen: bool) -> QColor:
        return self._look.theme.colour("on_chosen" if chosen else role)

    # Dragging.

    def paint_dragged(self, painter: QPainter, geometry: Geometry, place: Place) -> None:
        """Paint where what is dragged would be dropped, with its hours."""
        rect, colour = geometry.place_rect(place), self._look.theme.colour
        painter.setBrush(colour("chosen"))
        painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(colour("on_chosen"))
        hours = f"{clock_words(place.start)}–{clock_words(place.end)}"
        self._elided(painter, rect.adjusted(_PAD, 0, -_PAD, 0), hours, self._bold)


def _tone(block: Block) -> str:
    return "trouble" if block.is_grave else "consideration"


def clock_words(minute: int) -> str:
    """Return a minute of the day as people write it, such as 09:05."""
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"
