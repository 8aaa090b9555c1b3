"""What is written: typing that overwrites, bounds, sealing, snapshots, the digest, search."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import RecordId
from peerdesk.domain.resolve import resolve
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.store import store as store_module
from peerdesk.store.checking import check
from peerdesk.store.errors import FeedTooLarge, StoreDamaged, TooLong
from peerdesk.store.feeds import read_feed, write_feed
from peerdesk.store.opening import open_store
from peerdesk.store.overwriting import TYPING_MS
from peerdesk.store.reading import observation, observations, search
from peerdesk.store.snapshots import (
    FOLDER,
    HOURLY,
    KEEP_HOURLY,
    KEEP_OTHERS,
    check_snapshot,
    list_snapshots,
    take_snapshot,
)
from peerdesk.store.store import Store
from peerdesk.store.wire import LINE_BYTES, SEGMENT_CHANGES, VALUE_BYTES
from tests.exchange.forging import Author
from tests.store.team import (
    PASSPHRASE,
    bring,
    handed,
    hashes_of,
    new_id,
    note,
    own,
    read,
    rebuilt_digest,
    swap,
    the_session,
    write_raw,
)


class Clock:
    """The laptop's clock, in a test's hand."""

    def __init__(self) -> None:
        self.now = time.time_ns() // 1_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    held = Clock()
    monkeypatch.setattr(store_module, "_now", held)
    return held


class TestTypingOver:
    def test_it_leaves_what_the_changes_say(self, lead: Store) -> None:
        record = note(lead, "First.")
        for values in _TYPED:
            lead.change(record, values, typing=True)
            assert lead.state(record) == resolve(lead.log.of_record(record), lead.rights)
        assert len(lead.log.of_record(record)) == 1
        assert check(lead).ok


_TYPED: tuple[dict[str, Value], ...] = (
    {"text": "First, and"},
    {"text": "First, and more.", "theme:one": True},
    {"theme:one": False, "kind": "fact"},
    {"deleted": False, "text": "Back."},
    {"text": "Back again."},
)


class TestTyping:
    """While somebody types, one change is written over; anything else makes it append."""

    def changes(self, store: Store, record: RecordId) -> int:
        return len(store.log.of_record(record))

    def test_typing_writes_over_the_unsealed_change(self, peer: Store, clock: Clock) -> None:
        record = note(peer, "H")
        for text in ("He", "Hel", "Hello"):
            clock.now += 200
            peer.change(record, {"text": text}, typing=True)
        assert self.changes(peer, record) == 1
        assert [o.text for o in observations(peer)] == ["Hello"]
        assert peer.projection.digest() == rebuilt_digest(peer)
        assert check(peer).ok

    def test_an_edit_that_is_not_typing_appends(self, peer: Store) -> None:
        record = note(peer, "H")
        peer.change(record, {"text": "He"})
        assert self.changes(peer, record) == 2

    def test_after_a_minute_typing_appends_and_is_written_over_in_turn(
        self, peer: Store, clock: Clock
    ) -> None:
        record = note(peer, "H")
        clock.now += TYPING_MS + 1
        peer.change(record, {"text": "He"}, typing=True)
        peer.change(record, {"text": "Hel"}, typing=True)
        assert self.changes(peer, record) == 2

    def test_what_is_sealed_is_never_written_over(self, peer: Store) -> None:
        record = note(peer, "H")
        before = own(peer)
        peer.change(record, {"text": "He"}, typing=True)
        assert self.changes(peer, record) == 2
        assert own(peer)[peer.device].startswith(before[peer.device])

    def test_what_another_change_refers_to_is_never_written_over(self, peer: Store) -> None:
        record = note(peer, "H")
        peer.change(record, {"kind": "fact"})
        peer.change(record, {"kind": "quote"}, typing=True)
        assert self.changes(peer, record) == 2
        peer.change(record, {"text": "He"}, typing=True)
        assert self.changes(peer, record) == 3
        assert observations(peer)[0].text == "He"

    def test_what_another_laptop_has_answered_is_never_written_over(
        self, lead: Store, peer: Store
    ) -> None:
        record = note(peer, "H")
        swap(lead, peer)
        lead.change(record, {"kind": "fact"})
        bring(peer, own(lead))
        peer.change(record, {"text": "He"}, typing=True)
        assert self.changes(peer, record) == 3

    def test_two_fields_typed_together_are_one_change(self, lead: Store) -> None:
        record = lead.create(RecordKind.FINDING, {"headline": "a"})
        lead.change(record, {"narrative": "b"}, typing=True)
        lead.change(record, {"headline": "aa"}, typing=True)
        assert self.changes(lead, record) == 1
        state = lead.state(record)
        assert {name: field.value for name, field in state.fields.items()} == {
            "headline": "aa",
            "narrative": "b",
        }

    def test_a_deletion_is_never_written_over(self, peer: Store) -> None:
        record = note(peer, "H")
        peer.change(record, {"deleted": True}, typing=True)
        peer.change(record, {"deleted": False}, typing=True)
        assert self.changes(peer, record) == 3
        assert observation(peer, record) is not None

    def test_a_right_given_is_never_written_over(self, lead: Store) -> None:
        record = lead.create(RecordKind.MEMBER, {"name": "X", "rights": "deputy"})
        lead.change(record, {"rights": "peer"}, typing=True)
        assert self.changes(lead, record) == 2


class TestBounds:
    """What another store would refuse is not written, and what is written passes."""

    @pytest.mark.parametrize(
        "values",
        [
            {"text": "x" * (VALUE_BYTES + 1)},
            {"text": "é" * (VALUE_BYTES // 2 + 1)},
            {f"theme:{n}": True for n in range(30_000)},
            dict.fromkeys(("text", "speaker", "position"), "\x01" * 50000),
        ],
    )
    def test_too_much_in_one_change_is_refused_and_nothing_is_written(
        self, peer: Store, values: dict[str, Value]
    ) -> None:
        before = peer.projection.digest(), handed(peer)
        with pytest.raises(TooLong):
            peer.create(RecordKind.OBSERVATION, values)
        assert (peer.projection.digest(), handed(peer)) == before

    @pytest.mark.parametrize(
        "values",
        [
            {"text": "x" * VALUE_BYTES},
            {"text": "é" * (VALUE_BYTES // 2)},
            {"text": "\x01" * 40_000},
            {"text": "half \ud800 a pair", "speaker": "a\0b\r\nc\u2028d"},
            dict.fromkeys(("text", "speaker", "position"), "x" * VALUE_BYTES),
        ],
    )
    def test_what_is_written_up_to_the_bound_is_taken_in_elsewhere(
        self, lead: Store, peer: Store, values: dict[str, Value]
    ) -> None:
        record = peer.create(RecordKind.OBSERVATION, values)
        swap(lead, peer)
        assert lead.state(record).fields == peer.state(record).fields
        assert lead.projection.digest() == peer.projection.digest() == rebuilt_digest(lead)

    def test_a_list_of_texts_counts_by_its_texts_when_written_and_when_read(
        self, lead: Store, peer: Store
    ) -> None:
        sponsors = ['"' * 64] * (VALUE_BYTES // 64)
        (challenge,) = lead.db.execute("SELECT id FROM challenge").fetchone()
        lead.change(challenge, {"sponsors": sponsors})
        bring(peer, own(lead))
        assert peer.state(challenge).fields["sponsors"].value == sponsors
        with pytest.raises(TooLong):
            lead.change(challenge, {"sponsors": [*sponsors, "x"]})

    def test_a_line_just_past_the_bound_is_refused_by_a_reader(self) -> None:
        author = Author("ab" * 32)
        author.seal(author.change("x" * LINE_BYTES, "id", {}))
        with pytest.raises(FeedTooLarge):
            read_feed(author.feed, author.challenge, author.device)


def test_a_feed_is_sealed_by_itself_at_the_bound_of_a_segment(lead: Store, peer: Store) -> None:
    peer.seal()
    first = peer.log.last_number(peer.device)
    with peer.atomic():
        for number in range(SEGMENT_CHANGES + 5):
            peer.create(RecordKind.COMMENT, {"text": str(number)})
    last = list(peer.log.segments(peer.device))[-1]
    assert (last.first, last.last) == (first + 1, first + SEGMENT_CHANGES)
    peer.seal()
    assert peer.log.last_number(peer.device) == first + SEGMENT_CHANGES + 5
    bring(lead, own(peer))
    assert lead.db.execute("SELECT count(*) FROM comment").fetchone() == (SEGMENT_CHANGES + 5,)


class TestSnapshots:
    """Copies are whole, checked as they are made, and thinned out by kind."""

    def take(self, store: Store, reason: str = "merge") -> Path:
        return take_snapshot(store.folder, store.db, store.key, reason)

    def test_a_snapshot_is_a_store_that_opens_with_the_same_passphrase(self, peer: Store) -> None:
        note(peer, "One")
        kept = self.take(peer)
        digest = peer.projection.digest()
        note(peer, "Two")
        with open_store(kept, PASSPHRASE) as copy:
            assert copy.projection.digest() == digest
            assert len(observations(copy)) == 1

    def test_the_last_24_hourly_and_10_others_are_kept(self, peer: Store) -> None:
        first = self.take(peer, HOURLY)
        began = datetime.now(UTC) - timedelta(days=3)
        for kind, count in ((HOURLY, KEEP_HOURLY + 3), ("merge", KEEP_OTHERS + 3)):
            for number in range(count):
                stamp = (began + timedelta(hours=number)).strftime("%Y%m%dT%H%M%S.%f")
                folder = peer.folder / FOLDER / f"{stamp}Z-{kind}"
                folder.mkdir()
                (folder / "store.db").write_bytes((first / "store.db").read_bytes())
        last = self.take(peer)
        names = [path.name for path in list_snapshots(peer.folder)]
        assert sum(name.endswith(HOURLY) for name in names) == KEEP_HOURLY
        assert sum(name.endswith("merge") for name in names) == KEEP_OTHERS
        assert {first.name, last.name} <= set(names)

    @pytest.mark.parametrize("part", [0, 100, 4096, 0.5, 0.999])
    def test_a_copy_cut_short_is_refused(self, peer: Store, part: float) -> None:
        kept = self.take(peer) / "store.db"
        whole = kept.read_bytes()
        kept.write_bytes(whole[: int(part * len(whole)) if 0 < part < 1 else int(part)])
        with pytest.raises(StoreDamaged):
            check_snapshot(kept.parent, peer.key)

    def test_a_copy_that_could_not_be_made_leaves_none(
        self, peer: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("peerdesk.store.snapshots.page_problems", lambda db: ["a bad page"])
        with pytest.raises(StoreDamaged):
            self.take(peer)
        assert list((peer.folder / FOLDER).iterdir()) == []


class TestProjection:
    """The tables are a function of the log, and their digest of the union."""

    def test_it_equals_its_own_rebuilding_after_every_kind_of_writing(
        self, lead: Store, peer: Store
    ) -> None:
        record = note(peer, "Ünïcode \0 and “quotes”")
        peer.change(record, {"theme:x": True, "organisation:y": True, "for_lead": True})
        peer.change(record, {"theme:x": False})
        peer.create(RecordKind.ATTENDANCE, {"session": the_session(peer), "present:p": 7})
        write_raw(peer, "hologram", new_id(peer), {"glow": "x"}, creates=True)
        write_raw(peer, "observation", record, {"aura": "x"})
        write_raw(peer, "observation", new_id(peer, 9), {"text": "waits"})
        lead.create(RecordKind.RECOMMENDATION, {"text": "Do", "number": 1})
        peer.delete(record)
        swap(lead, peer)
        assert lead.projection.digest() == rebuilt_digest(lead)
        assert peer.projection.digest() == rebuilt_digest(peer) == lead.projection.digest()

    def test_its_digest_tells_any_difference(self, lead: Store, peer: Store) -> None:
        digests = {peer.projection.digest()}
        record = note(peer, "One")
        digests.add(peer.projection.digest())
        peer.change(record, {"text": "Two"})
        digests.add(peer.projection.digest())
        peer.change(record, {"theme:x": True})
        digests.add(peer.projection.digest())
        write_raw(peer, "observation", record, {"aura": "x"})
        digests.add(peer.projection.digest())
        assert len(digests) == 5

    def test_local_things_are_not_in_its_digest(self, peer: Store) -> None:
        digest = peer.projection.digest()
        peer.settings.set("caret", "12")
        peer.seal()
        assert peer.projection.digest() == digest

    def test_a_check_finds_a_projection_that_says_something_else(self, peer: Store) -> None:
        note(peer, "One")
        assert check(peer).ok
        peer.db.execute("UPDATE observation SET speaker = 'nobody said so'")
        assert not check(peer).ok

    def test_a_check_finds_a_log_that_was_altered(self, peer: Store) -> None:
        note(peer, "One")
        peer.seal()
        peer.db.execute("UPDATE change SET side = replace(side, 'One', 'Two')")
        assert not check(peer).ok

    def test_search_finds_words_by_their_beginning_without_accents_and_not_what_was_deleted(
        self, peer: Store
    ) -> None:
        record = note(peer, "The café's rota is made on Friday")
        assert [o.id for o in search(peer, "cafe rot")] == [record]
        assert search(peer, "rota ") != ()
        assert search(peer, "rot ") == ()
        assert search(peer, "   ") == search(peer, '"') == search(peer, "* AND (") == ()
        peer.change(record, {"text": "Something else"})
        assert search(peer, "rota") == ()
        peer.delete(record)
        assert search(peer, "something") == ()


def test_nobody_writes_over_a_colleague_s_note_or_what_is_the_lead_s(
    lead: Store, peer: Store
) -> None:
    record = note(lead, "The lead's")
    swap(lead, peer)
    before = handed(peer)
    (member,) = peer.db.execute("SELECT id FROM member WHERE rights = 'peer'").fetchone()
    for refused in (
        lambda: peer.change(record, {"text": "mine now"}),
        lambda: peer.delete(record),
        lambda: peer.change(member, {"rights": "lead"}),
        lambda: peer.create(RecordKind.FOCUS_AREA, {"name": "mine"}),
        lambda: peer.change(RecordId("nowhere"), {"text": "x"}),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert handed(peer) == before
    peer.change(record, {"kind": "fact", "theme:x": True})
    assert len(hashes_of(peer, record)) == 2


def test_a_feed_stays_the_same_bytes_through_any_number_of_stores(
    lead: Store, deputy: Store, peer: Store
) -> None:
    note(peer, "Ünïcode\u2028 and\r\nlines")
    feed = own(peer)[peer.device]
    bring(lead, own(peer))
    bring(deputy, handed(lead))
    assert handed(deputy)[peer.device] == feed
    (incoming,) = read(deputy, {peer.device: feed})
    assert write_feed(i.segment for i in incoming) == feed
