"""What Today shows and says for a timetable and a moment, without a window."""

from datetime import UTC, date, datetime, timedelta

import pytest

from peerdesk.app.today import model
from peerdesk.app.today.actions import Timetable
from peerdesk.app.today.hours import typed_hours
from peerdesk.domain import agenda
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Session
from peerdesk.domain.words import SessionKind

NOW = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
DAY = NOW.date()


def session(name: str, minutes: int, length: int = 60, **other: object) -> Session:
    start = NOW + timedelta(minutes=minutes)
    values: dict = {"peers": frozenset({RecordId("me")}), "kind": SessionKind.INTERVIEW} | other
    return Session(
        id=RecordId(name),
        title=name,
        start=start,
        end=start + timedelta(minutes=length),
        **values,
    )


def timetable(*sessions: Session, start: date = DAY) -> Timetable:
    about = Challenge(RecordId("c"), "C", "Title", start, start, "Europe/London")
    return Timetable(about, RecordId("me"), sessions, (), ())


def rows(
    made: Timetable, everything: bool = False, now: datetime = NOW, day: date = DAY
) -> list[str]:
    found = model.entries(made, model.Clock.of(made, now), day, everything)
    return [f"[{e.text}]" if e.heading else e.text for e in found]


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [
        ((-15, 60), ("0", "1")),
        ((60, 120), (None, "0")),
        ((-90,), (None, None)),
        ((-60, 0), ("1", None)),
    ],
)
def test_now_and_next_follow_the_clock(
    offsets: tuple[int, ...], expected: tuple[str | None, str | None]
) -> None:
    made = timetable(*(session(str(n), minutes) for n, minutes in enumerate(offsets)))
    found = model.now_and_next(made, model.Clock.of(made, NOW))
    assert tuple(one.id if one else None for one in found) == expected


def test_a_cancelled_session_is_neither_now_nor_next() -> None:
    made = timetable(
        session("off", -10, cancelled=True), session("not mine", 10, peers=frozenset())
    )
    assert model.now_and_next(made, model.Clock.of(made, NOW)) == (None, None)


def test_everybodys_sessions_are_shown_on_request() -> None:
    made = timetable(session("mine", 0), session("theirs", 0, peers=frozenset()))
    assert rows(made) == ["mine"]
    assert rows(made, everything=True) == ["mine", "theirs"]


def test_streams_stand_together_under_their_names() -> None:
    made = timetable(
        session("a1", 0, stream="A"),
        session("b1", 0, stream="B", peers=frozenset()),
        session("all", 30),
        session("a2", 60, stream="A", peers=frozenset()),
    )
    assert rows(made, everything=True) == [
        "[Stream A]", "a1", "a2", "[Stream B]", "b1", "[Outside the streams]", "all",
    ]  # fmt: skip


def test_which_of_everybodys_sessions_are_mine_is_said_in_words() -> None:
    made = timetable(
        session("on", 0),
        session("theirs", 0, peers=frozenset(), stream="A"),
        session("later", 100),
        session("latest", 200),
    )
    found = model.entries(made, model.Clock.of(made, NOW), DAY, everything=True)
    assert {e.text: e.trail for e in found if not e.heading} == {
        "on": "On now, yours", "theirs": "On now", "later": "Next, yours", "latest": "Yours",
    }  # fmt: skip
    assert "Stream A" in found[1].spoken


def test_free_time_is_a_row_that_counts_down() -> None:
    made = timetable(session("a", -60), session("b", 35), session("c", 200))
    assert rows(made, now=NOW - timedelta(hours=1)) == [
        "a", "35 minutes free, until 10:50", "b", "1 hour 45 minutes free, until 13:35", "c",
    ]  # fmt: skip
    assert rows(made, now=NOW + timedelta(minutes=4, seconds=30))[1].startswith("31 minutes free")
    assert rows(made, now=NOW + timedelta(minutes=35)) == [
        "a", "b", "1 hour 45 minutes free, until 13:35", "c",
    ]  # fmt: skip


def test_a_gap_is_no_session() -> None:
    made = timetable(session("a", 0), session("b", 120))
    found = model.entries(made, model.Clock.of(made, NOW), DAY, everything=False)
    assert model.session_of(made, found[1].id) is None
    assert not model.takes_notes(None)
    assert found[1].spoken == "1 hour free, until 12:15, from 11:15."


def test_what_to_read_stands_first_before_the_first_day_and_last_after() -> None:
    reading = session(
        "Reading: the statement", 0, kind=SessionKind.READING, document="64 pages", held=True
    )
    before = timetable(session("a", 24 * 60), reading, start=DAY + timedelta(days=1))
    assert rows(before, day=DAY + timedelta(days=1)) == [
        "[To read before Wed 11 Nov]", "The statement", "a",
    ]  # fmt: skip
    during = timetable(session("a", 0), reading)
    assert rows(during) == ["a", "[To read]", "The statement"]
    entry = model.entries(during, model.Clock.of(during, NOW), DAY, everything=False)[2]
    assert (entry.second, entry.trail) == ("64 pages", "Notes taken")
    assert model.takes_notes(reading)


def test_what_is_to_be_read_by_nobody_in_particular_is_for_everybody() -> None:
    made = timetable(
        session("all", 0, kind=SessionKind.READING, peers=frozenset()),
        session("theirs", 0, kind=SessionKind.READING, peers=frozenset({RecordId("other")})),
    )
    assert rows(made) == ["[To read]", "All"]
    assert rows(made, everything=True) == ["[To read]", "All", "Theirs"]


def test_the_first_day_shown_is_today_or_the_next_one_or_the_last() -> None:
    made = timetable(session("a", 0), session("b", 24 * 60))
    first, second = DAY, DAY + timedelta(days=1)

    def opening(now: datetime) -> date | None:
        return model.opening_day(made, model.Clock.of(made, now))

    assert opening(NOW + timedelta(days=1)) == second
    assert opening(NOW - timedelta(days=60)) == first
    assert opening(NOW + timedelta(days=60)) == second
    assert opening(datetime(2026, 11, 10, 23, 59, tzinfo=UTC)) == second  # the next is at 10:15
    assert model.opening_day(timetable(), model.Clock.of(made, NOW)) is None


def test_times_and_days_are_those_of_the_host() -> None:
    summer = session("s", 0, length=30)
    clock = model.Clock.of(timetable(summer), NOW)
    assert clock.hours(summer) == "10:15–10:45"
    july = datetime(2026, 7, 10, 23, 30, tzinfo=UTC)
    assert clock.day(july) == date(2026, 7, 11)
    assert clock.time(july) == "00:30"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (125, "2 hours 5 minutes")],
)
def test_a_length_is_said_in_words(minutes: int, words: str) -> None:
    assert model.length_words(timedelta(minutes=minutes)) == words


def test_a_reminder_says_when_and_where_and_never_with_whom() -> None:
    clock = model.Clock(NOW, "Europe/London")
    following = agenda.Reminder(session("Whistle-blower", 15, place="Room 4"), is_on=False)
    assert model.reminder_words(clock, following) == "Next: 10:30, Room 4"
    assert model.until_words(clock, following) == "in 15 minutes"
    on = agenda.Reminder(session("Whistle-blower", -15), is_on=True)
    assert model.reminder_words(clock, on) == "On now: 10:00"
    assert model.until_words(clock, on) == ""


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("10:42", "11:12", ("10:42", "11:12")),
        ("9.05", "10", None),
        ("905", "1000", ("09:05", "10:00")),
        (" 9 05", "10h00 ", ("09:05", "10:00")),
        ("11:00", "10:00", None),
        ("10:00", "10:00", None),
        ("25:00", "26:00", None),
        ("10:60", "11:00", None),
        ("", "11:00", None),
        ("soon", "later", None),
    ],
)
def test_times_are_taken_as_people_type_them(
    start: str, end: str, hours: tuple[str, str] | None
) -> None:
    clock = model.Clock(NOW, "Europe/London")
    found = typed_hours(clock.zone, date(2026, 7, 1), start, end)
    assert (found and (clock.time(found[0]), clock.time(found[1]))) == hours
