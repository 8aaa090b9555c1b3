"""Notes taken before joining: they come into a challenge to the letter, once, or not at all."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import ObservationKind
from peerdesk.exchange.packing import write_export
from peerdesk.store import laptops, loose, notes, reading, sessions
from peerdesk.store.checking import check
from peerdesk.store.opening import begin_loose, open_store
from peerdesk.store.projection import Projection
from peerdesk.store.scratch import read_scratch, write_scratch
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store
from tests.store.team import PASSPHRASE, bring, handed, joined

NOW = datetime(2026, 11, 10, 9, 2, tzinfo=UTC)


@pytest.fixture
def early(tmp_path: Path) -> Iterator[Store]:
    """Give a store that somebody began at 09:02 without a pack."""
    with begin_loose(tmp_path / "early", PASSPHRASE, "Notes, Tue 09:02") as store:
        yield store


def noted(store: Store, *lines: str, title: str = "Conversation, Tue 09:02") -> RecordId:
    """Note lines in a new conversation, with a scratch pad, a summary and a theme of its own."""
    session = sessions.begin_conversation(store, title, NOW, NOW + timedelta(minutes=30), None)
    theme = store.create(RecordKind.THEME, {"name": "Prevention", "tag": "prevention"})
    for text in lines:
        line = MarkedLine(text, ObservationKind.STRENGTH, frozenset([theme]), frozenset())
        notes.add_observation(store, session, line, at=NOW)
    notes.summarise(store, session, "They agree.")
    write_scratch(store, session, "Ask about the rota.")
    return session


def cells(store: Store) -> list[tuple[str, str, str, str, str]]:
    return [(o.id, o.text, o.kind, o.position, str(o.at)) for o in reading.observations(store)]


class TestComingIntoAChallenge:
    def test_every_note_comes_with_its_id_text_kind_order_and_time(
        self, early: Store, peer: Store
    ) -> None:
        session = noted(early, "One door.", "No rota.", "They meet weekly.")
        early.seal()
        notes.add_observation(
            early, session, MarkedLine("After a seal.", ObservationKind.PLAIN), at=NOW
        )
        brought = loose.bring_in(peer, loose.take_out(early))
        assert brought == loose.Brought(observations=4, sessions=1)
        assert cells(peer) == cells(early)
        member = reading.me(peer)
        assert member is not None
        assert {o.noted_by for o in reading.observations(peer)} == {member.id}
        conversation = next(s for s in reading.sessions(peer) if s.id == session)
        assert conversation.peers == {member.id}
        assert read_scratch(peer, session) == "Ask about the rota."
        account = next(a for a in reading.attendances(peer) if a.session == session)
        assert (account.member, account.summary) == (member.id, "They agree.")
        assert notes.account_of(peer, session) == account.id
        assert check(peer).problems == ()

    def test_they_are_ones_own_to_change_and_to_hand_in(
        self, early: Store, peer: Store, lead: Store
    ) -> None:
        noted(early, "One door.")
        loose.bring_in(peer, loose.take_out(early))
        assert notes.not_handed_in(peer) == 1
        note = reading.observations(peer)[0]
        peer.change(note.id, {"text": "One front door."})
        bring(lead, handed(peer))
        assert [o.text for o in reading.observations(lead)] == ["One front door."]
        assert [d.name for d in reading.devices(lead) if not d.tied_to][-1] == "Cy Dee"

    def test_an_export_carries_them_and_counts_them_as_handed_in(
        self, early: Store, peer: Store, tmp_path: Path
    ) -> None:
        noted(early, "One door.")
        loose.bring_in(peer, loose.take_out(early))
        write_export(peer, tmp_path / "x.peerdesk")
        assert notes.not_handed_in(peer) == 0
        assert notes.unsent(peer) == 0

    def test_coming_in_twice_changes_nothing(self, early: Store, peer: Store) -> None:
        noted(early, "One door.")
        loose.bring_in(peer, loose.take_out(early))
        before = Projection(peer.db, peer.log).digest()
        loose.bring_in(peer, loose.take_out(early))
        assert Projection(peer.db, peer.log).digest() == before

    def test_what_is_typed_after_a_first_time_comes_the_second_time(
        self, early: Store, peer: Store
    ) -> None:
        session = noted(early, "One door.")
        loose.bring_in(peer, loose.take_out(early))
        first = reading.observations(early)[0]
        early.change(first.id, {"text": "One front door."})
        notes.add_observation(early, session, MarkedLine("Later.", ObservationKind.PLAIN), at=NOW)
        loose.bring_in(peer, loose.take_out(early))
        assert cells(peer) == cells(early)
        assert check(peer).problems == ()

    def test_a_theme_of_the_same_name_becomes_the_challenges_own(
        self, early: Store, peer: Store
    ) -> None:
        noted(early, "One door.")
        loose.bring_in(peer, loose.take_out(early))
        standing = [t for t in reading.themes(peer) if not t.joined]
        assert [t.name for t in standing] == ["Prevention"]
        assert standing[0].focus

    def test_an_organisation_of_the_same_name_gives_way(self, early: Store, peer: Store) -> None:
        there = peer.create(RecordKind.ORGANISATION, {"name": "Quill Trust", "short": "trust"})
        here = early.create(RecordKind.ORGANISATION, {"name": "Quill trust", "short": ""})
        session = sessions.begin_conversation(early, "Talk", NOW, NOW, None)
        line = MarkedLine("Slow.", ObservationKind.PLAIN, frozenset(), frozenset([here]))
        notes.add_observation(early, session, line)
        loose.bring_in(peer, loose.take_out(early))
        assert [o.organisations for o in reading.observations(peer)] == [frozenset([there])]
        assert [o.name for o in reading.organisations(peer)] == ["Quill Trust"]

    def test_whoever_was_on_no_list_has_their_notes_once_a_lead_says_who_they_are(
        self, early: Store, lead: Store, tmp_path: Path
    ) -> None:
        conversation = noted(early, "One door.")
        with joined(lead, tmp_path / "late", "Sam Late") as late:
            loose.bring_in(late, loose.take_out(early))
            bring(lead, handed(late))
        waiting = next(one for one in laptops.laptops(lead) if not one.is_confirmed)
        sam = laptops.add_member(lead, waiting.device.name, waiting.role)
        laptops.confirm(lead, waiting.device, sam)
        assert [o.noted_by for o in reading.observations(lead)] == [sam]
        begun = next(s for s in reading.sessions(lead) if s.id == conversation)
        assert begun.peers == {sam}

    def test_a_laptop_that_named_the_wrong_person_is_put_right_with_all_its_notes(
        self, early: Store, peer: Store, lead: Store
    ) -> None:
        conversation = noted(early, "One door.")
        loose.bring_in(peer, loose.take_out(early))
        bring(lead, handed(peer))
        waiting = next(one for one in laptops.laptops(lead) if not one.is_confirmed)
        other = laptops.add_member(lead, "Cy Dee-Hart", waiting.role)
        laptops.confirm(lead, waiting.device, other)
        assert [o.noted_by for o in reading.observations(lead)] == [other]
        assert next(s for s in reading.sessions(lead) if s.id == conversation).peers == {other}

    def test_a_conversation_can_be_the_session_that_was_planned_then(
        self, early: Store, peer: Store
    ) -> None:
        planned = reading.sessions(peer)[0].id
        first = MarkedLine("Planned.", ObservationKind.PLAIN)
        notes.add_observation(peer, planned, first)
        conversation = noted(early, "One door.", "No rota.")
        loose.bring_in(peer, loose.take_out(early))
        sessions.put_into(peer, conversation, planned)
        there = reading.observations(peer, planned)
        assert [o.text for o in there] == ["Planned.", "One door.", "No rota."]
        assert [s.id for s in reading.sessions(peer)] == [planned]
        assert read_scratch(peer, planned) == "Ask about the rota."
        account = next(a for a in reading.attendances(peer) if a.session == planned)
        assert account.summary == "They agree."
        assert check(peer).problems == ()


class TestWhenSomethingGoesWrong:
    def test_an_error_half_way_leaves_both_as_they_were(self, early: Store, peer: Store) -> None:
        session = noted(early, "One door.")
        taken = loose.take_out(early)
        before = Projection(peer.db, peer.log).digest()
        pages = peer.db.execute("PRAGMA page_count").fetchone()[0]
        peer.db.execute(f"PRAGMA max_page_count = {pages}")
        many = loose.LooseNotes(taken.feeds, {session: "x" * 4_000_000})
        with pytest.raises(Exception, match="disk is full"):
            loose.bring_in(peer, many)
        assert Projection(peer.db, peer.log).digest() == before
        assert len(reading.observations(early)) == 1

    def test_they_are_put_away_only_when_every_change_is_found_there(
        self, early: Store, peer: Store
    ) -> None:
        noted(early, "One door.")
        taken = loose.take_out(early)
        with pytest.raises(loose.NotThere):
            loose.verify_brought(peer, taken)
        loose.bring_in(peer, taken)
        loose.verify_brought(peer, taken)
        early.close()
        loose.put_away(early.folder)
        assert not early.folder.exists()

    def test_nothing_is_handed_in_from_notes_without_a_challenge(
        self, early: Store, tmp_path: Path
    ) -> None:
        noted(early, "One door.")
        with pytest.raises(NotAllowed, match="no challenge yet"):
            write_export(early, tmp_path / "x.peerdesk")
        with pytest.raises(NotAllowed, match="no challenge yet"):
            loose.bring_in(early, loose.take_out(early))

    def test_nothing_that_is_a_leads_comes_in_with_notes(self, lead: Store, early: Store) -> None:
        with early.atomic():  # as somebody might who wants a lead to bring it in
            early.settings.set(Settings.FOUNDER, early.device)
            early.reload()
            early.create(RecordKind.MEMBER, {"name": "Mallory", "rights": "lead"})
        with pytest.raises(loose.NotOnlyNotes):
            loose.bring_in(lead, loose.take_out(early))
        assert "Mallory" not in {member.name for member in reading.members(lead)}

    def test_notes_of_a_challenge_are_not_carried_about(self, peer: Store) -> None:
        with pytest.raises(NotAllowed, match="before joining"):
            loose.take_out(peer)

    def test_they_open_again_with_their_passphrase(self, early: Store) -> None:
        noted(early, "One door.")
        loose.take_out(early)
        early.close()
        with open_store(early.folder, PASSPHRASE) as again:
            note = reading.observations(again)[0]
            again.change(note.id, {"text": "One front door."})
            assert [o.text for o in reading.observations(again)] == ["One front door."]
