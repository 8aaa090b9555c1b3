"""Which themes and organisations fit a word as it is typed, and in which order."""

import pytest

from peerdesk.app.session.choices import (
    Choice,
    Recent,
    Typed,
    emergent_name,
    offers,
    typed_before,
)
from peerdesk.domain.ids import RecordId

FLOW = Choice("#", "flow", "Going home", RecordId("flow"))
VISION = Choice("#", "vision", "A shared vision for two places", RecordId("vision"))
VOICE = Choice("#", "voice", "People's voices", RecordId("voice"))
COUNTY = Choice("@", "county", "Wendleshire County Council", RecordId("county"))
KNOWN = (FLOW, VISION, VOICE, COUNTY)


def tags(sign: str, word: str, *recent: Choice) -> list[str]:
    order = [choice.record for choice in recent if choice.record]
    return [choice.tag for choice in offers(KNOWN, Typed(sign, word, 0), order)]


@pytest.mark.parametrize(
    "before",
    ["", "word", "a#b", "#1", "# ", "#a b", "@10", "x@y", "(#flow", "##flow", "#-x", "£#4"],
)
def test_what_is_no_mark_is_not_one(before: str) -> None:
    assert typed_before(before, "") is None


def test_a_mark_begins_a_line_or_follows_a_space_and_ends_at_the_caret() -> None:
    assert typed_before("#fl", "") == Typed("#", "fl", 0)
    assert typed_before("of\t@Ünder-co", " and more") == Typed("@", "Ünder-co", 3)
    assert typed_before("of #", "") == Typed("#", "", 3)
    assert typed_before("#fl", "ow") is None


def test_what_begins_with_the_word_comes_before_names_and_insides() -> None:
    assert tags("#", "v") == ["vision", "voice", "v"]
    assert tags("#", "go") == ["flow", "go"]
    assert tags("#", "oi") == ["voice", "oi"]
    assert tags("@", "WEN") == ["county"]


def test_what_was_used_last_comes_before_what_fits_better() -> None:
    assert tags("#", "v", VOICE) == ["voice", "vision", "v"]
    assert tags("#", "", VISION, FLOW) == ["vision", "flow", "voice"]


def test_a_word_typed_in_full_comes_first_and_is_no_new_theme() -> None:
    assert tags("#", "Vision", VOICE) == ["vision"]
    assert tags("@", "nowhere") == []


def test_a_name_is_made_of_a_word_without_spoiling_acronyms() -> None:
    assert emergent_name("winter-beds") == "Winter beds"
    assert emergent_name("NHS_money") == "NHS money"


def test_recent_keeps_each_once_the_latest_first() -> None:
    recent = Recent()
    recent.use_all([RecordId("a"), RecordId("b"), RecordId("a")])
    assert recent.order == ["a", "b"]


def test_what_was_used_before_today_comes_behind_what_was_used_since() -> None:
    recent = Recent()
    recent.use(RecordId("now"))
    recent.remember([RecordId("then"), RecordId("now")])
    assert recent.order == ["now", "then"]
