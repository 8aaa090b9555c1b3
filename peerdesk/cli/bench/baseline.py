"""Plain sqlite3 doing the work that the store does: no encryption, no changes, no signatures.

Its tables of observations and their index are those of the store, under the names they have there.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from peerdesk.store.store import Store

TABLES = ("observation", "observation_theme", "observation_organisation")
INDEX = "observation_fts"
Rows = dict[str, list[Sequence[object]]]

_SCHEMA = (
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND"
    " (name = ? OR (tbl_name = ? AND type = 'index'))"
)
_OF_DEVICE = {
    "observation": "SELECT * FROM observation WHERE device = ? ORDER BY seq",
    "observation_theme": "SELECT t.* FROM observation_theme t JOIN observation o"
    " ON o.id = t.record WHERE o.device = ?",
    "observation_organisation": "SELECT t.* FROM observation_organisation t JOIN observation o"
    " ON o.id = t.record WHERE o.device = ?",
}
_INDEX_NEW = (
    "INSERT INTO observation_fts(rowid, text) SELECT seq, text FROM observation WHERE device = ?"
)


@dataclass(frozen=True, slots=True)
class Evening:
    """The observations of a team as rows: the lead's, and what each of the others brought."""

    schema: list[str]
    own: Rows
    brought: list[Rows]


def read_evening(store: Store) -> Evening:
    """Read the rows and the schema of a store into which all exports were merged."""
    schema = [
        row[0] for name in (*TABLES, INDEX) for row in store.db.execute(_SCHEMA, [name, name])
    ]
    devices = [row[0] for row in store.db.execute("SELECT DISTINCT device FROM observation")]
    others = [device for device in devices if device != store.device]
    return Evening(schema, _rows(store, store.device), [_rows(store, d) for d in others])


def _rows(store: Store, device: str) -> Rows:
    return {
        table: list(store.db.execute(query, [device]).fetchall())
        for table, query in _OF_DEVICE.items()
    }


def connect(path: Path) -> sqlite3.Connection:
    """Open a plain database that keeps what it says is committed, as the store does."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def fresh(path: Path) -> Iterator[sqlite3.Connection]:
    """Give an empty plain database; its files are removed afterwards."""
    try:
        with closing(connect(path)) as connection:
            yield connection
    finally:
        for file in path.parent.glob(path.name + "*"):
            file.unlink()


@contextmanager
def opened(path: Path, evening: Evening) -> Iterator[sqlite3.Connection]:
    """Give a plain database with the lead's own observations; see `fresh`."""
    with fresh(path) as connection:
        for statement in evening.schema:
            connection.execute(statement)
        insert(connection, [evening.own])
        del evening
        yield connection


@contextmanager
def filled(path: Path, store: Store) -> Iterator[sqlite3.Connection]:
    """Give a plain database with everybody's observations, and keep no rows in memory."""
    evening = read_evening(store)
    with opened(path, evening) as connection:
        insert(connection, evening.brought)
        del evening
        yield connection


def insert(connection: sqlite3.Connection, brought: Sequence[Rows]) -> None:
    """Insert observations and index them, in one transaction."""
    connection.execute("BEGIN")
    for rows in brought:
        for table, content in rows.items():
            if content:
                places = ", ".join("?" * len(content[0]))
                statement = f"INSERT INTO {table} VALUES ({places})"  # noqa: S608  (ours)
                connection.executemany(statement, content)
        if rows["observation"]:
            connection.execute(_INDEX_NEW, [rows["observation"][0][2]])
    connection.execute("COMMIT")


def write_rows(path: Path, evening: Evening) -> None:
    """Write an evening for a child process: the schema, then a line for each who brought rows."""
    with path.open("w", encoding="utf-8") as file:
        for part in (evening.schema, evening.own, *evening.brought):
            file.write(json.dumps(part) + "\n")


def insert_from(file: Path, path: Path) -> None:
    """Do in a new database what `insert` does, from what `write_rows` wrote, a line at a time."""
    with file.open(encoding="utf-8") as lines, closing(connect(path)) as connection:
        for statement in json.loads(next(lines)):
            connection.execute(statement)
        for line in lines:
            insert(connection, [json.loads(line)])
