"""Which words of a note are to be checked for spelling, and which forms of a word are known.

It knows no dictionary: whoever has one says whether it holds a word.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Holds = Callable[[str], bool]

_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"(?<!\w)[^\W\d_]++(?:['’\-‐‑][^\W\d_]++)*+(?!\w)")
_MAY_BE_ADDRESS = re.compile(r"[@#]|\.\w")
_HYPHENS = re.compile(r"[-‐‑]")
_SITE = re.compile(r"[(<\"“‘']*(?:www\.|(?:[\w-]{1,63}\.){1,9}(?:uk|org|com|net|eu|wales)\b)", re.I)
_OPENING = "(<[{\"“‘'"
_LONGEST = 40  # longer than any word; keeps a line of letters alone from costing time
_ACRONYM = 5
# What stands before a hyphen without being a word.
_BEFORE_HYPHEN = frozenset(
    "anti auto bi co cross de ex extra inter intra macro micro mid mini multi non over para post"
    " pre pro re self semi socio sub super trans ultra un under".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A word and where it begins in its line."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.start + len(self.text)


def words_in(line: str) -> list[Found]:
    """Return the words of a line that are to be checked.

    Addresses, `#tags`, `@tags`, what has a digit in it and single letters are not.
    """
    found = (Found(word.start(), word.group()) for word in _WORD.finditer(_no_addresses(line)))
    return [word for word in found if _is_checked(word.text)]


def _no_addresses(line: str) -> str:
    return _CHUNK.sub(_blank_address, line) if _MAY_BE_ADDRESS.search(line) else line


def _is_checked(word: str) -> bool:
    return 1 < len(word) <= _LONGEST


def _blank_address(chunk: re.Match[str]) -> str:
    text = chunk.group()
    return " " * len(text) if _is_address(text) else text


def _is_address(chunk: str) -> bool:
    if "@" in chunk or "#" in chunk:
        return "@" in chunk[1:] or chunk.lstrip(_OPENING)[:1] in "#@"
    return "." in chunk and ("://" in chunk or _SITE.match(chunk) is not None)


def unknown_words(line: str, is_known: Holds) -> list[Found]:
    """Return the words of a line that nobody knows; none if they are most of the line.

    Such a line is in another language, often Welsh, and its writer needs no English spelling. It is
    asked at every key, so that places are looked for only where there is such a word.
    """
    words = list(filter(_is_checked, _WORD.findall(_no_addresses(line))))
    unknown = {word for word in set(words) if not is_known(word)}
    if not unknown or 2 * sum(word in unknown for word in words) > len(words):
        return []
    return [word for word in words_in(line) if word.text in unknown]


def is_known(word: str, holds: Holds) -> bool:
    """Say whether a word is right in one of the forms in which it may stand in a sentence."""
    word = plain_word(word)
    if len(word) < 2 or holds(word) or _is_acronym(word):
        return True
    if any(holds(form) for form in _forms(word)):
        return True
    parts = _HYPHENS.split(word)
    return len(parts) > 1 and (is_known("".join(parts), holds) or _are_known(parts, holds))


def _are_known(parts: Sequence[str], holds: Holds) -> bool:
    *before, last = parts
    return is_known(last, holds) and all(
        part.lower() in _BEFORE_HYPHEN or is_known(part, holds) for part in before
    )


def plain_word(word: str) -> str:
    """Return a word as dictionaries write it: straight apostrophes, no possessive ending."""
    word = unicodedata.normalize("NFC", word).replace("’", "'")
    return word[:-2] if word[-2:] in ("'s", "'S") else word


def _is_acronym(word: str) -> bool:
    """Say whether these are initials: MDT, ICBs; or a name with a capital inside: iPad."""
    root = word[:-1] if word.endswith("s") else word
    if root.isupper():
        return len(root) <= _ACRONYM
    return any(a.islower() and b.isupper() for a, b in pairwise(word))


def _forms(word: str) -> list[str]:
    """Return the other ways of writing it that are no mistake: at a sentence's start, in capitals.

    French accents, which few people type, may be left out or put in.
    """
    forms = []
    if not word.islower():
        forms += [word.lower(), word.capitalize()]
    if not word.isascii():
        bare = "".join(
            c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
        )
        forms += [bare, bare.lower()]
    return forms
