"""Takes pictures of every state of beginning, in every look and size; run by hand.

`python -m tests.app.pictures_unlock OUTDIR [words of file names to take]`
"""

import sys
import tempfile
from itertools import product
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from peerdesk import resources
from peerdesk.app.context import Context
from peerdesk.app.main import make_application, open_window
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.typist import press, type_text
from peerdesk.app.unlock.model import KnownStore
from peerdesk.app.window import MainWindow
from peerdesk.exchange.packing import write_team_pack
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import read_setup
from tests.app.pictures import HEIGHT, ON_SITE, PASSPHRASE, WIDTH, Camera, until


def take_unlock(camera: Camera, prefix: str, context: Context, pack: tuple[Path, str]) -> None:
    """Take the ways to begin on a laptop without notes."""
    window = open_window(context)
    window.resize(WIDTH, HEIGHT)
    camera.take(window, f"{prefix}-begin")
    _take_forms(camera, window, prefix, pack)
    _take_loose(camera, window, prefix)
    base = Path("/")
    window.unlock.show_stores([KnownStore(base / "a", "One"), KnownStore(base / "b", "Two")])
    camera.take(window, f"{prefix}-begin-two-stores")
    window.close_anyway()


def _take_forms(
    camera: Camera,
    window: MainWindow,
    prefix: str,
    pack: tuple[Path, str],
) -> None:
    begin = window.unlock.begin
    begin.show_join()
    camera.take(window, f"{prefix}-join")
    form = begin.join_form
    assert form is not None
    form.file.edit.setText(str(pack[0]))
    form.words.edit.setText(pack[1].replace("-", " ").replace("a", "aa", 1))
    form._open.click()
    until(lambda: bool(form.trouble))
    camera.take(window, f"{prefix}-join-error")
    form.words.edit.setText(pack[1])
    form._open.click()
    until(lambda: not form._second.isHidden())
    camera.take(window, f"{prefix}-join-who")
    form.who.listed.setCurrentIndex(form.who.listed.count() - 1)
    form.passphrase.first.edit.setText("otter")
    camera.take(window, f"{prefix}-join-not-listed")
    begin.show_now()
    assert begin.now_form is not None
    begin.now_form.passphrase._words.click()
    camera.take(window, f"{prefix}-now")


def _take_loose(
    camera: Camera,
    window: MainWindow,
    prefix: str,
) -> None:
    begin = window.unlock.begin
    assert begin.now_form is not None
    begin.now_form._begin.click()
    until(lambda: window.desk is not None and window.desk.current == "notes")
    desk = window.desk
    assert desk is not None
    until(lambda: isinstance(window.focusWidget(), NoteEditor))
    focus = window.focusWidget()
    assert isinstance(focus, QWidget)
    type_text(focus, "+ Nobody could say who decides on a Friday.")
    press(focus, Qt.Key.Key_Return)
    camera.take(window, f"{prefix}-loose-notes")
    desk.go("hand-in")
    camera.take(window, f"{prefix}-loose-hand-in")
    desk.go("today")
    camera.take(window, f"{prefix}-loose-today")
    window.belonging.open_file_sent()
    until(lambda: begin.join_form is not None and begin.join_form.isVisible())
    camera.take(window, f"{prefix}-join-waiting")
    begin.practise()
    until(lambda: window.belonging.is_practice)
    camera.take(window, f"{prefix}-practice")
    window.belonging.leave_practice()
    until(lambda: window.desk is None)


def main() -> None:
    """Take all the pictures."""
    out, wanted = Path(sys.argv[1]), sys.argv[2:]
    out.mkdir(parents=True, exist_ok=True)
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        setup = read_setup(resources.path("demo", "setup.toml"))
        lead = next(m.name for m in setup.team if m.rights == "lead")
        pack = base / "team.peerdesk"
        with establish(base / "lead", PASSPHRASE, setup, lead, "Wendleshire") as store:
            words = write_team_pack(store, pack)
        for look, size in product(("light", "dark", "high-contrast"), (100, 200)):
            prefix = f"{look}-{size}"
            context = Context.build(base / prefix, base / f"{prefix}-config", lambda: ON_SITE)
            context.settings.choose_look(look)
            context.settings.choose_text_size(size)
            take_unlock(Camera(out, wanted), prefix, context, (pack, words))
            context.jobs.stop()


if __name__ == "__main__":
    main()
