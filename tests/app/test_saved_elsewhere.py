"""A full or vanished disk: typing goes on, a sealed copy goes elsewhere, and comes back whole."""

import shutil
import subprocess
from pathlib import Path

import pyrage
import pytest
from PySide6.QtCore import Qt

from peerdesk.app.drafts import SaveState
from peerdesk.app.saved_copy import bring_back
from peerdesk.domain.words import ObservationKind
from peerdesk.store.opening import open_with_key
from peerdesk.store.settings import Settings
from peerdesk.store.spare import CopyUnreadable, copy_recipients, read_copy, write_copy
from peerdesk.store.store import Store
from tests.app.conftest import FIRST, PASSPHRASE, Screen, key_of_store, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier


def _full(store: Store) -> None:
    """Let the database grow no more: what SQLite says then is what it says of a full disk."""
    store.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (pages,) = store.db.conn.execute("PRAGMA page_count").fetchone()
    store.db.conn.execute(f"PRAGMA max_page_count = {pages}")


def _roomy(store: Store) -> None:
    store.db.conn.execute("PRAGMA max_page_count = 1000000")


def fill(screen: Screen) -> None:
    screen.until(lambda: screen.window.not_saved._recipients)
    screen.context.jobs.post(_full)
    screen.rest()
    screen.type("+ said after the disk was full #flow @trust ")
    screen.notes.editor.insertPlainText("word " * 3000)
    screen.until(lambda: screen.notes.save.state is SaveState.NOT_SAVED)


def saved(screen: Screen, path: Path) -> Path:
    screen.window.not_saved.save_to(path)
    screen.until(path.exists)
    screen.rest()
    return path


def test_a_full_disk_is_said_on_every_page_and_typing_goes_on(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    fill(writing)
    assert writing.window.not_saved.sentence.startswith("▲ NOT SAVED. The disk is full")
    assert "NOT SAVED" in writing.notes.saved.text()
    writing.type("and on")
    writing.go("evidence")
    assert writing.window.not_saved.isVisible()
    writing.go("notes")
    assert writing.notes.editor.toPlainText().endswith("and on")
    writing.context.jobs.post(_roomy)
    writing.saved()
    assert writing.window.not_saved.isHidden()
    assert on_disk(empty_store, tmp_path)[0].text.endswith("and on")


def test_a_copy_elsewhere_is_sealed_and_brings_everything_back(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.type("saved before the disk was full")
    writing.press(Qt.Key.Key_Return)
    writing.saved()
    writing.until(lambda: writing.notes.save.state is SaveState.SAVED)
    untouched = shutil.copytree(
        empty_store, tmp_path / "before", ignore=shutil.ignore_patterns("lock")
    )
    fill(writing)
    writing.notes.beside.scratch.edit.setPlainText("ask about parking")
    path = saved(writing, tmp_path / "elsewhere.peerdesk-copy")
    assert "encrypted" in writing.window.message_bar.sentence
    content = path.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert b"said after" not in content
    with open_with_key(untouched, key_of_store(empty_store)) as store:
        assert bring_back(store, path) == 1
        assert bring_back(store, path) is None
    found = on_disk(untouched, tmp_path)
    assert [one.text[:10] for one in found] == ["saved befo", "said after"]
    assert found[1].kind is ObservationKind.STRENGTH
    assert len(found[1].themes) == len(found[1].organisations) == 1
    writing.context.jobs.post(_roomy)
    writing.saved()


def test_a_copy_of_what_was_saved_after_all_adds_nothing(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    fill(writing)
    path = saved(writing, tmp_path / "elsewhere.peerdesk-copy")
    writing.type("and on")
    writing.context.jobs.post(_roomy)
    writing.saved()
    writing.window.not_saved.bring_back(path)
    writing.until(lambda: "Brought back" in writing.window.message_bar.sentence)
    writing.rest()
    assert [one.text[-6:] for one in on_disk(empty_store, tmp_path)] == ["and on"]
    assert len(writing.notes.editor.all_lines()) == 1


def test_a_copy_can_be_saved_while_locked(writing: Screen, tmp_path: Path) -> None:
    fill(writing)
    with writing.qtbot.waitSignal(writing.window.locked, timeout=10_000):
        writing.press(Qt.Key.Key_L, CTRL)
    assert writing.window.not_saved.isVisible()
    assert writing.window.not_saved._save.isEnabled()
    path = saved(writing, tmp_path / "elsewhere.peerdesk-copy")
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    writing.type(PASSPHRASE)
    writing.press(Qt.Key.Key_Return)
    writing.until(lambda: writing.notes.editor.isVisible())
    writing.saved()


def test_a_place_that_cannot_be_written_says_so(writing: Screen, tmp_path: Path) -> None:
    fill(writing)
    writing.window.not_saved.save_to(tmp_path / "nowhere" / "x.peerdesk-copy")
    writing.rest()
    assert writing.window.message_bar.sentence
    assert writing.notes.save.state is SaveState.NOT_SAVED
    writing.context.jobs.post(_roomy)
    writing.saved()


def test_a_line_changed_in_both_places_is_kept_twice(noted_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.peerdesk-copy"
    with open_with_key(noted_store, key_of_store(noted_store)) as store:
        from peerdesk.store import reading

        session = next(s for s in reading.sessions(store) if s.title == FIRST)
        note = reading.observations(store, session.id)[0]
        line = {
            "record": note.id, "text": "Two front doors work.", "kind": "strength",
            "source": "heard", "speaker": "", "for_lead": False, "themes": [],
            "organisations": [], "before": note.text, "gone": False, "position": note.position,
            "at": note.at.isoformat(),
        }  # fmt: skip
        part = {"part": "lines", "session": session.id, "noted_by": "", "lines": [line]}
        content = {"challenge": store.challenge, "id": "1", "at": "", "parts": [part]}
        store.change(note.id, {"text": "No front door works."})
        write_copy(path, content, copy_recipients(store))
        assert bring_back(store, path) == 1
        texts = {one.text for one in reading.observations(store, session.id)}
    assert {"Two front doors work.", "No front door works."} <= texts


@pytest.mark.parametrize("content", [b"", b"not age", b"age-encryption.org/v1\nno more"])
def test_a_file_that_is_no_copy_says_so(noted_store: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.peerdesk-copy"
    path.write_bytes(content)
    with open_with_key(noted_store, key_of_store(noted_store)) as store:
        with pytest.raises(CopyUnreadable):
            read_copy(store, path)
        with pytest.raises(CopyUnreadable):
            read_copy(store, tmp_path / "missing")


def test_a_copy_of_other_notes_is_refused(noted_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.peerdesk-copy"
    with open_with_key(noted_store, key_of_store(noted_store)) as store:
        write_copy(path, {"challenge": "another", "id": "1", "parts": []}, copy_recipients(store))
        with pytest.raises(CopyUnreadable):
            read_copy(store, path)
        stranger = str(pyrage.x25519.Identity.generate().to_public())
        content = {"challenge": store.challenge, "id": "1", "parts": []}
        write_copy(path, content, (stranger,))
        with pytest.raises(CopyUnreadable):
            read_copy(store, path)


def test_the_age_tool_opens_a_copy_with_the_recovery_identity(
    noted_store: Path, tmp_path: Path
) -> None:
    path, identity = tmp_path / "x.peerdesk-copy", tmp_path / "identity"
    with open_with_key(noted_store, key_of_store(noted_store)) as store:
        identity.write_text(store.settings.get(Settings.RECOVERY_IDENTITY) + "\n")
        write_copy(path, {"challenge": "c", "id": "1", "parts": []}, copy_recipients(store))
    opened = subprocess.run(
        ["age", "-d", "-i", str(identity), str(path)], capture_output=True, text=True, check=True
    )
    assert '"challenge": "c"' in opened.stdout
