"""Small queries over the projection's tables, and how their columns are read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import KINDS, RecordKind
from peerdesk.domain.times import from_stored
from peerdesk.store.cipher import Database
from peerdesk.store.tables import keyed_table

Record = Mapping[str, Any]
Cells = tuple[Any, ...]
# What is read of observations, of which there are thousands, where a mapping each is too dear.
SETS = ("theme", "organisation")
OBSERVED = (
    "id", "session", "text", "kind", "source", "at", "device", "noted_by", "position", "speaker",
    "for_lead", "missing",
)  # fmt: skip
_BETWEEN = "\x1f"  # the members of a set in one cell
# With their sets in the same statement: two more with all ids in them take twice as long.
_OBSERVED = ", ".join(
    [f"o.{name}" for name in OBSERVED]
    + [
        f"(SELECT group_concat(key, char({ord(_BETWEEN)})) FROM observation_{name} s"
        " WHERE s.record = o.id AND s.value)"
        for name in SETS
    ]
)
_MATCHING = (
    f"SELECT {_OBSERVED}, {{index}}.rowid AS row"
    f" FROM {{index}} JOIN observation o ON o.seq = {{index}}.rowid"
    f" WHERE {{index}} MATCH ? AND o.deleted IS NOT 1 AND {{where}}"
    " ORDER BY row DESC LIMIT ?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on rows, with the values of its question marks."""

    where: str = "1"
    values: tuple[object, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        """Ask for both."""
        return Condition(f"({self.where} AND {other.where})", self.values + other.values)

    def __or__(self, other: "Condition") -> "Condition":
        """Ask for either."""
        return Condition(f"({self.where} OR {other.where})", self.values + other.values)


EVERYTHING = Condition()


class Rows:
    """Reads whole tables, or chosen rows, of the projection."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self, table: str, order: str) -> Iterator[Record]:
        """Yield every row of a kind."""
        yield from self._read(f"SELECT * FROM {table} ORDER BY {order}")

    def standing(
        self, kind: str, order: str, where: str = "", values: Sequence[object] = ()
    ) -> Iterator[Record]:
        """Yield the rows of a kind that are not deleted."""
        kept = "deleted IS NOT 1" if "deleted" in KINDS[RecordKind(kind)].plain else "1"
        clause = f"{kept} AND {where}" if where else kept
        yield from self._read(f"SELECT * FROM {kind} WHERE {clause} ORDER BY {order}", values)

    def observations(
        self, order: str, where: str = "1", values: Sequence[object] = ()
    ) -> list[Cells]:
        """Return the cells of observations that are not deleted: those of OBSERVED, then SETS."""
        query = (
            f"SELECT {_OBSERVED} FROM observation o"
            f" WHERE deleted IS NOT 1 AND {where} ORDER BY {order}"
        )
        return list(self._db.execute(query, list(values)).fetchall())

    def matching(
        self, query: str, limit: int, only: Condition = EVERYTHING, *, in_memory: bool = False
    ) -> list[Cells]:
        """Return the newest observations `o` that match an FTS5 query, as `observations` does.

        `in_memory` says whether there is an index of fresh ones beside the one on disk.
        """
        indexes = ("observation_fts", "fresh_fts") if in_memory else ("observation_fts",)
        values = [query, *only.values, limit]
        found: list[Cells] = []
        for index in indexes:
            matching = _MATCHING.format(index=index, where=only.where)
            found += self._db.execute(matching, values).fetchall()
        # Each is in order; one statement for both would first find everything that matches.
        newest = sorted(found, key=itemgetter(-1), reverse=True)[:limit]
        return [cells[:-1] for cells in newest]

    def members_of(self, kind: str, name: str) -> dict[str, list[RecordId]]:
        """Return the members of a set, by record."""
        found: dict[str, list[RecordId]] = {}
        for record, key, value in self._keyed(kind, name):
            if value:
                found.setdefault(record, []).append(RecordId(key))
        return found

    def numbers_of(self, kind: str, name: str) -> dict[str, list[tuple[RecordId, int]]]:
        """Return the (key, number) pairs of a keyed field, by record."""
        found: dict[str, list[tuple[RecordId, int]]] = {}
        for record, key, value in self._keyed(kind, name):
            found.setdefault(record, []).append((RecordId(key), value))
        return found

    def _read(self, query: str, values: Sequence[object] = ()) -> Iterator[Record]:
        # Table.rows_where asks for the schema each time, which costs more than most rows here.
        cursor = self._db.execute(query, list(values))
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())

    def _keyed(self, kind: str, name: str) -> list[Any]:
        query = f"SELECT record, key, value FROM {keyed_table(kind, name)}"
        return list(self._db.execute(query).fetchall())


def identity(value: object) -> RecordId | None:
    """Return an id column, None when empty."""
    return RecordId(str(value)) if value else None


@lru_cache(4096)  # what people choose from is little, and chosen again and again
def members_of(cell: str | None) -> frozenset[RecordId]:
    """Return the cell of a set."""
    return frozenset(map(RecordId, cell.split(_BETWEEN))) if cell else frozenset()


def day(value: object) -> date | None:
    """Return a day column; None when empty or not a day."""
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


@lru_cache(4096)  # the same notes are read again and again
def moment(value: object) -> datetime:
    """Return a time column; the epoch when empty or not a time, so that nothing is hidden.

    The first and last year are no time either: in another zone they may be before or after all.
    """
    try:
        found = from_stored(str(value))
    except ValueError:
        return _EPOCH
    return found if MINYEAR < found.year < MAXYEAR else _EPOCH


def texts(value: object) -> tuple[str, ...]:
    """Return a column that holds a list of texts."""
    return tuple(json.loads(str(value))) if value else ()


def whole(value: object, otherwise: int) -> int:
    """Return a number column, or `otherwise` when empty."""
    return value if isinstance(value, int) else otherwise
