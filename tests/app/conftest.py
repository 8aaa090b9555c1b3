"""A small challenge on disk, made once, and real windows on copies of it."""

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from peerdesk.app.arriving import arrive
from peerdesk.app.context import Context
from peerdesk.app.desk import Desk
from peerdesk.app.main import make_application, open_window
from peerdesk.app.session.view import SessionPage
from peerdesk.app.window import MainWindow
from peerdesk.domain.marks import read_line
from peerdesk.domain.records import Observation
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.exchange.merging import merge_files
from peerdesk.exchange.packing import team_identity, write_merged_pack
from peerdesk.store import notes, opening, reading
from peerdesk.store.keys import KeyFile, PassphraseSlot, unwrap
from peerdesk.store.store import Store

PASSPHRASE = "otter lantern gravel seven"
CHALLENGE: dict[str, Value] = {
    "code": "TST26",
    "title": "Quillshire peer challenge",
    "start": "2026-11-10",
    "end": "2026-11-12",
    "time_zone": "Europe/London",
    "emergency": "01632 960111",
    "scope": "How well partners work as one system.",
    "sponsors": ["Chair of the board"],
}
LEAD = {"name": "Ada Marsh", "initials": "AM", "role": "challenge_manager"}
PEER = {"name": "Ben Okoro", "initials": "BO", "role": "officer_peer", "rights": "peer"}
FIRST, SECOND = "Chief executive of the council", "Carers' focus group"


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[..., object]:
    """Have pytest-qt use the application as PeerDesk makes it."""
    return lambda _: make_application()


def build(folder: Path, now: datetime) -> None:
    """Make the lead's store with a team of two, two themes, two organisations, two sessions."""
    with opening.found(folder, PASSPHRASE, CHALLENGE, LEAD, "Quillshire") as store, store.atomic():
        peer = store.create(RecordKind.MEMBER, PEER)
        lead = reading.members(store)[0].id
        for name, tag in (("Prevention", "prevention"), ("Going home", "flow")):
            theme = store.create(RecordKind.FOCUS_AREA, {"name": name, "tag": tag})
            store.create(RecordKind.QUESTION, {"theme": theme, "text": f"Does {tag} work?"})
        places = {
            short: store.create(
                RecordKind.ORGANISATION, {"name": name, "short": short, "sector": sector}
            )
            for name, short, sector in (
                ("Quillshire Council", "council", "local_government"),
                ("Quill Trust", "trust", "nhs"),
            )
        }
        for number, (title, short) in enumerate(((FIRST, "council"), (SECOND, "trust"))):
            start = now + timedelta(minutes=90 * number - 30)
            session = store.create(
                RecordKind.SESSION,
                {
                    "title": title,
                    "kind": "interview",
                    "start": to_stored(start),
                    "end": to_stored(start + timedelta(minutes=60)),
                    "place": f"Room {number + 4}",
                    f"peer:{lead}": True,
                    f"peer:{peer}": True,
                },
            )
            store.create(
                RecordKind.PARTICIPANT,
                {
                    "session": session,
                    "role": "Director",
                    "organisation": places[short],
                    "name": "Wilhelmina Tarrow",
                },
            )


def note(store: Store, title: str, *lines: str) -> None:
    """Add notes to a session as the commands do."""
    tags = {t.tag: t.id for t in reading.themes(store)}
    shorts = {o.short: o.id for o in reading.organisations(store)}
    session = next(s for s in reading.sessions(store) if s.title == title)
    for text in lines:
        line = read_line(text, tags, shorts)
        assert line is not None
        notes.add_observation(store, session.id, line)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lead's store that no test may open; copy it."""
    folder = tmp_path_factory.mktemp("template") / "store"
    now = datetime.now(UTC).replace(microsecond=0)
    build(folder, now)
    (folder.parent / "built").write_text(now.isoformat())
    return folder


@pytest.fixture(scope="session")
def noted_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lead's store with some notes; copy it."""
    folder = tmp_path_factory.mktemp("noted") / "store"
    shutil.copytree(template, folder)
    with opening.open_store(folder, PASSPHRASE) as store:
        note(store, FIRST, "+ One front door works. #prevention @council", "! No shared numbers.")
        note(store, SECOND, "“We were asked twice.” #flow", "= 12 % waited longer. #flow @trust")
    return folder


@pytest.fixture(scope="session")
def peer_template(noted_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a peer's store that has taken in the lead's merged pack; copy it."""
    base = tmp_path_factory.mktemp("peer")
    shutil.copytree(noted_template, base / "lead")
    with opening.open_store(base / "lead", PASSPHRASE) as lead:
        pack = base / "merged.peerdesk"
        write_merged_pack(lead, pack)
        about = reading.challenge(lead)
        member = reading.members(lead)[1]
        membership = opening.Membership(
            lead.challenge, lead.founder, team_identity(lead), about.recovery_recipient
        )
    with opening.join(
        base / "peer",
        PASSPHRASE,
        membership,
        member.id,
        member.name,
        "Quillshire",
        lambda store: merge_files(store, [pack]),
    ):
        pass
    return base / "peer"


@pytest.fixture
def empty_store(template: Path, tmp_path: Path) -> Path:
    """Return a lead's store without notes."""
    return Path(shutil.copytree(template, tmp_path / "stores" / "lead"))


@pytest.fixture
def noted_store(noted_template: Path, tmp_path: Path) -> Path:
    """Return a lead's store with notes."""
    return Path(shutil.copytree(noted_template, tmp_path / "stores" / "lead"))


@pytest.fixture
def peer_store(peer_template: Path, tmp_path: Path) -> Path:
    """Return a peer's store."""
    return Path(shutil.copytree(peer_template, tmp_path / "stores" / "peer"))


class Hand:
    """The hand that sets the clock, which goes right until it is set.

    When the template was built the first session had been on for half an hour, and would be for
    another; the second was an hour away.
    """

    def __init__(self, built: datetime) -> None:
        self._built = built
        self._ahead = timedelta()

    def set(self, **after: int) -> None:
        """Set it to so many `minutes` or `hours` after the template was built."""
        self._ahead = self._built + timedelta(**after) - datetime.now(UTC)

    def __call__(self) -> datetime:
        """Return what time it is."""
        return datetime.now(UTC) + self._ahead


@pytest.fixture
def hand(template: Path) -> Hand:
    """Return what moves the clock that pages go by."""
    return Hand(datetime.fromisoformat((template.parent / "built").read_text()))


@pytest.fixture
def context(qapp: object, tmp_path: Path, hand: Hand) -> Iterator[Context]:
    """Return what the window is built on, with folders and a clock of the test's own.

    Nothing is collected while there is a store's thread, as in the app: see `collecting`.
    """
    gc.disable()
    made = Context.build(tmp_path / "stores", tmp_path / "config", hand)
    yield made
    made.jobs.stop()
    gc.enable()
    # Windows that were closed go now, in this thread: a collection in the next store's would be
    # one thread ending another's timers.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Screen:
    """A window and the keyboard in front of it."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.context = window.context

    @property
    def desk(self) -> Desk:
        """Return what is seen while notes are open."""
        assert self.window.desk is not None
        return self.window.desk

    @property
    def notes(self) -> SessionPage:
        """Return the Notes page."""
        page = self.desk.page("notes")
        assert isinstance(page, SessionPage)
        return page

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier, times: int = 1) -> None:
        """Press a key wherever the keyboard is."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        for _ in range(times):
            self.qtbot.keyClick(self.focus, key, held)

    @property
    def focus(self) -> object:
        """Return the widget that has the keyboard."""
        found = self.window.focusWidget()
        assert found is not None
        return found

    def type(self, text: str) -> None:
        """Type a text wherever the keyboard is."""
        from peerdesk.app.typist import type_text

        type_text(self.focus, text)  # type: ignore[arg-type]  # a widget

    def until(self, reached: Callable[[], object]) -> None:
        """Wait for something to be so."""
        self.qtbot.waitUntil(lambda: bool(reached()), timeout=10_000)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase and press Enter."""
        self.type(passphrase)
        with self.qtbot.waitSignal(self.window.arrived, timeout=10_000):
            self.press(Qt.Key.Key_Return)

    def arrive(self, folder: Path) -> None:
        """Open notes without deriving the key again: only tests of unlocking need that."""
        key = key_of_store(folder)
        job = self.context.jobs.open(lambda: opening.open_with_key(folder, key), arrive)
        with self.qtbot.waitSignal(self.window.arrived, timeout=10_000):
            job.done.connect(lambda arrival: self.window.on_store_opened(folder, arrival))

    def open(self, folder: Path) -> None:
        """Open notes and go to Today, wherever they opened."""
        self.arrive(folder)
        self.rest()
        self.desk.go("today")

    def open_first_session(self) -> None:
        """Choose the session that is on now with Enter."""
        self.desk.go("today")
        with self.qtbot.waitSignal(self.notes.session_opened, timeout=10_000):
            self.press(Qt.Key.Key_Return)

    def saved(self) -> None:
        """Wait until the page says that everything is on the disk."""
        self.until(lambda: not self.context.drafts.is_unsaved())

    def go(self, name: str) -> object:
        """Show a page and wait for the jobs it gave."""
        self.desk.go(name)
        self.rest()
        return self.desk.page(name)

    def rest(self) -> None:
        """Wait until every job given so far, and those that follow from it, have answered."""
        for _ in range(3):
            job = self.context.jobs.post_bare(lambda: None)
            with self.qtbot.waitSignal(job.ended, timeout=10_000):
                pass


@pytest.fixture
def open_on(qtbot: QtBot, context: Context) -> Callable[[Path | None], Screen]:
    """Return how to open the window on a store, or on the laptop's list."""

    def show(folder: Path | None) -> Screen:
        window = open_window(context, folder)
        qtbot.addWidget(window, before_close_func=lambda w: w.close_anyway())
        qtbot.waitExposed(window)
        window.activateWindow()
        return Screen(qtbot, window)

    return show


@pytest.fixture
def lead(open_on: Callable[[Path], Screen], noted_store: Path) -> Screen:
    """Return the lead's window, open, with some notes in the store."""
    screen = open_on(noted_store)
    screen.open(noted_store)
    return screen


@pytest.fixture
def peer(open_on: Callable[[Path], Screen], peer_store: Path) -> Screen:
    """Return a peer's window, open, with the team's notes in the store."""
    screen = open_on(peer_store)
    screen.open(peer_store)
    return screen


@pytest.fixture
def writing(open_on: Callable[[Path], Screen], empty_store: Path) -> Screen:
    """Return a window open on the Notes page of an empty session, the keyboard in the editor."""
    screen = open_on(empty_store)
    screen.open(empty_store)
    screen.open_first_session()
    return screen


@cache
def _key(slot: PassphraseSlot) -> bytes:
    return unwrap(slot, PASSPHRASE)


def key_of_store(folder: Path) -> bytes:
    """Return a store's key, derived once for all copies of the same store."""
    return _key(KeyFile.read(folder).passphrase)


def on_disk(folder: Path, tmp_path: Path) -> list[Observation]:
    """Return what a power cut would leave of a store that is open: its files, copied and opened."""
    copy = tmp_path / f"copy-{len(list(tmp_path.iterdir()))}"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("lock"))
    with opening.open_with_key(copy, key_of_store(folder)) as store:
        sessions = reading.sessions(store)
        return [one for s in sessions for one in reading.observations(store, s.id)]


@pytest.fixture
def screen_on_nothing(open_on: Callable[[Path | None], Screen]) -> Screen:
    """Return the window of a laptop without notes."""
    return open_on(None)
