"""Text as a reader would say it aloud: no accents, no capitals, no invisible characters.

It keeps where each folded character came from, so that a match can be shown as it was typed.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_ONLY_WORDS = "".join(c if WORD.fullmatch(c) else " " for c in map(chr, range(128)))
_ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `origins` are positions in the original, None where they are the same."""

    text: str
    original: str
    origins: tuple[int, ...] | None = None

    @property
    def words(self) -> list[str]:
        """Return its words; hyphens and apostrophes part them."""
        if self.text.isascii():  # the same words, several times as fast
            return self.text.translate(_ONLY_WORDS).split()
        return WORD.findall(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where folded characters `start` to `end` stand in the original."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character == _ZERO_WIDTH_SPACE:
        return " "
    if unicodedata.category(character) == "Cf":  # soft hyphens, joiners, direction marks
        return ""
    apart = unicodedata.normalize("NFKD", character.casefold())
    bare = "".join(c for c in apart if not unicodedata.category(c).startswith("M"))
    return bare.casefold().translate(_PLAIN)


def fold(text: str) -> Folded:
    """Return the text without accents, capitals and invisible characters."""
    if text.isascii():
        return Folded(text.lower(), text)
    folded: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        bare = _fold_character(character)
        folded.append(bare)
        origins += [at] * len(bare)
    return Folded("".join(folded), text, tuple(origins))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text."""
    return fold(text).words
