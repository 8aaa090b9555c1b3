"""How a timetable is laid out, also one that nobody would make on purpose."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from peerdesk.app.timetable.actions import Known
from peerdesk.app.timetable.model import MIDNIGHT, Board, board
from peerdesk.app.today.actions import Timetable
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Session
from peerdesk.domain.words import SessionKind

DAY = date(2026, 11, 10)
NINE = datetime(2026, 11, 10, 9, tzinfo=UTC)


def session(name: str, minutes: int = 0, stream: str = "", length: int = 60) -> Session:
    start = NINE + timedelta(minutes=minutes)
    end = start + timedelta(minutes=length)
    return Session(RecordId(name), name, SessionKind.INTERVIEW, start, end, stream=stream)


def laid_out(*sessions: Session) -> Board:
    about = Challenge(RecordId("c"), "C", "C", DAY, DAY, "Europe/London")
    return board(Known(Timetable(about, None, sessions, (), ()), (), frozenset()), NINE)


def test_streams_stand_side_by_side_and_what_is_everybodys_goes_across() -> None:
    made = laid_out(session("B", stream="B"), session("A", stream="A"), session("lunch", 90))
    assert made.days[0].lanes == ("A", "B")
    assert {b.title: b.lane for b in made.blocks} == {"A": 0, "B": 1, "lunch": -1}


def test_what_is_in_no_stream_beside_streams_has_a_lane_of_its_own() -> None:
    made = laid_out(session("A", stream="A"), session("visit", 30))
    assert made.days[0].lanes == ("A", "")
    assert {b.title: b.lane for b in made.blocks} == {"A": 0, "visit": 1}


def test_what_is_on_at_once_shares_the_width_of_its_lane() -> None:
    made = laid_out(session("1"), session("2", 30), session("3", 60), session("4", 300))
    assert [(b.part, b.parts) for b in made.blocks] == [(0, 2), (1, 2), (0, 2), (0, 1)]
    assert made.days[0].widths == (2,)


def test_a_night_and_an_end_before_its_start_are_drawn_within_their_day() -> None:
    made = laid_out(session("night", 14 * 60 + 50, length=180), session("backwards", length=-60))
    assert {b.title: (b.start, b.end) for b in made.blocks} == {
        "backwards": (540, 555),
        "night": (MIDNIGHT - 15, MIDNIGHT),
    }
    assert (made.first, made.last) == (540, MIDNIGHT)


def test_a_session_whose_time_nobody_knows_is_in_sight_too() -> None:
    lost = replace(session("lost"), start=datetime(1970, 1, 1, tzinfo=UTC))
    made = laid_out(replace(lost, end=lost.start), session("A"))
    assert [day.date.year for day in made.days] == [1970, 2026]


def test_readings_take_no_time_of_the_day() -> None:
    assert laid_out(replace(session("read"), kind=SessionKind.READING)).blocks == ()
