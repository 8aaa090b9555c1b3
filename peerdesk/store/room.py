"""Room in the write-ahead log, made in a pause, so that a save does not make the file longer.

Where a file grows, the file system has to write down where its new bytes stand, and a save that is
synced waits for that too. Bytes that are there already are written over, even on a disk that has
become full meanwhile.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from peerdesk.store.cipher import MOST_IN_LOG, DatabaseError, connect
from peerdesk.store.errors import StoreError

_PAGE = 4_096
_ROOM = MOST_IN_LOG * _PAGE  # all that the log holds before a save brings it into the database
_FREE = 10 * _ROOM  # on the disk; where there is less, others need it more
_CACHE_PAGES = 20  # what does not fit in is written out at once
_FILL = "INSERT INTO setting VALUES ('room', zeroblob(?))"


def make_room(database: Path, key: bytes) -> bool:
    """Make the write-ahead log of a database as long as it may become; say whether it was not.

    It is done by a large transaction that is taken back, of a connection of its own so that the
    pages which others remember stay. What the disk refuses is left undone.
    """
    log = database.with_name(f"{database.name}-wal")
    with suppress(OSError, DatabaseError, StoreError):
        if log.stat().st_size >= _ROOM or shutil.disk_usage(database.parent).free < _FREE:
            return False
        connection = connect(database, key).conn
        try:
            connection.execute(f"PRAGMA cache_size = {_CACHE_PAGES}")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_FILL, [_ROOM])
        finally:
            connection.close()  # which takes back what was begun
        with log.open("r+b") as file:
            os.fsync(file.fileno())
        return True
    return False
