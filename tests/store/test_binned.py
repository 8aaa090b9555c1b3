"""The bin: what its author deleted, until it comes back or is erased."""

from peerdesk.domain.schema import RecordKind
from peerdesk.store.binned import binned, bring_back
from peerdesk.store.erasing import erase
from peerdesk.store.reading import observation
from peerdesk.store.store import Store
from tests.store.team import note, swap, the_session


def texts(store: Store) -> list[str]:
    return [one.text for one in binned(store)]


def test_an_empty_bin_is_empty(peer: Store) -> None:
    note(peer, "Stands")
    assert binned(peer) == ()


def test_the_last_deleted_comes_first(peer: Store) -> None:
    one, two = note(peer, "One"), note(peer, "Two")
    peer.delete(two)
    peer.delete(one)
    assert texts(peer) == ["One", "Two"]


def test_what_comes_back_is_the_same_note_at_its_place(peer: Store) -> None:
    record = note(peer, "One")
    before = observation(peer, record)
    peer.delete(record)
    bring_back(peer, record)
    assert observation(peer, record) == before
    assert binned(peer) == ()
    peer.delete(record)
    assert texts(peer) == ["One"]


def test_a_colleague_s_deleted_note_is_not_in_mine(lead: Store, peer: Store) -> None:
    record = note(lead, "The lead's")
    lead.delete(record)
    swap(lead, peer)
    assert (texts(lead), texts(peer)) == (["The lead's"], [])


def test_one_session_s_bin_has_nothing_of_another(peer: Store) -> None:
    peer.delete(note(peer, "One"))
    other = peer.create(RecordKind.SESSION, {"title": "Another", "kind": "interview"})
    assert [b.text for b in binned(peer, the_session(peer))] == ["One"]
    assert binned(peer, other) == ()


def test_what_is_erased_leaves_the_bin_for_good(peer: Store) -> None:
    record = note(peer, "Wilhelmina")
    peer.delete(record)
    erase(peer, record)
    assert binned(peer) == ()
    assert "Wilhelmina" not in repr(peer.db.execute("SELECT * FROM observation").fetchall())
