"""Draws the icons of resources/icons in a colour of the look in force."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from peerdesk import resources
from peerdesk.app.look import Look

_SHARP = 2  # drawn at twice the size, so that a laptop with a dense screen shows no steps


def icon(name: str, look: Look, colour: str = "text", checked: str = "", size: int = 20) -> QIcon:
    """Return an icon by its file's name in colour roles of the theme, another while `checked`."""
    made = QIcon(_drawn(name, look, colour, size))
    if checked:
        made.addPixmap(_drawn(name, look, checked, size), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _drawn(name: str, look: Look, colour: str, size: int) -> QPixmap:
    ink, pixels = look.theme.colours[colour], look.pixels(size)
    if (name, ink, pixels) not in look.drawn:
        look.drawn[name, ink, pixels] = _draw(name, ink, pixels)
    return look.drawn[name, ink, pixels]


def _draw(name: str, ink: str, pixels: int) -> QPixmap:
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    drawn = text.replace("currentColor", ink)
    pixmap = QPixmap(pixels * _SHARP, pixels * _SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawn.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(_SHARP)
    return pixmap
