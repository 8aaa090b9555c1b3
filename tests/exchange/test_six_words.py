"""Six words seal a file and open it again, and nothing else stands still meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pyrage
import pytest

from peerdesk.exchange import six_words
from tests.helpers import words_once

WORDS = "harbour-violet-lantern-copper-meadow-thimble"
_TURNS = 20  # of a millisecond; where no other thread runs meanwhile there are a few before it


@pytest.fixture(autouse=True)
def _really(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(six_words, "_do", words_once.really)


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return six_words.seal(b"what is in the pack", WORDS)


def test_the_words_open_what_they_sealed_and_age_does_too(sealed: bytes) -> None:
    assert six_words.unseal(sealed, WORDS) == b"what is in the pack"
    assert pyrage.passphrase.decrypt(sealed, WORDS) == b"what is in the pack"
    assert b"pack" not in sealed


def test_other_words_and_other_files_are_told_apart(sealed: bytes) -> None:
    with pytest.raises(pyrage.DecryptError, match="Decryption failed"):
        six_words.unseal(sealed, "other")
    team = pyrage.encrypt(b"x", [pyrage.x25519.Identity.generate().to_public()])
    with pytest.raises(pyrage.DecryptError, match="No matching keys"):
        six_words.unseal(team, WORDS)


def test_other_threads_run_while_the_words_are_tried(sealed: bytes) -> None:
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(six_words.unseal, sealed, WORDS)
        ended = threading.Event()
        opening.add_done_callback(lambda _: ended.set())
        turns = 0
        while not ended.wait(0.001):
            turns += 1
    assert opening.result() == b"what is in the pack"
    assert turns > _TURNS


def test_where_no_process_can_be_had_it_is_done_here(
    sealed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(method: str) -> None:
        raise PermissionError(f"no {method} here")

    monkeypatch.setattr("multiprocessing.get_context", refuse)
    assert six_words.unseal(sealed, WORDS) == b"what is in the pack"
