"""The keys of the Timetable page and what its help says of them; it knows no session."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction

from peerdesk.app.timetable.moves import STEP, Move
from peerdesk.app.widgets.making import action

if TYPE_CHECKING:
    from peerdesk.app.timetable.view import TimetablePage


def tr(words: str) -> str:
    """Return words in the language of the page."""
    return QCoreApplication.translate("TimetablePage", words)


def help_text() -> str:
    """Return what help says of the page."""
    return tr(
        "The whole visit, day by day, with its streams side by side.\n\n"
        "The arrow keys go from session to session; Enter changes the one you are on in the"
        " form beside, and Escape comes back.\n\n"
        "Alt+Up and Alt+Down move it by a quarter of an hour, Alt+Left and Alt+Right to another"
        " day; with Shift too they make it shorter or longer, or move it to another stream. The"
        " mouse drags it, or its lower edge.\n\n"
        "Ctrl+Shift+N adds a session, Ctrl+D makes another like this one, Delete cancels it or"
        " puts it on again. Ctrl+Z takes back whatever was done here, Ctrl+Shift+Z does it"
        " again.\n\n"
        "What clashes has a triangle and a bar. F8 goes to the next clash and says what is"
        " wrong; nothing is forbidden.\n\n"
        "“Bring in a timetable” shows every row of a file before anything is stored; a file can"
        " be dropped here too. “Hand it out” makes Word, PDF, calendar and Excel files, or"
        " prints.\n\nWhatever changes here reaches everybody with the file you send; each"
        " peer's Today says what has changed."
    )


def give_to(page: "TimetablePage") -> None:
    """Give the page its keys; those that undo work beside it too."""
    for words, keys, slot in (
        (tr("Add a session"), "Ctrl+Shift+N", page.add_session),
        (tr("Make another session like this one"), "Ctrl+D", page.copy_session),
        (tr("Cancel this session, or put it on again"), "Del", page.cancel_or_not),
        (tr("Next clash"), "F8", page.go_to_next_clash),
        (tr("Clash before"), "Shift+F8", page.go_to_clash_before),
    ):
        _only_here(action(page, words, keys, slot))
    for words, keys, undo in (
        (tr("Undo what was done to the timetable"), "Ctrl+Z", page.history.undo),
        (tr("Do again what was undone"), "Ctrl+Shift+Z", page.history.redo),
    ):
        page.beside.addAction(_only_here(action(page, words, keys, undo)))
    for words, keys, move in _moves():
        _only_here(action(page, words, keys, page.move_as_asked)).setData(move)
    _only_here(action(page.beside, tr("Back to the timetable"), "Esc", page.leave_form))


def _only_here(made: QAction) -> QAction:
    made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return made


def _moves() -> Iterable[tuple[str, str, Move]]:
    yield tr("Move a quarter of an hour earlier"), "Alt+Up", Move(minutes=-STEP)
    yield tr("Move a quarter of an hour later"), "Alt+Down", Move(minutes=STEP)
    yield tr("Move to the day before"), "Alt+Left", Move(days=-1)
    yield tr("Move to the next day"), "Alt+Right", Move(days=1)
    yield tr("Make it a quarter of an hour shorter"), "Alt+Shift+Up", Move(longer=-STEP)
    yield tr("Make it a quarter of an hour longer"), "Alt+Shift+Down", Move(longer=STEP)
    yield tr("Move to the stream before"), "Alt+Shift+Left", Move(lanes=-1)
    yield tr("Move to the next stream"), "Alt+Shift+Right", Move(lanes=1)
