"""The numbers of a report, who else said so, and where nobody has asked."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.counts import count, heads_present, was_held
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Attendance
from peerdesk.domain.triangulation import (
    coverage,
    final_theme,
    settle_joins,
    triangulate,
)
from peerdesk.domain.words import Rights, Sector, SessionKind, Source
from tests.domain.made import (
    MOMENT,
    evidence,
    finding,
    member,
    observation,
    organisation,
    participant,
    session,
    theme,
)
from tests.helpers.campaign import examples

COUNTY = RecordId("county")


def test_a_session_was_held_when_someone_says_so_or_there_are_notes_and_nobody_denies_it() -> None:
    assert was_held(False, [None, True, False], has_notes=False)
    assert was_held(False, [None], has_notes=True)
    assert not was_held(False, [False], has_notes=True)
    assert not was_held(False, [], has_notes=False)
    assert not was_held(True, [True], has_notes=True)


def test_the_most_heads_that_any_peer_counted_are_the_heads_present() -> None:
    group = RecordId("g")
    told = [
        Attendance(RecordId(name), RecordId("s"), None, present=((group, heads),))
        for name, heads in (("a", 6), ("b", 9))
    ]
    assert heads_present(group, told) == 9
    assert heads_present(RecordId("h"), told) is None


def test_people_are_heads_and_a_named_one_counts_once_however_many_sessions_they_came_to() -> None:
    named = participant("mayor", name="Cllr  Jo Roe")
    again = participant("leader", name="cllr jo roe")
    group = participant("carers", present=7, expected=12)
    nobody = participant("no show", present=0)
    found = count(
        evidence(
            sessions=(
                session("one", participants=(named, group)),
                session("two", participants=(again, nobody)),
            )
        )
    )
    assert (found.people, found.sessions, found.organisations) == (8, 2, 1)


def test_team_meetings_readings_breaks_and_what_was_not_held_are_not_counted() -> None:
    kinds = (SessionKind.TEAM_MEETING, SessionKind.READING, SessionKind.BREAK)
    sessions = [session(kind, kind=kind, participants=(participant("p"),)) for kind in kinds]
    sessions += [session("off", cancelled=True), session("not held", held=False)]
    found = count(evidence(sessions=tuple(sessions)))
    assert (found.people, found.sessions, found.organisations, found.hours) == (0, 0, 0, 0)


def test_hours_are_session_lengths_times_the_peers_in_it_without_observers() -> None:
    peers = frozenset(map(RecordId, ("ann", "ben", "shadow")))
    team = (member("ann"), member("ben"), member("shadow", Rights.OBSERVER))
    long = session("one", peers=peers, end=MOMENT + timedelta(minutes=75))
    assert count(evidence(sessions=(long, long), members=team)).hours == 5


def test_two_peers_in_one_session_are_one_source() -> None:
    heard = (observation("a", "one", "ann"), observation("b", "one", "ben"))
    found = triangulate(finding("a", "b"), evidence(sessions=(session("one"),), observations=heard))
    assert (found.sessions, found.peers, found.observations, found.thin) == (1, 2, 2, True)


def test_a_reading_is_a_document_and_never_a_conversation() -> None:
    sessions = (session("one"), session("paper", kind=SessionKind.READING))
    heard = (observation("a", "one"), observation("b", "paper", source=Source.READ))
    found = triangulate(finding("a", "b"), evidence(sessions=sessions, observations=heard))
    assert (found.sessions, found.documents, found.thin) == (1, 1, False)
    assert found.sources == {Source.HEARD, Source.READ}


def test_what_is_erased_or_not_here_stands_behind_nothing() -> None:
    heard = (observation("a", "one", erased=True),)
    found = triangulate(finding("a", "gone"), evidence(observations=heard))
    assert (found.observations, found.sessions, found.peers, found.thin) == (0, 0, 0, True)


def test_organisations_are_those_in_the_room_else_those_it_is_about() -> None:
    rooms = (session("one", participants=(participant("p"),)), session("two"))
    about = frozenset({RecordId("trust")})
    heard = (
        observation("a", "one", organisations=about),
        observation("b", "two", organisations=about),
    )
    facts = evidence(sessions=rooms, observations=heard)
    assert triangulate(finding("a"), facts).organisations == 1
    assert triangulate(finding("a", "b"), facts).organisations == 2


def test_coverage_has_a_row_for_every_theme_and_sector_zeros_included() -> None:
    hosts = (organisation("county", Sector.LOCAL_GOVERNMENT), organisation("trust", Sector.NHS))
    room = session("one", participants=(participant("p"),))
    heard = observation("a", "one", themes=frozenset({RecordId("t2")}))
    themes = (theme("t1"), theme("t2", joined="t1"))
    rows = coverage(
        evidence(organisations=hosts, themes=themes, sessions=(room,), observations=(heard,))
    )
    assert [(r.theme, r.sector, r.sessions, r.observations) for r in rows] == [
        ("t1", Sector.LOCAL_GOVERNMENT, 1, 1),
        ("t1", Sector.NHS, 0, 0),
    ]


def test_a_theme_joined_to_one_that_is_gone_stands_for_itself() -> None:
    (only,) = settle_joins([theme("t1", joined="deleted")])
    assert only.joined is None


def test_two_themes_joined_to_each_other_are_one_theme_and_neither_vanishes() -> None:
    ring = settle_joins([theme("t1", joined="t2"), theme("t2", joined="t1")])
    assert [t.joined for t in ring] == [None, "t1"]


ids = st.sampled_from(["t1", "t2", "t3", "t4", "t5"])


@given(st.dictionaries(ids, st.none() | ids | st.just("gone"), min_size=1))
@examples(150)
def test_however_themes_are_joined_each_has_one_that_stands(joins: dict[str, str | None]) -> None:
    themes = settle_joins(theme(name, joined) for name, joined in joins.items())
    standing = {t.id for t in themes if not t.joined}
    known = {t.id: t for t in themes}
    assert standing
    assert all(t.joined in standing for t in themes if t.joined)
    assert {final_theme(t.id, known) for t in themes} == standing
