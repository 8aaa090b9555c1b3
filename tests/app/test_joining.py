"""Beginning on an empty laptop: setting a challenge up, and joining one from the file sent."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from peerdesk import resources
from peerdesk.app.unlock.join_form import JoinForm
from peerdesk.app.unlock.setup_form import SetupForm
from tests.app.conftest import Screen

Open = Callable[[Path | None], Screen]
NEW = "copper window field twelve"


def typed_twice(screen: Screen, form: JoinForm | SetupForm) -> None:
    for field in (form.passphrase.first, form.passphrase.second):
        field.edit.setFocus()
        screen.type(NEW)


def set_up(screen: Screen) -> SetupForm:
    unlock = screen.window.unlock
    unlock.verbs.set_up.click()
    form = unlock.begin.setup_form
    assert form is not None
    return form


def test_a_challenge_is_set_up_and_a_colleague_joins_it(
    open_on: Open, qtbot: object, tmp_path: Path
) -> None:
    screen = open_on(None)
    form = set_up(screen)
    screen.type(str(resources.path("demo", "setup.toml")))
    form._read.click()
    screen.until(lambda: not form._second.isHidden())
    assert form.name.currentText().startswith("Frances Okell")
    assert "40 sessions" in form._counts.text()
    typed_twice(screen, form)
    assert form.passphrase._strength.text() == "Strong."
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        screen.press(Qt.Key.Key_Return)
    assert screen.desk.is_lead
    words: list[str] = []
    from peerdesk.app.team.actions import write_team_pack

    pack = tmp_path / "team.peerdesk"
    job = screen.context.jobs.post(write_team_pack(pack))
    job.done.connect(words.append)
    with screen.qtbot.waitSignal(job.ended, timeout=30_000):
        pass
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.window.lock()
    join(open_on(None), pack, words[0].replace("-", " "))


def join(screen: Screen, pack: Path, words: str) -> None:
    unlock = screen.window.unlock
    unlock.verbs.join.click()
    form = unlock.begin.join_form
    assert form is not None
    screen.type(str(pack))
    form.words.edit.setFocus()
    screen.type(words)
    screen.press(Qt.Key.Key_Return)
    screen.qtbot.waitUntil(lambda: not form._second.isHidden(), timeout=30_000)
    form._join.click()
    assert "Choose your name" in form.trouble
    form.who.listed.setCurrentIndex(form.who.listed.findData("Grace Mensah"))
    form._join.click()
    assert "passphrase of your own" in form.trouble
    typed_twice(screen, form)
    form.label_edit.setText("My notes")
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        form._join.click()
    assert not screen.desk.is_lead
    labels = {path.parent.name for path in screen.context.stores.glob("*/keys.json")}
    assert len(labels) == 2
    assert not any("mensah" in name.casefold() for name in labels)
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.window.lock()
    assert unlock.open_form._only.text() == "My notes"


def test_a_setup_file_with_a_fault_says_where(open_on: Open, tmp_path: Path) -> None:
    screen = open_on(None)
    form = set_up(screen)
    (tmp_path / "setup.toml").write_text("[challenge]\ncode = 'X'\n")
    screen.type(str(tmp_path / "setup.toml"))
    form._read.click()
    screen.until(lambda: form.trouble)
    assert "setup.toml" in form.trouble
    assert form._second.isHidden()


def test_passphrases_that_differ_are_noticed(open_on: Open) -> None:
    screen = open_on(None)
    form = set_up(screen)
    form.passphrase.first.edit.setText("one")
    form.passphrase.second.edit.setText("two")
    assert "differ" in form.passphrase.problem()


def test_a_file_that_is_no_team_pack_is_refused(open_on: Open, tmp_path: Path) -> None:
    screen = open_on(None)
    screen.window.unlock.verbs.join.click()
    form = screen.window.unlock.begin.join_form
    assert form is not None
    form._open.click()
    assert "Choose the file" in form.trouble
    (tmp_path / "x.peerdesk").write_bytes(b"nothing")
    screen.type(str(tmp_path / "x.peerdesk"))
    form.words.edit.setText("one two three four five six")
    form._open.click()
    screen.until(lambda: "Choose the file" not in form.trouble and form.trouble)
    assert form._second.isHidden()
    screen.press(Qt.Key.Key_Escape)
    form.back_requested.emit()
    assert screen.window.unlock._forms.currentWidget() is screen.window.unlock.first
