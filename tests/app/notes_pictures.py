"""Takes pictures of the Notes page in use: `python -m tests.app.notes_pictures OUTDIR`."""

import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from peerdesk import resources
from peerdesk.app.context import Context
from peerdesk.app.main import make_application, open_window
from peerdesk.app.session.lines import Line
from peerdesk.app.session.view import SessionPage
from peerdesk.app.typist import press, type_text, unlock
from peerdesk.app.window import MainWindow
from peerdesk.domain.marks import read_line
from peerdesk.domain.words import Source
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import read_setup
from peerdesk.store import notes, reading
from peerdesk.store.store import Store
from tests.app.pictures import HEIGHT, PASSPHRASE, WIDTH, _fullest, fill, settle, until

LOOKS = (("light", 100), ("dark", 100), ("high-contrast", 100), ("light", 200))


OWN = (
    "+ One number to ring, and it is answered. #voice @vcse",
    "! Waited from May to late September for an assessment. #voice @county",
    "“They call me a partner in care when they need a lift home for him.” #flow @acute @residents",
    "= 41 of 120 carers had a review, and nobody could say where it is kept. #voice #flow @county",
    "The carers' passport works at the hospital.",
    "> Ask public health whether young adult carers are counted at all. #prevention @county",
    "! Two neighbours either side of Mill Lane get different help. #vision @county @city",
)


def note_own(store: Store) -> None:
    """Put lines of one's own into the session that has most."""
    tags = {t.tag.casefold(): t.id for t in reading.themes(store)}
    shorts = {o.short.casefold(): o.id for o in reading.organisations(store)}
    session = next(s for s in reading.sessions(store) if s.id == _fullest(store))
    for number, text in enumerate(OWN):
        line = read_line(text, tags, shorts)
        assert line is not None
        at = session.start + timedelta(minutes=3 * (number // 2))
        notes.add_observation(store, session.id, line, at=at)


def page_of(window: MainWindow, context: Context) -> SessionPage:
    """Open the fullest session."""
    desk = window.desk
    assert desk is not None
    record: list[str] = []
    context.jobs.post(_fullest).done.connect(record.append)
    until(lambda: bool(record))
    desk.open_session(record[0])
    page = desk.page("notes")
    assert isinstance(page, SessionPage)
    until(lambda: page.session == record[0])
    return page


def shoot(window: MainWindow, context: Context, out: Path, prefix: str) -> None:
    """Take the page with chips, with its list of choices, with a line for the lead, with a menu."""
    page = page_of(window, context)
    editor = page.editor
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for change in (_seen, _flagged):
        editor.moveCursor(QTextCursor.MoveOperation.NextBlock)
        editor.moveCursor(QTextCursor.MoveOperation.NextBlock)
        editor.change_lines(change)
    settle()
    window.grab().save(str(out / f"{prefix}-lead.png"))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    press(editor, Qt.Key.Key_Return, "\r")
    type_text(editor, "! Nobody could tell us who decides in a tie #v")
    settle()
    window.grab().save(str(out / f"{prefix}-themes.png"))
    press(editor, Qt.Key.Key_Tab)
    type_text(editor, "@")
    settle()
    window.grab().save(str(out / f"{prefix}-organisations.png"))
    press(editor, Qt.Key.Key_Backspace)
    page.marking.bar.speakers_menu.open()
    settle()
    page.marking.bar.speakers_menu.menu_shown.grab().save(str(out / f"{prefix}-menu.png"))
    page.marking.bar.speakers_menu.menu_shown.hide()
    page.more.open()
    settle()
    page.more.menu_shown.grab().save(str(out / f"{prefix}-more.png"))
    page.more.menu_shown.hide()
    page.beside._on_summary_wanted()
    settle()
    window.grab().save(str(out / f"{prefix}-leaving.png"))
    window.resize(WIDTH + 400, HEIGHT)
    settle()
    window.grab().save(str(out / f"{prefix}-wide.png"))


def _seen(line: Line) -> Line:
    return replace(line, source=Source.SEEN, speaker="Unpaid carers")


def _flagged(line: Line) -> Line:
    return replace(line, for_lead=True, speaker="Carers' centre manager")


def main() -> None:
    """Take them in every look."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    make_application()
    setup = read_setup(resources.path("demo", "setup.toml"))
    lead = next(m.name for m in setup.team if m.rights == "lead")
    for look, size in LOOKS:
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "store"
            with establish(store, PASSPHRASE, setup, lead, "Wendleshire, November") as made:
                fill(made)
                note_own(made)
            context = Context.build(Path(folder) / "stores", Path(folder) / "config")
            context.settings.choose_look(look)
            context.settings.choose_text_size(size)
            context.look.apply()
            window = open_window(context, store)
            window.resize(WIDTH, HEIGHT)
            unlock(window, PASSPHRASE)
            shoot(window, context, out, f"{look}-{size}")
            window.close_anyway()
            context.jobs.stop()


if __name__ == "__main__":
    main()
