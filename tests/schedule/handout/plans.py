"""Timetables that nobody would make, for the properties of handing out."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Participant, Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.handout.content import Plan
from tests.schedule.timetables.listing import MEMBERS, OCTOBER, ORGANISATIONS

ZONE = "Europe/London"  # whose clocks go back in the midst of these days
CHALLENGE = Challenge(RecordId("c"), "QL26", "Quillshire", OCTOBER.first, OCTOBER.last, ZONE)
_FIRST = datetime(2026, 10, 23, tzinfo=UTC)
_ODD = (
    "=1+1",
    "+44",
    "-",
    "@home",
    "'quoted'",
    "a | b\\",
    "_x0041_",
    "CANCELLED – chair",
    "9.30am",
)
texts = st.one_of(
    st.sampled_from((*_ODD, "Stream A", "Room 4, AM", "tbc", "Cllr O’Brien (8)")),
    st.text(st.characters(codec="utf-8"), max_size=40),
)
moments = st.integers(0, 6 * 24 * 60).map(lambda minutes: _FIRST + timedelta(minutes=minutes))


@st.composite
def participants(draw: st.DrawFn) -> Participant:
    """Return somebody who is met."""
    return Participant(
        RecordId("p"),
        RecordId("s"),
        draw(texts),
        draw(st.sampled_from((None, *(one.id for one in ORGANISATIONS)))),
        draw(texts),
        draw(st.integers(1, 400)),
    )


@st.composite
def sessions(draw: st.DrawFn, number: int = 0) -> Session:
    """Return a session at an hour that a clock shows once."""
    start = draw(moments.filter(lambda at: not to_local(at, ZONE).fold))
    lasts = timedelta(minutes=draw(st.integers(0, 40 * 60)))
    end = start + lasts
    if to_local(end, ZONE).fold:
        end += timedelta(hours=2)
    return Session(
        id=RecordId(f"s{number}"),
        title=draw(texts),
        kind=draw(st.sampled_from(SessionKind)),
        start=start,
        end=end,
        place=draw(texts),
        stream=draw(texts),
        document=draw(texts),
        peers=draw(st.frozensets(st.sampled_from([one.id for one in MEMBERS]))),
        participants=tuple(draw(st.lists(participants(), max_size=3))),
        cancelled=draw(st.booleans()),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a timetable in the order in which a store gives it."""
    made = [draw(sessions(number)) for number in range(draw(st.integers(1, 6)))]
    made.sort(key=lambda one: (one.start, one.stream, one.title, one.id))
    return Plan(CHALLENGE, ORGANISATIONS, MEMBERS, tuple(made))
