"""The one place that loads SQLCipher: it opens databases and names their errors.

sqlite-utils looks for `pysqlite3` first; giving it sqlcipher3 under that name makes the exceptions
it catches the ones that are raised. So this module comes before sqlite_utils everywhere.
"""

import errno
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

from sqlite_utils import Database  # noqa: E402  (the two lines above must run first)

from peerdesk.store.errors import (  # noqa: E402
    DiskFull,
    DriveGone,
    NotWritable,
    StoreBusy,
    StoreDamaged,
)

__all__ = ["Database", "DatabaseError", "IntegrityError", "Row", "connect", "naming_errors"]

DatabaseError = sqlcipher3.DatabaseError
IntegrityError = sqlcipher3.IntegrityError
Row = tuple[Any, ...]

KEY_BYTES = 32
_CACHE_KIB = 16_000
# Pages after which a save itself brings what the write-ahead log holds into the database, if there
# was no pause in which to do it. SQLite's own 1,000 would make one save in a hundred slow.
MOST_IN_LOG = 1_500
_ROOM_TO_OPEN = 64 * 1024  # the write-ahead log and its index, before anything is written


def connect(path: Path, key: bytes, *, create: bool = False) -> Database:
    """Open the database at `path` with a raw 256-bit key.

    Raises StoreDamaged when it does not open with the key, NotWritable or DiskFull.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the key of a store has 32 bytes")
    with naming_errors():
        # An empty file would quietly become a new database.
        if not create and not (path.exists() and path.stat().st_size):
            raise StoreDamaged
        connection = sqlcipher3.connect(str(path), isolation_level=None, timeout=10)
        try:
            _prepare(connection, key)
        except BaseException as error:
            connection.close()
            if isinstance(error, DatabaseError) and _has_no_room(path):
                raise DiskFull from error
            raise
    return Database(connection, execute_plugins=False)


def _has_no_room(path: Path) -> bool:
    """Say whether the disk is full, which SQLite calls an I/O error while it opens a database."""
    return path.is_file() and shutil.disk_usage(path.parent).free < _ROOM_TO_OPEN


def _prepare(connection: Any, key: bytes) -> None:
    for pragma in (
        "cipher_log_level = NONE",
        f"key = \"x'{key.hex()}'\"",
        "cipher_memory_security = OFF",
        "temp_store = MEMORY",
        f"cache_size = -{_CACHE_KIB}",
        "foreign_keys = OFF",
        "secure_delete = ON",
        "busy_timeout = 10000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = ON",
        f"wal_autocheckpoint = {MOST_IN_LOG}",
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def naming_errors(database: Path | None = None) -> Iterator[None]:
    """Turn errors of the database and the disk into sentences; others pass as they are.

    With the `database` that was open, a drive that has gone is told from a damaged file.
    """
    try:
        yield
    except DatabaseError as error:
        if database is not None and "disk i/o" in str(error).casefold() and not database.exists():
            raise DriveGone from error
        raise _named(str(error).casefold()) or error from error
    except PermissionError as error:
        raise NotWritable(error.filename or "This folder") from error
    except OSError as error:
        raise _of_the_disk(error) or error from error


def _named(said: str) -> Exception | None:
    if "full" in said:
        return DiskFull()
    if "readonly" in said or "unable to open" in said:
        return NotWritable()
    if "locked" in said or "busy" in said:
        return StoreBusy()
    if any(word in said for word in ("not a database", "malformed", "disk i/o", "hmac", "corrupt")):
        return StoreDamaged()
    return None


def _of_the_disk(error: OSError) -> Exception | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return NotWritable(error.filename or "This folder")
    return None
