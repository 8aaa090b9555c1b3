"""Where PeerDesk opens, what it reminds of and what is free, at and around every boundary."""

from datetime import UTC, datetime, timedelta

import pytest

from peerdesk.domain.agenda import (
    Gap,
    Opening,
    Typed,
    coming,
    gaps,
    on_now,
    reminder,
    where_to_open,
)
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session
from peerdesk.domain.words import SessionKind

NOW = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
ME = RecordId("me")
SECOND = timedelta(seconds=1)


def session(
    name: str,
    begins: timedelta | int,
    length: int = 60,
    kind: SessionKind = SessionKind.INTERVIEW,
    mine: bool = True,
    cancelled: bool = False,
) -> Session:
    start = NOW + (begins if isinstance(begins, timedelta) else timedelta(minutes=begins))
    return Session(
        RecordId(name),
        name,
        kind,
        start,
        start + timedelta(minutes=length),
        peers=frozenset({ME}) if mine else frozenset(),
        cancelled=cancelled,
    )


def typed(ago: timedelta, name: str = "typed", caret: int = 7) -> Typed:
    return Typed(RecordId(name), caret, NOW - ago)


# Where it opens.


@pytest.mark.parametrize(
    ("ago", "there"),
    [
        (timedelta(), True),
        (timedelta(hours=2) - SECOND, True),
        (timedelta(hours=2), False),
        (timedelta(days=1), False),
        (-timedelta(minutes=5), True),
        (-timedelta(hours=2), False),
    ],
)
def test_it_opens_where_one_was_typing_under_two_hours_ago(ago: timedelta, there: bool) -> None:
    sessions = [session("typed", -180, mine=False)]
    expected = Opening(RecordId("typed"), 7) if there else None
    assert where_to_open(NOW, ME, sessions, typed(ago)) == expected


def test_where_one_was_typing_goes_before_what_is_on() -> None:
    sessions = [session("typed", -90), session("on", -5)]
    assert where_to_open(NOW, ME, sessions, typed(SECOND)) == Opening(RecordId("typed"), 7)


def test_a_session_that_is_gone_is_not_opened_again() -> None:
    sessions = [session("on", -5)]
    assert where_to_open(NOW, ME, sessions, typed(SECOND)) == Opening(RecordId("on"))


@pytest.mark.parametrize(
    ("begins", "length", "name"),
    [
        (timedelta(), 60, "one"),
        (-timedelta(minutes=60) + SECOND, 60, "one"),
        (-timedelta(minutes=60), 60, ""),
        (SECOND, 60, "one"),
        (timedelta(minutes=15), 60, "one"),
        (timedelta(minutes=15) + SECOND, 60, ""),
    ],
)
def test_else_it_opens_what_is_on_or_begins_within_a_quarter_of_an_hour(
    begins: timedelta, length: int, name: str
) -> None:
    expected = Opening(RecordId(name)) if name else None
    assert where_to_open(NOW, ME, [session("one", begins, length)], None) == expected


def test_what_is_on_goes_before_what_is_next() -> None:
    sessions = [session("next", 5), session("on", -55)]
    assert where_to_open(NOW, ME, sessions, None) == Opening(RecordId("on"))


def test_of_two_that_are_on_the_one_that_began_last_is_opened() -> None:
    sessions = [session("workshop", -90, 240), session("interview", -5), session("next", 3)]
    assert where_to_open(NOW, ME, sessions, None) == Opening(RecordId("interview"))


@pytest.mark.parametrize(
    "other",
    [
        session("not mine", -5, mine=False),
        session("cancelled", -5, cancelled=True),
        session("lunch", -5, kind=SessionKind.BREAK),
        session("statement", -5, kind=SessionKind.READING),
    ],
)
def test_else_it_opens_on_today(other: Session) -> None:
    assert where_to_open(NOW, ME, [other], None) is None


def test_somebody_not_on_the_list_begins_on_today() -> None:
    assert where_to_open(NOW, None, [session("on", -5)], None) is None
    assert where_to_open(NOW, ME, [], None) is None


# What it reminds of.


@pytest.mark.parametrize(
    ("begins", "said"),
    [
        (timedelta(minutes=15), ("next", False)),
        (timedelta(minutes=15) + SECOND, None),
        (SECOND, ("next", False)),
        (timedelta(), ("next", True)),
    ],
)
def test_the_next_session_is_named_when_it_is_near_and_when_it_has_begun(
    begins: timedelta, said: tuple[str, bool] | None
) -> None:
    found = reminder(NOW, ME, [session("shown", -50, 120), session("next", begins)], "shown")
    assert said == (None if found is None else (found.session.id, found.is_on))


def test_when_what_is_in_front_is_over_the_next_is_named_however_far() -> None:
    sessions = [session("shown", -60), session("next", 90)]
    found = reminder(NOW, ME, sessions, "shown")
    assert found is not None
    assert (found.session.id, found.is_on) == ("next", False)
    assert reminder(NOW, ME, sessions, "") is None
    assert reminder(NOW - SECOND, ME, sessions, "shown") is None


def test_tomorrow_is_not_next() -> None:
    sessions = [session("shown", -60), session("tomorrow", 23 * 60)]
    assert reminder(NOW, ME, sessions, "shown") is None


def test_nobody_is_reminded_of_what_is_in_front_of_them() -> None:
    assert reminder(NOW, ME, [session("shown", -5)], "shown") is None
    assert reminder(NOW, ME, [session("shown", 5)], "shown") is None


# What is free.


def test_free_time_is_between_sessions_and_long_enough_to_use() -> None:
    sessions = [session("a", 0, 50), session("b", 60, 30), session("c", 99, 30)]
    assert gaps(sessions) == [Gap(NOW + timedelta(minutes=50), NOW + timedelta(minutes=60))]


def test_a_session_inside_a_longer_one_leaves_nothing_free() -> None:
    sessions = [session("long", 0, 180), session("inside", 30, 30), session("after", 180)]
    assert gaps(sessions) == []


def test_a_reading_and_a_cancelled_session_take_no_time_but_a_break_does() -> None:
    middle = {
        "reading": session("m", 60, 60, SessionKind.READING),
        "off": session("m", 60, 60, cancelled=True),
        "lunch": session("m", 60, 60, SessionKind.BREAK),
    }
    free = {name: gaps([session("a", 0), one, session("z", 120)]) for name, one in middle.items()}
    hour = [Gap(NOW + timedelta(minutes=60), NOW + timedelta(minutes=120))]
    assert free == {"reading": hour, "off": hour, "lunch": []}


def test_a_day_without_sessions_has_neither_now_nor_next_nor_gaps() -> None:
    assert (on_now([], NOW), coming([], NOW), gaps([])) == (None, None, [])
