"""What a note was before: a version a minute and a deletion, and nothing of what was erased."""

import time

import pytest

from peerdesk.domain.words import ObservationKind
from peerdesk.store import store as store_module
from peerdesk.store.erasing import erase
from peerdesk.store.history import versions
from peerdesk.store.overwriting import TYPING_MS
from peerdesk.store.store import Store
from tests.store.team import confirm, note, swap

MINUTE_MS = 60_000


class Clock:
    """The laptop's clock, in a test's hand."""

    def __init__(self) -> None:
        self.now = (time.time_ns() // 1_000_000 // MINUTE_MS + 1) * MINUTE_MS

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    held = Clock()
    monkeypatch.setattr(store_module, "_now", held)
    return held


def texts(store: Store, record: object) -> list[str]:
    return [one.text for one in versions(store, record)]  # type: ignore[arg-type]  # a record id


def test_what_is_typed_within_a_minute_is_one_version(peer: Store, clock: Clock) -> None:
    record = note(peer, "Half a")
    clock.now += 5_000
    peer.change(record, {"text": "Half a sentence"}, typing=True)
    clock.now += TYPING_MS + 1
    peer.change(record, {"text": "Another sentence"}, typing=True)
    clock.now += 1_000
    peer.change(record, {"text": "Another one"}, typing=True)
    assert texts(peer, record) == ["Another one", "Half a sentence"]


def test_a_seal_within_the_minute_makes_no_version_of_its_own(peer: Store, clock: Clock) -> None:
    record = note(peer, "One")
    peer.seal()
    clock.now += 1_000
    peer.change(record, {"text": "Two"}, typing=True)
    assert texts(peer, record) == ["Two"]


def test_a_deletion_is_a_version_and_so_is_coming_back(peer: Store, clock: Clock) -> None:
    record = note(peer, "Here")
    clock.now += 1_000
    peer.delete(record)
    clock.now += 1_000
    peer.change(record, {"deleted": False})
    assert [v.deleted for v in versions(peer, record)] == [False, True, False]


def test_a_version_has_the_facts_of_its_time_and_a_move_makes_none(
    peer: Store, clock: Clock
) -> None:
    record = note(peer, "Fact or not")
    clock.now += 2 * MINUTE_MS
    peer.change(record, {"kind": "fact", "theme:t": True, "speaker": "Director"})
    clock.now += 2 * MINUTE_MS
    peer.change(record, {"position": "zz"})
    now, before = versions(peer, record)
    assert (now.kind, now.themes, now.speaker) == (ObservationKind.FACT, {"t"}, "Director")
    assert (before.kind, before.themes) == (ObservationKind.PLAIN, frozenset())
    assert (now.at - before.at).seconds == 120


def test_a_colleague_s_theme_is_in_it(lead: Store, peer: Store, clock: Clock) -> None:
    record = note(peer, "Ours")
    swap(lead, peer)
    clock.now += 2 * MINUTE_MS
    lead.change(record, {"theme:t": True})
    swap(lead, peer)
    assert [v.themes for v in versions(peer, record)] == [{"t"}, frozenset()]


def test_what_was_erased_is_never_shown(lead: Store, peer: Store, clock: Clock) -> None:
    confirm(lead, peer)
    record = note(peer, "Wilhelmina")
    clock.now += 2 * MINUTE_MS
    peer.change(record, {"text": "Wilhelmina T."})
    erase(peer, record)
    assert versions(peer, record) == ()
    clock.now += 2 * MINUTE_MS
    peer.change(record, {"text": "A director"})
    assert texts(peer, record) == ["A director"]
