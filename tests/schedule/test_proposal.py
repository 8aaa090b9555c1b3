"""A file looked over before it comes in: every row can be put right, and nothing is stored yet."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.words import ObservationKind
from peerdesk.schedule.timetable.differences import Here
from peerdesk.schedule.timetable.found import Reading
from peerdesk.schedule.timetable.importing import known_to, put_in, timetable_here
from peerdesk.schedule.timetable.proposal import Proposal
from peerdesk.schedule.timetable.proposed import Row, State
from peerdesk.schedule.timetable.reading import understand
from peerdesk.schedule.timetable.typed import NotUnderstood
from peerdesk.schedule.timetable.words import Field
from peerdesk.store.acts import take_back
from peerdesk.store.notes import add_observation
from peerdesk.store.reading import members, observations, sessions
from peerdesk.store.store import Store
from tests.schedule.revised import FIRST, REVISED, bring_in, written
from tests.schedule.timetables.listing import TAUGHT, known_for, listing
from tests.schedule.timetables.make import FILES, HERE
from tests.store.cheap import cheap_keys
from tests.store.team import lead_store


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    with cheap_keys(), lead_store(tmp_path / "lead") as store:
        bring_in(store, tmp_path, FIRST.replace("CANCELLED – ", ""))
        bring_in(store, tmp_path, FIRST)
        for session in sessions(store):
            line = MarkedLine(f"On {session.title}", ObservationKind.PLAIN)
            add_observation(store, session.id, line)
        yield store


def proposed(store: Store, folder: Path, rows: str) -> Proposal:
    known = known_to(store)
    reading = understand(written(folder, rows), known)
    return Proposal(reading, timetable_here(store, known.zone), known)


def row_of(proposal: Proposal, title: str) -> Row:
    return next(row for row in proposal.rows() if row.found and row.found.title == title)


def by_state(proposal: Proposal) -> dict[State, list[str]]:
    found: dict[State, list[str]] = {}
    for row in proposal.rows():
        found.setdefault(row.state, []).append(row.found.title if row.found else row.said)
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_councils_file_comes_in_right_with_what_the_preview_asks_for(name: str) -> None:
    """Only what headings mean is asked for, and only of one file."""
    known = replace(known_for(name), columns={})
    reading = understand(HERE / name, known)
    if name in TAUGHT:
        asked = {one.heading.casefold() for one in reading.columns if one.meaning == "other"}
        assert asked >= set(TAUGHT[name])
        known = replace(known, columns=TAUGHT[name])
        reading = understand(HERE / name, known)
    proposal = Proposal(reading, Here((), known.zone), known)
    rows = proposal.rows()
    assert all(row.said for row in rows)
    taken = Reading([row.found for row in rows if row.found], reading.unread)
    expected = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    assert sorted(listing(taken).splitlines()) == sorted(expected.splitlines())


def test_a_revised_file_is_shown_row_by_row(lead: Store, tmp_path: Path) -> None:
    states = by_state(proposed(lead, tmp_path, REVISED))
    assert states[State.NEW] == ["Faith leaders"] and states[State.GONE] == ["Trade unions"]
    assert set(states[State.SAME]) == {"Lunch", "Planning agents"}
    assert len(states[State.CHANGED]) == 9


def test_what_differs_is_said_field_by_field(lead: Store, tmp_path: Path) -> None:
    rows = proposed(lead, tmp_path, REVISED)
    (place,) = row_of(rows, "Leader of the Council").changes
    assert (place.name, place.was, place.will) == ("Place", "Room 2", "Room 9")
    (when,) = row_of(rows, "Police").changes
    assert (when.was, when.will) == ("Tue 12 Nov 2030 14:00–14:45", "Tue 12 Nov 2030 15:00–15:45")


def test_all_notes_stay_tied_and_all_of_it_is_undone_at_once(lead: Store, tmp_path: Path) -> None:
    before, notes = sessions(lead), observations(lead)
    proposal = proposed(lead, tmp_path, REVISED)
    steps = put_in(lead, proposal.differences(), proposal.known.zone)
    assert sessions(lead) != before and observations(lead) == notes
    add_observation(lead, before[3].id, MarkedLine("Typed since", ObservationKind.PLAIN))
    take_back(lead, steps)
    after = {one.id: replace(one, held=False) for one in sessions(lead)}
    assert {key: one.participants for key, one in after.items()} == {
        one.id: one.participants for one in before
    }
    assert after == {one.id: replace(one, held=False) for one in before}
    assert len(observations(lead)) == len(notes) + 1


def test_a_row_can_be_left_out_and_a_session_kept_that_is_gone(lead: Store, tmp_path: Path) -> None:
    proposal = proposed(lead, tmp_path, REVISED)
    proposal.take(row_of(proposal, "Faith leaders").key, False)
    proposal.take(row_of(proposal, "Trade unions").key, False)
    differences = proposal.differences()
    assert (differences.new, differences.cancelled) == ((), ())


def test_every_field_can_be_put_right(lead: Store, tmp_path: Path) -> None:
    proposal = proposed(lead, tmp_path, REVISED)
    key = row_of(proposal, "Faith leaders").key
    for field, text in (
        (Field.DAY, "Thu 14 Nov 2030"),
        (Field.START, "9.30"),
        (Field.END, "1015"),
        (Field.TITLE, "Faith  and belief"),
        (Field.PLACE, "Minster hall"),
        (Field.STREAM, "B"),
        (Field.KIND, "focus"),
        (Field.PEOPLE, "Jo Hallam, Dean; Volunteers (6)"),
        (Field.PEERS, "CD, AB"),
    ):
        proposal.edit(key, field, text)
    found = row_of(proposal, "Faith and belief").found
    assert found is not None
    assert (found.start.isoformat(), found.end.hour) == ("2030-11-14T09:30:00", 10)
    assert found.kind_said and found.kind.label == "Focus group"
    assert [(one.name, one.role, one.expected) for one in found.people] == [
        ("Jo Hallam", "Dean", 1),
        ("", "Volunteers", 6),
    ]
    assert [m.initials for m in members(lead) if m.id in found.peers] == ["AB", "CD"]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.DAY, "soon"),
        (Field.START, "noonish"),
        (Field.TITLE, " "),
        (Field.KIND, "seance"),
        (Field.PEERS, "ZZ"),
    ],
)
def test_what_no_field_can_be_is_refused_and_changes_nothing(
    lead: Store, tmp_path: Path, field: Field, text: str
) -> None:
    proposal = proposed(lead, tmp_path, REVISED)
    before = row_of(proposal, "Faith leaders")
    with pytest.raises(NotUnderstood, match=r"\.$"):
        proposal.edit(before.key, field, text)
    assert row_of(proposal, "Faith leaders") == before and proposal.edits == []


def test_a_row_that_was_not_read_is_put_in_by_hand(lead: Store, tmp_path: Path) -> None:
    proposal = proposed(lead, tmp_path, REVISED + "2030-11-13;;;Mystery guests;Room 8;;\n")
    unread = proposal.rows()[0]
    assert unread.state is State.UNREAD and not unread.can_be_taken
    assert unread.text(Field.DAY, proposal.known) == "Wed 13 Nov 2030"
    proposal.edit(unread.key, Field.TITLE, "Mystery guests")
    proposal.edit(unread.key, Field.START, "16:00")
    row = row_of(proposal, "Mystery guests")
    assert row.state is State.NEW and row.taken and row.key == unread.key


def test_a_row_is_said_to_be_a_session_of_another_name(lead: Store, tmp_path: Path) -> None:
    proposal = proposed(lead, tmp_path, REVISED)
    unions = next(one for one in sessions(lead) if one.title == "Trade unions")
    key = row_of(proposal, "Faith leaders").key
    assert unions in proposal.candidates(key)
    proposal.is_really(key, unions.id)
    row = row_of(proposal, "Faith leaders")
    assert row.state is State.CHANGED and row.session == unions
    assert State.GONE not in by_state(proposal)
    proposal.is_really(key, None)
    assert row_of(proposal, "Faith leaders").state is State.NEW


def test_what_was_deleted_here_is_brought_back_only_when_asked(lead: Store, tmp_path: Path) -> None:
    police = next(one for one in sessions(lead) if one.title == "Police")
    lead.delete(police.id)
    proposal = proposed(lead, tmp_path, REVISED)
    row = row_of(proposal, "Police")
    assert row.state is State.DELETED and not row.taken
    proposal.take(row.key, True)
    put_in(lead, proposal.differences(), proposal.known.zone)
    assert police.id in {one.id for one in sessions(lead)}


def test_undoing_keeps_a_new_session_in_which_somebody_has_taken_notes(
    lead: Store, tmp_path: Path
) -> None:
    before = {one.id: one.start for one in sessions(lead)}
    proposal = proposed(lead, tmp_path, REVISED)
    steps = put_in(lead, proposal.differences(), proposal.known.zone)
    faith = next(one for one in sessions(lead) if one.title == "Faith leaders")
    add_observation(lead, faith.id, MarkedLine("Heard at the Minster", ObservationKind.PLAIN))
    take_back(lead, steps)
    assert {one.id: one.start for one in sessions(lead)} == {**before, faith.id: faith.start}
    assert observations(lead, faith.id)[0].text == "Heard at the Minster"


def test_what_undoing_took_back_is_new_again_and_not_deleted(lead: Store, tmp_path: Path) -> None:
    proposal = proposed(lead, tmp_path, REVISED)
    take_back(lead, put_in(lead, proposal.differences(), proposal.known.zone))
    again = row_of(proposed(lead, tmp_path, REVISED), "Faith leaders")
    assert again.state is State.NEW and again.taken


def test_what_was_put_right_stays_so_when_the_file_is_read_anew(
    lead: Store, tmp_path: Path
) -> None:
    earlier = proposed(lead, tmp_path, REVISED)
    earlier.edit(row_of(earlier, "Faith leaders").key, Field.PLACE, "Chapel")
    earlier.take(row_of(earlier, "Trade unions").key, False)
    proposal = proposed(lead, tmp_path, REVISED)
    proposal.redo(earlier)
    assert row_of(proposal, "Faith leaders").text(Field.PLACE, proposal.known) == "Chapel"
    assert not row_of(proposal, "Trade unions").taken
