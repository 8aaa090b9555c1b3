"""Where the window is after unlocking: the rule itself is tested in tests/domain/test_agenda.py."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from peerdesk.app.today.view import TodayPage
from tests.app.conftest import FIRST, SECOND, Hand, Screen

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[Path | None], Screen]


def shown(screen: Screen) -> str:
    """Return the page in front, or on Notes the session."""
    screen.rest()
    return screen.notes._title.text() if screen.desk.current == "notes" else screen.desk.current


def lock(screen: Screen) -> None:
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.press(Qt.Key.Key_L, CTRL)


def test_it_opens_on_the_session_that_is_on(open_on: Open, empty_store: Path) -> None:
    screen = open_on(empty_store)
    screen.arrive(empty_store)
    assert shown(screen) == FIRST
    assert screen.focus is screen.notes.editor


def test_it_opens_on_the_next_one_within_a_quarter_of_an_hour(
    open_on: Open, empty_store: Path, hand: Hand
) -> None:
    hand.set(minutes=50)
    screen = open_on(empty_store)
    screen.arrive(empty_store)
    assert shown(screen) == SECOND


def test_else_it_opens_on_today(open_on: Open, empty_store: Path, hand: Hand) -> None:
    hand.set(minutes=40)
    screen = open_on(empty_store)
    screen.arrive(empty_store)
    assert shown(screen) == "today"
    today = screen.desk.page("today")
    assert isinstance(today, TodayPage)
    assert today._list.view.entries.entries


def test_it_opens_where_one_was_typing_even_in_another_process(
    open_on: Open, empty_store: Path, hand: Hand
) -> None:
    first = open_on(empty_store)
    first.arrive(empty_store)
    shown(first)
    first.type("half a thought")
    first.press(Qt.Key.Key_Left, times=8)
    first.type(" long")
    caret = first.notes.caret
    first.desk.go("today")  # leaving the notes keeps the place
    first.rest()
    first.window.close_anyway()
    with first.qtbot.waitSignal(first.context.jobs.close().ended):
        pass
    hand.set(minutes=80)  # the second session is on by now
    again = open_on(empty_store)
    again.arrive(empty_store)
    assert shown(again) == FIRST
    assert again.notes.caret == caret
    again.type("er")
    assert "half a longer thought" in again.notes.editor.toPlainText()


def test_after_two_hours_it_no_longer_goes_back_there(
    open_on: Open, empty_store: Path, hand: Hand
) -> None:
    first = open_on(empty_store)
    first.arrive(empty_store)
    shown(first)
    first.type("yesterday's news")
    first.desk.go("today")
    first.rest()
    first.window.close_anyway()
    with first.qtbot.waitSignal(first.context.jobs.close().ended):
        pass
    hand.set(hours=3)
    again = open_on(empty_store)
    again.arrive(empty_store)
    assert shown(again) == "today"


def test_after_a_lock_one_is_where_one_was_whatever_the_clock_says(
    open_on: Open, empty_store: Path, hand: Hand
) -> None:
    screen = open_on(empty_store)
    screen.arrive(empty_store)
    assert shown(screen) == FIRST
    screen.desk.go("evidence")
    lock(screen)
    hand.set(minutes=80)
    screen.unlock()
    assert shown(screen) == "evidence"


def test_the_clock_moves_nobody(open_on: Open, empty_store: Path, hand: Hand) -> None:
    screen = open_on(empty_store)
    screen.arrive(empty_store)
    assert shown(screen) == FIRST
    hand.set(minutes=80)
    screen.desk.go("today")
    today = screen.desk.page("today")
    assert isinstance(today, TodayPage)
    today._on_minute_passed()
    assert shown(screen) == "today"


def test_where_one_typed_is_nowhere_outside_the_cipher(
    open_on: Open, empty_store: Path, tmp_path: Path
) -> None:
    screen = open_on(empty_store)
    screen.arrive(empty_store)
    shown(screen)
    screen.type("words")
    screen.desk.go("today")
    screen.rest()
    session = screen.notes.session.encode()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if session in path.read_bytes()]
