"""Bringing in files: new, old or there already, forks, notes held back, undone, rehearsed."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.clock import reading
from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import RecordKind
from peerdesk.exchange import merging
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.merging import FileResult, merge_files, missing_today
from peerdesk.exchange.packing import (
    file_name,
    team_identity,
    write_export,
    write_merged_pack,
    write_team_pack,
)
from peerdesk.store import store as store_module
from peerdesk.store.checking import check
from peerdesk.store.conflicts import conflicts, settle
from peerdesk.store.erasing import erase
from peerdesk.store.feeds import read_feed, write_feed
from peerdesk.store.notes import not_handed_in
from peerdesk.store.opening import open_store
from peerdesk.store.reading import devices, is_lead, observation, observations
from peerdesk.store.snapshots import list_snapshots
from peerdesk.store.store import Store
from peerdesk.store.union import last_merge, undo_merge
from tests.exchange.forging import Author, sealed, zipped
from tests.helpers.campaign import examples
from tests.store.team import (
    DEPUTY,
    LEAD,
    PASSPHRASE,
    PEER,
    bring,
    confirm,
    handed,
    note,
    own,
    rebuilt_digest,
    swap,
    the_session,
)


def merged(store: Store, path: Path) -> FileResult:
    (result,) = merge_files(store, [path]).files
    return result


def export(store: Store, path: Path) -> Path:
    write_export(store, path)
    return path


def pack(store: Store, path: Path, notes: bool = True) -> Path:
    write_merged_pack(store, path, notes)
    return path


def test_what_is_new_is_counted_by_file_and_by_whom(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    record = note(peer, "One")
    note(peer, "Two")
    first = merged(lead, export(peer, tmp_path / "first"))
    assert (first.status, first.sender, first.new, first.changed) == ("merged", PEER, 2, 0)
    peer.change(record, {"text": "One, corrected"})
    second = merged(lead, export(peer, tmp_path / "second"))
    assert (second.status, second.new, second.changed) == ("merged", 0, 1)


def test_a_second_merge_of_the_same_export_changes_nothing_and_says_already(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    note(peer, "One")
    file = export(peer, tmp_path / "file")
    merge_files(lead, [file])
    digest, snapshots = lead.projection.digest(), list_snapshots(lead.folder)
    merge = last_merge(lead)
    assert merged(lead, file).status == "already"
    assert (lead.projection.digest(), list_snapshots(lead.folder)) == (digest, snapshots)
    assert last_merge(lead) == merge


def test_an_older_file_adds_nothing_and_is_said_to_be_old(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    note(peer, "One")
    old = export(peer, tmp_path / "old")
    note(peer, "Two")
    new = export(peer, tmp_path / "new")
    report = merge_files(lead, [new, old])
    assert [file.status for file in report.files] == ["merged", "old"]
    assert not report.refused


def test_a_file_merged_in_the_wrong_order_after_a_lost_one_brings_everything(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    for number in range(3):
        note(peer, f"note {number}")
        lost_but_last = export(peer, tmp_path / f"{number}")
    assert merged(lead, lost_but_last).new == 3


def test_the_json_has_the_words_that_other_programs_rely_on(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    note(peer, "One")
    found = json.loads(json.dumps(merge_files(lead, [export(peer, tmp_path / "f")]).to_json()))
    assert {"files", "observations", "conflicts", "missing"} <= found.keys()
    expected = {"file", "status", "from", "new", "changed", "waiting", "conflicts"}
    assert expected | {"refused_feeds", "reason"} <= found["files"][0].keys()
    assert (found["observations"], found["conflicts"]) == (1, 0)


def test_missing_are_the_peers_of_whom_nothing_was_merged_since_local_midnight(
    lead: Store, peer: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert missing_today(lead) == (DEPUTY, PEER)
    note(peer, "One")
    assert merge_files(lead, [export(peer, tmp_path / "f")]).missing == (DEPUTY,)

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Tomorrow":
            return cls.fromtimestamp(datetime.now(UTC).timestamp() + 86_400, UTC)

    monkeypatch.setattr(merging, "datetime", Tomorrow)
    assert missing_today(lead) == (DEPUTY, PEER)


def test_a_dry_run_says_the_same_and_leaves_no_trace(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    record = note(peer, "One")
    merge_files(lead, [export(peer, tmp_path / "first")])
    note(lead, "Mine, unsealed")
    erase(peer, record)
    note(peer, "Two")
    file = export(peer, tmp_path / "second")
    before = dump(lead)

    rehearsed = merge_files(lead, [file, tmp_path / "nowhere"], dry_run=True)

    assert dump(lead) == before
    assert len(list_snapshots(lead.folder)) == 1
    done = merge_files(lead, [file, tmp_path / "nowhere"])
    assert rehearsed == done
    assert done.files[0].new == 1


def dump(store: Store) -> list[str]:
    """Return everything in every table of a store."""
    tables = store.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [
        repr((name, row))
        for (name,) in sorted(tables)
        for row in store.db.execute(f"SELECT * FROM {name}").fetchall()
    ]


class TestNotesHeldBack:
    """A lead who sends no raw notes withholds their values; what is signed goes along."""

    def test_a_pack_without_notes_brings_findings_and_no_text_of_a_note(
        self, lead: Store, deputy: Store, peer: Store, tmp_path: Path
    ) -> None:
        note(peer, "Raw")
        lead.create(RecordKind.FINDING, {"headline": "Finding"})
        bring(lead, own(peer))
        merge_files(deputy, [pack(lead, tmp_path / "pack", notes=False)])
        changes = repr(deputy.db.execute("SELECT side FROM change").fetchall())
        assert "Finding" in changes
        assert "Raw" not in changes
        assert check(deputy).ok

    def test_the_same_pack_again_is_there_already_though_values_are_missing(
        self, lead: Store, deputy: Store, peer: Store, tmp_path: Path
    ) -> None:
        note(peer, "Raw")
        bring(lead, own(peer))
        file = pack(lead, tmp_path / "pack", notes=False)
        merge_files(deputy, [file])
        merge, snapshots = last_merge(deputy), list_snapshots(deputy.folder)
        assert merged(deputy, file).status == "already"
        assert (last_merge(deputy), list_snapshots(deputy.folder)) == (merge, snapshots)

    def test_what_was_held_back_can_come_later_from_anybody(
        self, lead: Store, deputy: Store, peer: Store, tmp_path: Path
    ) -> None:
        record = note(peer, "Raw")
        bring(lead, own(peer))
        merge_files(deputy, [pack(lead, tmp_path / "pack", notes=False)])
        whole = merged(deputy, pack(lead, tmp_path / "whole"))
        assert whole.status == "merged"
        found = observation(deputy, record)
        assert found is not None
        assert found.text == "Raw"
        swap(lead, deputy)
        assert deputy.projection.digest() == lead.projection.digest() == rebuilt_digest(deputy)

    def test_what_was_erased_while_held_back_never_comes(
        self, lead: Store, deputy: Store, peer: Store, tmp_path: Path
    ) -> None:
        record = note(peer, "Wilhelmina")
        bring(lead, own(peer))
        whole = pack(lead, tmp_path / "whole")
        merge_files(deputy, [pack(lead, tmp_path / "without", notes=False)])
        erase(peer, record)
        bring(deputy, own(peer))
        merge_files(deputy, [whole])
        assert "Wilhelmina" not in repr(dump(deputy))


class TestForks:
    """A laptop restored from a copy is named, both branches stay, and it goes on as a new one."""

    @pytest.fixture
    def copies(self, peer: Store, tmp_path: Path) -> tuple[Store, Store]:
        note(peer, "Before")
        peer.close()
        shutil.copytree(peer.folder, tmp_path / "copy")
        return open_store(peer.folder, PASSPHRASE), open_store(tmp_path / "copy", PASSPHRASE)

    def test_a_fork_is_named_and_both_branches_are_kept_and_travel(
        self, lead: Store, deputy: Store, copies: tuple[Store, Store], tmp_path: Path
    ) -> None:
        for number, store in enumerate(copies):
            note(store, f"Branch {number}")
        results = [merged(lead, export(s, tmp_path / f"{n}")) for n, s in enumerate(copies)]
        assert [result.forks for result in results] == [(), (PEER,)]
        assert merged(deputy, pack(lead, tmp_path / "pack")).forks == (PEER,)
        texts = {o.text for o in observations(deputy)}
        assert texts == {"Before", "Branch 0", "Branch 1"}
        assert check(deputy).ok
        for store in copies:
            store.close()

    def test_the_copied_laptop_goes_on_as_a_new_one_of_the_same_peer_by_its_old_key(
        self, lead: Store, copies: tuple[Store, Store], tmp_path: Path
    ) -> None:
        one, two = copies
        old = one.device
        mine = note(one, "Mine")
        note(two, "Two's")
        bring(lead, own(two))
        result = merged(one, pack(lead, tmp_path / "pack"))
        assert result.renewed
        assert one.device != old
        assert next(d for d in devices(one) if d.id == one.device).tied_to == old
        one.change(mine, {"text": "Mine, and I may still change it"})
        bring(lead, handed(one))
        found = observation(lead, mine)
        assert found is not None
        assert found.text == "Mine, and I may still change it"
        assert merged(one, tmp_path / "pack").renewed is False
        for store in copies:
            store.close()

    def test_two_notes_that_a_copied_laptop_gave_one_id_are_both_kept(
        self, lead: Store, copies: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store_module, "_now", lambda: 4_000_000_000_000)
        one, two = (note(store, f"Branch {n}") for n, store in enumerate(copies))
        assert one == two
        for store in copies:
            bring(lead, own(store))
            store.close()
        (conflict,) = (c for c in conflicts(lead) if c.field == "text")
        assert {conflict.shown, *conflict.others} == {"Branch 0", "Branch 1"}
        assert lead.projection.digest() == rebuilt_digest(lead)

    def test_an_export_after_a_fork_carries_both_laptops_so_that_nothing_stays_behind(
        self, lead: Store, copies: tuple[Store, Store], tmp_path: Path
    ) -> None:
        one, two = copies
        note(one, "Written before anybody knew")
        note(two, "Two's")
        bring(one, own(two))
        note(one, "After")
        assert merged(lead, export(one, tmp_path / "file")).new == 4
        for store in copies:
            store.close()

    def test_a_tied_laptop_of_a_deputy_keeps_the_deputy_s_rights(
        self, lead: Store, deputy: Store, tmp_path: Path
    ) -> None:
        confirm(lead, deputy)
        bring(deputy, own(lead))
        deputy.close()
        shutil.copytree(deputy.folder, tmp_path / "copy")
        with (
            open_store(deputy.folder, PASSPHRASE) as one,
            open_store(tmp_path / "copy", PASSPHRASE) as two,
        ):
            note(one, "a")
            note(two, "b")
            bring(one, own(two))
            assert is_lead(one)
            area = one.create(RecordKind.FOCUS_AREA, {"name": "New"})
            bring(lead, handed(one))
        assert lead.state(area).creation is not None


class TestUndoing:
    """Undoing a merge sets aside what it brought, and nothing of one's own."""

    def test_undone_notes_leave_and_come_back_with_the_same_file(
        self, lead: Store, peer: Store, tmp_path: Path
    ) -> None:
        mine = note(lead, "Mine")
        digest = lead.projection.digest()
        note(peer, "Theirs")
        file = export(peer, tmp_path / "file")
        merge_files(lead, [file])
        whole = lead.projection.digest()
        merge = last_merge(lead)
        assert merge is not None
        assert undo_merge(lead, merge) >= 1
        assert lead.projection.digest() == digest == rebuilt_digest(lead)
        assert [o.id for o in observations(lead)] == [mine]
        again = merged(lead, file)
        assert (again.status, again.new, again.forks) == ("merged", 1, ())
        assert lead.projection.digest() == whole

    def test_what_followed_an_undone_segment_is_set_aside_with_it(
        self, lead: Store, peer: Store, tmp_path: Path
    ) -> None:
        note(peer, "One")
        merge_files(lead, [export(peer, tmp_path / "one")])
        merge = last_merge(lead)
        assert merge is not None
        note(peer, "Two")
        merge_files(lead, [export(peer, tmp_path / "two")])
        undo_merge(lead, merge)
        assert observations(lead) == ()
        write_merged_pack(lead, tmp_path / "pack")
        assert check(lead).ok
        assert merged(lead, tmp_path / "two").new == 2

    def test_my_edits_of_what_was_undone_wait_and_are_not_lost(
        self, lead: Store, peer: Store, tmp_path: Path
    ) -> None:
        record = note(peer, "Theirs")
        file = export(peer, tmp_path / "file")
        merge_files(lead, [file])
        lead.change(record, {"kind": "fact"})
        merge = last_merge(lead)
        assert merge is not None
        undo_merge(lead, merge)
        assert record in lead.projection.waiting()
        assert merged(lead, file).waiting == 0
        found = observation(lead, record)
        assert found is not None
        assert found.kind == "fact"


class TestHostile:
    """A laptop of the team that writes what it likes can neither stop nor slow the others."""

    def file(self, author: Author, store: Store, path: Path) -> Path:
        path.write_bytes(sealed(zipped(author.bundle()), team_identity(store)))
        return path

    def test_ten_thousand_conflicts_in_one_field_are_taken_in_and_can_be_lived_with(
        self, lead: Store, peer: Store, tmp_path: Path
    ) -> None:
        finding = lead.create(RecordKind.FINDING, {"headline": "Ours"})
        author = Author(lead.challenge)
        author.seal(
            *(author.change("finding", finding, {"headline": f"no {n}"}) for n in range(10_000))
        )
        result = merged(lead, self.file(author, lead, tmp_path / "file"))
        assert (result.status, result.conflicts) == ("merged", 1)
        (conflict,) = conflicts(lead)
        assert len(conflict.others) == 10_000
        lead.change(finding, {"narrative": "Still to be written in"})
        swap(lead, peer)
        assert peer.projection.digest() == lead.projection.digest()

    def test_ten_thousand_conflicts_are_settled_at_once(self, lead: Store, tmp_path: Path) -> None:
        finding = lead.create(RecordKind.FINDING, {"headline": "Ours"})
        author = Author(lead.challenge)
        author.seal(
            *(author.change("finding", finding, {"headline": f"no {n}"}) for n in range(10_000))
        )
        merge_files(lead, [self.file(author, lead, tmp_path / "file")])
        settle(lead, finding, "headline", "Settled")
        state = lead.state(finding).fields["headline"]
        assert (state.value, state.others) == ("Settled", ())
        lead.delete(finding)
        assert lead.state(finding).deleted

    def test_ids_that_all_want_one_row_find_rows(
        self, lead: Store, peer: Store, tmp_path: Path
    ) -> None:
        authors = [Author(lead.challenge) for _ in range(12)]
        for author in authors:
            changes = []
            for sequence in (0, 1):
                changes.append(author.note(f"{author.device} {sequence}", sequence))
            author.seal(*changes)
            merge_files(lead, [self.file(author, lead, tmp_path / "file")])
        found = observations(lead)
        assert len(found) == 24
        assert lead.projection.digest() == rebuilt_digest(lead)
        swap(lead, peer)
        assert peer.projection.digest() == lead.projection.digest()

    def test_a_clock_years_ahead_moves_nobody_s_by_more_than_an_hour(
        self, lead: Store, tmp_path: Path
    ) -> None:
        author = Author(lead.challenge)
        line = author.change(
            "observation", author.record(), {"text": "x"}, new=True, at="ffffffffffff-ffff"
        )
        author.seal(line)
        merge_files(lead, [self.file(author, lead, tmp_path / "file")])
        record = note(lead, "Mine")
        (change,) = lead.log.of_record(record)
        bound = int(datetime.now(UTC).timestamp() * 1000) + 3_601_000
        assert change.header.clock < reading(bound, 0)

    @pytest.mark.parametrize(
        ("kind", "values"),
        [
            ("observation", {"text": 10**4000, "kind": None, "theme:": True, "theme:x": "yes"}),
            ("observation", {"text": "a\0b\u2028c\rd\ne", "theme:\0": True, "position": "~\0é"}),
            ("observation", {"text": "x" * 65_536}),
            ("observation", {}),
            ("member", {"rights": ["lead"], "name": {"a": 1}}),
            ("device", {"confirmed": ["x"], "tied_to": 5, "tie_signature": []}),
            ("device", {"tied_to": "ab" * 32, "tie_signature": "zz"}),
            ("erasure", {"record": 5, "changes": [[], {}]}),
            ("attendance", {"present:x": 1 << 60, "held": "yes", "session": [1]}),
            ("focus_area", {}),
            ("hologram", {"a": {"b": [[[1]]]}}),
            ("challenge", {"title": "Mine", "time_zone": "../../etc/passwd"}),
        ],
    )
    def test_odd_values_are_kept_and_stop_nothing(
        self, lead: Store, peer: Store, tmp_path: Path, kind: str, values: dict[str, object]
    ) -> None:
        author = Author(lead.challenge)
        new = author.change(kind, author.record(1), values, new=True)
        author.seal(new, author.change(kind, "not an id\0", values), author.note("after it", 2))
        assert merged(lead, self.file(author, lead, tmp_path / "file")).status == "merged"
        assert lead.projection.digest() == rebuilt_digest(lead)
        note(lead, "and life goes on")
        swap(lead, peer)
        assert peer.projection.digest() == lead.projection.digest()
        assert check(peer).ok

    def test_a_position_of_any_text_keeps_nobody_from_writing_after_it(
        self, lead: Store, tmp_path: Path
    ) -> None:
        author = Author(lead.challenge)
        values = {"text": "x", "session": the_session(lead), "position": "~~é"}
        author.seal(author.change("observation", author.record(), values, new=True))
        merge_files(lead, [self.file(author, lead, tmp_path / "file")])
        record = note(lead, "after it")
        assert observations(lead, the_session(lead))[-1].id == record

    def test_who_says_they_are_the_lead_leads_nothing(
        self, lead: Store, peer: Store, tmp_path: Path
    ) -> None:
        owner = next(d.member for d in devices(lead) if d.id == lead.device)
        author = Author(lead.challenge)
        me = author.record(1)
        author.seal(
            author.change("device", me, {"member": owner, "name": LEAD}, new=True),
            author.change("device", me, {"confirmed": owner}),
            author.change("member", str(owner), {"rights": "lead", "name": "Usurper"}),
            author.change("focus_area", author.record(2), {"name": "Mine"}, new=True),
        )
        merge_files(lead, [self.file(author, lead, tmp_path / "file")])
        assert author.device not in lead.rights.leads
        assert lead.state(author.record(2)).creation is None
        assert lead.state(RecordId(str(owner))).fields["name"].value == LEAD


def test_an_edit_that_arrives_before_its_note_waits_and_counts_with_it(
    lead: Store, deputy: Store, peer: Store
) -> None:
    record = note(peer, "One")
    bring(deputy, own(peer))
    deputy.change(record, {"kind": "fact"})
    assert bring(lead, own(deputy)).waiting == 1
    assert record in lead.projection.waiting()
    bring(lead, own(peer))
    found = observation(lead, record)
    assert found is not None
    assert found.kind == "fact"
    assert lead.projection.digest() == rebuilt_digest(lead)


def test_a_right_that_arrives_later_makes_older_changes_count(
    lead: Store, deputy: Store, peer: Store
) -> None:
    author = deputy
    confirm(lead, deputy)
    bring(deputy, own(lead))
    area = author.create(RecordKind.FOCUS_AREA, {"name": "The deputy's"})
    bare = author.create(RecordKind.FOCUS_AREA, {})
    bring(peer, own(deputy))
    assert peer.state(area).creation is None
    assert area in peer.projection.waiting()
    bring(peer, own(lead))
    assert peer.projection.waiting().isdisjoint({area, bare})
    assert peer.projection.digest() == rebuilt_digest(peer)
    swap(lead, deputy, peer)
    assert len({store.projection.digest() for store in (lead, deputy, peer)}) == 1


def test_a_peer_joins_from_a_pack_and_hands_in(lead: Store, tmp_path: Path) -> None:
    words = write_team_pack(lead, tmp_path / "pack")
    opened = read_team_pack(tmp_path / "pack", words)
    with join_challenge(opened, tmp_path / "ann", PASSPHRASE, "ab") as ann:
        note(ann, "One")
        assert not_handed_in(ann) == 1
        path = tmp_path / file_name(ann, "export")
        assert path.name.startswith("T1-AB-")
        result = merged(lead, export(ann, path))
        assert not_handed_in(ann) == 0
    assert (result.new, result.sender) == (1, DEPUTY)


texts = st.text(st.characters(codec="utf-8"), max_size=40)
values = st.dictionaries(
    st.sampled_from(["text", "speaker", "theme:x", "aura"]),
    texts | st.booleans() | st.integers() | st.lists(texts, max_size=3),
    max_size=4,
)


@given(st.lists(st.lists(values, min_size=1, max_size=4), min_size=1, max_size=4))
@examples(60)
def test_a_feed_read_and_written_again_is_the_same_to_the_byte(
    segments: list[list[dict[str, object]]],
) -> None:
    author = Author("ab" * 32)
    for changes in segments:
        sides = (author.change("observation", author.record(), v, new=True) for v in changes)
        author.seal(*((line, None if "aura" in side else side) for line, side in sides))
    incoming = read_feed(author.feed, author.challenge, author.device)
    assert write_feed(i.segment for i in incoming) == author.feed
    assert [i.segment.last for i in incoming][-1] == author.number
