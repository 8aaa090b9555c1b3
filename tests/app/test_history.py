"""What a line was before, shown beside how it stands, and brought back as a step of undo."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from peerdesk.app.session.rooms.history import HistoryRoom
from peerdesk.app.session.rooms.rooms import HISTORY
from peerdesk.domain.words import ObservationKind
from tests.app.conftest import Screen, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def enter(screen: Screen) -> HistoryRoom:
    screen.press(Qt.Key.Key_H, CTRL)
    screen.rest()
    found = screen.notes.rooms.room(HISTORY)
    assert isinstance(found, HistoryRoom)
    assert screen.notes.rooms.current == HISTORY
    return found


@pytest.fixture
def changed(writing: Screen) -> Screen:
    """Give a line that was another in a minute before."""
    writing.type("first words")
    writing.saved()
    let_time_pass(writing)
    writing.press(Qt.Key.Key_2, ALT)
    writing.type(" and more")
    writing.saved()
    return writing


def let_time_pass(screen: Screen) -> None:
    """Have what is written from now on belong to another minute."""
    later = screen.context.jobs.post(_age)
    with screen.qtbot.waitSignal(later.done):
        pass


def _age(store: object) -> None:
    """Let the next change be of a minute to come, as if time had passed."""
    from peerdesk.domain.clock import milliseconds, reading

    store._clock = reading(milliseconds(store._clock) + 120_000, 0)  # type: ignore[attr-defined]
    store.seal()  # type: ignore[attr-defined]


def test_the_versions_of_a_line_are_listed_the_newest_first(changed: Screen) -> None:
    room = enter(changed)
    entries = room.list.view.entries.entries
    assert [one.text for one in entries] == ["first words and more", "first words"]
    assert entries[0].second.startswith("Now, ")
    assert entries[0].second.endswith("Consideration")
    assert changed.focus is room.list.view
    assert room.list.view.current == "1"


def test_a_version_is_brought_back_and_undo_takes_that_back(
    changed: Screen, empty_store: Path, tmp_path: Path
) -> None:
    before = on_disk(empty_store, tmp_path)
    enter(changed)
    changed.press(Qt.Key.Key_Return)
    assert changed.focus is changed.notes.editor
    changed.saved()
    (found,) = on_disk(empty_store, tmp_path)
    assert (found.id, found.text, found.kind) == (
        before[0].id,
        "first words",
        ObservationKind.PLAIN,
    )
    changed.press(Qt.Key.Key_Z, CTRL)
    changed.saved()
    assert on_disk(empty_store, tmp_path) == before


def test_escape_leaves_the_line_as_it_is(changed: Screen) -> None:
    enter(changed)
    changed.press(Qt.Key.Key_Escape)
    assert changed.focus is changed.notes.editor
    assert changed.notes.editor.toPlainText() == "first words and more"


def test_how_it_stands_cannot_be_brought_back(changed: Screen) -> None:
    room = enter(changed)
    changed.press(Qt.Key.Key_Up)
    assert not room.bring_button.isEnabled()
    changed.press(Qt.Key.Key_Return)
    assert changed.notes.rooms.current == HISTORY


def test_a_line_without_a_past_says_so(writing: Screen) -> None:
    writing.type("new")
    writing.saved()
    room = enter(writing)
    assert room.list._empty.text().startswith("This line has no earlier versions yet.")
    assert writing.focus is room.back_button
    writing.press(Qt.Key.Key_Space)
    assert writing.focus is writing.notes.editor
