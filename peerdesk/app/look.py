"""Turns a theme file into a palette and a stylesheet; knows no page."""

import json
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk import resources
from peerdesk.app.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics, QPixmap

SIZES = (12, 14, 16, 20, 28)
_HALF = 128
_PADDINGS = (4, 7, 8, 10, 11, 12, 16, 24)
_HEIGHTS = (
    36,
    38,
    40,
)  # with an outline of 1 to 2 pixels on either side these make 40-pixel targets


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: its colours by role."""

    name: str
    dark: bool
    colours: dict[str, str]

    def colour(self, role: str) -> QColor:
        """Return the colour of a role in the theme file."""
        return QColor(self.colours[role])


def read_theme(name: str) -> Theme:
    """Read the theme file of a look (`light`, `dark`, `high-contrast`)."""
    text = resources.path("themes", f"{name}.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return Theme(name, bool(content["dark"]), dict(content["colours"]))


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme, for what Qt paints without the stylesheet."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, theme.colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return made


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "chosen",
    QPalette.ColorRole.HighlightedText: "on_chosen",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.Mid: "line",
}


def stylesheet(theme: Theme, scale: float) -> str:
    """Return the stylesheet of a theme with every size multiplied by `scale`."""
    words: dict[str, object] = dict(theme.colours)
    words |= {f"s{size}": round(size * scale) for size in SIZES}
    words |= {f"p{size}": round(size * min(scale, 1.5)) for size in _PADDINGS}
    words |= {f"h{size}": max(size, round(size * scale * 0.8)) for size in _HEIGHTS}
    for sign in ("tick", "down", "plus", "minus"):
        words[sign] = resources.path("icons", f"{sign}-{theme.name}.svg").as_posix()
    text = resources.path("themes", "peerdesk.qss").read_text(encoding="utf-8")
    return Template(text).substitute(words)


class Look(QObject):
    """The look in force: follows the settings, and the system where the settings say so."""

    applied = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.drawn: dict[tuple[str, str, int], QPixmap] = {}  # icons, kept by widgets.icons
        self._system = _at_first()
        self._sheet = ""
        self.theme = read_theme(self._wanted())
        self._settings.look_changed.connect(self.apply)

    @property
    def scale(self) -> float:
        """Return by how much text is larger than usual."""
        return self._settings.text_size / 100

    def pixels(self, size: int) -> int:
        """Return a size of DESIGN.md section 7 at the text size in force."""
        return round(size * self.scale)

    def metrics(self, size: int = 14) -> "QFontMetrics":
        """Return the measures of text of a size, for widgets that have not been styled yet."""
        from PySide6.QtGui import QFont, QFontMetrics

        font = QFont(QGuiApplication.font())
        font.setPixelSize(self.pixels(size))
        return QFontMetrics(font)

    def lines_high(self, lines: int, size: int = 14) -> int:
        """Return the height of some lines of text."""
        return self.metrics(size).lineSpacing() * lines

    @Slot()
    def apply(self) -> None:
        """Give the application the palette in force, and windows word to be dressed again."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        if self.theme.name != self._wanted():
            self.theme = read_theme(self._wanted())
        sheet = stylesheet(self.theme, self.scale)
        if sheet != self._sheet:
            application.setPalette(palette(self.theme))
            self._sheet = sheet
        self.applied.emit()

    def dress(self, window: QWidget) -> None:
        """Give a window, and all that is ever put into it, the stylesheet in force.

        The application itself has none: Qt would apply it again at every new parent, to a page that
        is being built a dozen times.
        """
        if self._sheet != window.styleSheet():  # all of it is painted anew by this
            window.setStyleSheet(self._sheet)

    @Slot()
    def follow_system(self) -> None:
        """Use high contrast where the system asks for it, and notice when the system changes."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._on_system_changed()

    def _wanted(self) -> str:
        if self._settings.look != "system":
            return self._settings.look
        return self._system

    @Slot()
    def _on_system_changed(self) -> None:
        self._system = _of_the_system()
        if self._settings.look == "system":
            self.apply()


def _at_first() -> str:
    """Return the system's look by the colours it came with, before anybody changed them.

    Asking for it by name costs a sixth of the time to the first window: see `making.PLAIN_TEXT`.
    """
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return "dark" if ground.lightness() < _HALF else "light"


def _of_the_system() -> str:
    """Return the look the system asks for."""
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "high-contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
