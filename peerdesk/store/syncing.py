"""When the disk is waited for: after every save, but only once for what several files bring."""

from collections.abc import Iterator
from contextlib import contextmanager

from peerdesk.store.cipher import naming_errors
from peerdesk.store.store import Store

# The number is the one that stands there; SQLite writes its page all the same, and syncs the log.
_TOUCH = "PRAGMA user_version = 0"


@contextmanager
def synced_once(store: Store) -> Iterator[None]:
    """Have the disk waited for at the end alone, however that comes, not at each transaction.

    A power cut before the end may take the last of them back, each as a whole. Inside a transaction
    nothing is different.
    """
    connection = store.db.conn
    if connection.in_transaction:
        yield
        return
    before = connection.total_changes
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")
        if connection.total_changes != before:
            with naming_errors():
                connection.execute(_TOUCH)


@contextmanager
def synced_each(store: Store) -> Iterator[None]:
    """Have each transaction waited for, also within `synced_once`: a seal before a copy is made."""
    connection = store.db.conn
    before = connection.execute("PRAGMA synchronous").fetchone()[0]
    connection.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA synchronous = {before}")
