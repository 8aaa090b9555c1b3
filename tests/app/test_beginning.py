"""From an empty laptop to the first note, by the keyboard alone: notes now, joining, practice."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from peerdesk.app.handin.view import HandInPage
from peerdesk.app.unlock.tie_bar import TieBar
from peerdesk.exchange.packing import write_team_pack
from peerdesk.store import opening, reading
from tests.app import beginning
from tests.app.beginning import (
    NEW,
    choose,
    fill,
    join_as,
    lock,
    open_pack,
    press_button,
    save_as,
)
from tests.app.conftest import FIRST, PASSPHRASE, Screen, key_of_store

Open = Callable[[Path | None], Screen]
Pack = tuple[Path, str]


@pytest.fixture(scope="module")
def pack(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Return a team pack of the small challenge, and its six words as they are heard."""
    base = tmp_path_factory.mktemp("pack")
    shutil.copytree(template, base / "lead")
    with opening.open_with_key(base / "lead", key_of_store(base / "lead")) as lead:
        words = write_team_pack(lead, base / "team.peerdesk")
    return base / "team.peerdesk", words.replace("-", "  ").title()


def folders(screen: Screen, begins: str = "") -> list[Path]:
    return sorted(screen.context.stores.glob(f"{begins}*/keys.json"))


def take_notes_now(screen: Screen, *lines: str) -> None:
    press_button(screen, "Take notes now")
    beginning.passphrase(screen, PASSPHRASE)
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        screen.press(Qt.Key.Key_Return)
    screen.until(lambda: screen.desk.current == "notes" and screen.notes.session)
    for line in lines:
        screen.type(line)
        screen.press(Qt.Key.Key_Return)
    screen.saved()


def test_notes_taken_now_move_in_on_joining(open_on: Open, pack: Pack) -> None:
    screen = open_on(None)
    take_notes_now(screen, "+ One front door.", "Nobody knows the rota.")
    purpose = screen.window.belonging.bar
    assert purpose is not None
    assert "NO CHALLENGE YET" in purpose.sentence
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        press_button(screen, "Open the file I was sent")
    form = screen.window.unlock.begin.join_form
    assert form is not None
    open_pack(screen, *pack)
    choose(screen, "Your name", "Ben Okoro")
    beginning.passphrase(screen, NEW)
    fill(screen, "Passphrase of those notes", "wrong")
    screen.press(Qt.Key.Key_Return)
    screen.until(lambda: form.trouble)
    assert "passphrase" in form.trouble
    assert len(folders(screen)) == 1
    fill(screen, "Passphrase of those notes", PASSPHRASE)
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        screen.press(Qt.Key.Key_Return)
    said = screen.window.message_bar.sentence
    assert said.startswith("You’re ready. First session ")
    assert "Room 4. Type, it saves." in said
    assert said.endswith("Your 2 notes came with you.")
    assert purpose.sentence == ""
    assert folders(screen, "loose-") == []
    bar = screen.window.findChild(TieBar)
    assert bar is not None
    screen.until(lambda: "at the time of “Chief executive" in bar.sentence)
    press_button(screen, "They are notes of that session")
    screen.rest()
    lock(screen)
    with opening.open_store(folders(screen)[0].parent, NEW) as store:
        there = reading.observations(store)
        assert [one.text for one in there] == ["One front door.", "Nobody knows the rota."]
        tied = {s.title for s in reading.sessions(store) if s.id in {o.session for o in there}}
        assert tied == {FIRST}


def test_a_late_joiner_types_a_name_and_words_heard_wrongly_are_named(
    open_on: Open, pack: Pack, tmp_path: Path
) -> None:
    screen = open_on(None)
    press_button(screen, "Open the file I was sent")
    screen.qtbot.waitUntil(screen.window.isActiveWindow)
    screen.press(Qt.Key.Key_Escape)
    assert screen.focus is screen.window.unlock.verbs.join
    screen.press(Qt.Key.Key_Space)
    form = screen.window.unlock.begin.join_form
    assert form is not None
    file, words = pack
    (tmp_path / "letter.peerdesk").write_bytes(b"Dear colleague")
    open_pack(screen, tmp_path / "letter.peerdesk", words)
    assert "not a PeerDesk file" in form.trouble
    heard = words.split()
    open_pack(screen, file, " ".join([*heard[:2], heard[2] + "z", *heard[3:]]))
    assert "Word 3" in form.trouble
    open_pack(screen, file, words)
    choose(screen, "Your name", "I’m not on the list")
    beginning.passphrase(screen, NEW)
    screen.press(Qt.Key.Key_Return)
    assert "Type your full name" in form.trouble
    fill(screen, "Your full name", "Sam Late")
    choose(screen, "What you are in the team", "Health peer")
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        press_button(screen, "Join the team")
    assert "No session of yours" in screen.window.message_bar.sentence
    lock(screen)
    with opening.open_store(folders(screen)[0].parent, NEW) as store:
        own = next(d for d in reading.devices(store) if d.id == store.device)
        assert (own.name, own.member) == ("Sam Late", None)


def test_two_people_on_one_laptop_have_two_labels_and_never_each_others_notes(
    open_on: Open, pack: Pack, noted_store: Path
) -> None:
    screen = open_on(None)
    press_button(screen, "Open the file I was sent")
    open_pack(screen, *pack)
    join_as(screen, "Ben Okoro", "Ben")
    lock(screen)
    assert screen.window.unlock.says_locked
    press_button(screen, "Other notes, or new ones")
    assert not screen.window.unlock.says_locked
    labels = screen.window.unlock.open_form._several
    assert labels is not None
    assert {labels.itemText(n) for n in range(labels.count())} == {"Ben", "Quillshire"}
    choose(screen, "Notes on this laptop", "Quillshire")
    fill(screen, "Passphrase", NEW)
    screen.press(Qt.Key.Key_Return)
    screen.until(lambda: screen.window.unlock.open_form.trouble)
    fill(screen, "Passphrase", PASSPHRASE)
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        screen.press(Qt.Key.Key_Return)
    assert screen.desk.is_lead
    lock(screen)
    press_button(screen, "Other notes, or new ones")
    press_button(screen, "Open the file I was sent")
    open_pack(screen, *pack)
    form = screen.window.unlock.begin.join_form
    assert form is not None
    choose(screen, "Your name", "Ada Marsh")
    assert "a laptop in the team already" in form.who._notice.text()
    beginning.passphrase(screen, NEW)
    fill(screen, "What to call these notes on this laptop", "ben")
    screen.press(Qt.Key.Key_Return)
    assert "Other notes on this laptop are called that" in form.trouble


def test_practice_is_marked_and_gone_when_it_is_left(open_on: Open, tmp_path: Path) -> None:
    screen = open_on(None)
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        press_button(screen, "Try it")
    bar = screen.window.belonging.bar
    assert bar is not None
    assert bar.sentence.startswith("PRACTICE")
    screen.until(lambda: screen.desk.current == "notes" and screen.notes.session)
    screen.type("+ One front door. #home")
    screen.saved()
    assert len(folders(screen, "practice-")) == 1
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert list(screen.context.stores.iterdir()) == []
    assert not screen.window.unlock.says_locked
    assert screen.window.unlock.open_form.isHidden()


def test_notes_are_carried_to_ones_other_laptop_in_a_file(
    open_on: Open, peer_store: Path, tmp_path: Path
) -> None:
    screen = open_on(None)
    screen.press(Qt.Key.Key_Tab)
    take_notes_now(screen, "= Two doors.")
    page = screen.go("hand-in")
    assert isinstance(page, HandInPage)
    press_button(screen, "Carry to my other laptop…")
    file = tmp_path / "mine.peerdesk"
    save_as(screen, file)
    screen.qtbot.waitUntil(lambda: bool(page.loose.words.text), timeout=30_000)
    words = page.loose.words.text
    lock(screen)
    press_button(screen, "Other notes, or new ones")
    choose(screen, "Notes on this laptop", "Quillshire")
    fill(screen, "Passphrase", PASSPHRASE)
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        screen.press(Qt.Key.Key_Return)
    own = screen.go("hand-in")
    assert isinstance(own, HandInPage)
    press_button(screen, "Notes you took before joining…")
    choose(screen, "Where those notes are", "In a file")
    fill(screen, "The file", str(file))
    fill(screen, "Its passphrase or six words", "abacus " * 6)
    screen.press(Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: not own.earlier._trouble.isHidden(), timeout=30_000)
    fill(screen, "Its passphrase or six words", words)
    screen.press(Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: own.earlier.isHidden(), timeout=30_000)
    assert "1 note taken before" in screen.window.message_bar.sentence
    screen.rest()
    assert own._unsent.text() == "1 note not handed in"
    assert len(folders(screen, "loose-")) == 1


def test_practice_that_was_not_left_properly_is_swept_away(open_on: Open, tmp_path: Path) -> None:
    stores = tmp_path / "stores"
    with opening.begin_loose(stores / "practice-1", PASSPHRASE, "Practice"):
        pass
    screen = open_on(None)
    assert screen.window.unlock.open_form.isHidden()
    screen.until(lambda: list(stores.iterdir()) == [])
