"""The sentences in which Today says what has changed of a session, without a window."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from peerdesk.app.today.model import Clock
from peerdesk.app.today.news import news_entries
from peerdesk.domain.ids import RecordId
from peerdesk.domain.news import Facts, news
from peerdesk.domain.records import Member
from peerdesk.domain.words import Rights, TeamRole

NOW = datetime(2026, 11, 10, 8, tzinfo=UTC)
START = datetime(2026, 11, 10, 10, 30, tzinfo=UTC)
ME, OTHER = RecordId("me"), RecordId("other")
FACTS = Facts(
    "Chief executive", START, START + timedelta(minutes=45), "Room 4", False, frozenset({ME}), ()
)
TEAM = tuple(
    Member(RecordId(one), one, one[:2].upper(), TeamRole.OFFICER_PEER, Rights.PEER)
    for one in (ME, OTHER)
)


def moved(start: datetime, length: int = 45, place: str = "Room 4") -> Facts:
    return replace(FACTS, start=start, end=start + timedelta(minutes=length), place=place)


@pytest.mark.parametrize(
    ("before", "now", "words", "second"),
    [
        (None, FACTS, "New: Chief executive, 10:30", "Room 4"),
        (FACTS, None, "Taken out: Chief executive", "Was 10:30, Room 4"),
        (
            FACTS,
            moved(START + timedelta(minutes=45), place="Room 2"),
            "Moved: Chief executive, now 11:15 in Room 2",
            "Was 10:30, Room 4",
        ),
        (
            FACTS,
            moved(START + timedelta(days=1)),
            "Moved: Chief executive, now Wed 11 Nov, 10:30 in Room 4",
            "Was 10:30, Room 4",
        ),
        (
            FACTS,
            moved(START, 60),
            "Moved: Chief executive, now 10:30 to 11:30 in Room 4",
            "Was 10:30 to 11:15, Room 4",
        ),
        (
            FACTS,
            moved(START, place=""),
            "Moved: Chief executive, now in no place yet",
            "Was 10:30, Room 4",
        ),
        (FACTS, replace(FACTS, cancelled=True), "Cancelled: Chief executive", "Was 10:30, Room 4"),
        (
            FACTS,
            replace(FACTS, title="Leader"),
            "Renamed: Leader, 10:30",
            "Room 4. Was called Chief executive",
        ),
        (
            FACTS,
            replace(FACTS, peers=frozenset({OTHER})),
            "You are no longer in: Chief executive",
            "Was 10:30, Room 4",
        ),
        (
            FACTS,
            replace(FACTS, peers=frozenset({ME, OTHER}), people=("Leader",)),
            "Other peers: Chief executive, 10:30",
            "Room 4. Also other people. ME OT (was ME)",
        ),
        (
            replace(FACTS, peers=frozenset()),
            FACTS,
            "You are now in: Chief executive, 10:30",
            "Room 4",
        ),
    ],
)
def test_a_change_is_said_in_a_sentence(
    before: Facts | None, now: Facts | None, words: str, second: str
) -> None:
    found = news(RecordId("s"), before, now, ME, NOW)
    assert found is not None
    (entry,) = news_entries([found], TEAM, Clock(NOW, "Europe/London"))
    assert (entry.text, entry.second) == (words, second)
    assert entry.trail == "Yours"


def test_what_is_over_is_no_news_but_what_was_to_come_is() -> None:
    late = FACTS.end
    assert news(RecordId("s"), None, FACTS, ME, late) is None
    earlier = moved(START - timedelta(hours=2))
    assert news(RecordId("s"), FACTS, earlier, ME, START) is not None
