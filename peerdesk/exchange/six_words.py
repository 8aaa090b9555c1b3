"""Seals under six words and opens again, in a process of its own.

The key of an age passphrase takes a second or more, and pyrage lets no other thread run until it is
there, so that the window would stand still. What goes to the process and comes from it goes through
pipes, never over a disk. Where no process can be had, it is done here.
"""

import multiprocessing
from contextlib import suppress
from multiprocessing.connection import Connection

import pyrage

_SEAL, _OPEN = "encrypt", "decrypt"


def seal(content: bytes, words: str) -> bytes:
    """Return an age file that the words open."""
    return _do(_SEAL, content, words)


def unseal(sealed: bytes, words: str) -> bytes:
    """Return what an age file holds; raises pyrage.DecryptError."""
    return _do(_OPEN, sealed, words)


def _do(what: str, content: bytes, words: str) -> bytes:
    with suppress(OSError, EOFError):  # no process can be had, or it was ended from outside
        return _elsewhere(what, content, words)
    return _work(what, content, words)


def _elsewhere(what: str, content: bytes, words: str) -> bytes:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    with here:
        process = context.Process(
            target=_answer, args=(there, what, content, words), daemon=True, name="six words"
        )
        process.start()
        there.close()
        answer: bytes | str = here.recv()
    process.join()
    process.close()
    if isinstance(answer, str):
        raise pyrage.DecryptError(answer)
    return answer


def _answer(pipe: Connection, what: str, content: bytes, words: str) -> None:
    """Send the result, or as a text why there is none; after any other fault, nothing."""
    with pipe, suppress(Exception):
        try:
            pipe.send(_work(what, content, words))
        except pyrage.DecryptError as error:
            pipe.send(str(error))


def _work(what: str, content: bytes, words: str) -> bytes:
    return bytes(getattr(pyrage.passphrase, what)(content, words))
