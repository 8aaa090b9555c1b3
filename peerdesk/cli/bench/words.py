"""Notes that nobody wrote, of forty words, a few words common and most rare as in any language."""

import random
from itertools import accumulate

_ONSETS = ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "br", "st")
_VOWELS = ("a", "e", "i", "o", "u", "ea", "ou")
_ENDS = ("", "n", "r", "t", "s", "ll", "nd", "ng")
_COMMON = (
    "the to and of a in we that is for it they with on are as have this be not people but at from"
    " was care our by when there you what their so can patients team do who staff working if one"
    " has been home more all support council time would local hospital service about which will"
    " had first need together community GP board residents primary social discharge family plan"
    " budget neighbourhood trust partners data nobody carers often weeks waiting same know decide"
).split()
_VOCABULARY = 6_000
WORDS = 40


class Notes:
    """Makes texts, the same ones for the same seed; words follow Zipf's law."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  (the same notes each time, not secrets)
        self._words = _vocabulary()
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def text(self, words: int = WORDS) -> str:
        """Return one note."""
        chosen = self._random.choices(self._words, cum_weights=self._weights, k=words)
        return " ".join([chosen[0].capitalize(), *chosen[1:]])

    def some(self, of: list[str], most: int) -> list[str]:
        """Return up to `most` of a list."""
        return self._random.sample(of, self._random.randint(0, most))

    def one(self, of: list[str]) -> str:
        """Return one of a list."""
        return self._random.choice(of)


def _vocabulary() -> list[str]:
    made = random.Random(0)  # noqa: S311
    words = dict.fromkeys(_COMMON)
    while len(words) < _VOCABULARY:
        count = made.choice((1, 2, 2, 3))
        parts = (made.choice(_ONSETS) + made.choice(_VOWELS) for _ in range(count))
        words["".join(parts) + made.choice(_ENDS)] = None
    return list(words)
