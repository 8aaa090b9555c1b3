"""Lines that other programs mangle survive to the letter, typed key by key and pasted.

To the letter: every character, spaces at both ends and unseen ones included. The only thing that
goes is a mark or bullet followed by a space at the start of a typed line, which is what it is for;
a pasted line keeps even that.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from peerdesk.app.session.commands import as_lines
from peerdesk.store import reading
from tests.app.conftest import Screen, on_disk
from tests.app.test_typing import texts

LINES = Path(__file__).with_name("hostile_lines.txt").read_text(encoding="utf-8").split("\n")[:-1]
TYPED = {  # marks and bullets that are what they look like
    "! = not, != not equal": "= not, != not equal",
    "• bullet without a space: •x": "bullet without a space: •x",
}
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(screen: Screen) -> list[str]:
    return [line.text for line in screen.notes.editor.all_lines()]


def come_back(screen: Screen) -> None:
    """Go to the other session and come back, so that all is read from the disk again."""
    first = screen.notes.session
    job = screen.context.jobs.post(lambda store: [one.id for one in reading.sessions(store)])
    with screen.qtbot.waitSignal(job.done, timeout=10_000) as answer:
        pass
    found = [one for one in answer.args[0] if one != first]
    for session in (found[0], first):
        with screen.qtbot.waitSignal(screen.notes.session_opened, timeout=10_000):
            screen.notes.open_session(session)


def test_there_are_two_hundred_and_none_is_blank_or_two() -> None:
    assert len(set(LINES)) == len(LINES) >= 200
    assert all(line.strip() and as_lines(line) == [line] for line in LINES)


def test_typed_key_by_key_they_are_on_the_screen_and_the_disk(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    for line in LINES:
        writing.type(line)
        writing.press(Qt.Key.Key_Return)
    expected = [TYPED.get(line, line) for line in LINES]
    assert shown(writing) == expected
    writing.saved()
    assert texts(empty_store, tmp_path) == expected
    come_back(writing)
    assert shown(writing) == expected


def test_pasted_at_once_they_are_on_the_screen_and_the_disk(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    source = QMimeData()
    source.setText("\r\n".join(LINES))
    source.setHtml("<p>never</p>")
    source.setImageData(b"never")
    writing.notes.editor.insertFromMimeData(source)
    assert shown(writing) == LINES
    writing.saved()
    assert texts(empty_store, tmp_path) == LINES


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_whatever_ends_a_line_elsewhere_ends_one_here(newline: str) -> None:
    assert as_lines(newline.join(LINES)) == LINES


def test_cut_and_pasted_they_are_the_same_notes_in_the_same_order(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    source = QMimeData()
    source.setText("\n".join(LINES))
    writing.notes.editor.insertFromMimeData(source)
    writing.saved()
    before = [(o.id, o.text) for o in on_disk(empty_store, tmp_path)]
    writing.press(Qt.Key.Key_A, CTRL)
    writing.press(Qt.Key.Key_X, CTRL)
    writing.saved()
    assert texts(empty_store, tmp_path) == []
    assert QApplication.clipboard().text() == "\n".join(LINES)
    writing.press(Qt.Key.Key_V, CTRL)
    writing.saved()
    assert [(o.id, o.text) for o in on_disk(empty_store, tmp_path)] == before
    QApplication.clipboard().clear()


def test_what_is_no_letter_is_left_out_of_what_is_pasted() -> None:
    assert as_lines("\ufeffa\0b\ufffcc\ufdd0d\ud800e\x07f\ttab\x0bnext\x85last") == [
        "abcdef\ttab",
        "next",
        "last",
    ]
