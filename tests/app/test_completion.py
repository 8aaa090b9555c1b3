"""The list under the caret offers themes and organisations, and leaves alone what is not wanted."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from peerdesk.app.session.completer import Completer
from peerdesk.app.session.lines import Line
from peerdesk.store import reading
from peerdesk.store.opening import open_with_key
from tests.app.conftest import Screen, key_of_store, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier


def completer(screen: Screen) -> Completer:
    return screen.notes.marking.completer


def offered(screen: Screen) -> list[str]:
    """Return what the list offers, nothing when it is not shown."""
    popup = completer(screen).popup
    if not popup.isVisible():
        return []
    return [popup.offered.words(choice) for choice in popup.offered.choices]


def current(screen: Screen) -> str:
    choice = completer(screen).popup.current
    return choice.tag if choice else ""


def text(screen: Screen) -> str:
    return screen.notes.editor.toPlainText()


def line(screen: Screen) -> Line:
    return screen.notes.editor.current_line()


def test_nothing_is_offered_for_signs_that_are_no_marks(writing: Screen) -> None:
    for typed in ("#1 priority", "@ 10.30", "a#flow", "me@trust", "C# and F#", "##flow", "(#flow"):
        for letter in typed:
            writing.type(letter)
            wanted = typed.startswith(("#", "@")) and text(writing).splitlines()[-1] in "#@"
            assert bool(offered(writing)) is wanted, f"{text(writing)!r} of {typed!r}"
        writing.press(Qt.Key.Key_Return)
    assert text(writing).splitlines()[0] == "#1 priority"


def test_a_sign_alone_shows_what_there_is_and_takes_no_key(writing: Screen) -> None:
    writing.type("seen @")
    assert offered(writing) == ["@trust, Quill Trust", "@council, Quillshire Council"]
    assert current(writing) == ""
    writing.press(Qt.Key.Key_Return)
    assert text(writing) == "seen @\n"
    assert not offered(writing)


def test_tab_accepts_and_typing_goes_on_where_it_was(writing: Screen) -> None:
    writing.type("delays #fl")
    assert offered(writing) == ["#flow, Going home", "New emergent theme: fl"]
    writing.press(Qt.Key.Key_Tab)
    assert writing.focus is writing.notes.editor
    assert text(writing) == "delays "
    writing.type("at night")
    assert text(writing) == "delays at night"
    assert len(line(writing).themes) == 1
    writing.press(Qt.Key.Key_Tab)
    assert writing.focus is not writing.notes.editor


def test_enter_accepts_a_word_that_is_not_whole_and_ends_a_line_whose_word_is(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("one #prev")
    writing.press(Qt.Key.Key_Return)
    assert text(writing) == "one "
    writing.press(Qt.Key.Key_Return)
    writing.type("two #FLOW")
    assert current(writing) == "flow"
    writing.press(Qt.Key.Key_Return)
    assert text(writing).endswith("two\n")
    writing.saved()
    found = on_disk(empty_store, tmp_path)
    assert [o.text.rstrip() for o in found] == ["one", "two"]
    assert all(len(o.themes) == 1 for o in found)


def test_escape_leaves_the_text_as_typed_until_another_word_begins(writing: Screen) -> None:
    writing.type("we use #fl")
    writing.press(Qt.Key.Key_Escape)
    assert not offered(writing)
    writing.type("o")
    assert not offered(writing)
    assert text(writing) == "we use #flo"
    writing.type("w #pre")
    assert offered(writing)
    writing.press(Qt.Key.Key_Escape)
    writing.press(Qt.Key.Key_Return)
    assert text(writing) == "we use #flow #pre\n"


def test_what_was_used_last_comes_first_and_then_what_fits_best(writing: Screen) -> None:
    writing.type("a @c")
    assert offered(writing) == ["@council, Quillshire Council"]
    writing.press(Qt.Key.Key_Escape)
    writing.type("ouncil @q")  # both names begin with it
    assert [one[:4] for one in offered(writing)] == ["@tru", "@cou"]
    writing.press(Qt.Key.Key_Down)
    assert current(writing) == "council"
    writing.press(Qt.Key.Key_Return)
    writing.type("and @q")
    assert [one[:4] for one in offered(writing)] == ["@cou", "@tru"]


def test_arrows_go_round_the_list_and_not_through_the_text(writing: Screen) -> None:
    writing.type("first")
    writing.press(Qt.Key.Key_Return)
    writing.type("@q")
    writing.press(Qt.Key.Key_Up)
    assert current(writing) == "council"
    writing.press(Qt.Key.Key_Down)
    assert current(writing) == "trust"
    assert writing.notes.editor.textCursor().blockNumber() == 1
    writing.press(Qt.Key.Key_Left, times=2)
    assert not offered(writing)


def test_two_organisations_make_a_relationship_and_the_line_says_so(writing: Screen) -> None:
    writing.type("they talk weekly @cou")
    writing.press(Qt.Key.Key_Tab)
    writing.type("@tru")
    writing.press(Qt.Key.Key_Tab)
    assert len(line(writing).organisations) == 2
    said = writing.notes.marking.status.words.text()
    assert "About: Quill Trust and Quillshire Council (relationship)" in said


def test_accepting_is_one_step_of_undo(writing: Screen) -> None:
    writing.type("delays #fl at night")
    writing.press(Qt.Key.Key_Left, times=9)
    writing.type("o")
    writing.press(Qt.Key.Key_Tab)
    assert text(writing) == "delays at night"
    writing.press(Qt.Key.Key_Z, CTRL)
    assert text(writing) == "delays #flo at night"
    assert not line(writing).themes
    writing.press(Qt.Key.Key_Y, CTRL)
    assert text(writing) == "delays at night"
    assert len(line(writing).themes) == 1


def test_backspace_straight_after_gives_back_what_was_typed(writing: Screen) -> None:
    writing.type("delays #fl")
    writing.press(Qt.Key.Key_Tab)
    writing.press(Qt.Key.Key_Backspace)
    assert text(writing) == "delays #fl"
    assert not line(writing).themes
    assert not offered(writing)
    writing.press(Qt.Key.Key_Backspace)
    assert text(writing) == "delays #f"


def test_backspace_later_only_deletes(writing: Screen) -> None:
    writing.type("delays #fl")
    writing.press(Qt.Key.Key_Tab)
    writing.type("x")
    writing.press(Qt.Key.Key_Backspace, times=2)
    assert text(writing) == "delays"
    assert len(line(writing).themes) == 1


def test_a_new_theme_is_made_only_when_it_is_chosen(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("all about #winter-beds")
    assert offered(writing) == ["New emergent theme: winter-beds"]
    writing.press(Qt.Key.Key_Return)
    writing.type("again #winter-beds")
    writing.press(Qt.Key.Key_Down)
    with writing.qtbot.waitSignal(writing.notes.marking.theme_made):
        writing.press(Qt.Key.Key_Return)
    assert text(writing) == "all about #winter-beds\nagain "
    assert len(line(writing).themes) == 1
    writing.type("and once more #winter-beds")
    assert offered(writing) == ["#winter-beds, Winter beds"]
    writing.press(Qt.Key.Key_Z, CTRL, times=2)
    writing.saved()
    writing.rest()
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    with open_with_key(empty_store, key_of_store(empty_store)) as store:
        made = [theme for theme in reading.themes(store) if not theme.focus]
    assert [(theme.name, theme.tag) for theme in made] == [("Winter beds", "winter-beds")]


def test_a_new_theme_that_cannot_be_saved_leaves_the_text_as_typed(writing: Screen) -> None:
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    writing.type("about #beds")
    with writing.qtbot.waitSignal(writing.context.jobs.failed):
        writing.press(Qt.Key.Key_Tab)
    assert text(writing) == "about #beds"
    assert not line(writing).themes


def test_typing_on_while_a_theme_is_made_loses_nothing(writing: Screen) -> None:
    writing.type("about #beds")
    with writing.qtbot.waitSignal(writing.notes.marking.theme_made):
        writing.press(Qt.Key.Key_Tab)
        writing.type(" in winter")
    assert text(writing) == "about in winter"
    assert len(line(writing).themes) == 1


def test_a_finger_on_a_row_accepts_it(writing: Screen) -> None:
    writing.type("delays #fl")
    popup = completer(writing).popup
    place = popup.list.visualRect(popup.offered.index(0))
    assert place.height() >= 40
    assert popup.rect().contains(popup.list.mapTo(popup, place.bottomRight() - QPoint(1, 1)))
    QTest.mouseClick(
        popup.list.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        place.center(),
    )
    assert text(writing) == "delays "
    assert writing.focus is writing.notes.editor


def test_the_list_stays_on_the_page_at_its_lower_edge(writing: Screen) -> None:
    for _ in range(40):
        writing.press(Qt.Key.Key_Return)
    writing.type("word " * 12 + "#p")
    popup = completer(writing).popup
    assert writing.notes.rect().contains(popup.geometry())


def test_the_list_goes_when_the_keyboard_does(writing: Screen) -> None:
    writing.type("#fl")
    assert offered(writing)
    writing.notes.beside.leaving.summary.setFocus()
    assert not offered(writing)


def test_pasted_and_undone_text_offers_nothing(writing: Screen) -> None:
    writing.notes.editor.insertPlainText("pasted #fl")
    assert not offered(writing)
    writing.press(Qt.Key.Key_Z, CTRL)
    writing.press(Qt.Key.Key_Y, CTRL)
    assert not offered(writing)


def test_nothing_is_offered_while_text_is_composed(writing: Screen) -> None:
    editor = writing.notes.editor
    composing = QInputMethodEvent("#fl", [])
    QApplication.sendEvent(editor, composing)
    assert not offered(writing)
    committed = QInputMethodEvent()
    committed.setCommitString("delays #fl")
    QApplication.sendEvent(editor, committed)
    assert offered(writing)


def test_the_current_choice_is_read_out_with_its_place(writing: Screen) -> None:
    writing.type("@q")
    popup = completer(writing).popup
    assert popup.words() == "@trust, Quill Trust, 1 of 2"
    writing.press(Qt.Key.Key_Down)
    assert popup.words() == "@council, Quillshire Council, 2 of 2"


def test_what_was_used_in_another_session_is_remembered(lead: Screen) -> None:
    lead.open_first_session()
    lead.until(lambda: len(completer(lead).recent.order) == 4)  # of both sessions
