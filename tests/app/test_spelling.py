"""Words nobody knows are underlined as one types, and the menu offers others."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu

from peerdesk.app.settings import Settings
from peerdesk.app.spelling.speller import Speller
from peerdesk.store.opening import open_with_key
from peerdesk.store.words import own_words
from tests.app.conftest import Screen, key_of_store, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


@pytest.fixture
def page(writing: Screen) -> Screen:
    """Return the Notes page of an empty session with its words loaded."""
    writing.until(lambda: speller(writing).is_on)
    return writing


def speller(screen: Screen) -> Speller:
    found = screen.notes.findChild(Speller)
    assert isinstance(found, Speller)
    return found


def waved(screen: Screen, number: int = 0) -> list[str]:
    """Return what is underlined in a line."""
    block = screen.notes.editor.document().findBlockByNumber(number)
    text = block.text().encode("utf-16-le")
    return [
        text[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le")
        for one in block.layout().formats()
        if one.format.underlineStyle() is WAVE
    ]


def shown(screen: Screen, *lines: str) -> None:
    """Type some lines."""
    for line in lines:
        screen.type(line)
        screen.press(Qt.Key.Key_Return)


def menu_of(screen: Screen) -> QMenu:
    """Open the menu with the keyboard and wait until it has looked."""
    screen.press(Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    screen.until(lambda: "Looking…" not in entries(menu))
    return menu


def entries(menu: QMenu) -> list[str]:
    return [one.text().split("\t")[0] for one in menu.actions() if not one.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    next(one for one in menu.actions() if one.text() == text).trigger()
    menu.close()


def test_a_slip_is_underlined_once_its_word_is_left(page: Screen) -> None:
    page.type("The council recieved")
    assert waved(page) == []
    page.type(" ")
    assert waved(page) == ["recieved"]


def test_a_slip_is_underlined_when_enter_or_the_caret_leaves_it(page: Screen) -> None:
    shown(page, "We heard of teh")
    assert waved(page) == ["teh"]
    page.type("Carers wait too lnog")
    assert waved(page, 1) == []
    page.press(Qt.Key.Key_Home)
    assert waved(page, 1) == ["lnog"]


def test_going_back_into_a_slip_leaves_it_underlined_until_it_is_changed(page: Screen) -> None:
    page.type("The teh council")
    for _ in range(10):
        page.press(Qt.Key.Key_Left)
    assert waved(page) == ["teh"]
    page.press(Qt.Key.Key_Backspace)
    assert waved(page) == []


@pytest.mark.parametrize(
    "line",
    [
        "The council’s carers don't organise or organize; re-ablement and co-design work ",
        "Mae’r cyngor yn gweithio’n dda gyda’r bwrdd iechyd lleol ",
        "See www.exmaple.org or jo@exmaple.nhs.uk about #prevnetion on 10.30am, £4m, MDTs ",
        "Wilhelmina Tarrow of Quillshire told us about Quill Trust ",
        "",
    ],
)
def test_what_is_no_slip_is_left_alone(page: Screen, line: str) -> None:
    shown(page, line)
    assert waved(page) == []


def test_an_emoji_before_a_slip_moves_nothing(page: Screen) -> None:
    shown(page, "Good 🙂🙂 and teh staff agree")
    assert waved(page) == ["teh"]
    page.press(Qt.Key.Key_Home)
    page.press(Qt.Key.Key_F7)
    assert page.notes.editor.textCursor().selectedText() == "teh"


def test_the_wave_stays_under_its_word_while_the_text_around_it_changes(page: Screen) -> None:
    page.type("We heard of teh plan and adn of carers")
    assert waved(page) == ["teh", "adn"]
    page.press(Qt.Key.Key_Home)
    page.type("Yes. ")
    assert waved(page) == ["teh", "adn"]
    for _ in range(len("We heard of teh plan ")):
        page.press(Qt.Key.Key_Right)
    page.press(Qt.Key.Key_Return)
    assert (waved(page, 0), waved(page, 1)) == (["teh"], ["adn"])
    page.press(Qt.Key.Key_Backspace)
    assert waved(page) == ["teh", "adn"]
    page.press(Qt.Key.Key_Z, CTRL)
    assert (waved(page, 0), waved(page, 1)) == (["teh"], ["adn"])


def test_underlining_is_neither_a_step_to_undo_nor_a_change(
    page: Screen, empty_store: Path, tmp_path: Path
) -> None:
    shown(page, "We heard of teh plan")
    page.saved()
    before = on_disk(empty_store, tmp_path)
    document = page.notes.editor.document()
    steps = document.availableUndoSteps()
    formats = [document.findBlockByNumber(n).blockFormat() for n in range(2)]
    speller(page).underline.check_in_sight()
    speller(page).switch.trigger()
    assert waved(page) == []
    speller(page).switch.trigger()
    page.until(lambda: waved(page) == ["teh"])
    assert document.availableUndoSteps() == steps
    assert [document.findBlockByNumber(n).blockFormat() for n in range(2)] == formats
    assert not page.context.drafts.is_unsaved()
    assert on_disk(empty_store, tmp_path) == before


def test_text_being_composed_is_not_checked(page: Screen) -> None:
    page.type("The council and ")
    editor = page.notes.editor
    QApplication.sendEvent(editor, QInputMethodEvent("teh", []))
    assert waved(page) == []
    done = QInputMethodEvent("", [])
    done.setCommitString("teh ")
    QApplication.sendEvent(editor, done)
    assert waved(page) == ["teh"]


def test_only_lines_in_sight_are_checked_and_others_once_they_are(page: Screen) -> None:
    editor = page.notes.editor
    editor.insertPlainText("\n".join(["We heard of teh plan"] * 300))
    page.until(lambda: waved(page, 299) == ["teh"])
    assert waved(page, 150) == []
    page.press(Qt.Key.Key_Home, CTRL)
    page.until(lambda: waved(page, 0) == ["teh"])
    assert waved(page, 150) == []


def test_the_menu_key_offers_what_was_meant_and_choosing_it_is_one_step(
    page: Screen, empty_store: Path, tmp_path: Path
) -> None:
    page.type("We recieve too little ")
    page.press(Qt.Key.Key_Home)
    for _ in range(5):
        page.press(Qt.Key.Key_Right)
    menu = menu_of(page)
    assert entries(menu)[:2] == ["receive", "relieve"]
    assert menu.activeAction().text() == "receive"
    choose(menu, "receive")
    assert page.notes.editor.toPlainText() == "We receive too little "
    assert waved(page) == []
    page.saved()
    assert [o.text.strip() for o in on_disk(empty_store, tmp_path)] == ["We receive too little"]
    page.press(Qt.Key.Key_Z, CTRL)
    assert page.notes.editor.toPlainText() == "We recieve too little "


def test_enter_takes_the_first_spelling(page: Screen) -> None:
    page.type("Partners definately")
    menu = menu_of(page)
    page.qtbot.keyClick(menu, Qt.Key.Key_Return)
    page.until(lambda: page.notes.editor.toPlainText() == "Partners definitely")


@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_a_right_click_or_the_systems_own_key_is_about_the_word_there(
    page: Screen, reason: QContextMenuEvent.Reason
) -> None:
    page.type("The council and teh carers and staff agree")
    editor = page.notes.editor
    cursor = editor.textCursor()
    cursor.setPosition(17)
    editor.setTextCursor(cursor)
    at = editor.cursorRect(cursor).center()
    place = editor.viewport().mapToGlobal(at)
    is_key = reason is QContextMenuEvent.Reason.Keyboard
    target = editor if is_key else editor.viewport()
    here = editor.viewport().mapTo(editor, at) if is_key else at
    QApplication.sendEvent(target, QContextMenuEvent(reason, here, place))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    page.until(lambda: "the" in entries(menu))
    menu.close()


def test_the_menu_of_a_word_that_is_right_has_the_editing_alone(page: Screen) -> None:
    page.type("The council")
    page.press(Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Looking…" not in entries(menu)
    assert entries(menu)[-1] == "Check spelling as I type"
    menu.close()


def test_a_menu_entry_is_high_enough_for_a_finger(page: Screen) -> None:
    page.type("We recieve")
    menu = menu_of(page)
    for one in menu.actions():
        assert one.isSeparator() or menu.actionGeometry(one).height() >= 40
    menu.close()


def test_a_word_nobody_can_guess_says_so(page: Screen) -> None:
    page.type("The xqzvwkj council")
    page.press(Qt.Key.Key_Home)
    page.press(Qt.Key.Key_F7)
    menu = menu_of(page)
    assert entries(menu)[0] == "No other spelling found"
    menu.close()


def test_an_added_word_is_known_now_and_after_reopening_and_is_nowhere_in_the_clear(
    page: Screen, empty_store: Path, tmp_path: Path
) -> None:
    word = "Kittiwakequarrel"
    shown(page, f"People of {word} agree", f"We met {word}’s council")
    page.press(Qt.Key.Key_F7)
    menu = menu_of(page)
    choose(menu, f"Add “{word}” to my words")
    assert waved(page, 0) == waved(page, 1) == []
    page.saved()
    page.rest()
    for file in [*empty_store.rglob("*"), *(tmp_path / "config").rglob("*")]:
        if file.is_file():
            assert word.encode() not in file.read_bytes()
    page.context.jobs.close()
    page.rest()
    with open_with_key(empty_store, key_of_store(empty_store)) as store:
        assert own_words(store) == {word}


def test_an_added_word_can_be_taken_back(page: Screen) -> None:
    page.type("People of Kittiwakequarrel agree ")
    page.press(Qt.Key.Key_F7)
    choose(menu_of(page), "Add “Kittiwakequarrel” to my words")
    choose(menu_of(page), "Remove “Kittiwakequarrel” from my words")
    assert waved(page) == ["Kittiwakequarrel"]


def test_an_ignored_word_is_let_be_and_not_kept(page: Screen) -> None:
    shown(page, "The council and Kittiwakequarrel agree")
    page.press(Qt.Key.Key_F7)
    choose(menu_of(page), "Ignore here")
    assert waved(page) == []
    kept: list[frozenset[str]] = []
    page.context.jobs.post(own_words).done.connect(kept.append)
    page.until(lambda: kept)
    assert kept == [frozenset()]


def test_f7_goes_from_slip_to_slip_and_around(page: Screen) -> None:
    shown(page, "We heard of teh plan", "Mae’r cyngor yn gweithio’n dda", "and adn of carers")
    found = []
    for _ in range(3):
        page.press(Qt.Key.Key_F7)
        cursor = page.notes.editor.textCursor()
        found.append((cursor.blockNumber(), cursor.selectedText()))
    assert found == [(0, "teh"), (2, "adn"), (0, "teh")]


def test_f7_says_when_there_is_nothing_to_check(page: Screen) -> None:
    page.type("The council agrees")
    page.press(Qt.Key.Key_F7)
    assert "No word" in page.window.message_bar.sentence


def test_spelling_stays_off_once_it_was_turned_off(page: Screen, tmp_path: Path) -> None:
    shown(page, "We heard of teh plan")
    speller(page).switch.trigger()
    assert waved(page) == []
    assert not Settings(tmp_path / "config").spelling
    shown(page, "and adn of carers")
    assert waved(page, 1) == []
    page.press(Qt.Key.Key_F7)
    assert "not being checked" in page.window.message_bar.sentence


def test_a_slip_has_a_ground_too_where_the_wave_is_hard_to_see(page: Screen) -> None:
    shown(page, "We heard of teh plan")

    def has_ground() -> bool:
        (slip,) = page.notes.editor.document().findBlockByNumber(0).layout().formats()
        return bool(slip.format.background().style() is not Qt.BrushStyle.NoBrush)

    settings = page.context.settings
    settings.choose_look("light")
    assert not has_ground()
    settings.choose_text_size(200)
    assert has_ground()
    settings.choose_text_size(100)
    assert not has_ground()
    settings.choose_look("high-contrast")
    assert has_ground()


def test_hostile_lines_are_checked_in_no_time(page: Screen) -> None:
    start = time.perf_counter()
    for line in ("a" * 60_000, "teh " * 15_000, "a.b@" * 15_000, "-’" * 30_000):
        page.notes.editor.insertPlainText(line + "\n")
    assert time.perf_counter() - start < 20
