"""Finding in the session that is open: places are marked and counted, text and caret untouched."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from peerdesk.app.session.find_bar import FindBar
from peerdesk.app.widgets.found import qt_spans
from tests.app.conftest import Screen, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LINES = ("The café opens at nine", "Nobody knows the rota", "Two cafés, one CAFE manager")


@pytest.fixture
def typed(writing: Screen) -> Screen:
    """Give a session of three lines, the caret at the end of the first."""
    writing.type("\n".join(LINES).replace("\n", " / "))
    writing.press(Qt.Key.Key_A, CTRL)
    for number, text in enumerate(LINES):
        if number:
            writing.press(Qt.Key.Key_Return)
        writing.type(text)
    writing.press(Qt.Key.Key_Up, times=2)
    writing.saved()
    return writing


def bar(screen: Screen) -> FindBar:
    return screen.notes.find_bar


def marked(screen: Screen) -> list[str]:
    return [one.cursor.selectedText() for one in screen.notes.editor.extraSelections()]


def place(screen: Screen) -> int:
    """Return where the place in sight is in the document."""
    found = bar(screen)
    return found._places[found._current][0]


def test_places_are_found_as_they_are_typed_whatever_their_accents(typed: Screen) -> None:
    typed.press(Qt.Key.Key_F, CTRL)
    assert typed.focus is bar(typed).words
    typed.type("cafe")
    assert marked(typed) == ["café", "café", "CAFE"]
    assert bar(typed).count.text() == "2 of 3"
    typed.type(" m")
    assert marked(typed) == ["CAFE m"]
    assert bar(typed).count.text() == "1 of 1"
    typed.type("x")
    assert (marked(typed), bar(typed).count.text()) == ([], "Not found")


def test_enter_and_the_keys_go_on_and_back_round_the_ends(typed: Screen) -> None:
    typed.press(Qt.Key.Key_F, CTRL)
    typed.type("cafe")
    for press, said in (
        (lambda: typed.press(Qt.Key.Key_Return), "3 of 3"),
        (lambda: typed.press(Qt.Key.Key_F3), "1 of 3"),
        (lambda: typed.press(Qt.Key.Key_F3, SHIFT), "3 of 3"),
        (lambda: typed.press(Qt.Key.Key_Return, SHIFT), "2 of 3"),
    ):
        press()
        assert bar(typed).count.text() == said


def test_escape_goes_back_to_the_caret_and_nothing_has_changed(
    typed: Screen, empty_store: Path, tmp_path: Path
) -> None:
    caret = typed.notes.caret
    typed.press(Qt.Key.Key_F, CTRL)
    typed.type("rota")
    typed.press(Qt.Key.Key_Return)
    typed.press(Qt.Key.Key_Escape)
    assert typed.focus is typed.notes.editor
    assert typed.notes.caret == caret
    assert marked(typed) == []
    assert not bar(typed).isVisible()
    typed.type("!")
    typed.saved()
    texts = [one.text for one in on_disk(empty_store, tmp_path)]
    assert texts == [f"{LINES[0]}!", *LINES[1:]]
    typed.press(Qt.Key.Key_Z, CTRL)
    assert typed.notes.editor.toPlainText() == "\n".join(LINES)


def test_somebody_can_write_on_where_it_was_found(typed: Screen) -> None:
    typed.press(Qt.Key.Key_F, CTRL)
    typed.type("rota")
    typed.press(Qt.Key.Key_Return, CTRL)
    assert typed.focus is typed.notes.editor
    assert typed.notes.editor.current_line().text == LINES[1]
    assert typed.notes.editor.textCursor().positionInBlock() == LINES[1].index("rota")


def test_what_is_selected_is_looked_for(typed: Screen) -> None:
    typed.press(Qt.Key.Key_Home)
    typed.press(Qt.Key.Key_Right, CTRL | SHIFT)
    typed.press(Qt.Key.Key_F, CTRL)
    assert bar(typed).words.text() == "The "
    assert marked(typed) == ["The ", "the "]


def test_text_that_changes_meanwhile_is_found_where_it_is_now(typed: Screen) -> None:
    typed.press(Qt.Key.Key_F, CTRL)
    typed.type("cafe")
    typed.press(Qt.Key.Key_F3)
    typed.notes.editor.setFocus()
    typed.press(Qt.Key.Key_Home, CTRL)
    typed.type("café ")
    typed.until(lambda: bar(typed).count.text() == "4 of 4")
    assert len(marked(typed)) == 4


def test_a_place_out_of_sight_comes_into_sight_and_only_those_in_sight_are_marked(
    typed: Screen,
) -> None:
    typed.press(Qt.Key.Key_End, CTRL)
    typed.notes.editor.insertPlainText("\nagain and again" * 400 + "\nneedle")
    typed.press(Qt.Key.Key_Home, CTRL)
    typed.press(Qt.Key.Key_F, CTRL)
    typed.type("again")
    assert bar(typed).count.text() == "1 of 800"
    assert len(marked(typed)) < 200
    bar(typed).words.setText("needle")
    assert marked(typed) == ["needle"]
    assert typed.notes.caret == 0


def test_places_are_marked_again_when_the_page_comes_back(typed: Screen) -> None:
    typed.press(Qt.Key.Key_F, CTRL)
    typed.type("cafe")
    typed.go("today")
    assert marked(typed) == []
    typed.go("notes")
    typed.until(lambda: len(marked(typed)) == 3)


def test_in_a_narrow_window_the_buttons_stand_below_the_words(typed: Screen) -> None:
    typed.press(Qt.Key.Key_F, CTRL)
    found = bar(typed)
    assert found._back.y() < found.words.height() // 2
    typed.window.resize(660, 520)
    typed.until(lambda: found._buttons.y() >= found.words.height())
    assert found.words.width() > found._back.width()


def test_buttons_alone_find_too(typed: Screen) -> None:
    typed.press(Qt.Key.Key_F, CTRL)
    typed.type("cafe")
    found = bar(typed)
    for made, said in ((found._on, "3 of 3"), (found._back, "2 of 3")):
        assert made.height() >= 38
        typed.qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
        assert found.count.text() == said
    typed.qtbot.mouseClick(found._close, Qt.MouseButton.LeftButton)
    assert typed.focus is typed.notes.editor


def test_places_are_counted_as_qt_counts() -> None:
    assert qt_spans("a 😀 café", [(4, 8)]) == [(5, 4)]
    assert qt_spans("😀", [(0, 1)]) == [(0, 2)]
    assert qt_spans("café", [(0, 4)]) == [(0, 4)]
