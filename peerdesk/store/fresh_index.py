"""The search index of the notes that are being written, in memory beside the one on disk.

Writing into the index on disk costs a save more pages than the note itself, and a note is saved at
every few words. So the words of a note that is typed stand here, in the connection's own memory,
and move to the disk in a pause (see `Store.rest`): the table of observations is what both are made
from, and its column `fresh` says which of the two holds a row. Each row is in exactly one. After a
crash the rows that are still marked are read again.
"""

from peerdesk.domain.ids import RecordId
from peerdesk.store.cipher import Database
from peerdesk.store.tables import SEARCH_OPTIONS, index_by_triggers

DISK, MEMORY = "observation_fts", "fresh_fts"
_MOST = 500  # notes; more, and moving them would be felt when it comes to it
_TO_DISK = f"INSERT INTO {DISK}(rowid, text) SELECT seq, text FROM observation WHERE fresh"
_NONE_FRESH = "UPDATE observation SET fresh = 0 WHERE fresh"
_EMPTY = f"INSERT INTO temp.{MEMORY}({MEMORY}) VALUES ('delete-all')"


class FreshIndex:
    """Keeps the index in memory; what is asked of it is part of the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._is_ready = False
        self._marked: set[RecordId] = set()
        if self._has_rows():
            self.get_ready()

    @property
    def is_ready(self) -> bool:
        """Say whether rows may be marked as fresh."""
        return self._is_ready

    def get_ready(self) -> None:
        """Make the index, with what a crash left to be read again; outside a transaction."""
        if self._is_ready or self._db.conn.in_transaction:
            return
        with self._db.atomic():
            self._db.execute(
                f"CREATE VIRTUAL TABLE temp.{MEMORY} USING fts5(text, content='', {SEARCH_OPTIONS})"
            )
            index_by_triggers(self._db, MEMORY, "fresh", "TEMP ")
            self._db.execute(
                f"INSERT INTO temp.{MEMORY}(rowid, text) SELECT seq, text FROM observation"
                " WHERE fresh"
            )
        self._is_ready = True

    def holds(self, record: RecordId) -> bool:
        """Say whether a row is known to be marked."""
        return record in self._marked

    def take(self, record: RecordId) -> None:
        """Hear that a row is being marked; where there are too many, the others move first."""
        if len(self._marked) >= _MOST:
            self.move_to_disk()
        self._marked.add(record)

    def move_to_disk(self) -> bool:
        """Move all to the index on disk; say whether there were any."""
        if not self._is_ready:
            return False
        self._marked.clear()
        moved = self._db.conn.execute(_TO_DISK).rowcount > 0
        if moved:
            self._db.conn.execute(_NONE_FRESH)
            self._db.conn.execute(_EMPTY)
        return moved

    def forget_texts(self) -> None:
        """Build the index on disk anew from all rows, so that nothing remembers what is gone.

        FTS5 only marks as deleted what a later part of its index takes back.
        """
        self._db.conn.execute(f"INSERT INTO {DISK}({DISK}) VALUES ('rebuild')")
        self._db.conn.execute(_NONE_FRESH)
        if self._is_ready:
            self._db.conn.execute(_EMPTY)

    def _has_rows(self) -> bool:
        found = "SELECT EXISTS (SELECT 1 FROM observation WHERE fresh)"
        return bool(self._db.conn.execute(found).fetchone()[0])
