"""What has changed in the timetable since this person last saw it, through real merges."""

from datetime import UTC, datetime, timedelta

import pytest

from peerdesk.domain.ids import RecordId
from peerdesk.domain.news import News, NewsKind
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.store import reading
from peerdesk.store.erasing import erase
from peerdesk.store.seen import news_since, note_shown, take_as_known
from peerdesk.store.store import Store
from tests.store.team import bring, confirm, own, swap, the_session

MORNING = datetime(2026, 11, 10, 8, tzinfo=UTC)
START = datetime(2026, 11, 10, 10, 30, tzinfo=UTC)


@pytest.fixture
def team(lead: Store, peer: Store) -> tuple[Store, Store]:
    """Give a lead and a peer who has seen a timetable of one session, which is theirs."""
    me = reading.me(peer)
    assert me is not None
    lead.change(the_session(lead), {**at(START), "place": "Room 4", f"peer:{me.id}": True})
    confirm(lead, peer)
    swap(lead, peer)
    assert news_since(peer, MORNING) == ()
    return lead, peer


def at(start: datetime) -> dict[str, Value]:
    return {"start": to_stored(start), "end": to_stored(start + timedelta(minutes=45))}


def after(lead: Store, peer: Store, now: datetime = MORNING) -> tuple[News, ...]:
    bring(peer, own(lead))
    return news_since(peer, now)


def add(store: Store, title: str, start: datetime = START) -> RecordId:
    return store.create(RecordKind.SESSION, {"title": title, "kind": "interview", **at(start)})


def test_a_move_is_told_with_where_it_was_until_it_is_taken_as_known(
    team: tuple[Store, Store],
) -> None:
    lead, peer = team
    later = START + timedelta(minutes=45)
    lead.change(the_session(lead), {**at(later), "place": "Room 2"})
    (one,) = after(lead, peer)
    assert one.kinds == (NewsKind.MOVED,)
    assert one.own
    assert one.before is not None
    assert one.now is not None
    assert (one.before.start, one.before.place) == (START, "Room 4")
    assert (one.now.start, one.now.place) == (later, "Room 2")
    assert news_since(peer, MORNING) == (one,)
    take_as_known(peer, [one])
    assert news_since(peer, MORNING) == ()


def test_what_one_changed_oneself_is_no_news(team: tuple[Store, Store]) -> None:
    lead, peer = team
    peer.change(the_session(peer), {"place": "Room 9"})
    add(peer, "Mine")
    assert news_since(peer, MORNING) == ()
    lead.change(the_session(lead), {"title": "Rotas and leave"})
    (one,) = after(lead, peer)
    assert one.kinds == (NewsKind.RENAMED,)


def test_what_was_shown_is_known_on_the_next_day_and_what_was_not_is_still_new(
    team: tuple[Store, Store],
) -> None:
    lead, peer = team
    friday = START + timedelta(days=3)
    lead.change(the_session(lead), at(friday))
    first = after(lead, peer)
    note_shown(peer, first, MORNING)
    assert news_since(peer, MORNING + timedelta(hours=9)) == first
    add(lead, "Late in the evening", friday)
    (two, _) = after(lead, peer, MORNING + timedelta(hours=14))
    assert two.own
    (still,) = news_since(peer, MORNING + timedelta(days=1))
    assert still.kinds == (NewsKind.NEW,)


def test_cancelled_on_again_and_taken_out(team: tuple[Store, Store]) -> None:
    lead, peer = team
    session = the_session(lead)
    lead.change(session, {"cancelled": True})
    (one,) = after(lead, peer)
    assert one.kinds == (NewsKind.CANCELLED,)
    take_as_known(peer, [one])
    lead.change(session, {"cancelled": False, "place": "Room 5"})
    (one,) = after(lead, peer)
    assert one.kinds == (NewsKind.ON_AGAIN, NewsKind.MOVED)
    take_as_known(peer, [one])
    lead.delete(session)
    (one,) = after(lead, peer)
    assert one.kinds == (NewsKind.GONE,)


def test_who_is_in_it_and_who_is_spoken_to(team: tuple[Store, Store]) -> None:
    lead, peer = team
    session, me = the_session(lead), reading.me(peer)
    other = reading.me(lead)
    assert me is not None
    assert other is not None
    lead.change(session, {f"peer:{me.id}": False})
    lead.create(RecordKind.PARTICIPANT, {"session": session, "role": "Leader"})
    (one,) = after(lead, peer)
    assert one.kinds == (NewsKind.LEFT, NewsKind.PEOPLE)
    take_as_known(peer, [one])
    lead.change(session, {f"peer:{me.id}": True, f"peer:{other.id}": True})
    (one,) = after(lead, peer)
    assert one.kinds == (NewsKind.JOINED,)
    take_as_known(peer, [one])
    lead.change(session, {f"peer:{other.id}": False})
    (one,) = after(lead, peer)
    assert one.kinds == (NewsKind.PEERS,)


def test_ones_own_sessions_come_first_and_what_is_over_is_passed_over(
    team: tuple[Store, Store],
) -> None:
    lead, peer = team
    add(lead, "Early", START - timedelta(hours=1))
    lead.change(the_session(lead), {"place": "Room 2"})
    assert [one.own for one in after(lead, peer)] == [True, False]
    assert news_since(peer, START + timedelta(hours=2)) == ()


def test_breaks_and_what_was_added_and_cancelled_are_no_news(team: tuple[Store, Store]) -> None:
    lead, peer = team
    lead.create(RecordKind.SESSION, {"title": "Lunch", "kind": "break", **at(START)})
    lead.change(add(lead, "Not after all"), {"cancelled": True})
    assert after(lead, peer) == ()


def test_what_is_erased_is_not_kept_here_either(team: tuple[Store, Store]) -> None:
    lead, peer = team
    news_since(lead, MORNING)
    erase(lead, the_session(lead), "a disclosure")
    bring(peer, own(lead))
    for store in (lead, peer):
        kept = store.db.execute("SELECT facts FROM seen_session").fetchall()
        assert not any("Rotas" in row[0] for row in kept)
