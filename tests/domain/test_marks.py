"""The marks in a typed line, and that no letter of the rest is ever lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import MarkedLine, read_line
from peerdesk.domain.words import ObservationKind as Kind
from tests.helpers.campaign import examples

PREVENTION, RIVER, COUNTY = RecordId("t1"), RecordId("t2"), RecordId("o1")
TAGS = {"prevention": PREVENTION, "río": RIVER}
SHORTS = {"county": COUNTY}


def read(line: str) -> MarkedLine:
    found = read_line(line, TAGS, SHORTS)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("+ good rota", Kind.STRENGTH, "good rota"),
        ("! no rota", Kind.CONSIDERATION, "no rota"),
        ("= 41 beds", Kind.FACT, "41 beds"),
        ("> ask Tuesday", Kind.FOLLOW_UP, "ask Tuesday"),
        ("“We were told”", Kind.QUOTE, "“We were told”"),
        ('"We" she said', Kind.QUOTE, '"We" she said'),
        ("- ‘Never’", Kind.QUOTE, "‘Never’"),
        ("• a point", Kind.PLAIN, "a point"),
        ("- + good rota", Kind.STRENGTH, "good rota"),
        ("- - a point", Kind.PLAIN, "a point"),
        ("= £4m", Kind.PLAIN, "= £4m"),
        ("= +4 on last year", Kind.PLAIN, "= +4 on last year"),
        ("+ £2m saved", Kind.STRENGTH, "£2m saved"),
        ("* a point", Kind.PLAIN, "a point"),
        ("+ve about it", Kind.PLAIN, "+ve about it"),
        (">65s waiting", Kind.PLAIN, ">65s waiting"),
        ("!important", Kind.PLAIN, "!important"),
        ("#1 priority @ 10.30", Kind.PLAIN, "#1 priority @ 10.30"),
        ("mail a@county.example", Kind.PLAIN, "mail a@county.example"),
        ("#unknown @nobody", Kind.PLAIN, "#unknown @nobody"),
        ("  spaced  ", Kind.PLAIN, "spaced"),
    ],
)
def test_a_line_is_read_by_its_first_mark_and_otherwise_stays_as_typed(
    line: str, kind: Kind, text: str
) -> None:
    assert read(line) == MarkedLine(text, kind)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("+ good #prevention @county", "good"),
        ("+ #Prevention good @COUNTY", "good"),
        ("+ good #prevention, and #prevention @county too", "good, and too"),
        ("+ a #prevention #prevention b @county", "a b"),
    ],
)
def test_known_tags_and_names_leave_the_text(line: str, text: str) -> None:
    found = read(line)
    assert found == MarkedLine(text, Kind.STRENGTH, frozenset({PREVENTION}), frozenset({COUNTY}))


def test_tags_may_have_any_letters() -> None:
    assert read("flooding #Río").themes == {RIVER}


@pytest.mark.parametrize("line", ["", "   ", "\t\u2028\n"])
def test_a_line_of_nothing_but_space_is_nothing(line: str) -> None:
    assert read_line(line, TAGS, SHORTS) is None


@pytest.mark.parametrize("line", ["+ ", "#prevention", "! #prevention @county", "- "])
def test_a_line_of_marks_alone_is_kept_as_typed(line: str) -> None:
    assert read(line) == MarkedLine(line.strip(), Kind.PLAIN)


def test_a_very_long_line_of_spaces_and_tags_is_read_at_once() -> None:
    began = time.process_time()
    line = "a" + " " * 30_000 + "#prevention" + " " * 30_000 + "b"
    assert read(line).text.split() == ["a", "b"]
    assert time.process_time() - began < 2


@given(st.text(max_size=60))
@examples(300)
def test_no_letter_of_a_line_without_marks_is_lost(line: str) -> None:
    found = read_line("x" + line, TAGS, SHORTS)
    assert found is not None
    if not found.themes and not found.organisations:
        assert found.text == ("x" + line).strip()


pieces = st.sampled_from(["#prevention", "@county", " ", "  ", "word", "#x", "+", ".", "\0", "- "])


@given(st.lists(pieces, max_size=12))
@examples(300)
def test_whatever_stands_around_a_tag_survives(parts: list[str]) -> None:
    line = "".join(parts)
    found = read_line(line, TAGS, SHORTS)
    if found is None:
        assert not line.strip()
        return
    assert found.text.count("word") == line.count("word")
    assert found.text == found.text.strip() != ""
