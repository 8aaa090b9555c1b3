"""Takes pictures of the Notes page in use for people to look at; run by hand, never by pytest.

`python -m tests.app.pictures_notes OUTDIR [words of file names to take]`
"""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from peerdesk.app.context import Context
from peerdesk.app.session.lines import Line
from peerdesk.app.session.view import SessionPage
from peerdesk.app.typist import press, type_text
from peerdesk.app.window import MainWindow
from peerdesk.domain.marks import read_line
from peerdesk.domain.words import Source
from peerdesk.store import notes, reading
from peerdesk.store.store import Store
from tests.app.camera import (
    HEIGHT,
    LOOKS,
    WIDTH,
    Camera,
    choose,
    close,
    demo_store,
    open_locked,
    set_up,
    unlocked,
    until,
)
from tests.app.pictures import fill, fullest

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
    session = next(s for s in reading.sessions(store) if s.id == fullest(store))
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
    context.jobs.post(fullest).done.connect(record.append)
    until(lambda: bool(record))
    desk.open_session(record[0])
    page = desk.page("notes")
    assert isinstance(page, SessionPage)
    until(lambda: page.session == record[0])
    return page


def shoot(camera: Camera, window: MainWindow, context: Context, prefix: str) -> None:
    """Take the page with chips, with its list of choices, with a line for the lead, with a menu."""
    page = page_of(window, context)
    editor = page.editor
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for change in (_seen, _flagged):
        editor.moveCursor(QTextCursor.MoveOperation.NextBlock)
        editor.moveCursor(QTextCursor.MoveOperation.NextBlock)
        editor.change_lines(change)
    camera.take(window, f"{prefix}-lead")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    press(editor, Qt.Key.Key_Return, "\r")
    type_text(editor, "! Nobody could tell us who decides in a tie #v")
    camera.take(window, f"{prefix}-themes")
    press(editor, Qt.Key.Key_Tab)
    type_text(editor, "@")
    camera.take(window, f"{prefix}-organisations")
    press(editor, Qt.Key.Key_Backspace)
    page.marking.bar.speakers_menu.open()
    camera.take(page.marking.bar.speakers_menu.menu_shown, f"{prefix}-menu")
    page.marking.bar.speakers_menu.menu_shown.hide()
    page.more.open()
    camera.take(page.more.menu_shown, f"{prefix}-more")
    page.more.menu_shown.hide()
    page.beside._on_summary_wanted()
    camera.take(window, f"{prefix}-leaving")
    window.resize(WIDTH + 400, HEIGHT)
    camera.take(window, f"{prefix}-wide")


def _seen(line: Line) -> Line:
    return replace(line, source=Source.SEEN, speaker="Unpaid carers")


def _flagged(line: Line) -> Line:
    return replace(line, for_lead=True, speaker="Carers' centre manager")


def main() -> None:
    """Take all the pictures."""
    with set_up() as (camera, base):
        for look, size in LOOKS:
            own = base / f"{look}-{size}"
            with demo_store(own / "store") as made:
                fill(made)
                note_own(made)
            context = Context.build(own / "stores", own / "config")
            prefix = choose(context, look, size)
            window = open_locked(context, own / "store")
            unlocked(window)
            shoot(camera, window, context, prefix)
            close(window)
            context.jobs.stop()


if __name__ == "__main__":
    main()
