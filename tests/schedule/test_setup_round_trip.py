from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.words import Background, Rights, Sector, SessionKind, TeamRole
from peerdesk.schedule.example import write_workbook
from peerdesk.schedule.setup import (
    Setup,
    SetupChallenge,
    SetupMember,
    SetupOrganisation,
    SetupParticipant,
    SetupSession,
    read_setup,
)
from peerdesk.schedule.themes import SetupFocusArea
from tests.helpers.campaign import examples

# Texts as people type them: any script, no control characters, no space at either end.
_LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"])
LINE = st.text(_LETTERS, min_size=1, max_size=40).map(lambda t: " ".join(t.split())).filter(bool)
FIELD = LINE.filter(lambda text: not set(text) & set("|;") and not text.isdigit())
TAG = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True)
DAY = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def different(texts: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    """Return lists of texts that differ by more than case."""
    return st.lists(texts, min_size=least, max_size=4, unique_by=str.casefold)


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    start = draw(DAY)
    initials = draw(different(TAG.map(lambda t: t.replace("-", "")[:6]), 1))
    shorts = draw(different(TAG))
    return Setup(
        challenge=SetupChallenge(
            code=draw(st.from_regex(r"[A-Z0-9]{1,10}", fullmatch=True)),
            title=draw(LINE),
            start=start,
            end=start + timedelta(days=draw(st.integers(0, 5))),
            time_zone=draw(st.sampled_from(["Europe/London", "Europe/Athens"])),
            sponsors=tuple(draw(st.lists(LINE, max_size=3))),
            scope=draw(LINE | st.just("")),
            retention=draw(st.none() | st.just(start + timedelta(days=200))),
            emergency=draw(st.sampled_from(["", "01632 960100", "+44 1632 960100"])),
        ),
        organisations=tuple(
            SetupOrganisation(f"{short} in full", short, draw(st.sampled_from(Sector)))
            for short in shorts
        ),
        focus_areas=tuple(
            SetupFocusArea(
                f"About {tag}",
                tag,
                draw(st.sampled_from(["", *initials])),
                tuple(draw(st.lists(LINE, max_size=3))),
                draw(st.booleans()),
            )
            for tag in draw(different(TAG))
        ),
        team=tuple(
            SetupMember(
                name=f"Peer {one}",
                initials=one,
                role=draw(st.sampled_from(TeamRole)),
                rights=Rights.PEER if number else Rights.LEAD,
                organisation=draw(LINE | st.just("")),
                background=draw(st.sampled_from(Background)),
                interest=tuple(shorts[: draw(st.integers(0, 2))]),
                interests=draw(LINE | st.just("")),
            )
            for number, one in enumerate(initials)
        ),
        sessions=tuple(
            draw(sessions(number, start, initials, shorts))
            for number in range(draw(st.integers(0, 4)))
        ),
    )


@st.composite
def sessions(
    draw: st.DrawFn, number: int, day: date, initials: list[str], shorts: list[str]
) -> SetupSession:
    start = datetime(day.year, day.month, day.day, 9, draw(st.integers(0, 59)), tzinfo=UTC)
    people = st.builds(
        SetupParticipant,
        role=FIELD,
        organisation=st.sampled_from(["", *shorts]),
        name=FIELD | st.just(""),
        expected=st.integers(0, 200),
    )
    return SetupSession(
        title=f"Session {number}",
        kind=draw(st.sampled_from(SessionKind)),
        start=start,
        end=start + timedelta(minutes=draw(st.integers(1, 240))),
        place=draw(LINE | st.just("")),
        stream=draw(st.sampled_from(["", "A", "B"])),
        peers=tuple(draw(st.lists(st.sampled_from(initials), unique=True))),
        participants=tuple(draw(st.lists(people, max_size=3))),
        document=draw(LINE | st.just("")),
    )


@given(setup=setups())
@examples(12)
def test_a_setup_written_as_a_workbook_is_read_back_whole(
    setup: Setup, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("book") / "setup.xlsx"
    write_workbook(setup, path)
    assert read_setup(path) == setup
