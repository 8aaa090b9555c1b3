"""What the outside of a PeerDesk file says, before anything can be opened. It loads no cipher."""

from pathlib import Path

SUFFIX = ".peerdesk"
_MAGIC = b"age-encryption.org/v1\n"
_WORDS = b"\n-> scrypt "
_HEADER = 1_024  # bytes; the first recipient stands in them


def is_opened_with_words(path: Path) -> bool:
    """Say whether a file asks for words told to somebody (a team pack) and not for a team's key.

    Raises OSError when it cannot be read; a file of another kind asks for none.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return header.startswith(_MAGIC) and _WORDS in header
