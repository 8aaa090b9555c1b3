"""What is typed in the Notes page is on the disk, line by line, and stays the same line."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from peerdesk.app.drafts import SaveState
from peerdesk.app.session.lines import key_of
from peerdesk.domain.words import ObservationKind, Source
from peerdesk.store import reading
from peerdesk.store.opening import open_with_key
from tests.app.conftest import Screen, key_of_store, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def keys_of(screen: Screen) -> list[str]:
    document = screen.notes.editor.document()
    return [key_of(document.findBlockByNumber(n)) for n in range(document.blockCount())]


def texts(folder: Path, tmp_path: Path) -> list[str]:
    return [one.text for one in on_disk(folder, tmp_path)]


def test_each_line_typed_is_an_observation_on_the_disk(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("+ Staff know the plan. #prevention @council")
    writing.press(Qt.Key.Key_Return)
    writing.type("“We were asked twice.”")
    writing.press(Qt.Key.Key_Return)
    writing.type("£4m gap, +ve mood, #1 priority @ 10.30")
    writing.saved()
    found = on_disk(empty_store, tmp_path)
    assert [o.text for o in found] == [
        "Staff know the plan.",
        "“We were asked twice.”",
        "£4m gap, +ve mood, #1 priority @ 10.30",
    ]
    kinds = [ObservationKind.STRENGTH, ObservationKind.QUOTE, ObservationKind.PLAIN]
    assert [o.kind for o in found] == kinds
    assert len(found[0].themes) == len(found[0].organisations) == 1
    assert writing.notes.saved.text() == "✓ Saved on this laptop"


def test_a_line_still_being_typed_is_on_the_disk_without_leaving_it(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("! Half a sen")
    writing.saved()
    (found,) = on_disk(empty_store, tmp_path)
    assert (found.text, found.kind) == ("Half a sen", ObservationKind.CONSIDERATION)
    assert writing.notes.editor.toPlainText() == "Half a sen"
    writing.type("tence")
    writing.saved()
    assert texts(empty_store, tmp_path) == ["Half a sentence"]


def test_a_line_inserted_in_the_middle_keeps_its_place(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    for text in ("first", "third"):
        writing.type(text)
        writing.press(Qt.Key.Key_Return)
    writing.saved()
    writing.press(Qt.Key.Key_Up, times=2)
    writing.press(Qt.Key.Key_End)
    writing.press(Qt.Key.Key_Return)
    writing.type("second")
    writing.saved()
    assert texts(empty_store, tmp_path) == ["first", "second", "third"]


def test_splitting_a_line_leaves_the_record_with_the_beginning(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("one two")
    writing.saved()
    (before,) = on_disk(empty_store, tmp_path)
    writing.press(Qt.Key.Key_Left, times=3)
    writing.press(Qt.Key.Key_Return)
    writing.saved()
    after = on_disk(empty_store, tmp_path)
    assert [o.text.strip() for o in after] == ["one", "two"]
    assert after[0].id == before.id
    assert len(set(keys_of(writing))) == 2


def test_enter_at_the_start_of_a_line_moves_the_record_down_with_its_text(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("text")
    writing.saved()
    (before,) = on_disk(empty_store, tmp_path)
    writing.press(Qt.Key.Key_Home)
    writing.press(Qt.Key.Key_Return)
    writing.saved()
    assert [o.id for o in on_disk(empty_store, tmp_path)] == [before.id]
    writing.press(Qt.Key.Key_Up)
    writing.type("above")
    writing.saved()
    assert texts(empty_store, tmp_path) == ["above", "text"]


def test_a_deleted_line_is_a_deletion_and_undo_brings_the_same_record_back(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("stays")
    writing.press(Qt.Key.Key_Return)
    writing.type("goes and comes back")
    writing.saved()
    before = on_disk(empty_store, tmp_path)
    writing.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    writing.press(Qt.Key.Key_Backspace, times=2)
    writing.saved()
    assert texts(empty_store, tmp_path) == ["stays"]
    writing.press(Qt.Key.Key_Z, CTRL)
    writing.press(Qt.Key.Key_Z, CTRL)
    writing.saved()
    assert [(o.id, o.text) for o in on_disk(empty_store, tmp_path)] == [
        (o.id, o.text) for o in before
    ]


def test_a_mark_is_taken_at_its_space_and_backspace_gives_it_back(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    editor = writing.notes.editor
    writing.type("+ ")
    assert (editor.toPlainText(), editor.current_line().kind) == ("", ObservationKind.STRENGTH)
    assert writing.notes.marking.status.words.text().startswith("Strength.")
    writing.press(Qt.Key.Key_Backspace)
    assert (editor.toPlainText(), editor.current_line().kind) == ("+ ", ObservationKind.PLAIN)
    writing.type("literally a plus")
    writing.saved()
    (found,) = on_disk(empty_store, tmp_path)
    assert (found.text, found.kind) == ("+ literally a plus", ObservationKind.PLAIN)


def test_undo_takes_back_what_a_mark_did(writing: Screen) -> None:
    editor = writing.notes.editor
    writing.type("> ask")
    writing.press(Qt.Key.Key_Z, CTRL)
    assert (editor.toPlainText(), editor.current_line().kind) == ("", ObservationKind.FOLLOW_UP)
    writing.press(Qt.Key.Key_Z, CTRL)
    assert (editor.toPlainText(), editor.current_line().kind) == ("> ", ObservationKind.PLAIN)


def test_a_sum_after_its_sign_stays_as_typed(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    for typed in ("= £4m", "= 41 beds", "- a point", "> 65s waiting"):
        writing.type(typed)
        writing.press(Qt.Key.Key_Return)
    writing.saved()
    found = on_disk(empty_store, tmp_path)
    assert [(o.text, o.kind) for o in found] == [
        ("= £4m", ObservationKind.PLAIN),
        ("41 beds", ObservationKind.FACT),
        ("a point", ObservationKind.PLAIN),
        ("65s waiting", ObservationKind.FOLLOW_UP),
    ]


def test_pasted_lines_become_observations_with_their_marks_untouched(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    pasted = QMimeData()
    pasted.setText("+ not a mark\r\nsecond #flow\n\nlast")
    pasted.setHtml("<b>never this</b>")
    writing.notes.editor.insertFromMimeData(pasted)
    writing.saved()
    assert texts(empty_store, tmp_path) == ["+ not a mark", "second #flow", "last"]
    assert len(set(keys_of(writing))) == 4
    writing.press(Qt.Key.Key_Z, CTRL)
    writing.saved()
    assert texts(empty_store, tmp_path) == []


def test_what_is_copied_is_plain_text_marked_as_private(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("one")
    writing.press(Qt.Key.Key_Return)
    writing.type("two")
    writing.press(Qt.Key.Key_A, CTRL)
    writing.press(Qt.Key.Key_C, CTRL)
    copied = QApplication.clipboard().mimeData()
    assert copied.text() == "one\ntwo"
    assert not copied.hasHtml()
    assert bytes(copied.data("x-kde-passwordManagerHint").data()) == b"secret"
    writing.press(Qt.Key.Key_End, CTRL)
    writing.press(Qt.Key.Key_V, CTRL)
    writing.saved()
    assert texts(empty_store, tmp_path) == ["one", "twoone", "two"]
    QApplication.clipboard().clear()


def test_kind_and_theme_are_set_by_keys_on_every_selected_line(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("one")
    writing.press(Qt.Key.Key_Return)
    writing.type("two")
    writing.press(Qt.Key.Key_A, CTRL)
    writing.press(Qt.Key.Key_2, ALT)
    writing.press(Qt.Key.Key_1, CTRL)
    writing.saved()
    found = on_disk(empty_store, tmp_path)
    assert {o.kind for o in found} == {ObservationKind.CONSIDERATION}
    assert all(len(o.themes) == 1 for o in found)
    writing.press(Qt.Key.Key_1, CTRL)
    writing.saved()
    assert not any(o.themes for o in on_disk(empty_store, tmp_path))


def test_tab_leaves_the_editor(writing: Screen) -> None:
    writing.press(Qt.Key.Key_Tab)
    assert writing.focus is not writing.notes.editor
    writing.press(Qt.Key.Key_Backtab)
    assert writing.focus is writing.notes.editor


def test_what_cannot_be_saved_says_so_and_is_saved_later(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    jobs = writing.context.jobs
    with writing.qtbot.waitSignal(jobs.close().ended):
        pass
    writing.type("kept in memory")
    writing.until(lambda: writing.notes.save.state is SaveState.NOT_SAVED)
    assert writing.notes.saved.text().startswith("▲ NOT SAVED.")
    jobs.open(lambda: open_with_key(empty_store, key_of_store(empty_store)))
    writing.type(", and more")
    writing.saved()
    assert texts(empty_store, tmp_path) == ["kept in memory, and more"]


def test_another_session_is_not_opened_over_text_that_is_not_saved(writing: Screen) -> None:
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    writing.type("kept")
    writing.until(lambda: writing.notes.save.state is SaveState.NOT_SAVED)
    shown = writing.notes.session
    writing.notes.open_session("no other")
    writing.rest()
    assert writing.notes.session == shown
    assert "kept" in writing.notes.editor.toPlainText()


def test_a_session_read_again_shows_the_same_lines(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("+ once. #flow")
    writing.press(Qt.Key.Key_Return)
    writing.saved()
    with writing.qtbot.waitSignal(writing.notes.session_opened):
        writing.notes.refresh()
    assert writing.notes.editor.toPlainText() == "once.\n"
    writing.notes.editor.moveCursor(QTextCursor.MoveOperation.Start)
    line = writing.notes.editor.current_line()
    assert (line.kind, len(line.themes)) == (ObservationKind.STRENGTH, 1)
    assert len(on_disk(empty_store, tmp_path)) == 1


def test_held_heads_and_summary_are_kept(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    panel = writing.notes.beside.leaving
    panel.held.click()
    panel.summary.setFocus()
    writing.type("Two lines.")
    next(iter(panel.heads.values())).setValue(7)
    writing.saved()
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    with open_with_key(empty_store, key_of_store(empty_store)) as store:
        (account,) = reading.attendances(store)
    assert (account.held, account.summary, account.present[0][1]) == (True, "Two lines.", 7)


def test_speaker_source_and_the_flag_for_the_lead_are_kept_and_read_again(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("Beds were full.")
    writing.notes.editor.change_lines(
        lambda line: replace(line, source=Source.SEEN, speaker="Director", for_lead=True)
    )
    writing.saved()
    (found,) = on_disk(empty_store, tmp_path)
    assert (found.source, found.speaker, found.for_lead) == (Source.SEEN, "Director", True)
    with writing.qtbot.waitSignal(writing.notes.session_opened):
        writing.notes.refresh()
    writing.notes.editor.moveCursor(QTextCursor.MoveOperation.Start)
    line = writing.notes.editor.current_line()
    assert (line.speaker, line.for_lead) == ("Director", True)
    assert writing.notes.marking.time_of(line)
    writing.notes.editor.change_lines(lambda line: replace(line, speaker="", for_lead=False))
    writing.saved()
    (found,) = on_disk(empty_store, tmp_path)
    assert (found.source, found.speaker, found.for_lead) == (Source.SEEN, "", False)
