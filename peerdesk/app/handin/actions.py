"""What the Hand in page has done on the worker thread about notes taken before joining."""

from collections.abc import Callable
from pathlib import Path

from peerdesk.store.store import Store


def write_loose(path: Path) -> Callable[[Store], str]:
    """Return how to write loose notes for another laptop; its answer is the six words."""

    def work(store: Store) -> str:
        from peerdesk.exchange.carrying import write_loose

        return write_loose(store, path)

    return work


def bring_file(path: Path, words: str) -> Callable[[Store], int]:
    """Return how to bring in notes carried here; its answer is how many there are."""

    def work(store: Store) -> int:
        from peerdesk.exchange.carrying import read_loose
        from peerdesk.store.loose import bring_in, verify_brought

        notes = read_loose(path, words)
        brought = bring_in(store, notes)
        verify_brought(store, notes)
        return brought.observations

    return work


def bring_waiting(folder: Path, passphrase: str) -> Callable[[Store], int]:
    """Return how to move in the notes that wait on this laptop; its answer is how many."""

    def work(store: Store) -> int:
        from peerdesk.store.moving import move_in
        from peerdesk.store.opening import open_store

        return move_in(store, open_store(folder, passphrase)).observations

    return work
