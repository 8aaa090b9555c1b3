"""What was written is taken back and done again, and never over what somebody else wrote."""

import pytest

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.records import Session
from peerdesk.domain.schema import RecordKind
from peerdesk.store import reading
from peerdesk.store.acts import Act, ChangedSince, Step, joined, take_back
from peerdesk.store.store import Store
from tests.store.team import bring, handed, note, swap, the_session


def only(store: Store) -> Session:
    (found,) = reading.sessions(store)
    return found


def moved(store: Store, place: str) -> tuple[Step, ...]:
    act = Act(store)
    act.change(the_session(store), {"place": place, "title": "Rotas"})
    return act.steps


def test_a_change_is_taken_back_and_done_again(lead: Store) -> None:
    steps = moved(lead, "Room 2")
    assert only(lead).place == "Room 2"
    again = take_back(lead, steps)
    assert only(lead).place == ""
    assert take_back(lead, again) == steps
    assert only(lead).place == "Room 2"


def test_only_what_differs_is_written(lead: Store) -> None:
    (step,) = moved(lead, "Room 2")
    assert step.after == {"place": "Room 2"}
    assert moved(lead, "Room 2") == ()


def test_what_was_added_goes_and_comes_back_with_everything_in_it(lead: Store) -> None:
    act = Act(lead)
    record = act.create(RecordKind.SESSION, {"title": "Leader", "kind": "interview"})
    act.create(RecordKind.PARTICIPANT, {"session": record, "role": "Leader", "expected": 1})
    again = take_back(lead, act.steps)
    assert [s.title for s in reading.sessions(lead)] == ["Rotas"]
    take_back(lead, again)
    added = next(s for s in reading.sessions(lead) if s.id == record)
    assert [p.role for p in added.participants] == ["Leader"]


def test_an_addition_is_taken_back_after_what_was_changed_in_it_was(lead: Store) -> None:
    first, second = Act(lead), Act(lead)
    record = first.create(RecordKind.SESSION, {"title": "Leader", "kind": "interview"})
    second.change(record, {"place": "Room 2"})
    take_back(lead, second.steps)
    take_back(lead, first.steps)
    assert len(reading.sessions(lead)) == 1


def test_two_acts_that_went_on_are_taken_back_as_one(lead: Store) -> None:
    first, second = moved(lead, "Ro"), moved(lead, "Room 2")
    (both,) = joined(first, second)
    assert (both.before, both.after) == ({"place": ""}, {"place": "Room 2"})
    take_back(lead, (both,))
    assert only(lead).place == ""


def test_what_somebody_else_wrote_meanwhile_is_not_undone(lead: Store, peer: Store) -> None:
    steps = moved(lead, "Room 2")
    swap(lead, peer)
    moved(peer, "Room 3")
    bring(lead, handed(peer))
    with pytest.raises(ChangedSince):
        take_back(lead, steps)
    assert only(lead).place == "Room 3"


def test_a_field_in_conflict_is_not_undone(lead: Store, peer: Store) -> None:
    steps = moved(lead, "Room 2")
    moved(peer, "Room 1")
    moved(peer, "Room 2 ")
    bring(lead, handed(peer))
    with pytest.raises(ChangedSince):
        take_back(lead, steps)


def test_none_of_several_fields_is_undone_where_one_was_changed(lead: Store, peer: Store) -> None:
    act = Act(lead)
    act.change(the_session(lead), {"place": "Room 2", "stream": "A"})
    swap(lead, peer)
    moved(peer, "Room 3")
    bring(lead, handed(peer))
    with pytest.raises(ChangedSince):
        take_back(lead, act.steps)
    assert only(lead).stream == "A"


def test_an_added_session_that_somebody_else_went_on_with_stays(lead: Store, peer: Store) -> None:
    act = Act(lead)
    record = act.create(RecordKind.SESSION, {"title": "Leader", "kind": "interview"})
    swap(lead, peer)
    peer.change(record, {"place": "Room 3"})
    bring(lead, handed(peer))
    with pytest.raises(ChangedSince):
        take_back(lead, act.steps)


def test_a_session_with_notes_is_not_deleted(lead: Store) -> None:
    note(lead, "words")
    with pytest.raises(NotAllowed, match="cancel it instead"):
        Act(lead).delete(the_session(lead))
    assert only(lead).held
