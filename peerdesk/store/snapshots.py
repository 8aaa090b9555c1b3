"""Whole copies of a store, made by SQLite, opened and checked at once, and thinned out by age.

A snapshot is a folder `snapshots/<UTC time>-<reason>/` with the same two files as the store.
"""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from peerdesk.store.cipher import Database, DatabaseError, connect, naming_errors
from peerdesk.store.errors import StoreDamaged
from peerdesk.store.files import sync_folder, write_whole
from peerdesk.store.keys import FILE_NAME

FOLDER = "snapshots"
HOURLY = "hourly"
DAMAGED = "-damaged"
KEEP_HOURLY = 24
KEEP_OTHERS = 10
_DATABASE = "store.db"
_STAMP = "%Y%m%dT%H%M%S"


def take_snapshot(folder: Path, db: Database, key: bytes, reason: str) -> Path:
    """Copy the store as it stands, check the copy, thin out the older ones; return its folder.

    `reason` is a word such as `merge`. Raises DiskFull or NotWritable; then no copy is left.
    """
    target = folder / FOLDER / f"{datetime.now(UTC):{_STAMP}.%f}Z-{reason}"
    with naming_errors():
        target.mkdir(parents=True)
        try:
            db.execute("VACUUM INTO ?", [str(target / _DATABASE)])
            write_whole(target / FILE_NAME, (folder / FILE_NAME).read_bytes())
            check_snapshot(target, key)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        sync_folder(target.parent)
    _thin_out(folder)
    return target


def check_snapshot(snapshot: Path, key: bytes) -> None:
    """Open a snapshot and verify every page; raises StoreDamaged."""
    db = connect(snapshot / _DATABASE, key)
    try:
        if page_problems(db):
            raise StoreDamaged
    finally:
        db.conn.close()


def page_problems(db: Database) -> list[str]:
    """Return what SQLCipher and SQLite find wrong with the pages of a database."""
    try:
        seals = [str(row[0]) for row in db.execute("PRAGMA cipher_integrity_check")]
        rows = [str(row[0]) for row in db.execute("PRAGMA quick_check")]
    except DatabaseError:
        return ["the database cannot be read to its end"]
    return seals + [row for row in rows if row != "ok"]


def list_snapshots(folder: Path) -> list[Path]:
    """Return the snapshot folders of a store, oldest first."""
    where = folder / FOLDER
    if not where.is_dir():
        return []
    return sorted(path for path in where.iterdir() if (path / _DATABASE).exists())


def hourly_due(folder: Path, now: datetime) -> bool:
    """Say whether an hour has passed since the last hourly snapshot, or there is none."""
    hourly = [path.name for path in list_snapshots(folder) if path.name.endswith(HOURLY)]
    stamp = (now - timedelta(hours=1)).strftime(_STAMP)
    # A stamp of the future is from a clock put back since; waiting for it could take days.
    return not any(stamp < name < now.strftime(_STAMP) + "~" for name in hourly)


def _thin_out(folder: Path) -> None:
    every = list_snapshots(folder)
    hourly = [path for path in every if path.name.endswith(HOURLY)]
    others = [path for path in every if not path.name.endswith(HOURLY)]
    for path in hourly[:-KEEP_HOURLY] + others[:-KEEP_OTHERS]:
        shutil.rmtree(path)
