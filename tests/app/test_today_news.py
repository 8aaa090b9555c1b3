"""Today says what a merge has changed in the timetable, until it is taken as known."""

import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from peerdesk.app.today.view import TodayPage
from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_local, to_stored
from peerdesk.exchange.merging import merge_files
from peerdesk.exchange.packing import write_merged_pack
from peerdesk.store import opening, reading
from peerdesk.store.store import Store
from tests.app.conftest import FIRST, SECOND, Screen, key_of_store
from tests.app.test_today import ask, sessions, today

LATER = timedelta(minutes=45)
Send = Callable[[Mapping[str, Value]], None]


@pytest.fixture
def send(peer: Screen, peer_template: Path, tmp_path: Path) -> Send:
    """Return how the lead changes the second session and sends it to the peer, who merges it."""
    folder = Path(shutil.copytree(peer_template.parent / "lead", tmp_path / "lead"))
    page = today(peer)
    peer.until(lambda: looked(peer, page))

    def change(values: Mapping[str, Value]) -> None:
        pack = tmp_path / "again.peerdesk"
        pack.unlink(missing_ok=True)
        with opening.open_with_key(folder, key_of_store(folder)) as store:
            second = next(s for s in reading.sessions(store) if s.title == SECOND)
            store.change(second.id, values)
            write_merged_pack(store, pack)
        ask(peer, lambda store: merge_files(store, [pack]))
        peer.context.changed.tell_all()
        peer.rest()

    return change


def looked(screen: Screen, page: TodayPage) -> bool:
    """Say whether the page has taken in once how everything is."""
    query = "SELECT count(*) FROM seen_session"
    return bool(ask(screen, lambda store: store.db.execute(query).fetchone()[0])[0])


def words(page: TodayPage) -> list[str]:
    return [entry.text for entry in page.news.list.entries.entries]


def test_a_move_is_said_heard_and_opened_with_the_keyboard(peer: Screen, send: Send) -> None:
    page = today(peer)
    assert page.news.isHidden()
    before = sessions(peer)[SECOND].start
    later = before + LATER
    end = later + timedelta(hours=1)
    send({"start": to_stored(later), "end": to_stored(end), "place": "Room 2"})
    peer.until(page.news.isVisible)
    (said,) = words(page)
    now, was = (f"{to_local(at, 'Europe/London'):%H:%M}" for at in (later, before))
    assert said.startswith(f"Moved: {SECOND}, now ")
    assert said.endswith(f"{now} in Room 2")
    second = page.news.list.entries.entries[0].second
    assert second.startswith("Was ")
    assert second.endswith(f"{was}, Room 5")
    model = page.news.list.entries
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Yours. {said}. {second}"
    page.news.list.setFocus()
    page.news.list.setCurrentIndex(model.index(0))
    with peer.qtbot.waitSignal(peer.notes.session_opened, timeout=10_000):
        peer.press(Qt.Key.Key_Return)
    assert peer.notes._title.text() == SECOND


def test_it_stays_until_it_is_taken_as_known(peer: Screen, send: Send) -> None:
    page = today(peer)
    send({"cancelled": True})
    peer.until(page.news.isVisible)
    peer.go("notes")
    page = today(peer)
    peer.until(page.news.isVisible)
    assert words(page)[0].startswith(f"Cancelled: {SECOND}")
    page.news.known.setFocus()
    peer.press(Qt.Key.Key_Space)
    assert page.news.isHidden()
    assert peer.focus is page.first_focus()
    peer.rest()
    page.refresh()
    peer.rest()
    send({"cancelled": False})
    peer.until(page.news.isVisible)
    assert words(page)[0].startswith(f"On again: {SECOND}")


def test_what_one_adds_oneself_is_no_news(peer: Screen, send: Send) -> None:
    page = today(peer)
    first = sessions(peer)[FIRST]
    start = first.start + timedelta(hours=2)

    def add(store: Store) -> RecordId:
        times: dict[str, Value] = {"start": to_stored(start), "end": to_stored(start + LATER)}
        return store.create(RecordKind.SESSION, {"title": "Mine", "kind": "interview", **times})

    ask(peer, add)
    send({"title": "Unpaid carers", "place": "Room 1"})
    peer.until(page.news.isVisible)
    assert [w.split(",")[0] for w in words(page)] == ["Moved: Unpaid carers"]
    assert page.news.list.entries.entries[0].second.endswith(". Also renamed")
