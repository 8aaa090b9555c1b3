"""A line stays the same note with its ties: joined, taken back, moved, cut into another session."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from peerdesk.app.session.clips import OURS
from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.order import between
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import FindingKind, FindingState, ObservationKind
from peerdesk.store import notes, reading
from peerdesk.store.findings import save_finding, tie_evidence
from peerdesk.store.store import Store
from tests.app.conftest import Screen, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier


def ask(screen: Screen, work: object) -> object:
    """Return what a job on the store answers."""
    job = screen.context.jobs.post(work)  # type: ignore[arg-type]
    with screen.qtbot.waitSignal(job.done, timeout=10_000) as answer:
        pass
    return answer.args[0]


def write(screen: Screen, *lines: str) -> None:
    """Type lines, the caret left in the last."""
    for number, line in enumerate(lines):
        if number:
            screen.press(Qt.Key.Key_Return)
        screen.type(line)
    screen.saved()


def tie_and_comment(store: Store) -> RecordId:
    """Tie the session's last note to a finding and comment on it; return the comment."""
    last = reading.observations(store)[-1].id
    finding = save_finding(
        store,
        headline="h",
        narrative="",
        kind=FindingKind.STRENGTH,
        state=FindingState.DRAFT,
        theme=None,
    )
    tie_evidence(store, finding, last)
    return store.create(RecordKind.COMMENT, {"on": last, "text": "c"})


def ties(screen: Screen, comment: RecordId) -> tuple[object, object]:
    """Return the evidence of the finding, and what the comment is on."""

    def work(store: Store) -> tuple[object, object]:
        (finding,) = reading.findings(store)
        return finding.evidence, store.state(comment).fields["on"].value

    found = ask(screen, work)
    assert isinstance(found, tuple)
    return found


def test_a_joined_line_hands_its_ties_over_and_undo_gives_them_back(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    write(writing, "one ", "two")
    first, second = on_disk(empty_store, tmp_path)
    comment = ask(writing, tie_and_comment)
    assert isinstance(comment, str)
    writing.press(Qt.Key.Key_Home)
    writing.press(Qt.Key.Key_Backspace)
    writing.saved()
    assert [(o.id, o.text) for o in on_disk(empty_store, tmp_path)] == [(first.id, "one two")]
    assert ties(writing, RecordId(comment)) == ({first.id}, first.id)
    writing.press(Qt.Key.Key_Z, CTRL)
    writing.saved()
    back = [(o.id, o.text) for o in on_disk(empty_store, tmp_path)]
    assert back == [(first.id, "one "), (second.id, "two")]
    assert ties(writing, RecordId(comment)) == ({second.id}, second.id)
    writing.press(Qt.Key.Key_Y, CTRL)
    writing.saved()
    assert ties(writing, RecordId(comment)) == ({first.id}, first.id)


def test_what_a_joined_line_was_is_not_lost(writing: Screen) -> None:
    write(writing, "plain", "! and this")
    writing.press(Qt.Key.Key_Up)
    writing.press(Qt.Key.Key_End)
    writing.press(Qt.Key.Key_Delete)
    line = writing.notes.editor.current_line()
    assert (line.text, line.kind) == ("plainand this", ObservationKind.CONSIDERATION)


def test_a_line_cut_and_pasted_in_another_session_moves_there(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    write(writing, "+ stays", "! goes")
    before = {o.text: o.id for o in on_disk(empty_store, tmp_path)}
    sessions = ask(writing, lambda store: [one.id for one in reading.sessions(store)])
    assert isinstance(sessions, list)
    (other,) = [one for one in sessions if one != writing.notes.session]
    writing.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    writing.press(Qt.Key.Key_X, CTRL)
    with writing.qtbot.waitSignal(writing.notes.session_opened, timeout=10_000):
        writing.notes.open_session(other)
    writing.notes.editor.setFocus()
    writing.press(Qt.Key.Key_V, CTRL)
    writing.saved()
    moved = next(o for o in on_disk(empty_store, tmp_path) if o.text == "goes")
    assert (moved.id, moved.session) == (before["goes"], other)
    assert moved.kind is ObservationKind.CONSIDERATION
    QApplication.clipboard().clear()


def test_a_copy_is_another_note_of_the_same_kind_and_tells_the_clipboard_nothing_more(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    write(writing, "= 41 beds")
    writing.notes.editor.change_lines(lambda line: replace(line, speaker="Ward sister"))
    writing.press(Qt.Key.Key_A, CTRL)
    writing.press(Qt.Key.Key_C, CTRL)
    copied = QApplication.clipboard().mimeData()
    assert copied.text() == "41 beds"
    assert len(copied.data(OURS).data()) == 32
    everything = b"".join(copied.data(name).data() for name in copied.formats())
    assert b"sister" not in everything
    assert b"fact" not in everything
    writing.press(Qt.Key.Key_End, CTRL)
    writing.press(Qt.Key.Key_Return)
    writing.press(Qt.Key.Key_V, CTRL)
    writing.saved()
    found = on_disk(empty_store, tmp_path)
    assert len({o.id for o in found}) == 2
    assert [(o.text, o.kind, o.speaker) for o in found] == [
        ("41 beds", ObservationKind.FACT, "Ward sister")
    ] * 2
    QApplication.clipboard().clear()


def test_a_line_dragged_elsewhere_is_the_same_note_in_its_new_place(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    write(writing, "one", "two", "three", "")
    before = {o.text: o.id for o in on_disk(empty_store, tmp_path)}
    editor = writing.notes.editor
    cursor = editor.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    target = editor.textCursor()
    target.setPosition(8)
    editor.move_selection(target)
    writing.saved()
    found = [(o.text, o.id) for o in on_disk(empty_store, tmp_path)]
    assert found == [(text, before[text]) for text in ("two", "one", "three")]
    writing.press(Qt.Key.Key_Z, CTRL)
    writing.saved()
    found = [(o.text, o.id) for o in on_disk(empty_store, tmp_path)]
    assert found == [(text, before[text]) for text in ("one", "two", "three")]


def test_what_was_dictated_is_one_step_and_nothing_is_read_while_it_is_composed(
    writing: Screen,
) -> None:
    editor = writing.notes.editor
    QApplication.sendEvent(editor, QInputMethodEvent("+ ", []))
    assert editor.current_line().kind is ObservationKind.PLAIN
    said = QInputMethodEvent()
    said.setCommitString("They were kind. They were late.\nNobody rang.")
    QApplication.sendEvent(editor, said)
    assert editor.toPlainText() == "They were kind. They were late.\nNobody rang."
    writing.press(Qt.Key.Key_Z, CTRL)
    assert editor.toPlainText() == ""


def test_a_merge_leaves_the_caret_in_its_line_and_undo_where_nothing_changed(
    writing: Screen,
) -> None:
    write(writing, "first", "second")
    writing.press(Qt.Key.Key_Left, times=2)
    editor, page = writing.notes.editor, writing.notes
    steps = editor.document().availableUndoSteps()
    with writing.qtbot.waitSignal(page.session_opened, timeout=10_000):
        page.refresh()
    assert editor.document().availableUndoSteps() == steps > 0
    session = RecordId(page.session)

    def add_above(store: Store) -> None:
        first = reading.observations(store, session)[0].position
        line = MarkedLine("above", ObservationKind.PLAIN)
        notes.add_observation(store, session, line, position=between("", first))

    ask(writing, add_above)
    with writing.qtbot.waitSignal(page.session_opened, timeout=10_000):
        page.refresh()
    assert editor.toPlainText() == "above\nfirst\nsecond\n"
    assert (editor.current_line().text, editor.textCursor().positionInBlock()) == ("second", 4)


def test_a_merge_while_a_line_is_begun_leaves_it_where_it_was(writing: Screen) -> None:
    write(writing, "first", "last")
    writing.press(Qt.Key.Key_Up)
    writing.press(Qt.Key.Key_End)
    writing.press(Qt.Key.Key_Return)
    writing.type("! ")
    page, session = writing.notes, RecordId(writing.notes.session)

    def mark_last(store: Store) -> None:
        last = reading.observations(store, session)[-1].id
        store.change(last, {"kind": "fact"})

    writing.saved()
    ask(writing, mark_last)
    with writing.qtbot.waitSignal(page.session_opened, timeout=10_000):
        page.refresh()
    writing.type("between")
    assert page.editor.toPlainText() == "first\nbetween\nlast\n"
    assert page.editor.current_line().kind is ObservationKind.CONSIDERATION


@pytest.mark.parametrize("kept", ["text/html", "image/png"])
def test_nothing_but_text_is_taken(writing: Screen, kept: str) -> None:
    source = QMimeData()
    source.setData(kept, b"<b>no</b>")
    writing.notes.editor.insertFromMimeData(source)
    assert writing.notes.editor.toPlainText() == ""
