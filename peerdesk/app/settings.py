"""What PeerDesk remembers outside the notes: look, text size, spelling, when to lock."""

import json
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

LOOKS = ("system", "light", "dark", "high-contrast")
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
IDLE_MINUTES = (0, 5, 10, 15, 30)  # 0: notes lock only when they are asked to
_USUAL_IDLE = 10
_FILE = "look.json"


def config_folder() -> Path:
    """Return the folder for this person's settings."""
    where = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(where)) / "PeerDesk"


class Settings(QObject):
    """The look (one of LOOKS), the text size in per cent, spelling; kept in a small file."""

    look_changed = Signal()
    idle_changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = (folder or config_folder()) / _FILE
        self.look, self.text_size, self.spelling, self.idle_minutes = self._read()

    def choose_look(self, look: str) -> None:
        """Use another look."""
        self.look = look if look in LOOKS else LOOKS[0]
        self._keep()

    def choose_text_size(self, per_cent: int) -> None:
        """Use another text size, one of TEXT_SIZES."""
        if per_cent in TEXT_SIZES and per_cent != self.text_size:
            self.text_size = per_cent
            self._keep()

    def step_text_size(self, steps: int) -> None:
        """Make text larger or smaller by a number of steps; nought goes back to the usual size."""
        if steps == 0:
            self.choose_text_size(TEXT_SIZES[0])
            return
        place = TEXT_SIZES.index(self.text_size) + steps
        self.choose_text_size(TEXT_SIZES[min(max(place, 0), len(TEXT_SIZES) - 1)])

    def choose_spelling(self, yes: bool) -> None:
        """Check spelling, or do not."""
        self.spelling = yes
        self._keep()

    def choose_idle(self, minutes: int) -> None:
        """Lock after so many minutes in which nobody touched anything, one of IDLE_MINUTES."""
        if minutes in IDLE_MINUTES:
            self.idle_minutes = minutes
            self._keep()
            self.idle_changed.emit()

    def _read(self) -> tuple[str, int, bool, int]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            look, size, spelling = kept["look"], kept["text_size"], kept.get("spelling", True)
            idle = kept.get("idle_minutes", _USUAL_IDLE)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return LOOKS[0], TEXT_SIZES[0], True, _USUAL_IDLE
        return (
            look if look in LOOKS else LOOKS[0],
            size if size in TEXT_SIZES else TEXT_SIZES[0],
            spelling is not False,
            idle if idle in IDLE_MINUTES else _USUAL_IDLE,
        )

    def _keep(self) -> None:
        kept = {"look": self.look, "text_size": self.text_size, "spelling": self.spelling}
        kept["idle_minutes"] = self.idle_minutes
        content = json.dumps(kept)
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(content, encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            pass  # a look that cannot be remembered still applies until the window closes
        self.look_changed.emit()
