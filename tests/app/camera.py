"""What the scripts that take pictures for people to look at share; none is run by pytest."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QWidget

from peerdesk import resources
from peerdesk.app.context import Context
from peerdesk.app.desk import Desk
from peerdesk.app.main import make_application, open_window
from peerdesk.app.typist import press, type_text
from peerdesk.app.window import MainWindow
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import read_setup
from peerdesk.store.store import Store

PASSPHRASE = "otter lantern gravel seven"
WIDTH, HEIGHT = 1366, 768
ON_SITE = datetime(2026, 11, 10, 10, 20, tzinfo=UTC)  # in the morning of the demo's first day
LOOKS = tuple(product(("light", "dark", "high-contrast"), (100, 200)))


class Camera:
    """Saves what windows look like, if its name is wanted."""

    def __init__(self, out: Path, wanted: list[str]) -> None:
        self._out = out
        self._wanted = wanted

    def take(self, window: QWidget, name: str) -> None:
        """Save a picture once the window has come to rest."""
        if not self._wanted or any(word in name for word in self._wanted):
            settle()
            window.grab().save(str(self._out / f"{name}.png"))


@contextmanager
def set_up() -> Iterator[tuple[Camera, Path]]:
    """Give a camera for OUTDIR and the words given as arguments, and a folder for stores."""
    out, wanted = Path(sys.argv[1]), sys.argv[2:]
    out.mkdir(parents=True, exist_ok=True)
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        yield Camera(out, wanted), Path(folder)


def demo_store(folder: Path) -> Store:
    """Make the lead's store of the demo, with nothing noted, and leave it open."""
    setup = read_setup(resources.path("demo", "setup.toml"))
    lead = next(m.name for m in setup.team if m.rights == "lead")
    return establish(folder, PASSPHRASE, setup, lead, "Wendleshire, November")


def choose(context: Context, look: str, size: int) -> str:
    """Choose a look and a text size, and return what names of pictures begin with."""
    context.settings.choose_look(look)
    context.settings.choose_text_size(size)
    return f"{look}-{size}"


def open_locked(context: Context, store: Path | None = None) -> MainWindow:
    """Show the window with the passphrase of a store asked for."""
    window = open_window(context, store)
    window.resize(WIDTH, HEIGHT)
    return window


def unlocked(window: MainWindow, passphrase: str = PASSPHRASE) -> Desk:
    """Type the passphrase and return the desk."""
    edit = window.unlock.open_form.passphrase.edit
    edit.clear()
    type_text(edit, passphrase)
    press(edit, Qt.Key.Key_Return)
    until(lambda: window.desk is not None)
    assert window.desk is not None
    return window.desk


def close(window: MainWindow) -> None:
    """Close a window and its store."""
    window.close_anyway()
    closed: list[bool] = []
    window.context.jobs.close().ended.connect(lambda: closed.append(True))
    until(lambda: bool(closed))
    window.deleteLater()


def settle(milliseconds: int = 350) -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(reached: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    for _ in range(600):
        if reached():
            return
        settle(20)
    raise AssertionError("the window did not get there")
