"""Sort: a pass over the lines without a theme, with the keyboard alone and with buttons alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from peerdesk.app.session.rooms.rooms import SORT, WRITE
from peerdesk.app.session.rooms.sorting import SortRoom
from peerdesk.domain.words import ObservationKind
from peerdesk.store import reading
from tests.app.conftest import FIRST, SECOND, Screen, note, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
LINES = ("One front door works.", "No shared numbers.", "They wait at weekends.")


def room(screen: Screen) -> SortRoom:
    found = screen.notes.rooms.room(SORT)
    assert isinstance(found, SortRoom)
    return found


def enter(screen: Screen) -> SortRoom:
    """Go to Sort with the key, once it shows what is to be sorted."""
    screen.press(Qt.Key.Key_S, CTRL_SHIFT)
    screen.rest()
    assert screen.notes.rooms.current == SORT
    return room(screen)


def click(screen: Screen, made: QPushButton) -> None:
    assert made.height() >= 38
    screen.qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def rows(sort: SortRoom) -> list[str]:
    return [entry.text for entry in sort.list.view.entries.entries]


@pytest.fixture
def typed(writing: Screen) -> Screen:
    """Give a session with three lines typed and none sorted."""
    for text in LINES:
        writing.type(text)
        writing.press(Qt.Key.Key_Return)
    writing.saved()
    return writing


def test_a_pass_with_the_keyboard_alone(typed: Screen, empty_store: Path, tmp_path: Path) -> None:
    sort = enter(typed)
    assert typed.focus is sort.list.view
    assert (rows(sort), sort.progress.text()) == (list(LINES), "3 of 3 left")
    typed.type("1+ !2")
    typed.press(Qt.Key.Key_Return)
    typed.type('"1')
    assert sort.progress.text() == "Everything is sorted."
    typed.rest()
    found = on_disk(empty_store, tmp_path)
    kinds = [ObservationKind.STRENGTH, ObservationKind.CONSIDERATION, ObservationKind.QUOTE]
    assert [o.kind for o in found] == kinds
    assert [len(o.themes) for o in found] == [1, 1, 1]
    assert found[0].themes == found[2].themes != found[1].themes
    typed.press(Qt.Key.Key_Escape)
    assert typed.focus is typed.notes.editor


def test_a_pass_with_buttons_alone(typed: Screen, empty_store: Path, tmp_path: Path) -> None:
    click(typed, typed.notes.rooms._buttons[SORT])
    typed.rest()
    sort = room(typed)
    for _ in LINES:
        click(typed, sort.bar._kinds[ObservationKind.FACT])
        click(typed, sort.bar._themes[1])
        click(typed, sort.bar.next_button)
    typed.rest()
    found = on_disk(empty_store, tmp_path)
    assert {o.kind for o in found} == {ObservationKind.FACT}
    assert all(o.themes for o in found)
    click(typed, typed.notes.rooms._buttons[WRITE])
    assert typed.notes.rooms.current == WRITE


def test_the_editor_shows_what_was_sorted_at_the_same_caret(typed: Screen) -> None:
    typed.press(Qt.Key.Key_Up)
    caret = typed.notes.caret
    enter(typed)
    typed.press(Qt.Key.Key_Down, times=2)
    typed.type("1")
    typed.rest()
    typed.press(Qt.Key.Key_Escape)
    typed.rest()
    assert typed.notes.caret == caret
    assert len(typed.notes.editor.current_line().themes) == 1


@pytest.mark.qt_log_ignore("This plugin does not support")  # of menus, offscreen
def test_an_organisation_is_chosen_by_its_letter(
    typed: Screen, empty_store: Path, tmp_path: Path
) -> None:
    sort = enter(typed)
    typed.type("@")
    typed.until(sort.bar.menu.isVisible)
    typed.qtbot.keyClick(sort.bar.menu, Qt.Key.Key_T)
    typed.until(lambda: not sort.bar.menu.isVisible())
    typed.rest()
    assert [len(o.organisations) for o in on_disk(empty_store, tmp_path)] == [1, 0, 0]
    assert sort.list.view.entries.entries[0].trail == "@trust"


def test_each_step_can_be_taken_back(typed: Screen, empty_store: Path, tmp_path: Path) -> None:
    sort = enter(typed)
    typed.type("1+ 2")
    typed.press(Qt.Key.Key_Z, CTRL)
    assert (sort.progress.text(), sort.list.view.currentIndex().row()) == ("2 of 3 left", 1)
    typed.press(Qt.Key.Key_Z, CTRL, times=2)
    assert sort.progress.text() == "3 of 3 left"
    assert not sort.bar.undo_button.isEnabled()
    typed.press(Qt.Key.Key_Z, CTRL)
    typed.rest()
    found = on_disk(empty_store, tmp_path)
    assert not any(o.themes for o in found)
    assert {o.kind for o in found} == {ObservationKind.PLAIN}


def test_a_step_of_an_earlier_pass_can_be_taken_back(typed: Screen) -> None:
    sort = enter(typed)
    typed.type("1")
    typed.press(Qt.Key.Key_Escape)
    enter(typed)
    assert rows(sort) == list(LINES[1:])
    typed.press(Qt.Key.Key_Z, CTRL)
    typed.rest()
    assert rows(sort) == list(LINES)


def test_a_theme_pressed_twice_is_taken_off_again(typed: Screen) -> None:
    sort = enter(typed)
    typed.type("11")
    assert sort.progress.text() == "3 of 3 left"
    typed.type("9")
    assert sort.progress.text() == "3 of 3 left"


def test_the_caret_of_the_list_stays_on_a_line_just_sorted(typed: Screen) -> None:
    sort = enter(typed)
    typed.type("1")
    assert sort.list.view.currentIndex().row() == 0
    assert sort.list.view.entries.entries[0].trail == "✓ #prevention"


def test_rows_say_whether_they_are_sorted(typed: Screen) -> None:
    sort = enter(typed)
    typed.type("1")
    entries = sort.list.view.entries
    role = Qt.ItemDataRole.AccessibleTextRole
    first, second = (str(entries.data(entries.index(n), role)) for n in (0, 1))
    assert first == "Sorted. Note: One front door works. #prevention"
    assert second.startswith("Not sorted. Note: No shared numbers.")
    name = QAccessible.queryAccessibleInterface(sort.list.view).text(QAccessible.Text.Name)
    assert name == "Notes to sort"


def test_all_my_sessions_can_be_sorted_in_one_pass(typed: Screen) -> None:
    job = typed.context.jobs.post(lambda store: note(store, SECOND, "Elsewhere."))
    with typed.qtbot.waitSignal(job.done):
        pass
    sort = enter(typed)
    assert "Elsewhere." not in rows(sort)
    sort.scope.choice.setCurrentIndex(1)
    sort.scope.choice.activated.emit(1)
    typed.rest()
    assert sort.progress.text() == "4 of 4 left"
    where = {one.text: one.second for one in sort.list.view.entries.entries}
    assert where["Elsewhere."].endswith(SECOND)
    assert where[LINES[0]].endswith(FIRST)


def test_colleagues_notes_are_not_mine_to_sort(peer: Screen) -> None:
    peer.open_first_session()
    sort = enter(peer)
    assert rows(sort) == []
    assert sort.progress.text() == "No notes yet."
    assert peer.focus is sort.scope.choice


def test_with_everything_sorted_it_says_so(typed: Screen) -> None:
    typed.press(Qt.Key.Key_A, CTRL)
    typed.press(Qt.Key.Key_1, CTRL)
    typed.saved()
    sort = enter(typed)
    assert sort.list.currentIndex() == 1
    assert sort.list._empty.text() == "Everything is sorted."


def test_a_step_that_cannot_be_written_is_said_and_shown_as_it_is(typed: Screen) -> None:
    sort = enter(typed)
    job = typed.context.jobs.post(lambda store: store.db.conn.execute("PRAGMA query_only = 1"))
    with typed.qtbot.waitSignal(job.done):
        pass
    typed.type("1")
    typed.until(lambda: bool(typed.window.message_bar.sentence))
    typed.rest()
    assert sort.progress.text() == "3 of 3 left"


def test_what_is_typed_at_once_on_coming_back_is_kept_and_the_sorting_is_shown(
    typed: Screen, empty_store: Path, tmp_path: Path
) -> None:
    enter(typed)
    typed.type("1")
    typed.press(Qt.Key.Key_Escape)
    typed.type("and one more")
    typed.saved()
    typed.until(lambda: typed.notes.editor.all_lines()[0].themes)
    assert [line.text for line in typed.notes.editor.all_lines()] == [*LINES, "and one more"]
    assert [len(o.themes) for o in on_disk(empty_store, tmp_path)] == [1, 0, 0, 0]


def test_choosing_another_session_goes_back_to_writing(typed: Screen) -> None:
    enter(typed)
    job = typed.context.jobs.post(lambda store: [one.id for one in reading.sessions(store)])
    with typed.qtbot.waitSignal(job.done) as heard:
        pass
    (other,) = set(heard.args[0]) - {typed.notes.session}
    with typed.qtbot.waitSignal(typed.notes.session_opened):
        typed.desk.open_session(other)
    assert typed.notes.rooms.current == WRITE
    assert typed.focus is typed.notes.editor


def test_help_tells_the_keys_of_the_room_in_sight(typed: Screen) -> None:
    writing = typed.notes.help_text
    enter(typed)
    assert "the next note without a theme" in typed.notes.help_text
    typed.press(Qt.Key.Key_Escape)
    assert typed.notes.help_text == writing


def test_undo_in_the_editor_goes_on_across_a_pass(
    typed: Screen, empty_store: Path, tmp_path: Path
) -> None:
    enter(typed)
    typed.type("1+ 2")
    typed.press(Qt.Key.Key_Escape)
    typed.rest()
    typed.until(lambda: typed.notes.editor.all_lines()[0].themes)
    typed.press(Qt.Key.Key_Z, CTRL)
    typed.saved()
    found = on_disk(empty_store, tmp_path)
    assert [(o.text, len(o.themes), o.kind) for o in found] == [
        (text, 0, ObservationKind.PLAIN) for text in LINES
    ]
    typed.press(Qt.Key.Key_Z, CTRL, CTRL_SHIFT)
    typed.press(Qt.Key.Key_Y, CTRL)
    typed.saved()
    assert [len(o.themes) for o in on_disk(empty_store, tmp_path)] == [1, 1, 0]
    typed.press(Qt.Key.Key_Z, CTRL, times=4)
    typed.saved()
    assert len(on_disk(empty_store, tmp_path)) < len(LINES)
