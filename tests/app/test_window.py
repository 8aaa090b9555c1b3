"""Unlocking, locking and closing: nothing is lost, nothing is shown that should not be."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from peerdesk.app import pages
from peerdesk.app.drafts import SaveState
from peerdesk.store.opening import open_with_key
from tests.app.conftest import PASSPHRASE, Screen, key_of_store, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[Path | None], Screen]


def refused(screen: Screen) -> str:
    """Try to open, and return the sentence that says why not."""
    form = screen.window.unlock.open_form
    screen.type(PASSPHRASE)
    screen.press(Qt.Key.Key_Return)
    screen.until(lambda: form.trouble)
    return form.trouble


def test_a_wrong_passphrase_says_so_and_lets_one_try_again(
    open_on: Open, empty_store: Path
) -> None:
    screen = open_on(empty_store)
    form = screen.window.unlock.open_form
    screen.type("otter lantern gravel eight")
    screen.press(Qt.Key.Key_Return)
    screen.until(lambda: form.trouble)
    assert "does not open these notes" in form.trouble
    assert screen.focus is form.passphrase.edit
    assert screen.window.desk is None
    form.passphrase.clear()
    screen.unlock()
    assert screen.window.unlock.isHidden()


def test_enter_without_a_passphrase_asks_for_one(open_on: Open, empty_store: Path) -> None:
    screen = open_on(empty_store)
    screen.press(Qt.Key.Key_Return)
    assert "Enter your passphrase" in screen.window.unlock.open_form.trouble


def test_notes_held_by_another_program_say_so(open_on: Open, empty_store: Path) -> None:
    with open_with_key(empty_store, key_of_store(empty_store)):
        assert "already open in another PeerDesk" in refused(open_on(empty_store))


def test_damaged_notes_say_so(open_on: Open, empty_store: Path) -> None:
    database = empty_store / "store.db"
    database.write_bytes(b"\0" * database.stat().st_size)
    assert "damaged" in refused(open_on(empty_store))


def test_a_folder_without_notes_says_so(open_on: Open, tmp_path: Path) -> None:
    assert "no PeerDesk notes" in refused(open_on(tmp_path / "nothing"))


def test_an_empty_laptop_offers_two_ways_to_begin(open_on: Open) -> None:
    screen = open_on(None)
    assert screen.window.unlock.open_form.isHidden()
    assert screen.focus.text() == "Open the file I was sent"  # type: ignore[attr-defined]
    screen.press(Qt.Key.Key_Space)
    screen.until(lambda: isinstance(screen.focus, QLineEdit))


def test_notes_on_this_laptop_are_listed_by_label(open_on: Open, empty_store: Path) -> None:
    screen = open_on(None)
    assert screen.window.unlock.open_form.chosen == empty_store
    assert screen.window.unlock.open_form._only.text() == "Quillshire"


def test_caps_lock_is_noticed(open_on: Open, empty_store: Path) -> None:
    screen = open_on(empty_store)
    field = screen.window.unlock.open_form.passphrase
    screen.type("OTTER")
    assert not field._caps.isHidden()
    screen.press(Qt.Key.Key_A)
    screen.type("tt")
    assert field._caps.isHidden()


def test_a_passphrase_is_hidden_until_asked_for(open_on: Open, empty_store: Path) -> None:
    screen = open_on(empty_store)
    field = screen.window.unlock.open_form.passphrase
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field._show.click()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal


def test_from_unlocking_to_locking_with_the_keyboard_alone(
    open_on: Open, empty_store: Path, tmp_path: Path
) -> None:
    screen = open_on(empty_store)
    screen.unlock()
    screen.open_first_session()
    screen.type("! typed just before locking")
    screen.press(Qt.Key.Key_Left, times=3)
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.press(Qt.Key.Key_L, CTRL)
    assert screen.window.desk is None
    assert screen.focus is screen.window.unlock.open_form.passphrase.edit
    assert screen.window.unlock.says_locked
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["typed just before locking"]
    screen.unlock()
    with screen.qtbot.waitSignal(screen.notes.session_opened, timeout=10_000):
        pass
    assert screen.desk.current == "notes"
    assert screen.notes.editor.toPlainText().startswith("typed just before locking")
    assert screen.focus is screen.notes.editor


def test_locking_hides_the_notes_at_once(writing: Screen) -> None:
    writing.type("secret")
    editor = writing.notes.editor
    writing.window.lock()
    assert not editor.isVisible()
    with writing.qtbot.waitSignal(writing.window.locked, timeout=10_000):
        pass


def test_text_that_cannot_be_saved_outlives_a_lock(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    writing.type("nowhere to go")
    writing.until(lambda: writing.notes.save.state is SaveState.NOT_SAVED)
    with writing.qtbot.waitSignal(writing.window.locked, timeout=10_000):
        writing.press(Qt.Key.Key_L, CTRL)
    assert "keeps your text in memory" in writing.window.message_bar.sentence
    assert not writing.notes.editor.isVisible()
    writing.type(PASSPHRASE)
    writing.press(Qt.Key.Key_Return)
    writing.until(lambda: writing.notes.editor.isVisible())
    writing.saved()
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["nowhere to go"]


def test_closing_the_window_loses_nothing(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("the last words")
    writing.window.close()
    writing.until(lambda: not writing.window.isVisible())
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["the last words"]


def test_the_window_stays_open_while_something_cannot_be_saved(writing: Screen) -> None:
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    writing.type("kept")
    writing.window.close()
    said = writing.window.message_bar
    writing.until(lambda: "Your text is still here" in said.sentence)
    writing.rest()  # what counts notes meanwhile cannot, and has nothing to say
    assert "Your text is still here" in said.sentence
    assert writing.window.isVisible()
    said._action.click()
    assert not writing.window.isVisible()


def test_shutting_the_computer_down_saves_first(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("power off")
    writing.window.on_session_ending()
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["power off"]


def test_no_window_title_holds_content(writing: Screen) -> None:
    writing.type("secret #flow")
    writing.saved()
    for name in pages.LEAD:
        writing.go(name)
        titles = {w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()}
        assert titles == {"PeerDesk"}


def test_a_peer_and_a_lead_have_their_own_rails(lead: Screen) -> None:
    assert list(lead.desk.rail._buttons) == [
        "today", "notes", "evidence", "timetable", "team", "findings", "feedback",
            "setup",
    ]  # fmt: skip


def test_a_peer_has_a_page_to_hand_in(peer: Screen) -> None:
    assert list(peer.desk.rail._buttons) == ["today", "notes", "evidence", "hand-in"]


def test_pages_panel_help_and_text_size_have_keys(lead: Screen) -> None:
    lead.press(Qt.Key.Key_3, CTRL, Qt.KeyboardModifier.AltModifier)
    assert lead.desk.current == "evidence"
    lead.press(Qt.Key.Key_F1)
    assert lead.desk.panel.isVisible()
    assert lead.desk.panel.shows_help
    lead.press(Qt.Key.Key_F1)
    assert not lead.desk.panel.shows_help
    shown = lead.desk.panel.isVisible()
    lead.press(Qt.Key.Key_Period, CTRL)
    assert lead.desk.panel.isVisible() is not shown
    lead.press(Qt.Key.Key_Plus, CTRL)
    assert lead.context.settings.text_size == 110
    lead.press(Qt.Key.Key_0, CTRL)
    assert lead.context.settings.text_size == 100


def test_the_rail_gives_its_words_up_where_the_page_needs_the_room(lead: Screen) -> None:
    lead.window.resize(1366, 768)
    said = [made.text() for made in lead.desk.rail.findChildren(QPushButton)]
    lead.context.settings.choose_text_size(200)
    alone = lead.desk.rail.findChildren(QPushButton)
    assert [made.text() for made in alone] == [""] * len(said)
    assert [made.accessibleName() for made in alone] == said
    lead.context.settings.choose_text_size(100)
    assert [made.text() for made in alone] == said


def test_settings_hold_the_look_and_nothing_else(lead: Screen, tmp_path: Path) -> None:
    lead.context.settings.choose_look("dark")
    lead.go("evidence")
    written = [path for path in (tmp_path / "config").rglob("*") if path.is_file()]
    (kept,) = [json.loads(path.read_text()) for path in written]
    assert kept == {"look": "dark", "text_size": 100, "spelling": True, "idle_minutes": 10}


def test_a_look_that_cannot_be_remembered_still_applies(lead: Screen, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    lead.context.settings.choose_look("high-contrast")
    assert lead.context.look.theme.name == "high-contrast"


def test_a_copy_without_its_key_file_says_so(
    open_on: Open, empty_store: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(empty_store, tmp_path / "copy")
    (copy / "keys.json").write_text("{}")
    assert "damaged" in refused(open_on(copy))
