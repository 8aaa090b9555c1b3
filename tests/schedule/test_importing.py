"""A revised timetable put into a store with notes: nothing loses its session."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.records import Session
from peerdesk.domain.words import ObservationKind
from peerdesk.schedule.timetable.importing import known_to, preview, put_in, remember_columns
from peerdesk.store.notes import add_observation, count_heads
from peerdesk.store.reading import members, observations, sessions
from peerdesk.store.sessions import begin_conversation
from peerdesk.store.store import Store
from tests.schedule.revised import CHANGES, FIRST, REVISED, bring_in, written
from tests.store.cheap import cheap_keys
from tests.store.team import PEER, joined, lead_store, swap


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    with cheap_keys(), lead_store(tmp_path / "lead") as store:
        yield store


@pytest.fixture
def noted(lead: Store, tmp_path: Path) -> Store:
    """Give the lead's store with the first timetable and a note in every session of it."""
    bring_in(lead, tmp_path, FIRST.replace("CANCELLED – ", ""))
    bring_in(lead, tmp_path, FIRST)
    for session in sessions(lead):
        line = MarkedLine(f"On {session.title}", ObservationKind.PLAIN)
        add_observation(lead, session.id, line)
    return lead


def by_title(store: Store) -> dict[str, Session]:
    return {session.title: session for session in sessions(store)}


def test_every_note_stays_with_its_session_through_ten_changes(
    noted: Store, tmp_path: Path
) -> None:
    before, ids = observations(noted), {one.id: one.title for one in sessions(noted)}
    bring_in(noted, tmp_path, REVISED)
    assert observations(noted) == before
    after = {one.id: one.title for one in sessions(noted)}
    assert ids.keys() < after.keys()
    renamed = {ids[one]: after[one] for one in ids if ids[one] != after[one]}
    assert renamed == {"Housing officers": "Housing officers and tenants"}
    assert {note.session for note in before} <= after.keys()


def test_the_sessions_are_afterwards_as_the_revised_file_says(noted: Store, tmp_path: Path) -> None:
    bring_in(noted, tmp_path, REVISED)
    found = by_title(noted)
    initials = {member.id: member.initials for member in members(noted)}
    assert found["Chief Executive"].start == datetime(2030, 11, 13, 12, tzinfo=UTC)
    assert found["Leader of the Council"].place == "Room 9"
    assert found["Trade unions"].cancelled and not found["Audit chair"].cancelled
    assert {initials[peer] for peer in found["GPs"].peers} == {"AB", "CD"}
    people = [(one.role, one.expected) for one in found["Carers' forum"].participants]
    assert people == [("Carers", 5), ("Forum chair", 1)]
    assert found["Police"].start > found["Fire service"].start
    assert found["Faith leaders"].place == "Minster"


def test_the_preview_tells_every_change_and_makes_none(noted: Store, tmp_path: Path) -> None:
    digest = noted.projection.digest()
    differences = preview(noted, written(tmp_path, REVISED)).differences
    assert {one.found.title: one.what for one in differences.changed} == CHANGES
    assert [one.title for one in differences.new] == ["Faith leaders"]
    assert [one.title for one in differences.cancelled] == ["Trade unions"]
    assert {one.title for one in differences.same} == {"Lunch", "Planning agents"}
    assert noted.projection.digest() == digest


@pytest.mark.parametrize("rows", [FIRST, REVISED])
def test_the_same_file_again_changes_nothing(noted: Store, tmp_path: Path, rows: str) -> None:
    bring_in(noted, tmp_path, rows)
    digest = noted.projection.digest()
    again = bring_in(noted, tmp_path, rows).differences
    assert (again.new, again.changed, again.cancelled) == ((), (), ())
    assert noted.projection.digest() == digest


def test_heads_that_were_counted_stay_when_the_file_says_other_people(
    noted: Store, tmp_path: Path
) -> None:
    carers = by_title(noted)["Carers' forum"]
    count_heads(noted, carers.id, {carers.participants[0].id: 7})
    bring_in(noted, tmp_path, REVISED)
    people = by_title(noted)["Carers' forum"].participants
    assert [(one.expected, one.present) for one in people] == [(8, 7), (5, None), (1, None)]
    assert bring_in(noted, tmp_path, REVISED).differences.changed == ()


def test_an_ordinary_peer_is_refused_in_a_sentence(noted: Store, tmp_path: Path) -> None:
    with joined(noted, tmp_path / "peer", PEER) as peer:
        digest = peer.projection.digest()
        seen = preview(peer, written(tmp_path, REVISED))
        with pytest.raises(NotAllowed, match=r"^Only a lead can .*; nothing was changed, .*\.$"):
            put_in(peer, seen.differences, seen.zone)
        assert peer.projection.digest() == digest


def test_a_conversation_nobody_planned_is_never_cancelled(lead: Store, tmp_path: Path) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    corridor = begin_conversation(lead, "In the corridor", now, now + timedelta(hours=1), None)
    rows = f"{now:%Y-%m-%d};09:00;09:45;Chief Executive;Room 1;;\n"
    differences = bring_in(lead, tmp_path, rows).differences
    assert corridor not in {one.id for one in differences.cancelled}
    assert not by_title(lead)["In the corridor"].cancelled


def test_what_a_peer_added_is_never_cancelled(noted: Store, tmp_path: Path) -> None:
    start = datetime(2030, 11, 13, 16, tzinfo=UTC)
    with joined(noted, tmp_path / "peer", PEER) as peer:
        begin_conversation(peer, "Market stall", start, start + timedelta(hours=1), None)
        swap(peer, noted)
    bring_in(noted, tmp_path, REVISED)
    assert not by_title(noted)["Market stall"].cancelled


def test_days_the_file_does_not_have_stay_as_they_are(noted: Store, tmp_path: Path) -> None:
    second = "\n".join(row for row in REVISED.splitlines() if row.startswith("2030-11-13"))
    cancelled = bring_in(noted, tmp_path, second).differences.cancelled
    assert [one.title for one in cancelled] == ["Trade unions"]


def test_columns_that_a_lead_has_put_right_are_remembered(lead: Store) -> None:
    remember_columns(lead, {"base": "place"})
    remember_columns(lead, {"colleagues seen": "who"})
    assert known_to(lead).columns == {"base": "place", "colleagues seen": "who"}
