"""Words that can be read aloud: generated passphrases, and the six words of a device's key.

The list is the Electronic Frontier Foundation's long one for dice; a word is worth 12.9 bits.
"""

import hashlib
import re
import secrets
from difflib import get_close_matches
from functools import cache

from xkcdpass.xkcd_password import generate_wordlist, locate_wordfile

PACK_WORDS = 6
_NO_LETTER = re.compile(r"[\W\d_]+")


@cache
def _list() -> tuple[str, ...]:
    words = generate_wordlist(locate_wordfile("eff-long"), min_length=3, max_length=9)
    return tuple(sorted({word.lower() for word in words if word.isalpha()}))


def words(count: int) -> str:
    """Return `count` random words, lower-cased and joined by hyphens."""
    return "-".join(secrets.choice(_list()) for _ in range(count))


def spoken(key: str) -> str:
    """Return the six words that stand for a public key when two people compare it aloud."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")
    chosen = []
    for _ in range(PACK_WORDS):
        number, index = divmod(number, len(_list()))
        chosen.append(_list()[index])
    return "-".join(chosen)


def as_typed(passphrase: str) -> str:
    """Return generated words as they were made, however somebody typed what was read aloud."""
    return "-".join(_NO_LETTER.sub(" ", passphrase.casefold()).split())


def nearest(word: str) -> str:
    """Return the word of the list that is most like one typed: itself, or "" where none is."""
    known = _list()
    if word in known:
        return word
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), "")
