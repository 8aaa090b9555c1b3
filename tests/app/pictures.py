"""Takes pictures of every page for people to look at; run by hand, never by pytest.

`python -m tests.app.pictures OUTDIR [words of file names to take]`, under Xvfb or offscreen;
`python -m tests.app.pictures --readme STORE PASSPHRASE_FILE FILE.png` takes the one of the README.
"""

import sys
import tempfile
import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QScrollArea, QTabWidget

from peerdesk import resources
from peerdesk.app.context import Context
from peerdesk.app.evidence.view import EvidencePage
from peerdesk.app.look import read_theme
from peerdesk.app.main import make_application
from peerdesk.app.session.rooms.bin import BinRoom
from peerdesk.app.session.rooms.rooms import BIN, SORT, WRITE
from peerdesk.app.session.rooms.sorting import SortRoom
from peerdesk.app.session.view import SessionPage
from peerdesk.app.typist import press, type_text
from peerdesk.app.unlock.model import KnownStore
from peerdesk.app.window import MainWindow
from peerdesk.domain.marks import read_line
from peerdesk.domain.words import FindingKind, FindingState
from peerdesk.store import findings, notes, reading
from peerdesk.store.store import Store
from tests.app.camera import (
    LOOKS,
    ON_SITE,
    Camera,
    choose,
    close,
    demo_store,
    open_locked,
    set_up,
    settle,
    unlocked,
    until,
)


def fill(store: Store) -> None:
    """Put the demo's notes and findings into a store, all noted by their own peers."""
    tags = {t.tag.casefold(): t.id for t in reading.themes(store)}
    shorts = {o.short.casefold(): o.id for o in reading.organisations(store)}
    people = {m.initials: m.id for m in reading.members(store)}
    sessions = reading.sessions(store)
    with store.atomic():
        for file in sorted(resources.path("demo", "notes").glob("*.toml")):
            initials = file.name[:2]
            for one in tomllib.loads(file.read_text())["sessions"]:
                session = next(
                    s for s in sessions if one["session"].casefold() in s.title.casefold()
                )
                for number, text in enumerate(one.get("lines", [])):
                    line = read_line(text, tags, shorts)
                    assert line is not None
                    notes.add_observation(
                        store,
                        session.id,
                        line,
                        noted_by=people[initials],
                        at=session.start + timedelta(minutes=2 * number),
                    )
                if "summary" in one and initials == "GM":
                    notes.summarise(store, session.id, one["summary"])
                    notes.say_held(store, session.id, True)
        _fill_findings(store, tags)


def _fill_findings(store: Store, tags: dict) -> None:
    content = tomllib.loads(resources.path("demo", "findings.toml").read_text())
    noted = reading.observations(store)
    records = {}
    for one in content["findings"]:
        record = findings.save_finding(
            store,
            headline=one["headline"],
            narrative=one["narrative"],
            kind=FindingKind.read(one["kind"], FindingKind.STRENGTH),
            state=FindingState.read(one["state"], FindingState.DRAFT),
            theme=tags.get(one["theme"].casefold()),
        )
        records[one["headline"]] = record
        for snippet in one["evidence"]:
            for found in noted:
                if snippet in found.text:
                    findings.tie_evidence(store, record, found.id)
    for one in content["recommendations"]:
        behind = frozenset(records[headline] for headline in one["findings"])
        findings.save_recommendation(store, text=one["text"], findings=behind)


def walk(camera: Camera, store: Path, prefix: str, context: Context) -> None:
    """Take every page of a store."""
    window = open_locked(context, store)
    camera.take(window, f"{prefix}-unlock")
    edit = window.unlock.open_form.passphrase.edit
    type_text(edit, "WRONG")
    press(edit, Qt.Key.Key_Return)
    until(lambda: bool(window.unlock.open_form.trouble))
    camera.take(window, f"{prefix}-unlock-error")
    desk = unlocked(window)
    desk.go("today")
    camera.take(window, f"{prefix}-today")
    desk.go("notes")
    camera.take(window, f"{prefix}-notes-empty")
    record: list[str] = []
    job = context.jobs.post(fullest)
    job.done.connect(record.append)
    until(lambda: bool(record))
    desk.open_session(record[0])
    notes_page = desk.page("notes")
    assert isinstance(notes_page, SessionPage)
    until(lambda: notes_page.session == record[0])
    if "full" in prefix:
        type_text(notes_page.editor, "! Nobody could tell us who decides in a tie. #vision")
    camera.take(window, f"{prefix}-notes")
    take_beside(camera, window, prefix)
    take_privacy(camera, window, prefix)
    take_rooms(camera, window, notes_page, prefix)
    take_spelling(camera, window, notes_page, prefix)
    for name in ("evidence", "hand-in", "timetable", "team", "findings", "feedback", "setup"):
        if not desk.has(name):
            continue
        desk.go(name)
        settle()
        page = desk.page(name)
        if isinstance(page, EvidencePage) and page.list.view.entries.entries:
            page.list.view.setCurrentIndex(page.list.view.entries.index(2))
        camera.take(window, f"{prefix}-{name}")
        for tabs in page.findChildren(QTabWidget):
            for number in range(1, tabs.count()):
                tabs.setCurrentIndex(number)
                camera.take(window, f"{prefix}-{name}-{number}")
    window.context.messages.warn(
        "The disk is full, so this was not saved; what was saved before is safe, free some space"
        " and try again."
    )
    desk.go("notes")
    desk.side.toggle_help()
    camera.take(window, f"{prefix}-help-error")
    close(window)


def take_beside(camera: Camera, window: MainWindow, prefix: str) -> None:
    """Take the panel beside the notes from top to end, and typing for a colleague."""
    desk = window.desk
    assert desk is not None
    page = desk.page("notes")
    assert isinstance(page, SessionPage)
    desk.side.bring()
    settle()
    beside = page.beside
    next(iter(beside.questions.areas.values())).open()
    next(iter(beside.questions.rows.values())).tick.click()
    beside.colleagues.pair.button.click()
    bar = beside.findChildren(QScrollArea)[0].verticalScrollBar()
    for name, part in (("questions", 0.0), ("leaving", 0.5), ("colleagues", 1.0)):
        settle()
        bar.setValue(round(bar.maximum() * part))
        camera.take(window, f"{prefix}-beside-{name}")
    whose = beside.typing_for.whose
    page.type_for(whose.itemData(whose.count() - 1))
    until(lambda: bool(page.typing_for))
    camera.take(window, f"{prefix}-typing-for")
    page.type_for("")
    until(lambda: not page.typing_for)
    next(iter(beside.questions.rows.values())).tick.click()
    bar.setValue(0)


def take_privacy(camera: Camera, window: MainWindow, prefix: str) -> None:
    """Take the command palette, and what is left to see when the rest is hidden."""
    desk = window.desk
    assert desk is not None
    window.finder.toggle()
    settle()
    camera.take(window, f"{prefix}-palette")
    window.finder.close()
    desk.toggle_discreet()
    camera.take(window, f"{prefix}-only-session")
    desk.go("evidence")
    camera.take(window, f"{prefix}-hidden")
    desk.toggle_discreet()
    desk.go("notes")


def take_rooms(camera: Camera, window: MainWindow, page: SessionPage, prefix: str) -> None:
    """Take the find bar, Sort, Bin and the history of a line."""
    page.find_bar.open_bar()
    page.find_bar.words.setText("the")
    camera.take(window, f"{prefix}-notes-find")
    page.find_bar.close_bar()
    sorting, bin_ = page.rooms.room(SORT), page.rooms.room(BIN)
    assert isinstance(sorting, SortRoom)
    assert isinstance(bin_, BinRoom)
    page.rooms.go(SORT)
    settle()
    type_text(sorting.list.view, "1+")
    camera.take(window, f"{prefix}-notes-sort")
    page.rooms.go(BIN)
    camera.take(window, f"{prefix}-notes-bin")
    bin_.ask_to_erase()
    camera.take(window, f"{prefix}-notes-bin-question")
    page.rooms.go(WRITE)
    page.editor.moveCursor(QTextCursor.MoveOperation.Start)
    page.show_history()
    camera.take(window, f"{prefix}-notes-history")
    page.rooms.go(WRITE)


def take_spelling(camera: Camera, window: MainWindow, page: SessionPage, prefix: str) -> None:
    """Take slips underlined, the next one chosen, and the menu of its word."""
    until(lambda: page.speller.is_on)
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    type_text(page.editor, "We definately recieved teh plan late and nobody could say why.")
    page.editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    page.speller.go_to_next()
    camera.take(window, f"{prefix}-notes-spelling")
    page.speller.open_menu_at_caret()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    camera.take(menu, f"{prefix}-notes-spelling-menu")
    menu.close()


def fullest(store: Store) -> str:
    """Return the session of which most was noted."""
    counts: dict[str, int] = {}
    for found in reading.observations(store):
        counts[found.session or ""] = counts.get(found.session or "", 0) + 1
    return max(counts, key=counts.__getitem__) if counts else reading.sessions(store)[4].id


def take_readme(store: Path, passphrase: str, file: Path) -> None:
    """Take the Notes page of a store of the demo, with a line being typed."""
    with tempfile.TemporaryDirectory() as config:
        context = Context.build(store.parent, Path(config))
        context.settings.choose_look("light")
        window = open_locked(context, store)
        desk = unlocked(window, passphrase)
        record: list[str] = []
        context.jobs.post(_fullest_own).done.connect(record.append)
        until(lambda: bool(record))
        desk.open_session(record[0])
        page = desk.page("notes")
        assert isinstance(page, SessionPage)
        until(lambda: page.session == record[0])
        type_text(
            page.editor, "+ Everybody in the room could name the person to ring #neighbourhood"
        )
        until(lambda: not page.save.is_unsaved)
        settle(1500)
        save_small(window.grab().toImage(), file)
        window.close_anyway()
        context.jobs.stop()


def save_small(image: QImage, file: Path) -> None:
    """Save with the colours of the look and the commonest others, 256 in all: a third the size."""
    every = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    table = [QColor(colour).rgb() for colour in read_theme("light").colours.values()]
    table += [colour | 0xFF000000 for colour, _ in Counter(every).most_common(256 - len(table))]
    flags = Qt.ImageConversionFlag.ThresholdDither
    few = image.convertToFormat(QImage.Format.Format_Indexed8, table, flags)
    few.save(str(file), "PNG", 0)  # type: ignore[call-overload]  # the stubs want bytes


def _fullest_own(store: Store) -> str:
    counts: dict[str, int] = {}
    for found in reading.observations(store):
        if found.device == store.device and found.session:
            counts[found.session] = counts.get(found.session, 0) + 1
    return max(counts, key=counts.__getitem__)


def take_beginnings(camera: Camera, base: Path, context: Context) -> None:
    """Take what a laptop without notes shows, and one with two sets of them."""
    first = open_locked(context)
    camera.take(first, "light-nothing")
    for button, name in (
        (first.unlock.verbs.join, "join"),
        (first.unlock.verbs.set_up, "setup"),
    ):
        button.click()
        camera.take(first, f"light-{name}")
    begun = first.unlock.begin.setup_form
    assert begun is not None
    begun.start_empty.click()
    camera.take(first, "light-setup-empty")
    first.unlock.show_stores([KnownStore(base / "a", "One"), KnownStore(base / "b", "Two")])
    camera.take(first, "light-two-stores")
    first.close_anyway()


def main() -> None:
    """Take all the pictures."""
    if sys.argv[1] == "--readme":
        demo, secret, file = map(Path, sys.argv[2:5])
        make_application()
        take_readme(demo, secret.read_text().splitlines()[0], file)
        return
    with set_up() as (camera, base):
        for name in ("full", "empty"):
            with demo_store(base / name) as store:
                if name == "full":
                    fill(store)
        context = Context.build(base / "nothing", base / "config", lambda: ON_SITE)
        take_beginnings(camera, base, context)
        for look, size in LOOKS:
            prefix = choose(context, look, size)
            for name in ("full", "empty") if look == "light" else ("full",):
                walk(camera, base / name, f"{prefix}-{name}", context)
        context.jobs.stop()


if __name__ == "__main__":
    main()
