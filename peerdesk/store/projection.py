"""The tables that screens read, kept equal to the log: a pure function of it, record by record."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from peerdesk.domain.changes import Change, Header
from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.resolve import RecordState, resolve, resolve_alone, resolve_new
from peerdesk.domain.rights import Rights
from peerdesk.domain.schema import KINDS, RecordKind, Value, kind_named
from peerdesk.store.as_rows import (
    VALUES,
    Members,
    changed_columns,
    changed_names,
    columns_of,
    have_one_creation,
    insertion,
    is_plain,
    listed,
    members_of,
    new_row,
    row_of,
    sequence,
)
from peerdesk.store.cipher import Database, IntegrityError
from peerdesk.store.fresh_index import FreshIndex
from peerdesk.store.log import Log
from peerdesk.store.tables import (
    CONTESTED,
    OF_THIS_LAPTOP,
    keyed_table,
    projection_tables,
)

_OBSERVATION = KINDS[RecordKind.OBSERVATION]
_INSERTS = {kind: insertion(kind, spec, "INSERT") for kind, spec in KINDS.items()}
_INSERT_FRESH = insertion(RecordKind.OBSERVATION, _OBSERVATION, "INSERT", fresh=True)
_IS_CONTESTED = " UNION ALL ".join(
    f"SELECT 1 FROM {table} WHERE record = ?1" for table in CONTESTED
)
_ROWS_AT_ONCE = 1_500  # below SQLite's bound on the variables of one statement (32,766)
_MERGE_PAGES = 32  # of the search index in one go, so that a save need not wait long for it
_LEAST_CHANGES = 2
_Member = tuple[str, str, int]
_LAST_ROW = (1 << 63) - 1


class Projection:
    """Writes the projection; the caller holds the transaction."""

    def __init__(self, db: Database, log: Log) -> None:
        self._db = db
        self._log = log
        self.fresh = FreshIndex(db)

    def update(self, records: Iterable[RecordId], rights: Rights) -> None:
        """Work the given records out again from all their changes."""
        for record in records:
            self.write(record, self._log.of_record(record), rights)

    def write(
        self,
        record: RecordId,
        changes: Sequence[Change],
        rights: Rights,
        before: RecordState | None = None,
        *,
        is_new: bool = False,
    ) -> RecordState:
        """Write what a record is, given all its changes, and return its state.

        `before`, where it is known, is the state that the tables hold; then they are not read, nor
        for a record that `is_new`, which they do not hold. A creation alone of which the state
        before is known was written over by its own device.
        """
        known = [c for c in changes if kind_named(c.header.kind) is not None]
        state = _simple_state(changes, known, rights, before, is_new) or resolve(known, rights)
        if (
            before
            and len(known) == len(changes)
            and have_one_creation(before, state)
            and is_plain(before)
            and is_plain(state)
        ):
            self._write_difference(record, before, state)
            return state
        if is_new and state.creation is not None and not state.unknown and not state.uncounted:
            self._add_row(RecordKind(state.creation.header.kind), record, state, is_fresh=True)
            return state
        self._clear_contested(record)
        kinds = {kind for c in known if (kind := kind_named(c.header.kind)) is not None}
        for kind in kinds:
            if state.creation is None or state.creation.header.kind != kind:
                self._remove(kind, record)
        if state.creation is not None:
            self._write_row(RecordKind(state.creation.header.kind), record, state)
        elif known:
            self._insert("waiting", record, len({c.hash for c in known}))
        newer = state.unknown + len({c.hash for c in changes}) - len({c.hash for c in known})
        if newer:
            self._insert("newer", record, newer)
        self._write_contested(record, state)
        return state

    def add_observations(
        self, created: Iterable[tuple[DeviceId, Header, Mapping[str, Value]]]
    ) -> list[RecordId]:
        """Add observations that consist of their creation alone and have no row yet, in one go.

        Returns those whose place among the rows was taken, to be worked out like the rest.
        """
        rows = []
        sets: dict[str, list[_Member]] = {name: [] for name in _OBSERVATION.keyed}
        for device, header, values in created:
            rows.append(new_row(device, header, values))
            for name in values:
                prefix, colon, key = name.partition(":")
                if colon:
                    sets[prefix].append((header.record, key, 1))
        added = self._add_rows(rows)
        for name, members in sets.items():
            table = keyed_table(RecordKind.OBSERVATION, name)
            self._db.conn.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", members)
        return [] if added == len(rows) else self._without_row([row[1] for row in rows])

    def _add_rows(self, rows: Sequence[Sequence[object]]) -> int:
        """Insert new rows of observations but those whose place is taken; return how many.

        Many rows a statement: after every statement that fires its trigger, FTS5 writes what it has
        gathered so far as one more segment of its index.
        """
        head, one = insertion(RecordKind.OBSERVATION, _OBSERVATION, "INSERT OR IGNORE").split(
            VALUES
        )
        ordered = sorted(rows, key=itemgetter(0))
        added = 0
        for at in range(0, len(ordered), _ROWS_AT_ONCE):
            some = ordered[at : at + _ROWS_AT_ONCE]
            statement = head + VALUES + ", ".join([one] * len(some))
            added += self._db.conn.execute(statement, list(chain.from_iterable(some))).rowcount
        return added

    def _without_row(self, records: Iterable[str]) -> list[RecordId]:
        query = "SELECT 1 FROM observation WHERE id = ?"
        return [RecordId(r) for r in records if not self._db.conn.execute(query, [r]).fetchone()]

    def merge_index(self) -> bool:
        """Merge some parts of the search index, if there are many; say whether there were."""
        before = self._db.conn.total_changes
        self._db.conn.execute(
            "INSERT INTO observation_fts(observation_fts, rank) VALUES ('merge', ?)", [_MERGE_PAGES]
        )
        # The documentation of FTS5 says so: less than two changes mean that nothing was done.
        return int(self._db.conn.total_changes) - before >= _LEAST_CHANGES

    def rebuild(self, rights: Rights) -> None:
        """Empty the projection and work every record out again."""
        for table, _ in projection_tables():
            self._db.conn.execute(f"DELETE FROM {table}")
        self.update(self._log.records(), rights)

    def digest(self) -> str:
        """Return the SHA-256 over all tables in key order; equal unions have equal digests."""
        total = hashlib.sha256()
        for table, order in projection_tables():
            names = [c.name for c in self._db[table].columns if c.name not in OF_THIS_LAPTOP]
            total.update(f"{table}({','.join(names)})\n".encode())
            columns = ", ".join(f'"{name}"' for name in names)
            rows = self._db.conn.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
            for row in rows:
                total.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        return total.hexdigest()

    def waiting_for_a_right(self) -> list[RecordId]:
        """Return the records that a right which arrives may change."""
        rows = self._db.conn.execute(
            "SELECT record FROM uncounted UNION SELECT record FROM waiting"
        ).fetchall()
        return [RecordId(row[0]) for row in rows]

    def waiting(self) -> frozenset[RecordId]:
        """Return the records whose creation is not here or does not count."""
        rows = self._db.conn.execute("SELECT record FROM waiting").fetchall()
        return frozenset(RecordId(row[0]) for row in rows)

    def _clear_contested(self, record: RecordId) -> None:
        if self._db.conn.execute(_IS_CONTESTED, [record]).fetchone() is None:
            return
        for table in CONTESTED:
            self._db.conn.execute(f"DELETE FROM {table} WHERE record = ?", [record])

    def _remove(self, kind: RecordKind, record: RecordId) -> None:
        self._db.conn.execute(f"DELETE FROM {kind} WHERE id = ?", [record])
        for name in KINDS[kind].keyed:
            self._db.conn.execute(
                f"DELETE FROM {keyed_table(kind, name)} WHERE record = ?", [record]
            )

    def _write_difference(self, record: RecordId, before: RecordState, state: RecordState) -> None:
        """Write what differs: a page that is not touched need not be sealed and synced again."""
        assert state.creation is not None
        kind = RecordKind(state.creation.header.kind)
        spec = KINDS[kind]
        changed = changed_names(before, state)
        columns = changed_columns(spec, before, state, changed)
        if kind is RecordKind.OBSERVATION and "text" in columns and self._becomes_fresh(record):
            columns["fresh"] = 1
        self._set_columns(kind, record, columns)
        for name in {name.partition(":")[0] for name in changed if ":" in name}:
            self._replace_members(kind, name, record, members_of(name, state))

    def _write_row(self, kind: RecordKind, record: RecordId, state: RecordState) -> None:
        spec = KINDS[kind]
        row = row_of(spec, record, state)
        columns = columns_of(spec)
        held = self._db.conn.execute(
            f"SELECT {listed(columns)} FROM {kind} WHERE id = ?", [record]
        ).fetchone()
        if held is None:
            self._add_row(kind, record, state)
            return
        self._change_row(kind, record, held, row)
        for name in spec.keyed:
            self._write_keyed(kind, name, record, members_of(name, state))

    def _add_row(
        self, kind: RecordKind, record: RecordId, state: RecordState, *, is_fresh: bool = False
    ) -> None:
        spec = KINDS[kind]
        row = row_of(spec, record, state)
        is_fresh = is_fresh and kind is RecordKind.OBSERVATION and self._becomes_fresh(record)
        insert = _INSERT_FRESH if is_fresh else _INSERTS[kind]
        try:
            self._db.conn.execute(insert, row)
        except IntegrityError:
            row[0] = self._free_row(kind, record)
            self._db.conn.execute(insert, row)
        for name in spec.keyed:
            self._add_members(kind, name, record, members_of(name, state))

    def _becomes_fresh(self, record: RecordId) -> bool:
        """Say whether a row is to be marked as fresh now."""
        if not self.fresh.is_ready or self.fresh.holds(record):
            return False
        self.fresh.take(record)
        return True

    def _change_row(
        self, kind: RecordKind, record: RecordId, held: Sequence[object], row: Sequence[object]
    ) -> None:
        columns = columns_of(KINDS[kind])
        new = {columns[at]: row[at] for at in range(1, len(row)) if row[at] != held[at]}
        self._set_columns(kind, record, new)

    def _set_columns(self, kind: RecordKind, record: RecordId, new: Mapping[str, object]) -> None:
        if new:
            sets = ", ".join(f'"{name}" = ?' for name in new)
            self._db.conn.execute(f"UPDATE {kind} SET {sets} WHERE id = ?", [*new.values(), record])

    def _free_row(self, kind: RecordKind, record: RecordId) -> int:
        """Return the row number nearest to a record's own, which another record has."""
        after = self._db.conn.execute(
            f"SELECT seq + 1 FROM {kind} a WHERE seq >= ? AND seq < {_LAST_ROW}"
            f" AND NOT EXISTS (SELECT 1 FROM {kind} b WHERE b.seq = a.seq + 1)"
            " ORDER BY seq LIMIT 1",
            [sequence(record)],
        ).fetchone()
        if after is not None:
            return int(after[0])
        first = self._db.conn.execute(f"SELECT min(seq) - 1 FROM {kind}").fetchone()
        return int(first[0])

    def _write_keyed(self, kind: RecordKind, name: str, record: RecordId, members: Members) -> None:
        query = f"SELECT key, value FROM {keyed_table(kind, name)} WHERE record = ?"
        held = dict(self._db.conn.execute(query, [record]).fetchall())
        if held != members:
            self._replace_members(kind, name, record, members)

    def _replace_members(
        self, kind: RecordKind, name: str, record: RecordId, members: Members
    ) -> None:
        table = keyed_table(kind, name)
        self._db.conn.execute(f"DELETE FROM {table} WHERE record = ?", [record])
        self._add_members(kind, name, record, members)

    def _add_members(self, kind: RecordKind, name: str, record: RecordId, members: Members) -> None:
        if members:
            rows = [(record, key, value) for key, value in members.items()]
            table = keyed_table(kind, name)
            self._db.conn.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)

    def _insert(self, table: str, record: RecordId, changes: int) -> None:
        self._db.conn.execute(f"INSERT INTO {table} VALUES (?, ?)", [record, changes])

    def _write_contested(self, record: RecordId, state: RecordState) -> None:
        conflicts = [
            (record, name, change, json.dumps(value, ensure_ascii=False))
            for name, field in state.fields.items()
            for change, value in field.others
        ]
        if conflicts:
            self._db.conn.executemany("INSERT INTO conflict VALUES (?, ?, ?, ?)", conflicts)
        if state.uncounted:
            self._db.conn.executemany(
                "INSERT INTO uncounted VALUES (?, ?, ?)",
                [(record, field, change) for change, field in state.uncounted],
            )


def _simple_state(
    changes: Sequence[Change],
    known: Sequence[Change],
    rights: Rights,
    before: RecordState | None,
    is_new: bool,
) -> RecordState | None:
    """Return the state of a record that is its creation alone, where that takes little."""
    if not len(changes) == len(known) == 1:
        return None
    if is_new:
        return resolve_new(known[0], rights)
    return None if before is None else resolve_alone(known[0], before)
