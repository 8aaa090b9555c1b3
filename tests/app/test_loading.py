"""The pages that are loaded after the first one: in which thread, and in what portions."""

import os
import subprocess
import sys
from pathlib import Path

from tests.app.conftest import PASSPHRASE, Screen

_MOST_AT_ONCE = 24  # modules of the app; each takes about a millisecond
_OPENED = """
import sys, threading
elsewhere, here = [], []
def heard(event, arguments):
    if event == "import":
        main = threading.current_thread() is threading.main_thread()
        (here if main else elsewhere).append(arguments[0])
sys.addaudithook(heard)

from pathlib import Path
from PySide6.QtCore import QObject
from peerdesk.app import typist
from peerdesk.app.context import Context
from peerdesk.app.main import make_application, open_window

make_application()
context = Context.build(stores=Path(sys.argv[1]).parent)
window = open_window(context, Path(sys.argv[1]))
typist.unlock(window, sys.argv[2])
last = "peerdesk.app.setup.view"
typist._wait(lambda: last in sys.modules and not window.desk._loading.is_busy, lambda: "")
here.clear()
for page in ("notes", "evidence", "timetable", "team", "findings", "feedback", "setup"):
    window.desk.page(page)
late = sorted(here)
context.jobs.stop()

def makes_objects(module):
    classes = [one for one in vars(module).values() if isinstance(one, type)]
    return any(issubclass(one, QObject) and one.__module__ == module.__name__ for one in classes)

loaded = [sys.modules[name] for name in elsewhere if name in sys.modules]
print([one.__name__ for one in loaded if makes_objects(one)], bool(elsewhere), late)
"""
_IN_PORTIONS = """
import sys
import peerdesk.app.desk, peerdesk.app.wiring
from peerdesk.app import pages

def of_the_app():
    return {name for name in sys.modules if name.startswith("peerdesk.app")}

portions = []
for step in pages.loading(dict.fromkeys(pages.LEAD + pages.PEER)):
    before = of_the_app()
    step()
    portions.append(len(of_the_app() - before))
print(max(portions), sum(portions) > 60)
"""


def printed(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_pages_are_loaded_in_the_thread_of_the_window_and_not_when_they_are_shown(
    empty_store: Path,
) -> None:
    """A class of widgets that comes into being in another thread can take the program with it."""
    assert printed(_OPENED, str(empty_store), PASSPHRASE) == "[] True []"


def test_what_pages_are_made_from_is_loaded_in_small_portions() -> None:
    most, many = printed(_IN_PORTIONS).split()
    assert int(most) <= _MOST_AT_ONCE
    assert many == "True"


def test_nothing_is_loaded_while_somebody_types_notes_until_there_is_a_pause(lead: Screen) -> None:
    lead.open_first_session()
    lead.window._load_pages()
    assert not lead.desk._loading.is_busy
    lead.context.jobs.rested.emit()
    assert lead.desk._loading.is_busy
