"""Which words of a note are checked, and which forms of a known word are no mistake."""

import pytest

from peerdesk.domain.spelling import is_known, plain_word, unknown_words, words_in

DICTIONARY = frozenset(
    "the council carer carers don't ordinator coordinator design organise organize was not cafe a"
    " Leeds patient centred led and of we heard meet staff plan is".split()
)


def holds(word: str) -> bool:
    return word in DICTIONARY


def checked(line: str) -> list[str]:
    return [word.text for word in words_in(line)]


def unknown(line: str) -> list[str]:
    return [word.text for word in unknown_words(line, lambda word: is_known(word, holds))]


@pytest.mark.parametrize(
    "line",
    [
        "https://www.example.org/teh_page?x=recieve",
        "www.exmaple.org",
        "(wendleshire.gov.uk/abuot)",
        "jo.blogs@exmaple.nhs.uk",
        "#prevnetion @counicl “@counicl”",
        "10.30am £4m 65s 2026/27 1st a3b",
        "I a – …",
        "x" * 60_000,
    ],
)
def test_addresses_tags_numbers_and_letters_are_not_checked(line: str) -> None:
    assert checked(line) == []


def test_a_word_is_found_where_it_stands() -> None:
    line = "Teh council’s (adn trust) co-ordinator/lead, said: ‘stop.’"
    words = words_in(line)
    assert [line[word.start : word.end] for word in words] == [word.text for word in words]
    assert [word.text for word in words] == [
        *("Teh", "council’s", "adn", "trust", "co-ordinator", "lead", "said", "stop"),
    ]


@pytest.mark.parametrize(
    "word",
    [
        *("carer", "Carer", "CARERS", "carer’s", "don’t", "Don't", "DON’T"),
        *("co-ordinator", "co-design", "Leeds", "Leeds’s", "LEEDS", "café", "Café"),
        *("patient-centred", "ICB-led", "organise", "organize"),
        *("MDT", "MDTs", "ICB’s", "iPad", "GPs"),
    ],
)
def test_forms_in_which_a_known_word_may_stand_are_right(word: str) -> None:
    assert is_known(word, holds)


@pytest.mark.parametrize("word", ["leeds", "carerr", "dont", "patient-centrd", "COUNCL", "Teh"])
def test_slips_are_not(word: str) -> None:
    assert not is_known(word, holds)


def test_only_what_nobody_knows_is_named() -> None:
    assert unknown("The council was nto led and we heard of teh carers") == ["nto", "teh"]


@pytest.mark.parametrize(
    "line",
    [
        "Mae’r cyngor yn gweithio’n dda gyda’r bwrdd iechyd.",
        "Diolch yn fawr, the council",
        "Diolch",
        "",
    ],
)
def test_a_line_mostly_of_unknown_words_is_left_alone(line: str) -> None:
    assert unknown(line) == []


def test_one_welsh_word_in_an_english_line_is_pointed_out() -> None:
    assert unknown("The council and staff heard of the senedd") == ["senedd"]


def test_a_word_is_kept_without_its_ending_and_with_a_straight_apostrophe() -> None:
    assert plain_word("Trefn’s") == "Trefn"
    assert plain_word("O’Neill") == "O'Neill"
