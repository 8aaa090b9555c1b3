"""LOCKED, across the whole width, so that nobody goes on typing into a page that takes no notes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from peerdesk.app.look import Look

_SHARE = 0.86  # of the width, for the word
_HIGHEST = 0.28  # of the window's height, for the band
_TRIAL = 100


class LockedBanner(QWidget):
    """One word as large as it fits, light on dark or dark on light as the look's main button."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(self.tr("Locked"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self, width: int, height: int) -> None:
        """Take the room that a window of this size can give."""
        self.setFixedHeight(max(48, min(round(width / 5), round(height * _HIGHEST))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.colour("accent"))
        painter.setPen(self._look.theme.colour("on_accent"))
        font = self._font()
        painter.setFont(font)
        after_last = round(font.letterSpacing())  # Qt leaves it after the last letter too
        place = self.rect().adjusted(after_last, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tr("LOCKED"))
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        font.setPixelSize(_TRIAL)
        metrics = QFontMetrics(font)
        across = self.width() * _SHARE / max(1, metrics.horizontalAdvance(self.tr("LOCKED")))
        down = self.height() * 0.9 / metrics.capHeight() * 0.8
        font.setPixelSize(max(24, round(_TRIAL * min(across, down))))
        if down < across:  # spread out where the height is what limits it
            wide = QFontMetrics(font).horizontalAdvance(self.tr("LOCKED"))
            room = (self.width() * _SHARE - wide) / 5
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, max(0.0, room))
        return font
