"""What clashes in a timetable and what only seems to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.clashes import Clash, ClashKind, Plan, clashes
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Member, Organisation, Participant, Session
from peerdesk.domain.words import Background, Rights, Sector, SessionKind, TeamRole

NINE = datetime(2026, 11, 10, 9, tzinfo=UTC)
COUNCIL = Organisation(
    RecordId("council"), "Quillshire County Council", "council", Sector.LOCAL_GOVERNMENT
)


def member(
    initials: str,
    background: Background = Background.LOCAL_GOVERNMENT,
    role: TeamRole = TeamRole.OFFICER_PEER,
) -> Member:
    return Member(
        RecordId(initials), f"Peer {initials}", initials, role, Rights.PEER, background=background
    )


TEAM = (
    member("A"),
    member("B", Background.NHS),
    member("C"),
    member("O", role=TeamRole.OBSERVER),
    member("M", role=TeamRole.CHALLENGE_MANAGER),
)


def session(
    name: str,
    minutes: int = 0,
    peers: str = "AB",
    length: int = 45,
    kind: SessionKind = SessionKind.INTERVIEW,
    place: str = "",
    cancelled: bool = False,
    people: tuple[Participant, ...] = (),
) -> Session:
    start = NINE + timedelta(minutes=minutes)
    return Session(
        RecordId(name),
        name,
        kind,
        start,
        start + timedelta(minutes=length),
        place=place,
        peers=frozenset(map(RecordId, peers)),
        participants=people,
        cancelled=cancelled,
    )


def person(role: str, name: str = "") -> Participant:
    return Participant(RecordId("p" + role), RecordId("s"), role, COUNCIL.id, name)


def found(
    *sessions: Session,
    sponsors: tuple[str, ...] = (),
    team: tuple[Member, ...] = TEAM,
    interests: dict[RecordId, set[RecordId]] | None = None,
) -> tuple[Clash, ...]:
    day = date(2026, 11, 10)
    challenge = Challenge(RecordId("c"), "T", "T", day, day, "Europe/London", sponsors=sponsors)
    return clashes(Plan(challenge, sessions, team, (COUNCIL,), interests))


def kinds(*sessions: Session) -> list[ClashKind]:
    return [clash.kind for clash in found(*sessions)]


# A peer in two places.


def test_a_peer_in_two_places_is_named_with_both_sessions() -> None:
    (clash,) = found(session("Leader", 0), session("Carers", 30, "BC"))
    assert clash.kind is ClashKind.TWO_PLACES
    assert clash.sessions == ("Leader", "Carers")
    assert clash.words == (
        "Peer B is in two places at once: “Leader” (09:00 to 09:45) and “Carers” (09:30 to 10:15)."
    )


def test_one_session_may_begin_when_another_ends() -> None:
    assert kinds(session("One", 0), session("Two", 45)) == []


@pytest.mark.parametrize("kind", [SessionKind.BREAK, SessionKind.READING])
def test_a_break_or_a_reading_keeps_nobody_from_a_session(kind: SessionKind) -> None:
    assert kinds(session("Leader"), session("Other", kind=kind)) == []


def test_a_team_meeting_keeps_people_but_needs_nobody_named() -> None:
    assert kinds(session("Team", kind=SessionKind.TEAM_MEETING, peers="")) == []
    both = session("Team", kind=SessionKind.TEAM_MEETING, peers="AC"), session("Leader")
    assert kinds(*both) == [ClashKind.TWO_PLACES]


# Rooms.


def test_a_room_taken_twice_is_said_and_a_call_is_no_room() -> None:
    two = session("One", place="Room 4", peers="AB"), session("Two", place="room  4", peers="C")
    assert kinds(*two) == [ClashKind.ROOM]
    calls = [replace(one, place="Microsoft Teams") for one in two]
    assert kinds(*calls) == []


# Who is there.


def test_nobody_assigned_is_said_also_where_only_an_observer_is() -> None:
    assert [c.words for c in found(session("One", peers=""))] == [
        "Nobody is down to be in this session."
    ]
    assert [c.words for c in found(session("One", peers="O"))] == [
        "Nobody but an observer is down to be in this session."
    ]


def test_a_pair_of_the_same_background_is_said_where_the_team_has_another() -> None:
    (clash,) = found(session("One", peers="AC"))
    assert clash.words == "Peer A and Peer C have the same background: Local government."
    alike = tuple(m for m in TEAM if m.background is not Background.NHS)
    assert found(session("One", peers="AC"), team=alike) == ()


def test_managers_and_observers_make_no_pair() -> None:
    assert kinds(session("One", peers="AM"), session("Two", 60, peers="AO")) == []


def test_a_declared_interest_is_said_only_of_who_is_there() -> None:
    one = session("One", people=(person("Director"),))
    interests = {RecordId("B"): {COUNCIL.id}, RecordId("C"): {COUNCIL.id}}
    (clash,) = found(one, interests=interests)
    assert clash.kind is ClashKind.INTEREST
    assert clash.words.startswith("Peer B has declared an interest in Quillshire County Council")


def test_an_end_that_is_not_after_its_start_is_said() -> None:
    assert kinds(session("One", length=0)) == [ClashKind.BACKWARDS]
    assert kinds(session("One", length=-15)) == [ClashKind.BACKWARDS]


# Sponsors.


SPONSOR = "Chair, Quillshire Health and Wellbeing Board"


@pytest.mark.parametrize(
    "seen",
    [
        session("Chairs of Quillshire's health and wellbeing boards"),
        session("One", people=(person("Chair of the health and wellbeing board"),)),
    ],
)
def test_a_sponsor_is_seen_by_role_and_organisation_or_in_a_title(seen: Session) -> None:
    assert found(seen, sponsors=(SPONSOR,)) == ()


def test_a_sponsor_is_seen_by_name() -> None:
    seen = session("One", people=(person("Leader", "Jane Elm"),))
    sponsors = ("Cllr Jane Elm, Leader, Quillshire County Council",)
    assert found(seen, sponsors=sponsors) == ()


@pytest.mark.parametrize(
    "unseen",
    [
        session("Officers", people=(person("Finance officers"),)),
        session("Chair of the health and wellbeing board", cancelled=True),
    ],
)
def test_a_sponsor_is_not_seen_by_seeing_the_organisation_or_when_it_is_cancelled(
    unseen: Session,
) -> None:
    sponsors = ("Leader, Quillshire County Council",)
    other = session("Somebody else", 60)
    (clash,) = found(unseen, other, sponsors=sponsors)
    assert clash.kind is ClashKind.SPONSOR_UNSEEN
    assert clash.sessions == ()


def test_an_empty_timetable_reproaches_nobody() -> None:
    assert found(sponsors=(SPONSOR,)) == ()


# Laws.

some_sessions = st.lists(
    st.builds(
        session,
        st.uuids().map(str),
        st.integers(0, 300),
        st.sets(st.sampled_from("ABCOM")).map("".join),
        st.integers(-15, 120),
        st.sampled_from(list(SessionKind)),
        st.sampled_from(["", "Room 4", "Online"]),
        st.booleans(),
    ),
    max_size=7,
)


@given(some_sessions)
def test_what_is_cancelled_never_clashes(sessions: list[Session]) -> None:
    cancelled = {s.id for s in sessions if s.cancelled}
    for clash in found(*sessions):
        assert not cancelled & set(clash.sessions)


@given(some_sessions, st.randoms())
def test_clashes_do_not_depend_on_the_order_of_the_sessions(
    sessions: list[Session], chance: object
) -> None:
    mixed = list(sessions)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a Random
    assert {(c.kind, frozenset(c.sessions)) for c in found(*sessions)} == {
        (c.kind, frozenset(c.sessions)) for c in found(*mixed)
    }


@given(some_sessions)
def test_taking_everybody_out_leaves_nobody_in_two_places(sessions: list[Session]) -> None:
    emptied = [replace(one, peers=frozenset()) for one in sessions]
    assert not any(clash.kind is ClashKind.TWO_PLACES for clash in found(*emptied))
