"""Erasing reaches everything that merged it, whatever came first, and nothing else."""

import pytest

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import RecordKind
from peerdesk.store.checking import check
from peerdesk.store.conflicts import conflicts, settle
from peerdesk.store.erasing import erase
from peerdesk.store.opening import open_store
from peerdesk.store.reading import observation, observations, search
from peerdesk.store.settings import Settings
from peerdesk.store.snapshots import list_snapshots, take_snapshot
from peerdesk.store.store import Store
from peerdesk.store.tables import projection_tables
from peerdesk.store.union import last_merge, undo_merge
from tests.store.team import (
    PASSPHRASE,
    bring,
    confirm,
    handed,
    hashes_of,
    note,
    own,
    rebuilt_digest,
    swap,
    write_raw,
)

NAME = "Wilhelmina"


def holds(store: Store) -> bool:
    """Say whether the name stands anywhere in the tables of a store."""
    tables = ["change", *(table for table, _ in projection_tables())]
    rows = (row for table in tables for row in store.db.execute(f"SELECT * FROM {table}"))
    return any(NAME in repr(row) for row in rows) or bool(search(store, NAME))


def snapshots_hold(store: Store) -> bool:
    """Say whether the name stands in a snapshot of a store."""
    held = False
    for folder in list_snapshots(store.folder):
        with open_store(folder, PASSPHRASE) as copy:
            held |= holds(copy)
    return held


@pytest.fixture
def wrong(lead: Store, deputy: Store, peer: Store) -> RecordId:
    """Give a note with a wrong name by the peer, which everybody has."""
    record = note(peer, f"{NAME} told us")
    swap(lead, deputy, peer)
    assert holds(lead)
    assert holds(deputy)
    return record


def test_the_author_needs_no_reason_a_lead_does_and_nobody_else_may(
    lead: Store, deputy: Store, peer: Store, wrong: RecordId
) -> None:
    with pytest.raises(NotAllowed):
        erase(deputy, wrong, "because")
    with pytest.raises(NotAllowed, match="reason"):
        erase(lead, wrong, "  ")
    erase(lead, wrong, "A disclosure")
    erase(peer, wrong)
    swap(lead, deputy, peer)
    assert not any(map(holds, (lead, deputy, peer)))


def test_what_is_not_here_and_what_is_never_erased_is_refused(lead: Store) -> None:
    with pytest.raises(NotAllowed):
        erase(lead, RecordId("nowhere"), "because")
    member = lead.create(RecordKind.MEMBER, {"name": "Someone"})
    with pytest.raises(NotAllowed):
        erase(lead, member, "because")


def test_an_erased_note_keeps_its_place_and_no_text(peer: Store, wrong: RecordId) -> None:
    before = observation(peer, wrong)
    erase(peer, wrong)
    after = observation(peer, wrong)
    assert before is not None
    assert after is not None
    assert (after.text, after.erased) == ("", True)
    assert (after.session, after.position, after.at) == (
        before.session,
        before.position,
        before.at,
    )


def test_an_erased_note_that_was_in_the_bin_stays_there(
    lead: Store, peer: Store, wrong: RecordId
) -> None:
    peer.delete(wrong)
    erase(peer, wrong)
    bring(lead, own(peer))
    assert observations(peer) == observations(lead) == ()
    assert not holds(lead)


def test_an_erasure_by_a_deputy_works_once_the_right_arrives(
    lead: Store, deputy: Store, peer: Store, wrong: RecordId
) -> None:
    confirm(lead, deputy)
    bring(deputy, own(lead))
    erase(deputy, wrong, "A disclosure")

    bring(peer, own(deputy))
    assert holds(peer), "nobody here knows yet that the deputy may"
    bring(peer, own(lead))

    assert not holds(peer)
    assert peer.projection.digest() == rebuilt_digest(peer)
    bring(lead, own(deputy))
    bring(deputy, own(peer))
    swap(lead, deputy, peer)
    assert len({store.projection.digest() for store in (lead, deputy, peer)}) == 1


def test_an_erasure_works_in_the_lead_s_own_store_when_the_lead_confirms_its_maker(
    lead: Store, deputy: Store, wrong: RecordId
) -> None:
    named = list[str](hashes_of(deputy, wrong))
    deputy.create(RecordKind.ERASURE, {"record": wrong, "changes": named, "reason": "A disclosure"})
    assert holds(deputy)
    bring(lead, own(deputy))
    assert holds(lead)
    confirm(lead, deputy)
    assert not holds(lead)
    assert lead.projection.digest() == rebuilt_digest(lead)


def test_an_erasure_that_arrives_before_what_it_erases_still_reaches_it(
    lead: Store, deputy: Store, peer: Store, wrong: RecordId
) -> None:
    finding = lead.create(RecordKind.FINDING, {"headline": "Rotas"})
    bring(peer, own(lead))
    peer.change(finding, {"narrative": f"{NAME} again"})
    bring(lead, own(peer))
    erase(lead, finding, "A name")
    bring(deputy, own(lead))
    bring(deputy, own(peer))
    assert f"{NAME} again" not in repr(deputy.state(finding))
    assert deputy.db.execute(
        "SELECT count(*) FROM change WHERE side LIKE '%again%'"
    ).fetchone() == (0,)


def test_a_lead_s_own_edit_is_erased_even_where_the_record_itself_has_not_arrived(
    lead: Store, deputy: Store, peer: Store
) -> None:
    finding = peer.create(RecordKind.FINDING, {"headline": "Rotas"})
    bring(lead, own(peer))
    lead.change(finding, {"headline": f"{NAME} is right"})
    bring(deputy, own(lead))
    assert holds(deputy)
    erase(lead, finding, "A name")
    bring(deputy, own(lead))
    assert not holds(deputy)


def test_an_erasure_reaches_what_undoing_a_merge_set_aside(
    lead: Store, deputy: Store, peer: Store
) -> None:
    wrong = note(peer, f"{NAME} told us")
    bring(lead, own(peer))
    bring(deputy, own(peer))
    merge = last_merge(deputy)
    assert merge is not None
    undo_merge(deputy, merge)
    erase(lead, wrong, "A name")
    bring(deputy, own(lead))
    assert not holds(deputy)
    bring(deputy, own(peer))
    assert not holds(deputy)


def test_an_edit_that_the_erasure_did_not_see_stays_and_can_be_erased_too(
    lead: Store, peer: Store, wrong: RecordId
) -> None:
    finding = lead.create(RecordKind.FINDING, {"headline": "Rotas"})
    bring(peer, own(lead))
    peer.change(finding, {"narrative": f"{NAME} again"})
    erase(lead, finding, "A name")
    bring(lead, own(peer))
    assert lead.state(finding).fields["narrative"].value == f"{NAME} again"
    erase(lead, finding, "The rest")
    assert lead.state(finding).fields["narrative"].value is None


def test_an_erasure_is_in_no_snapshot_and_a_broken_snapshot_is_removed(
    lead: Store, peer: Store, wrong: RecordId
) -> None:
    for _ in range(3):
        take_snapshot(lead.folder, lead.db, lead.key, "test")
    broken = list_snapshots(lead.folder)[1] / "store.db"
    broken.write_bytes(broken.read_bytes()[:8192])
    assert holds(lead)
    erase(peer, wrong)
    bring(lead, own(peer))
    assert len(list_snapshots(lead.folder)) == 2
    assert not snapshots_hold(lead)
    assert check(lead).ok


def test_what_a_crash_kept_from_being_scrubbed_is_scrubbed_when_the_store_is_opened(
    lead: Store, peer: Store, wrong: RecordId, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_snapshot(peer.folder, peer.db, peer.key, "test")
    with monkeypatch.context() as crashed:
        crashed.setattr(Store, "scrub", lambda self: None)
        erase(peer, wrong)
    peer.close()
    assert snapshots_hold(peer)
    with open_store(peer.folder, PASSPHRASE) as again:
        assert not snapshots_hold(again)
        assert again.settings.get(Settings.UNSCRUBBED) == ""


def test_an_erasure_taken_back_with_its_transaction_scrubs_nothing(
    peer: Store, wrong: RecordId
) -> None:
    take_snapshot(peer.folder, peer.db, peer.key, "test")

    def erase_and_stumble() -> None:
        with peer.atomic():
            erase(peer, wrong)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        erase_and_stumble()
    assert holds(peer)
    assert snapshots_hold(peer)
    note(peer, "Something else")
    assert snapshots_hold(peer)


def test_a_record_with_more_changes_than_one_erasure_can_name_is_erased(peer: Store) -> None:
    record = note(peer, "first")
    with peer.atomic():
        for number in range(510):
            peer.change(record, {"text": f"{NAME} {number}"})
    erase(peer, record)
    assert not holds(peer)
    assert handed(peer)


@pytest.mark.parametrize(
    "values",
    [
        {"record": ["x"], "changes": []},
        {"record": "x", "changes": [{"a": 1}, 5, None, "x"]},
        {"record": "x", "changes": "x"},
        {"changes": ["x"]},
    ],
)
def test_an_erasure_of_nonsense_erases_nothing(
    lead: Store, peer: Store, wrong: RecordId, values: dict[str, object]
) -> None:
    about = {name: wrong if value == "x" else value for name, value in values.items()}
    record = lead._ids.next(1_794_300_000_000)
    write_raw(lead, "erasure", record, about, creates=True)
    bring(peer, own(lead))
    assert holds(peer)
    assert peer.projection.digest() == rebuilt_digest(peer)


def test_a_deletion_chosen_in_a_conflict_sees_what_it_deletes(
    lead: Store, peer: Store, wrong: RecordId
) -> None:
    lead.change(wrong, {"kind": "fact"})
    peer.delete(wrong)
    bring(peer, own(lead))
    assert [c.field for c in conflicts(peer)] == ["deleted"]
    settle(peer, wrong, "deleted", True)
    assert conflicts(peer) == ()
    assert observation(peer, wrong) is None
