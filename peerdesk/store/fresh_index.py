"""The search index of the notes that are being written, in memory beside the one on disk.

Writing into the index on disk costs a save more pages than the note itself, and a note is saved at
every few words. So the words of a note that is typed stand here, in the connection's own memory,
and move to the disk in a pause (see `Store.rest`): the table of observations is what both are made
from, and its column `fresh` says which of the two holds a row. Each row is in exactly one. A
setting says while there may be such rows, so that after a crash, and only then, all are looked
through for them.
"""

import json

from peerdesk.domain.ids import RecordId
from peerdesk.store.cipher import Database
from peerdesk.store.settings import Settings
from peerdesk.store.tables import SEARCH_OPTIONS, index_by_triggers

DISK, MEMORY = "observation_fts", "fresh_fts"
_MOST = 500  # notes; more, and moving them would be felt when it comes to it
_FRESH, _MARKED = "fresh", "fresh AND id IN (SELECT value FROM json_each(?))"
_TO_DISK = f"INSERT INTO {DISK}(rowid, text) SELECT seq, text FROM observation WHERE "
_TO_MEMORY = f"INSERT INTO temp.{MEMORY}(rowid, text) SELECT seq, text FROM observation WHERE fresh"
_NONE_FRESH = "UPDATE observation SET fresh = 0 WHERE "
_EMPTY = f"INSERT INTO temp.{MEMORY}({MEMORY}) VALUES ('delete-all')"


class FreshIndex:
    """Keeps the index in memory; what is asked of it is part of the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._settings = Settings(db)
        self._is_ready = False
        self._marked: set[RecordId] = set()
        self._is_sure = True  # that no others are
        if self._settings.get(Settings.FRESH):
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
            if self._settings.get(Settings.FRESH):
                self._db.execute(_TO_MEMORY)
                self._is_sure = False
            else:
                self._settings.set(Settings.FRESH, "yes")
        self._is_ready = True

    def holds(self, record: RecordId) -> bool:
        """Say whether a row is known to be marked."""
        return record in self._marked

    def take(self, record: RecordId) -> None:
        """Hear that a row is being marked; where there are too many, the others move first."""
        if len(self._marked) >= _MOST:
            self.move_to_disk()
        self._marked.add(record)

    def forget(self) -> None:
        """Hear that marks were taken back: which rows have one is to be looked up."""
        self._marked.clear()
        self._is_sure = False

    def move_to_disk(self) -> bool:
        """Move all to the index on disk; say whether there were any."""
        if not self._is_ready:
            return False
        where, values = _FRESH, []
        if self._is_sure:
            where, values = _MARKED, [json.dumps(list(self._marked))]
        moved = self._db.conn.execute(_TO_DISK + where, values).rowcount > 0
        if moved:
            self._db.conn.execute(_NONE_FRESH + where, values)
            self._db.conn.execute(_EMPTY)
        self._marked.clear()
        self._is_sure = True
        return moved

    def put_away(self) -> None:
        """Move all to the index on disk before the store closes."""
        if self._is_ready:
            self.move_to_disk()
            self._settings.set(Settings.FRESH, "")

    def forget_texts(self) -> None:
        """Build the index on disk anew from all rows, so that nothing remembers what is gone.

        FTS5 only marks as deleted what a later part of its index takes back.
        """
        self._db.conn.execute(f"INSERT INTO {DISK}({DISK}) VALUES ('rebuild')")
        self._db.conn.execute(_NONE_FRESH + _FRESH)
        if self._is_ready:
            self._db.conn.execute(_EMPTY)
