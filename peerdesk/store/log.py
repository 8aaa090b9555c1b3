"""The change log on disk: segments in the order they arrived, changes as the exact lines signed."""

from collections.abc import Iterable, Iterator
from typing import Any

from peerdesk.domain.changes import Change, Header
from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId
from peerdesk.store.cipher import Database
from peerdesk.store.tables import LAST_PLACE, PLACE_BITS
from peerdesk.store.wire import Segment, change_hash, to_change

RULING = frozenset({"member", "device", "erasure"})
_STANDING = "JOIN segment s ON s.id = c.segment WHERE s.aside = 0"
_IN_SEGMENT = f"place BETWEEN ? << {PLACE_BITS} AND ? << {PLACE_BITS} | {LAST_PLACE}"
# The changes `c` of segments `s`, where one goes from the segment to its changes.
OF_SEGMENT = f"c.place BETWEEN s.id << {PLACE_BITS} AND s.id << {PLACE_BITS} | {LAST_PLACE}"


class Log:
    """Reads and writes `segment`, `change` and `erased`; the caller holds the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._open: tuple[DeviceId, tuple[int, int] | None] | None = None
        self._last: tuple[int, int] | None = None  # segment and the last number in it

    # Reading.

    def of_record(self, record: RecordId, *, aside: bool = False) -> list[Change]:
        """Return the changes to a record, those set aside only when asked for."""
        rows = self._db.conn.execute(
            "SELECT s.device, c.line, c.side FROM change c JOIN segment s ON s.id = c.segment"
            " WHERE c.record = ? AND s.aside <= ?",
            [record, aside],
        ).fetchall()
        return [to_change(*row) for row in rows]

    def ruling(self) -> list[Change]:
        """Return the changes that bear on others: to members and devices, and erasures."""
        rows = self._db.conn.execute(
            f"SELECT s.device, c.line, c.side FROM change c {_STANDING} AND c.ruling"
        ).fetchall()
        return [to_change(*row) for row in rows]

    def records(self) -> Iterator[RecordId]:
        """Yield the id of every record that a change which is not set aside is about."""
        query = f"SELECT DISTINCT c.record FROM change c {_STANDING}"
        return (row[0] for row in self._db.conn.execute(query).fetchall())

    def knows(self, segment: str) -> bool:
        """Say whether a sealed segment with this hash is here and not set aside."""
        row = self._db.conn.execute(
            "SELECT 1 FROM segment WHERE hash = ? AND aside = 0", [segment]
        ).fetchone()
        return row is not None

    def last_number(self, device: DeviceId) -> int:
        """Return the number of a device's last sealed change here; 0 when there is none."""
        row = self._db.conn.execute(
            "SELECT max(last) FROM segment WHERE device = ? AND aside = 0", [device]
        ).fetchone()
        return row[0] or 0

    def heads(self, device: DeviceId) -> list[str]:
        """Return the hashes of a device's last sealed segments: one, or several after a fork."""
        rows = self._db.conn.execute(
            "SELECT hash FROM segment s WHERE device = ? AND aside = 0 AND hash IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM segment n WHERE n.previous = s.hash AND n.aside = 0"
            " AND n.hash IS NOT NULL AND n.device = s.device) ORDER BY hash",
            [device],
        ).fetchall()
        return [row[0] for row in rows]

    def devices(self) -> list[DeviceId]:
        """Return the devices with sealed segments here, in order of id."""
        rows = self._db.conn.execute(
            "SELECT DISTINCT device FROM segment WHERE aside = 0 AND hash IS NOT NULL"
            " ORDER BY device"
        ).fetchall()
        return [DeviceId(row[0]) for row in rows]

    def withheld(self, device: DeviceId) -> frozenset[tuple[str, int]]:
        """Return (segment hash, number) of a device's changes without values, erased ones apart."""
        rows = self._db.conn.execute(
            f"SELECT s.hash, c.number, c.line FROM change c INDEXED BY change_without {_STANDING}"
            " AND c.side IS NULL AND s.device = ?",
            [device],
        ).fetchall()
        erased = self.erased() if rows else frozenset()
        return frozenset(row[:2] for row in rows if change_hash(device, row[2]) not in erased)

    def has(self, record: RecordId) -> bool:
        """Say whether any change, set aside or not, is about a record with this id."""
        query = "SELECT 1 FROM change WHERE record = ? LIMIT 1"
        return self._db.conn.execute(query, [record]).fetchone() is not None

    def segments(self, device: DeviceId) -> Iterator[Segment]:
        """Yield a device's sealed segments, parents before children, with the values held here."""
        rows = self._db.conn.execute(
            "SELECT id, first, last, previous, hash, header, signature FROM segment"
            " WHERE device = ? AND aside = 0 AND hash IS NOT NULL ORDER BY first, id",
            [device],
        ).fetchall()
        for row in rows:
            yield self._segment(device, row)

    def _segment(self, device: DeviceId, row: Any) -> Segment:
        number, first, last, previous, hash_, header, signature = row
        changes = self._db.conn.execute(
            f"SELECT number, line, side FROM change WHERE {_IN_SEGMENT} ORDER BY place",
            [number, number],
        ).fetchall()
        lines = tuple(change[1] for change in changes)
        sides = {change[0]: change[2] for change in changes if change[2] is not None}
        return Segment("", device, first, last, previous, hash_, header, signature, lines, sides)

    # Own writing.

    def open_segment(self, device: DeviceId) -> tuple[int, int]:
        """Return (row, first number) of this device's unsealed segment, making one if need be."""
        found = self.find_open_segment(device)
        if found is not None:
            return found
        first = self.last_number(device) + 1
        cursor = self._db.conn.execute(
            "INSERT INTO segment (device, first, aside) VALUES (?, ?, 0)", [device, first]
        )
        self._open = (device, (int(cursor.lastrowid or 0), first))
        return int(cursor.lastrowid or 0), first

    def find_open_segment(self, device: DeviceId) -> tuple[int, int] | None:
        """Return (row, first number) of this device's unsealed segment, None when all is sealed."""
        if self._open is None or self._open[0] != device:
            row = self._db.conn.execute(
                "SELECT id, first FROM segment WHERE device = ? AND hash IS NULL", [device]
            ).fetchone()
            self._open = (device, None if row is None else (row[0], row[1]))
        return self._open[1]

    def forget(self) -> None:
        """Forget what was read, because it may have been taken back."""
        self._open = self._last = None

    def unsealed(self, segment: int) -> list[str]:
        """Return the lines of an unsealed segment in order."""
        rows = self._db.conn.execute(
            f"SELECT line FROM change WHERE {_IN_SEGMENT} ORDER BY place", [segment, segment]
        ).fetchall()
        return [row[0] for row in rows]

    def last_unsealed(self, segment: int) -> int:
        """Return the last number in an unsealed segment; 0 when it is empty."""
        if self._last is None or self._last[0] != segment:
            row = self._db.conn.execute(
                f"SELECT max(place) FROM change WHERE {_IN_SEGMENT}", [segment, segment]
            ).fetchone()
            self._last = segment, (row[0] or 0) & LAST_PLACE
        return self._last[1]

    def put(self, segment: int, header: Header, line: str, side: str) -> None:
        """Write a change into an unsealed segment."""
        self._db.conn.execute(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?)",
            [_place(segment, header.number), header.record, line, side, header.kind in RULING],
        )
        self._last = segment, header.number

    def put_over(self, segment: int, header: Header, line: str, side: str) -> None:
        """Write a change over the one with its number, which is the same record's."""
        self._db.conn.execute(
            "UPDATE change SET line = ?, side = ? WHERE place = ?",
            [line, side, _place(segment, header.number)],
        )

    def seal(
        self, row: int, last: int, previous: str, digest: str, header: str, signature: str
    ) -> None:
        """Close an unsealed segment for good."""
        self._open = None
        self._db.conn.execute(
            "UPDATE segment SET last = ?, previous = ?, hash = ?, header = ?, signature = ?"
            " WHERE id = ?",
            [last, previous, digest, header, signature, row],
        )

    # Taking in.

    def add(self, segment: Segment, merge: int) -> tuple[int, bool]:
        """Add a segment from a file; return (row, whether it was set aside and stands again)."""
        known = self._db.conn.execute(
            "SELECT id FROM segment WHERE hash = ?", [segment.hash]
        ).fetchone()
        if known is not None:
            self._db.conn.execute(
                "UPDATE segment SET aside = 0, merge = ? WHERE id = ?", [merge, known[0]]
            )
            return known[0], True
        cursor = self._db.conn.execute(
            "INSERT INTO segment (device, first, last, previous, hash, header, signature, merge,"
            " aside) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
            [
                segment.device,
                segment.first,
                segment.last,
                segment.previous,
                segment.hash,
                segment.header,
                segment.signature,
                merge,
            ],
        )
        return int(cursor.lastrowid or 0), False

    def add_changes(self, rows: Iterable[tuple[int, int, str, str, str | None, int]]) -> None:
        """Add (segment row, number, record, line, side, ruling) of changes that are new here."""
        self._db.conn.executemany(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?)",
            ((_place(segment, number), *row) for segment, number, *row in rows),
        )

    def fill_side(self, segment: str, number: int, side: str) -> bool:
        """Add values that were withheld; False when they are here or were erased."""
        cursor = self._db.conn.execute(
            "UPDATE change SET side = ? WHERE side IS NULL AND place ="
            f" (SELECT id << {PLACE_BITS} | ? FROM segment WHERE hash = ?)",
            [side, number, segment],
        )
        return bool(cursor.rowcount)

    def set_aside(self, merge: int) -> int:
        """Set aside the segments a merge brought and all that follow them; return how many."""
        cursor = self._db.conn.execute(
            "WITH RECURSIVE gone(hash) AS (SELECT hash FROM segment WHERE merge = ? AND aside = 0"
            " UNION SELECT s.hash FROM segment s JOIN gone g ON s.previous = g.hash)"
            " UPDATE segment SET aside = 1 WHERE aside = 0 AND hash IN (SELECT hash FROM gone)"
            " AND merge IS NOT NULL",
            [merge],
        )
        return int(cursor.rowcount)

    # Erasing.

    def erased(self) -> frozenset[ChangeHash]:
        """Return the hashes of the changes whose values are never taken again."""
        rows = self._db.conn.execute("SELECT change FROM erased").fetchall()
        return frozenset(ChangeHash(row[0]) for row in rows)

    def drop_values(self, record: RecordId, changes: frozenset[ChangeHash]) -> int:
        """Drop value and salt of a record's changes, set aside or not; return how many had any."""
        rows = self._db.conn.execute(
            "SELECT c.place, s.device, c.line FROM change c JOIN segment s"
            " ON s.id = c.segment WHERE c.record = ? AND c.side IS NOT NULL",
            [record],
        ).fetchall()
        gone = [row[:1] for row in rows if change_hash(row[1], row[2]) in changes]
        self._db.conn.executemany("UPDATE change SET side = NULL WHERE place = ?", gone)
        self._db.conn.executemany(
            "INSERT INTO erased VALUES (?) ON CONFLICT DO NOTHING", [(h,) for h in changes]
        )
        return len(gone)


def _place(segment: int, number: int) -> int:
    return segment << PLACE_BITS | number
