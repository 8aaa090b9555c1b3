"""Six words tried once a process: their key takes a second or more, and there are many packs.

Sealing is always done. Opening with the words under which this process sealed a file, or has opened
it before, is remembered. `tests/exchange/test_six_words.py` and every program that a test starts do
without.
"""

from hashlib import sha256

from peerdesk.exchange import six_words

really = six_words._do
_known: dict[tuple[bytes, str], bytes] = {}


def remember(what: str, content: bytes, words: str) -> bytes:
    """Do what `six_words` does, or return what is known."""
    if what == "encrypt":
        sealed = really(what, content, words)
        _known[sha256(sealed).digest(), words] = content
        return sealed
    key = (sha256(content).digest(), words)
    if key not in _known:
        _known[key] = really(what, content, words)
    return _known[key]
