"""Finding words in a text as a person sees them."""

import pytest

from peerdesk.domain.matching import text_spans, word_spans


def found(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The café's rota", "cafe rot", ["café", "rota"]),
        ("The café's rota", "ROT ", []),
        ("rotas and rota", "rota x", ["rota"]),
        ("Straße, straße", "strasse", ["Straße", "straße"]),
        ("a soft\u00adhyphen", "softhyphen", ["soft\u00adhyphen"]),
        ("anything", "  ", []),
        ("anything", '* "', []),
        ("", "word", []),
    ],
)
def test_words_are_found_as_the_search_finds_them(
    text: str, words: str, expected: list[str]
) -> None:
    assert found(text, word_spans(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "sought", "expected"),
    [
        ("Één één", "een", ["Één", "één"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("two words, two", "o w", ["o w"]),
        ("£4m (+ve) £4m", "£4m", ["£4m", "£4m"]),
        ("anything", " ", []),
        ("anything", "", []),
        ("e\u0301te\u0301", "été", ["e\u0301te\u0301"]),
    ],
)
def test_a_text_is_found_anywhere(text: str, sought: str, expected: list[str]) -> None:
    assert found(text, text_spans(text, sought)) == expected
