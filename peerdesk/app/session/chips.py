"""The words painted in the gutter beside a line, each on a ground of its own; knows no editor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from peerdesk.app.look import Look
from peerdesk.app.session.lines import Line
from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import Source

FLAG = "⚑"
_PAD = 5
_GAP = 3
_ROUND = 4


@dataclass(frozen=True, slots=True)
class Chip:
    """A few words and the colour roles of their ground, outline and ink; no ground for quiet ones.

    What they are is said by the words (a sign, a flag), never by the colour alone.
    """

    text: str
    ground: str = ""
    edge: str = ""
    ink: str = "muted"
    pill: bool = False


def chips_of(line: Line, names: Mapping[RecordId, str]) -> list[Chip]:
    """Return what is beside a line: what must not be missed first."""
    found = []
    if line.for_lead:
        found.append(Chip(f"{FLAG} lead", "trouble_ground", "trouble", "trouble"))
    for name in sorted(names[one] for one in line.themes if one in names):
        found.append(Chip(f"#{name}", "chip", "chip_edge", "on_chip"))
    for name in sorted(names[one] for one in line.organisations if one in names):
        found.append(Chip(f"@{name}", "surface", "chip_edge", "text", pill=True))
    if line.source is not Source.HEARD:
        found.append(Chip(line.source.label.lower()))
    if line.speaker:
        found.append(Chip(f"– {line.speaker}"))
    return found


def arranged(
    chips: Sequence[Chip], metrics: QFontMetrics, width: int, rows: int
) -> list[list[tuple[Chip, int]]]:
    """Return chips with their widths in at most `rows` rows; what is left over is counted."""
    made: list[list[tuple[Chip, int]]] = [[]]
    used = 0
    for number, chip in enumerate(chips):
        wide = min(metrics.horizontalAdvance(chip.text) + 2 * _PAD, width)
        if used and used + wide > width:
            room = width - used
            if len(made) == rows and number == len(chips) - 1 and room >= _least(metrics):
                made[-1].append((chip, room))
                return made
            if len(made) == rows:
                return _with_count(made, len(chips) - number, metrics, width)
            made.append([])
            used = 0
        made[-1].append((chip, wide))
        used += wide + _GAP
    return made


def _with_count(
    made: list[list[tuple[Chip, int]]], left: int, metrics: QFontMetrics, width: int
) -> list[list[tuple[Chip, int]]]:
    """Make room in the last row for how many more there are."""
    last = made[-1]
    count = Chip(f"+{left}")
    wide = metrics.horizontalAdvance(count.text) + 2 * _PAD
    while last and sum(w + _GAP for _, w in last) + wide > width:
        chip, had = last.pop()
        room = width - wide - sum(w + _GAP for _, w in last) - _GAP
        if room >= min(had, _least(metrics)):
            last.append((chip, room))
        else:
            left += 1
            count = Chip(f"+{left}")
    last.append((count, wide))
    return made


def _least(metrics: QFontMetrics) -> int:
    """Return how wide a chip is whose words are cut and still say something."""
    return metrics.horizontalAdvance("#nnnn…") + 2 * _PAD


class ChipPainter:
    """Paints the chips of a line in the colours and at the text size of the look in force."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def paint(
        self, painter: QPainter, place: QRect, pitch: int, font: QFont, chips: Sequence[Chip]
    ) -> None:
        """Paint chips in the rows of a line's place, `pitch` pixels each."""
        if not chips:
            return
        painter.setFont(font)
        metrics = QFontMetrics(font)
        high = min(pitch - 2, metrics.height() + 2)
        rows = max(1, place.height() // pitch)
        y = place.top() + (pitch - high) // 2
        for row in arranged(chips, metrics, place.width(), rows):
            x = place.left()
            for chip, wide in row:
                self._paint_one(painter, QRect(x, y, wide, high), metrics, chip)
                x += wide + _GAP
            y += pitch

    def _paint_one(self, painter: QPainter, rect: QRect, metrics: QFontMetrics, chip: Chip) -> None:
        colour = self._look.theme.colour
        if chip.ground:
            painter.setPen(QPen(colour(chip.edge), 1))
            painter.setBrush(colour(chip.ground))
            round_by = rect.height() / 2 if chip.pill else _ROUND
            outline = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(outline, round_by, round_by)
        painter.setPen(colour(chip.ink))
        inside = rect.adjusted(_PAD, 0, -_PAD + 1, 0)
        shown = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
