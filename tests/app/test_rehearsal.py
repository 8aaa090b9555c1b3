"""The desk is ready before the passphrase is typed, and shows nothing but what is in the notes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from peerdesk.app.today.view import TodayPage
from tests.app.conftest import FIRST, SECOND, Screen

Open = Callable[[Path], Screen]


def rehearsed(screen: Screen) -> Screen:
    screen.window.settle()
    screen.until(lambda: screen.window.rehearsal.is_over)
    return screen


def sessions_shown(screen: Screen) -> set[str]:
    page = screen.desk.page("today")
    assert isinstance(page, TodayPage)
    return {entry.text for entry in page._list.view.entries.entries if not entry.heading}


def test_a_rehearsal_leaves_the_keyboard_where_it_is_and_tells_of_no_page(
    open_on: Open, empty_store: Path
) -> None:
    screen = open_on(empty_store)
    painted: list[str] = []
    screen.window.page_painted.connect(painted.append)
    screen.type("otter")
    rehearsed(screen).type(" lantern")
    field = screen.window.unlock.open_form.passphrase
    assert (screen.focus, field.text) == (field.edit, "otter lantern")
    assert painted == []
    assert screen.window.desk is None and screen.window.is_locked


def test_no_key_of_a_desk_that_waits_does_anything(open_on: Open, empty_store: Path) -> None:
    screen = rehearsed(open_on(empty_store))
    screen.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    screen.press(Qt.Key.Key_F6)
    screen.rest()
    assert screen.focus is screen.window.unlock.open_form.passphrase.edit
    assert screen.window.message_bar.sentence == ""


def test_what_was_made_up_for_the_rehearsal_is_not_on_today(
    open_on: Open, empty_store: Path
) -> None:
    screen = rehearsed(open_on(empty_store))
    with screen.qtbot.waitSignal(screen.window.page_painted, timeout=10_000):
        screen.unlock()
    screen.desk.go("today")
    assert sessions_shown(screen) >= {FIRST, SECOND}
    assert not any(text.startswith("Aa") for text in sessions_shown(screen))
    assert screen.window.unlock.isHidden()


def test_a_peer_finds_a_peers_pages_on_the_desk_that_waited(
    open_on: Open, peer_store: Path
) -> None:
    screen = rehearsed(open_on(peer_store))
    screen.unlock()
    assert list(screen.desk.rail._buttons) == ["today", "notes", "evidence", "hand-in"]
    assert "Ctrl+Alt+4" in screen.desk.rail._buttons["hand-in"].toolTip()


def test_after_a_lock_the_next_desk_is_built_anew(open_on: Open, empty_store: Path) -> None:
    screen = rehearsed(open_on(empty_store))
    screen.unlock()
    before = screen.desk
    screen.window.lock()
    screen.until(lambda: screen.window.rehearsal.is_over)
    assert screen.window.desk is None
    screen.unlock()
    assert screen.desk is not before
