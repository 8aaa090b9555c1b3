"""The buttons under the editor: what each does, by key, mouse and finger, and that they fit."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from peerdesk.app.session.choice_menu import MenuButton
from peerdesk.app.session.lines import Line
from peerdesk.app.session.marks_bar import MarksBar
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Theme
from peerdesk.domain.words import ObservationKind, Source
from tests.app.conftest import Screen, on_disk

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
PRESSES: list[tuple[Qt.Key, Callable[[Line], object]]] = [
    (Qt.Key.Key_1, lambda line: line.kind is ObservationKind.STRENGTH),
    (Qt.Key.Key_3, lambda line: line.kind is ObservationKind.QUOTE),
    (Qt.Key.Key_S, lambda line: line.source is Source.SEEN),
    (Qt.Key.Key_R, lambda line: line.source is Source.READ),
    (Qt.Key.Key_L, lambda line: line.for_lead),
]


def bar(screen: Screen) -> MarksBar:
    return screen.notes.marking.bar


def buttons(screen: Screen) -> list[QPushButton]:
    return [one for one in bar(screen).findChildren(QPushButton) if one.isVisible()]


def named(screen: Screen, name: str) -> QPushButton:
    return next(b for b in bar(screen).findChildren(QPushButton) if b.accessibleName() == name)


def line(screen: Screen) -> Line:
    return screen.notes.editor.current_line()


def tick(screen: Screen, menu: QMenu, words: str) -> None:
    """Choose an entry of a menu that is open, with the keyboard."""
    found = next(a for a in menu.actions() if words in a.text())
    menu.setActiveAction(found)
    screen.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()


def touch(screen: Screen, device: QPointingDevice, widget: QWidget, at: QPoint) -> None:
    """Put a finger on a widget and lift it."""
    window = widget.window().windowHandle()
    place = widget.mapTo(widget.window(), at)
    QTest.touchEvent(window, device).press(0, place, window).commit()
    QTest.touchEvent(window, device).release(0, place, window).commit()


@pytest.mark.parametrize(("key", "holds"), PRESSES)
def test_a_key_marks_every_selected_line_and_takes_it_off_in_one_step(
    writing: Screen, key: Qt.Key, holds: Callable[[Line], object]
) -> None:
    writing.type("one")
    writing.press(Qt.Key.Key_Return)
    writing.type("two")
    writing.press(Qt.Key.Key_A, CTRL)
    writing.press(key, ALT)
    assert all(holds(one) for one in writing.notes.editor.all_lines())
    writing.press(Qt.Key.Key_Z, CTRL)
    assert not any(holds(one) for one in writing.notes.editor.all_lines())
    assert writing.notes.editor.toPlainText() == "one\ntwo"


def test_a_source_pressed_again_is_heard_again(writing: Screen) -> None:
    writing.type("The ward was full.")
    writing.press(Qt.Key.Key_S, ALT)
    writing.press(Qt.Key.Key_R, ALT)
    assert line(writing).source is Source.READ
    assert not named(writing, "Seen").isChecked()
    writing.press(Qt.Key.Key_R, ALT)
    assert line(writing).source is Source.HEARD


def test_a_key_wins_over_the_mark_that_was_typed(writing: Screen) -> None:
    writing.type("+ not so sure")
    writing.press(Qt.Key.Key_2, ALT)
    writing.press(Qt.Key.Key_Return)
    (kept,) = writing.notes.editor.all_lines()
    assert (kept.text, kept.kind) == ("not so sure", ObservationKind.CONSIDERATION)


def test_who_said_it_is_a_role_of_the_session_and_never_a_name(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("Nobody decides.")
    writing.press(Qt.Key.Key_W, ALT)
    menu = bar(writing).speakers_menu.menu_shown
    assert menu.isVisible()
    words = [a.text() for a in menu.actions()]
    assert words == ["Director", "Nobody in particular"]
    tick(writing, menu, "Director")
    assert line(writing).speaker == "Director"
    writing.saved()
    assert [o.speaker for o in on_disk(empty_store, tmp_path)] == ["Director"]
    assert "Said by: Director." in writing.notes.marking.status.words.text()
    writing.press(Qt.Key.Key_W, ALT)
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Director"]
    tick(writing, menu, "Nobody")
    assert line(writing).speaker == ""


def test_organisations_are_ticked_in_their_menu(writing: Screen) -> None:
    writing.type("They meet weekly.")
    for short in ("@council", "@trust"):
        writing.press(Qt.Key.Key_O, ALT)
        tick(writing, bar(writing).organisations_menu.menu_shown, short)
    assert len(line(writing).organisations) == 2
    assert bar(writing).organisations_menu.isChecked()
    assert "(relationship)" in writing.notes.marking.status.words.text()


def test_themes_are_ticked_in_their_menu_too(writing: Screen) -> None:
    writing.type("A line.")
    writing.press(Qt.Key.Key_T, ALT)
    menu = bar(writing).themes_menu.menu_shown
    assert [a.text() for a in menu.actions()] == [
        "#prevention   Prevention\tCtrl+1",
        "#flow   Going home\tCtrl+2",
    ]
    tick(writing, menu, "#flow")
    assert named(writing, "Theme Going home").isChecked()


def test_a_line_for_the_lead_says_not_to_wait(writing: Screen) -> None:
    status = writing.notes.marking.status
    assert status.risk.isVisible()
    assert status.risk.text() == "Someone at risk? Phone 01632 960111 now, do not wait."
    writing.type("A child was mentioned.")
    writing.press(Qt.Key.Key_L, ALT)
    assert status.words.text().endswith("For the lead, who sees it when you hand in.")
    assert status.risk.isVisible()
    told = "For the lead, who sees it when you hand in. Someone at risk? Phone 01632 960111 now,"
    writing.until(lambda: told in status.said)


def test_a_line_is_said_once_when_the_caret_stays_in_it(writing: Screen) -> None:
    status = writing.notes.marking.status
    writing.type("+ one #flow")
    writing.press(Qt.Key.Key_Return)
    writing.type("two")
    writing.saved()
    writing.press(Qt.Key.Key_Up)
    writing.until(lambda: status.said.startswith("Strength. Theme: Going home. "))
    status.said = ""
    writing.press(Qt.Key.Key_Left)
    with writing.qtbot.waitSignal(status._saying.timeout, raising=False, timeout=900):
        writing.notes.editor.line_changed.emit()
    assert status.said == ""
    writing.press(Qt.Key.Key_2, ALT)
    writing.until(lambda: status.said.startswith("Consideration. Theme: Going home. "))


def test_the_time_of_a_line_stands_beside_it(writing: Screen) -> None:
    writing.type("one")
    writing.saved()
    time = writing.notes.marking.time_of(line(writing))
    assert len(time) == 5
    assert time in writing.notes.marking.status.words.text()


def test_every_button_and_entry_is_as_large_as_a_finger(writing: Screen) -> None:
    for made in buttons(writing):
        assert made.height() >= 40, made.text()
        assert made.width() >= 40, made.text()
        if isinstance(made, MenuButton):
            made.open()
            menu = made.menu_shown
            heights = [menu.actionGeometry(a).height() for a in menu.actions()]
            menu.hide()
            assert min(heights) >= 40, (made.text(), heights)


def test_a_finger_opens_a_menu_and_chooses_from_it(writing: Screen) -> None:
    device = QTest.createTouchDevice()
    writing.type("Nobody decides.")
    button = bar(writing).speakers_menu
    touch(writing, device, button, button.rect().center())
    menu = button.menu_shown
    writing.until(menu.isVisible)
    QTest.mouseClick(
        menu,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        menu.actionGeometry(menu.actions()[0]).center(),
    )
    assert line(writing).speaker == "Director"
    flag = named(writing, "For the lead")
    touch(writing, device, flag, flag.rect().center())
    assert line(writing).for_lead
    assert writing.focus is writing.notes.editor


def many(count: int) -> list[Theme]:
    return [Theme(RecordId(f"t{n}"), f"Theme {n}", f"theme-{n}", True) for n in range(count)]


@pytest.mark.parametrize("size", [100, 150, 200])
def test_the_bar_keeps_to_two_rows_and_hides_no_button_by_half(writing: Screen, size: int) -> None:
    writing.context.settings.choose_text_size(size)
    writing.window.resize(1366, 768)
    bar(writing).show_choices(many(14), (), ())
    writing.until(lambda: len({made.y() for made in buttons(writing)}) == 2)
    for made in buttons(writing):
        assert bar(writing).rect().contains(made.geometry()), made.text()
        assert made.width() >= made.sizeHint().width()
    shown = [made for made in buttons(writing) if made.text().startswith("#theme-")]
    assert 1 <= len(shown) < 14
    assert writing.notes.editor.height() > 5 * writing.notes.editor.fontMetrics().lineSpacing()


def test_a_theme_without_a_button_is_shown_on_the_menus_button(writing: Screen) -> None:
    writing.window.resize(1366, 768)
    themes = many(14)
    bar(writing).show_choices(themes, (), ())
    bar(writing).show_line(replace(line(writing), themes=frozenset({themes[-1].id})))
    assert bar(writing).themes_menu.isChecked()
    bar(writing).show_line(replace(line(writing), themes=frozenset({themes[0].id})))
    assert not bar(writing).themes_menu.isChecked()


def test_every_key_of_the_bar_is_an_action_with_words_for_the_palette(writing: Screen) -> None:
    found = {a.shortcut().toString(): a.text() for a in bar(writing).findChildren(QAction)}
    for key in ("Alt+1", "Alt+6", "Ctrl+1", "Alt+S", "Alt+R", "Alt+L", "Alt+T", "Alt+O", "Alt+W"):
        assert found.get(key), key


def test_help_names_every_key_of_the_bar(writing: Screen) -> None:
    for found in bar(writing).findChildren(QAction):
        key = found.shortcut().toString()
        named_by_range = key[:-1] in ("Alt+", "Ctrl+") and key[-1].isdigit()
        assert not key or named_by_range or key in writing.notes.help_text, key


def test_saving_leaves_what_is_shown_of_a_line_that_is_the_same(writing: Screen) -> None:
    writing.type("+ one")
    writing.saved()
    strength = named(writing, "Strength")
    assert strength.isChecked()
    writing.type(" and more")
    writing.saved()
    assert strength.isChecked()
    strength.click()
    assert strength.isChecked()
