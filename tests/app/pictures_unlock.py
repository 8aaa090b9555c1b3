"""Takes pictures of every state of beginning, in every look and size; run by hand.

`python -m tests.app.pictures_unlock OUTDIR [words of file names to take]`
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from peerdesk.app.context import Context
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.team.view import TeamPage
from peerdesk.app.typist import press, type_text
from peerdesk.app.unlock.model import KnownStore
from peerdesk.app.window import MainWindow
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.packing import write_export, write_team_pack
from tests.app.camera import (
    LOOKS,
    ON_SITE,
    PASSPHRASE,
    Camera,
    choose,
    close,
    demo_store,
    open_locked,
    set_up,
    unlocked,
    until,
)


def take_unlock(camera: Camera, prefix: str, context: Context, pack: tuple[Path, str]) -> None:
    """Take the ways to begin on a laptop without notes."""
    window = open_locked(context)
    camera.take(window, f"{prefix}-begin")
    _take_forms(camera, window, prefix, pack)
    _take_loose(camera, window, prefix)
    base = Path("/")
    window.unlock.show_stores([KnownStore(base / "a", "One"), KnownStore(base / "b", "Two")])
    camera.take(window, f"{prefix}-begin-two-stores")
    window.close_anyway()


def _take_forms(
    camera: Camera,
    window: MainWindow,
    prefix: str,
    pack: tuple[Path, str],
) -> None:
    begin = window.unlock.begin
    begin.show_join()
    camera.take(window, f"{prefix}-join")
    form = begin.join_form
    assert form is not None
    form.file.edit.setText(str(pack[0]))
    form.words.edit.setText(pack[1].replace("-", " ").replace("a", "aa", 1))
    form._open.click()
    until(lambda: bool(form.trouble))
    camera.take(window, f"{prefix}-join-error")
    form.words.edit.setText(pack[1])
    form._open.click()
    until(lambda: not form._second.isHidden())
    camera.take(window, f"{prefix}-join-who")
    form.who.listed.setCurrentIndex(form.who.listed.count() - 1)
    form.passphrase.first.edit.setText("otter")
    camera.take(window, f"{prefix}-join-not-listed")
    begin.show_now()
    assert begin.now_form is not None
    begin.now_form.passphrase._words.click()
    camera.take(window, f"{prefix}-now")


def _take_loose(
    camera: Camera,
    window: MainWindow,
    prefix: str,
) -> None:
    begin = window.unlock.begin
    assert begin.now_form is not None
    begin.now_form._begin.click()
    until(lambda: window.desk is not None and window.desk.current == "notes")
    desk = window.desk
    assert desk is not None
    until(lambda: isinstance(window.focusWidget(), NoteEditor))
    focus = window.focusWidget()
    assert isinstance(focus, QWidget)
    type_text(focus, "+ Nobody could say who decides on a Friday.")
    press(focus, Qt.Key.Key_Return)
    camera.take(window, f"{prefix}-loose-notes")
    desk.go("hand-in")
    camera.take(window, f"{prefix}-loose-hand-in")
    desk.go("today")
    camera.take(window, f"{prefix}-loose-today")
    window.belonging.open_file_sent()
    until(lambda: begin.join_form is not None and begin.join_form.isVisible())
    camera.take(window, f"{prefix}-join-waiting")
    begin.practise()
    until(lambda: window.belonging.is_practice)
    camera.take(window, f"{prefix}-practice")
    window.belonging.leave_practice()
    until(lambda: window.desk is None)


def take_team(camera: Camera, prefix: str, context: Context, lead: Path, base: Path) -> None:
    """Take the lead's parts of joining and getting back in, and the form for a rescue."""
    window = open_locked(context, lead)
    window.unlock.begin.show_rescue(KnownStore(lead, "Wendleshire"))
    rescue = window.unlock.begin.rescue_form
    assert rescue is not None
    rescue.ask_requested.emit(lead, PASSPHRASE)
    window.findChildren(QFileDialog)[-1].reject()
    window.unlock.begin._rescued = (lead, PASSPHRASE)
    window.unlock.begin._write_request([base / "help.peerdesk-help"])
    until(lambda: bool(rescue.words.text))
    camera.take(window, f"{prefix}-rescue")
    rescue.parts.setCurrentIndex(1)
    camera.take(window, f"{prefix}-rescue-answer")
    window.unlock.show_first()
    desk = unlocked(window)
    desk.go("team")
    page = desk.page("team")
    assert isinstance(page, TeamPage)
    page.bring_in.bring_in([base / "second.peerdesk", base / "late.peerdesk"])
    until(lambda: page.bring_in.table.rows.rowCount() == 2)
    camera.take(window, f"{prefix}-team")
    page.tabs.setCurrentIndex(1)
    camera.take(window, f"{prefix}-team-laptops")
    page.laptops.whose.setCurrentIndex(page.laptops.whose.count() - 1)
    camera.take(window, f"{prefix}-team-laptops-new")
    page.tabs.setCurrentIndex(2)
    page.send_out.deputy.show()
    camera.take(window, f"{prefix}-team-send-out")
    page.send_out.deputy.hide()
    page.send_out.whom.setCurrentIndex(page.send_out.whom.count() - 1)
    page.send_out._on_whom_activated()
    page.send_out._on_pack_written("underuse-blighted-handmade-create-saved-librarian")
    camera.take(window, f"{prefix}-team-pack-words")
    page.tabs.setCurrentIndex(3)
    page.getting_back.open_request([base / "help.peerdesk-help"])
    until(lambda: bool(page.getting_back.words.text))
    camera.take(window, f"{prefix}-team-getting-back")
    page.getting_back._on_refuse_clicked()
    page.getting_back._show_sheet.click()
    camera.take(window, f"{prefix}-team-sheet")
    close(window)


def main() -> None:
    """Take all the pictures."""
    with set_up() as (camera, base):
        pack = base / "team.peerdesk"
        with demo_store(base / "lead") as store:
            words = write_team_pack(store, pack)
            about = read_team_pack(pack, words)
        known = about.members[1].name
        with join_challenge(about, base / "p0", PASSPHRASE, known) as peer:
            write_export(peer, base / "second.peerdesk")
        late = join_challenge(
            about, base / "p1", PASSPHRASE, "Sam Late", listed=False, role="health_peer"
        )
        with late as peer:
            write_export(peer, base / "late.peerdesk")
        for look, size in LOOKS:
            own = f"{look}-{size}"
            context = Context.build(base / own, base / f"{own}-config", lambda: ON_SITE)
            prefix = choose(context, look, size)
            take_unlock(camera, prefix, context, (pack, words))
            take_team(camera, prefix, context, base / "lead", base)
            context.jobs.stop()


if __name__ == "__main__":
    main()
