"""What is noted of a document counts as read, however it was put in, until somebody says other."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt

from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import ObservationKind, Source
from tests.app.conftest import Screen, on_disk

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def reading(writing: Screen) -> Screen:
    """Return a window whose session is a document to read."""
    session = RecordId(writing.notes.session)
    job = writing.context.jobs.post(lambda store: store.change(session, {"kind": "reading"}))
    with writing.qtbot.waitSignal(job.done):
        pass
    with writing.qtbot.waitSignal(writing.notes.session_opened):
        writing.context.changed.timetable.emit()
    return writing


def sources(folder: Path, tmp_path: Path) -> list[Source]:
    return [one.source for one in on_disk(folder, tmp_path)]


def test_what_is_typed_split_and_pasted_is_read(
    reading: Screen, empty_store: Path, tmp_path: Path
) -> None:
    reading.type("+ The plan names carers. ")
    reading.type("It has no dates.")
    reading.press(Qt.Key.Key_Left, times=len("It has no dates."))
    reading.press(Qt.Key.Key_Return)
    reading.press(Qt.Key.Key_End)
    reading.press(Qt.Key.Key_Return)
    pasted = QMimeData()
    pasted.setText("Page 4\nPage 9")
    reading.notes.editor.insertFromMimeData(pasted)
    reading.saved()
    found = on_disk(empty_store, tmp_path)
    assert [o.text for o in found] == [
        "The plan names carers. ",
        "It has no dates.",
        "Page 4",
        "Page 9",
    ]
    assert {o.source for o in found} == {Source.READ}
    assert found[0].kind is ObservationKind.STRENGTH
    assert reading.notes.marking.status.words.text().startswith("Note, read.")


def test_somebody_who_says_that_it_was_heard_is_believed(
    reading: Screen, empty_store: Path, tmp_path: Path
) -> None:
    reading.type("The author told me.")
    reading.press(Qt.Key.Key_R, ALT)
    reading.press(Qt.Key.Key_Return)
    reading.press(Qt.Key.Key_S, ALT)
    reading.type("A poster in the hall.")
    reading.saved()
    assert sources(empty_store, tmp_path) == [Source.HEARD, Source.SEEN]


def test_in_a_conversation_what_is_typed_is_heard(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("They told us.")
    writing.saved()
    assert sources(empty_store, tmp_path) == [Source.HEARD]
