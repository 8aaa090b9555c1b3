"""What is handed out as a workbook is read in again to the same thing, whatever stands in it."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from peerdesk.domain.characters import clean
from peerdesk.domain.times import to_local
from peerdesk.schedule.handout.content import Plan
from peerdesk.schedule.handout.workbook import write_workbook
from peerdesk.schedule.timetable.differences import Here, compare
from peerdesk.schedule.timetable.found import Found, Person
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.reading import read_timetable
from tests.schedule.handout.plans import ZONE, plans
from tests.schedule.timetables.listing import MEMBERS, OCTOBER, ORGANISATIONS

KNOWN = Known(OCTOBER, ZONE, ORGANISATIONS, MEMBERS)


def read_again(plan: Plan, folder: Path) -> list[Found]:
    path = folder / "timetable.xlsx"
    path.write_bytes(write_workbook(plan))
    reading = read_timetable(path, KNOWN)
    assert reading.unread == []
    return reading.sessions


def plainly(text: str) -> str:
    """Return a text as any workbook can hold it."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n")


def on_one_line(text: str) -> str:
    return " ".join(clean(text).split())


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=plans())
def test_a_timetable_comes_back_as_it_went_out(plan: Plan, tmp_path: Path) -> None:
    found = sorted(read_again(plan, tmp_path), key=lambda one: str(one.record))
    for one, session in zip(found, sorted(plan.sessions, key=lambda one: one.id), strict=True):
        assert one.record == session.id
        assert (one.start, one.end) == tuple(
            to_local(at, ZONE).replace(tzinfo=None) for at in (session.start, session.end)
        )
        for name in ("title", "place", "stream", "document"):
            assert getattr(one, name) == plainly(getattr(session, name))
        assert (one.kind, one.kind_said) == (session.kind, True)
        assert frozenset(one.peers) == session.peers and one.cancelled == session.cancelled
        assert list(one.people) == [
            Person(on_one_line(p.role), on_one_line(p.name), p.organisation, p.expected)
            for p in session.participants
        ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=plans())
def test_bringing_it_in_again_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    here = Here(plan.sessions, ZONE, {one.id for one in plan.sessions})
    differences = compare(read_again(plan, tmp_path), here)
    assert (differences.new, differences.changed, differences.cancelled) == ((), (), ())
    assert len(differences.same) == len(plan.sessions)
