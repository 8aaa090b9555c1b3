"""Laptops as the laws of the union see them: a store, a clock that may be wrong, its texts."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId
from peerdesk.store import store as store_module
from peerdesk.store.feeds import write_feed
from peerdesk.store.opening import open_store
from peerdesk.store.snapshots import list_snapshots
from peerdesk.store.store import Store
from peerdesk.store.tables import projection_tables
from peerdesk.store.wire import change_hash, decode_line
from tests.store.team import PASSPHRASE, File

TOKEN = re.compile(r"text\d+z")
_RAW = frozenset({"observation", "attendance", "comment"})


@dataclass(slots=True)
class Laptop:
    """One open store; `wrong_by` is how far its clock is off, in milliseconds."""

    name: str
    store: Store
    wrong_by: int = 0

    @contextmanager
    def clock(self, now: int) -> Iterator[None]:
        """Let the store read its own, possibly wrong, clock."""
        with patch.object(store_module, "_now", lambda: now + self.wrong_by):
            yield

    def copied(self, folder: Path) -> "Laptop":
        """Return a second laptop made by copying this one's folder while it was shut."""
        self.store.close()
        shutil.copytree(self.store.folder, folder)
        self.store = open_store(self.store.folder, PASSPHRASE)
        return Laptop(self.name + " copied", open_store(folder, PASSPHRASE), self.wrong_by)

    def withheld_notes(self) -> File:
        """Return everything here but the values of what peers noted."""
        file = {}
        for device in self.store.log.devices():
            segments = []
            for segment in self.store.log.segments(device):
                kinds = {h.number: h.kind for h in map(decode_line, segment.lines)}
                sides = {n: side for n, side in segment.sides.items() if kinds[n] not in _RAW}
                segments.append(replace(segment, sides=sides))
            file[device] = write_feed(segments)
        return file


@dataclass(frozen=True, slots=True)
class Line:
    """A change as it lies in the log, with the tokens in its values."""

    device: DeviceId
    hash: ChangeHash
    record: RecordId
    tokens: frozenset[str]
    aside: bool


def lines(store: Store) -> list[Line]:
    """Return every change in a store, read past everything that interprets it."""
    rows = store.db.execute(
        "SELECT s.device, c.line, c.record, c.side, s.aside FROM change c"
        " JOIN segment s ON s.id = c.segment"
    ).fetchall()
    return [
        Line(row[0], change_hash(row[0], row[1]), row[2], tokens(row[3]), bool(row[4]))
        for row in rows
    ]


def tokens(text: str | None) -> frozenset[str]:
    """Return the tokens in a text."""
    return frozenset(TOKEN.findall(text or ""))


def shown(store: Store) -> frozenset[str]:
    """Return the tokens that a person can reach: in fields, conflicts, and what waits."""
    reached: set[str] = set()
    for table, _ in projection_tables():
        for row in store.db.execute(f"SELECT * FROM {table}").fetchall():
            reached |= tokens(repr(row))
    uncounted = {row[0] for row in store.db.execute("SELECT change FROM uncounted").fetchall()}
    newer = {row[0] for row in store.db.execute("SELECT record FROM newer").fetchall()}
    for line in lines(store):
        if not line.aside and (line.hash in uncounted or line.record in newer):
            reached |= line.tokens
    return frozenset(reached)


def searchable(store: Store, token: str) -> bool:
    """Say whether the search index holds a token."""
    indexes = ["observation_fts", *(["fresh_fts"] if store.projection.fresh.is_ready else [])]
    queries = (f"SELECT count(*) FROM {index} WHERE {index} MATCH ?" for index in indexes)
    return any(store.db.execute(query, [f'"{token}"']).fetchone()[0] for query in queries)


def snapshot_lines(store: Store) -> Iterator[Line]:
    """Yield the changes in all snapshots of a store."""
    for folder in list_snapshots(store.folder):
        shutil.copyfile(store.folder / "keys.json", folder / "keys.json")
        with open_store(folder, PASSPHRASE) as copy:
            yield from lines(copy)
