"""Words that can be read aloud: generated passphrases, and the six words of a device's key.

The list is the Electronic Frontier Foundation's long one for dice; a word is worth 12.9 bits.
"""

import hashlib
import secrets
from functools import cache

from xkcdpass.xkcd_password import generate_wordlist, locate_wordfile

PACK_WORDS = 6


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
    return "-".join(passphrase.replace("-", " ").casefold().split())
