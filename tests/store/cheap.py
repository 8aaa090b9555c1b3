"""Key slots that cost next to nothing, for tests that make many stores."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from peerdesk.store import keys


@contextmanager
def cheap_keys() -> Iterator[None]:
    """Let new key slots ask for as little work as Argon2id allows; what they hold says so."""
    with patch.multiple(keys, MEMORY_KIB=8, PASSES=1, LANES=1):
        yield
