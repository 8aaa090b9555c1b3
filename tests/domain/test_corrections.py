"""What is offered for a slip: few words, the likeliest first, in the writer's capitals."""

from peerdesk.domain.corrections import Dictionary, corrections

LEVELS = {
    "the": 10, "a": 10, "lot": 10, "which": 10, "people": 10, "receive": 10, "relieve": 35,
    "tea": 20, "alto": 35, "definitely": 20, "February": 10, "sheik": 60,
}  # fmt: skip
BEGINNINGS = {word[:at] for word in LEVELS for at in range(len(word) + 1)}
DICTIONARY = Dictionary(lambda word: LEVELS.get(word, 0), BEGINNINGS.__contains__)


def offered(word: str, *names: str) -> list[str]:
    return corrections(word, DICTIONARY, names)


def test_letters_too_many_too_few_wrong_or_swapped_are_mended() -> None:
    assert offered("peeople") == ["people"]
    assert offered("wich") == ["which"]
    assert offered("peopke") == ["people"]
    assert offered("recieve") == ["receive", "relieve"]


def test_two_slips_in_a_long_word_are_mended_and_in_a_short_one_not() -> None:
    assert offered("definately") == ["definitely"]
    assert offered("defnatley") == []
    assert offered("xxe") == []


def test_a_missing_space_is_put_in() -> None:
    assert offered("alot")[0] == "a lot"


def test_capitals_are_those_that_were_typed_or_those_of_the_name() -> None:
    assert offered("Teh")[0] == "The"
    assert offered("RECIEVE")[0] == "RECEIVE"
    assert offered("Febuary") == ["February"]


def test_names_of_the_challenge_come_first() -> None:
    assert offered("Wendelshire", "Wendleshire", "Kelsingham") == ["Wendleshire"]


def test_at_most_five_are_offered() -> None:
    many = Dictionary(lambda word: 10 if len(word) == 3 else 0, lambda start: len(start) <= 3)
    assert len(corrections("qqq", many)) == 5
