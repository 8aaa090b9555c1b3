"""Sessions while the visit goes on, in a real store: added, joined, filled in, taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from peerdesk.domain.agenda import Typed
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session
from peerdesk.domain.words import SessionKind
from peerdesk.store import lately, reading, sessions
from peerdesk.store.store import Store

NOW = datetime(2026, 11, 10, 10, 42, tzinfo=UTC)
END = NOW + timedelta(minutes=30)


def only(store: Store, record: RecordId) -> Session:
    return next(s for s in reading.sessions(store) if s.id == record)


def begun(store: Store) -> RecordId:
    me = reading.me(store)
    assert me is not None
    return sessions.begin_conversation(store, "Conversation, Tue 10:42", NOW, END, me.id)


def test_a_peer_adds_a_session_nobody_planned_and_is_in_it(peer: Store) -> None:
    found = only(peer, begun(peer))
    me = reading.me(peer)
    assert me is not None
    assert (found.title, found.start, found.end) == ("Conversation, Tue 10:42", NOW, END)
    assert found.peers == {me.id}
    assert not found.held


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "soon"])
def test_a_time_beyond_all_calendars_is_shown_as_none(lead: Store, at: str) -> None:
    record = begun(lead)
    lead.change(record, {"start": at, "end": at})
    assert only(lead, record).start == datetime(1970, 1, 1, tzinfo=UTC)


def test_somebody_not_on_the_list_can_add_one_too(lead: Store) -> None:
    record = sessions.begin_conversation(lead, "Conversation", NOW, END, None)
    assert only(lead, record).peers == frozenset()


def test_a_peer_joins_a_session_of_the_timetable_and_leaves_it(peer: Store) -> None:
    session, me = reading.sessions(peer)[0], reading.me(peer)
    assert me is not None
    sessions.take_part(peer, session.id, me.id, True)
    assert only(peer, session.id).peers == {me.id}
    sessions.take_part(peer, session.id, me.id, False)
    assert only(peer, session.id).peers == frozenset()


def test_what_a_session_was_is_filled_in_later(peer: Store) -> None:
    record = begun(peer)
    sessions.fill_in(
        peer, record, {"title": "Ward sister", "kind": "site_visit", "place": "Ward 4"}
    )
    found = only(peer, record)
    assert (found.title, found.kind, found.place) == (
        "Ward sister", SessionKind.SITE_VISIT, "Ward 4",
    )  # fmt: skip


def test_with_whom_is_said_of_one_participant_however_often_it_is_typed(peer: Store) -> None:
    record = begun(peer)
    for typed in ("Wa", "Ward si", "Ward sister"):
        sessions.say_with_whom(peer, record, {"role": typed})
    sessions.say_with_whom(peer, record, {"organisation": "trust"})
    (person,) = only(peer, record).participants
    assert (person.role, person.organisation, person.name) == ("Ward sister", "trust", "")


def test_a_deleted_session_comes_back_as_it_was(peer: Store) -> None:
    record = begun(peer)
    before = only(peer, record)
    sessions.set_deleted(peer, record, True)
    assert record not in {s.id for s in reading.sessions(peer)}
    sessions.set_deleted(peer, record, False)
    assert only(peer, record) == before


def test_where_one_typed_is_remembered_and_is_no_change(peer: Store) -> None:
    assert lately.last_typed(peer) is None
    before = peer.projection.digest()
    lately.remember_typing(peer, Typed(RecordId("a"), 3, NOW - timedelta(hours=1)))
    lately.remember_typing(peer, Typed(RecordId("b"), 120, NOW, RecordId("m")))
    assert lately.last_typed(peer) == Typed(RecordId("b"), 120, NOW, RecordId("m"))
    assert peer.projection.digest() == before
