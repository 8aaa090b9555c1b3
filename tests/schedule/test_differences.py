"""Which session a revised file means, and what it says otherwise: no store, only records."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant, Session
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.timetable.differences import Differences, Here, compare
from peerdesk.schedule.timetable.found import Found, Person
from peerdesk.schedule.timetable.matching import match

ZONE = "Europe/London"
NINE = datetime(2026, 11, 10, 9)


def found(title: str, start: datetime = NINE, **more: object) -> Found:
    made = Found("row 1", title, start, start + timedelta(hours=1))
    return replace(made, **more)  # type: ignore[arg-type]


def here(title: str, start: datetime = NINE, **more: object) -> Session:
    """Return a session with the title as its id."""
    begins = start.replace(tzinfo=UTC)
    made = Session(
        RecordId(title), title, SessionKind.INTERVIEW, begins, begins + timedelta(hours=1)
    )
    return replace(made, **more)  # type: ignore[arg-type]


def compared(files: list[Found], sessions: list[Session]) -> Differences:
    return compare(files, Here(sessions, ZONE, {one.id for one in sessions}))


def test_sessions_that_swap_their_times_are_each_moved_and_not_renamed() -> None:
    ten = NINE + timedelta(hours=1)
    differences = compared(
        [found("Fire service"), found("Police", ten)], [here("Police"), here("Fire service", ten)]
    )
    assert {(one.session.title, one.what) for one in differences.changed} == {
        ("Police", ("moved",)),
        ("Fire service", ("moved",)),
    }


def test_of_two_with_the_same_title_the_nearer_one_is_meant() -> None:
    late = NINE + timedelta(hours=5)
    sessions = [here("Team meeting", late), replace(here("Team meeting"), id=RecordId("early"))]
    matched = match([found("Team meeting"), found("Team meeting", late)], sessions, ZONE)
    assert [matched[0].id, matched[1].id] == ["early", "Team meeting"]


def test_a_break_is_never_the_break_of_another_day() -> None:
    files = [found("Lunch", NINE + timedelta(days=1), kind=SessionKind.BREAK)]
    differences = compared(files, [here("Lunch", kind=SessionKind.BREAK)])
    assert [one.title for one in differences.new] == ["Lunch"]


def test_another_session_at_the_same_time_is_new_and_not_a_new_name() -> None:
    differences = compared([found("Fire service", place="Hall")], [here("Trade unions")])
    assert [one.title for one in differences.new] == ["Fire service"]
    assert [one.title for one in differences.cancelled] == ["Trade unions"]


def test_what_the_file_leaves_empty_stays_as_it_is() -> None:
    session = here(
        "Police",
        place="Room 2",
        stream="A",
        peers=frozenset({RecordId("m1")}),
        participants=(Participant(RecordId("p1"), RecordId("Police"), "Inspector", None),),
    )
    differences = compared([found("Police")], [session])
    assert differences.same == (session,) and differences.changed == ()


def test_a_guessed_kind_changes_nothing_and_a_written_one_does() -> None:
    guessed = found("Police", kind=SessionKind.WORKSHOP)
    assert compared([guessed], [here("Police")]).changed == ()
    (changed,) = compared([replace(guessed, kind_said=True)], [here("Police")]).changed
    assert changed.what == ("another kind",)


def test_a_reading_is_never_cancelled_by_a_file() -> None:
    reading = here("Position statement", kind=SessionKind.READING)
    assert compared([found("Police")], [reading]).cancelled == ()


def test_a_cancelled_session_that_was_never_here_is_not_brought_in() -> None:
    police = found("Police", cancelled=True)
    assert compared([police], []) == Differences(never_here=(police,))


def test_all_that_differs_is_said_at_once() -> None:
    files = [
        found(
            "Police and probation",
            NINE + timedelta(minutes=30),
            place="Hall",
            stream="B",
            people=(Person("Inspector"),),
            peers=(RecordId("m2"),),
        )
    ]
    (changed,) = compared(files, [here("Police and probatoin")]).changed
    assert changed.what == (
        "renamed",
        "moved",
        "another place",
        "another stream",
        "other peers",
        "other people",
    )


def test_titles_made_to_be_costly_are_compared_as_quickly_as_any() -> None:
    files = [found("ab" * 1_000 + str(n)) for n in range(200)]
    assert len(match(files, [here("ba" * 900 + str(n)) for n in range(20)], ZONE)) == 20
