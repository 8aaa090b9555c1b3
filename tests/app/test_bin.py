"""The bin of the Notes page: what was deleted comes back to its place, or goes for good."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from peerdesk.app.session.rooms.bin import BinRoom
from peerdesk.app.session.rooms.rooms import BIN, WRITE
from tests.app.conftest import FIRST, SECOND, Screen, note, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def enter(screen: Screen) -> BinRoom:
    """Go to the bin with the key, once it shows what is in it."""
    screen.press(Qt.Key.Key_B, CTRL_SHIFT)
    screen.rest()
    found = screen.notes.rooms.room(BIN)
    assert isinstance(found, BinRoom)
    assert screen.notes.rooms.current == BIN
    return found


def rows(room: BinRoom) -> list[str]:
    return [entry.text for entry in room.list.view.entries.entries]


def all_texts(screen: Screen) -> list[str]:
    return [line.text for line in screen.notes.editor.all_lines()]


@pytest.fixture
def deleted(writing: Screen) -> Screen:
    """Give a session of three lines of which the second was deleted."""
    for text in ("first", "second", "third"):
        writing.type(text)
        writing.press(Qt.Key.Key_Return)
    writing.saved()
    writing.press(Qt.Key.Key_Up, times=2)
    writing.press(Qt.Key.Key_End)
    writing.press(Qt.Key.Key_Home, SHIFT)
    writing.press(Qt.Key.Key_Backspace, times=2)
    writing.saved()
    assert all_texts(writing) == ["first", "third"]
    return writing


def test_a_deleted_line_comes_back_to_its_place_with_the_keyboard_alone(
    deleted: Screen, empty_store: Path, tmp_path: Path
) -> None:
    room = enter(deleted)
    assert rows(room) == ["second"]
    assert room.list.view.entries.entries[0].second.startswith("Deleted ")
    assert deleted.focus is room.list.view
    deleted.press(Qt.Key.Key_Return)
    deleted.rest()
    assert rows(room) == []
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["first", "second", "third"]
    deleted.press(Qt.Key.Key_Escape)
    deleted.rest()
    assert deleted.focus is deleted.notes.editor
    assert all_texts(deleted) == ["first", "second", "third"]


def test_the_caret_is_in_the_line_it_was_in_when_one_above_comes_back(deleted: Screen) -> None:
    deleted.press(Qt.Key.Key_Down)
    deleted.press(Qt.Key.Key_Home)
    deleted.press(Qt.Key.Key_Right)
    assert deleted.notes.editor.current_line().text == "third"
    enter(deleted).back_button.click()
    deleted.rest()
    deleted.press(Qt.Key.Key_Escape)
    deleted.rest()
    assert deleted.notes.editor.current_line().text == "third"
    assert deleted.notes.editor.textCursor().positionInBlock() == 1


def test_erasing_asks_first_and_keeps_where_it_was_not_meant(deleted: Screen) -> None:
    room = enter(deleted)
    deleted.press(Qt.Key.Key_Delete)
    assert room._question.isVisible()
    assert "cannot be undone" in room._asked.text()
    assert deleted.focus is room.keep_button
    deleted.press(Qt.Key.Key_Space)
    assert not room._question.isVisible()
    deleted.rest()
    assert rows(room) == ["second"]


def test_what_is_erased_is_gone_for_good(
    deleted: Screen, empty_store: Path, tmp_path: Path
) -> None:
    room = enter(deleted)
    for made in (room.erase_button, room.sure_button):
        assert made.height() >= 38
        deleted.qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    deleted.until(lambda: rows(room) == [])
    assert room._progress.isHidden()
    job = deleted.context.jobs.post(
        lambda store: store.db.execute("SELECT side FROM change").fetchall()
    )
    with deleted.qtbot.waitSignal(job.done) as heard:
        pass
    assert "first" in repr(heard.args)
    assert "second" not in repr(heard.args)
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["first", "third"]


def test_an_empty_bin_says_what_will_be_there(writing: Screen) -> None:
    room = enter(writing)
    assert room.list._empty.text().startswith("Nothing is in the bin.")
    assert not room.back_button.isVisible()
    assert writing.focus is room.scope.choice
    writing.press(Qt.Key.Key_Escape)
    assert writing.notes.rooms.current == WRITE


def test_the_bin_of_all_my_sessions_says_where_each_was(deleted: Screen) -> None:
    def delete_elsewhere(store: object) -> None:
        note(store, SECOND, "Elsewhere.")  # type: ignore[arg-type]  # a store
        rows = store.db.execute("SELECT id FROM observation WHERE text = 'Elsewhere.'")  # type: ignore[attr-defined]
        store.delete(rows.fetchone()[0])  # type: ignore[attr-defined]

    with deleted.qtbot.waitSignal(deleted.context.jobs.post(delete_elsewhere).done):
        pass
    room = enter(deleted)
    assert rows(room) == ["second"]
    room.scope.choice.setCurrentIndex(1)
    room.scope.choice.activated.emit(1)
    deleted.rest()
    where = {one.text: one.second for one in room.list.view.entries.entries}
    assert where["Elsewhere."].endswith(SECOND)
    assert where["second"].endswith(FIRST)


def test_undo_in_the_editor_goes_on_across_what_was_brought_back(
    deleted: Screen, empty_store: Path, tmp_path: Path
) -> None:
    enter(deleted)
    deleted.press(Qt.Key.Key_Return)
    deleted.rest()
    deleted.press(Qt.Key.Key_Escape)
    deleted.until(lambda: all_texts(deleted) == ["first", "second", "third"])
    (_, record, _) = [o.id for o in on_disk(empty_store, tmp_path)]
    deleted.press(Qt.Key.Key_Z, CTRL)
    deleted.saved()
    assert all_texts(deleted) == ["first", "third"]
    assert [o.text for o in on_disk(empty_store, tmp_path)] == ["first", "third"]
    deleted.press(Qt.Key.Key_Z, CTRL, times=2)
    deleted.saved()
    assert all_texts(deleted) == ["first", "second", "third"]
    assert [o.id for o in on_disk(empty_store, tmp_path)][1] == record
