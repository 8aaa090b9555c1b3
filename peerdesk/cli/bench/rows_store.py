"""How long it takes to save while typing, to open a session, and to search."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import pairwise

from peerdesk.cli.bench import baseline
from peerdesk.cli.bench.measure import Pair, Row, in_turn, let_start_up_rest, reset_peak, timed
from peerdesk.cli.bench.team import Team, note
from peerdesk.cli.bench.words import WORDS, Notes
from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.store import narrowing, reading
from peerdesk.store.narrowing import Filters
from peerdesk.store.opening import open_with_key
from peerdesk.store.store import Store

SAVE_P50 = "autosave commit, p50"
SAVE_P99 = "autosave commit, p99"
OPEN_P99 = "open any session, p99"
SEARCH_P99 = "search as you type, first 50 hits, p99"
_SAVE_LIMIT = 2.0
_READ_LIMIT = 1.5
_STEPS = (8, 16, 24, 32, WORDS)  # words written when each save of a note comes
_OPENINGS = 10
_HITS = 50
_WORDS_A_SEARCH = 3
_P99 = 0.99

_SESSION = "SELECT * FROM observation WHERE deleted IS NOT 1 AND session = ? ORDER BY position, seq"
_FOUND = (
    "SELECT o.* FROM observation_fts f JOIN observation o ON o.seq = f.rowid"
    " WHERE observation_fts MATCH ? AND o.deleted IS NOT 1 ORDER BY f.rowid DESC LIMIT ?"
)
_MEMBERS = "SELECT record, key, value FROM {} WHERE record IN ({})"


def measure(team: Team) -> list[Row]:
    """Return the rows of the store."""
    return [*_saving(team), *_reading(team)]


def _saving(team: Team) -> Iterator[Row]:
    """Type notes into a store that holds everybody's, and a row for each save into a plain one."""
    plain = team.folder / "plain.db"
    reset_peak()
    let_start_up_rest()
    with team.copy(team.merged) as store, baseline.fresh(plain) as connection:
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        while store.rest():
            pass  # as the app does when it has opened a store
        saves = _typing(store, _written(team))
        count = team.size.samples * len(_STEPS)
        pair = in_turn(count, lambda: timed(lambda: next(saves)), lambda: _commit(connection))
    versus = "one-row commit in plain sqlite3 (WAL, synchronous FULL)"
    yield pair.row(SAVE_P50, team.size, _SAVE_LIMIT, versus)
    yield pair.row(SAVE_P99, team.size, _SAVE_LIMIT, versus, _P99)


def _commit(connection: sqlite3.Connection) -> float:
    text = "x" * 200
    return timed(lambda: connection.execute("INSERT INTO note (text) VALUES (?)", [text]))


def _written(team: Team) -> list[dict[str, Value]]:
    notes = Notes(team.size.each)
    return [
        note(team.setting, notes, notes.one(team.setting.sessions), at, "zz")
        for at in range(team.size.samples)
    ]


def _typing(store: Store, written: list[dict[str, Value]]) -> Iterator[None]:
    """Save every time it is asked for the next: notes appear, and grow word by word."""
    for values in written:
        words = str(values["text"]).split()
        record: RecordId | None = None
        for step in _STEPS:
            text = " ".join(words[:step])
            if record is None:
                record = store.create(RecordKind.OBSERVATION, {**values, "text": text})
            else:
                store.change(record, {"text": text}, typing=True)
            yield


def _reading(team: Team) -> Iterator[Row]:
    with (
        open_with_key(team.merged, team.key) as store,
        baseline.filled(team.folder / "plain.db", store) as plain,
    ):
        versus = "plain sqlite3, the same queries, rows as tuples"
        let_start_up_rest()
        reset_peak()
        pair = _alternately(
            team.setting.sessions * _OPENINGS,
            lambda session: reading.observations(store, RecordId(session)),
            lambda session: _with_sets(plain, _SESSION, [session]),
        )
        yield pair.row(OPEN_P99, team.size, _READ_LIMIT, versus, _P99)
        reset_peak()
        pair = _alternately(
            list(_typed_searches(team.size.samples)),
            lambda words: narrowing.search(store, Filters(words), _HITS),
            lambda words: _with_sets(plain, _FOUND, [reading.search_query(words), _HITS]),
        )
        yield pair.row(SEARCH_P99, team.size, _READ_LIMIT, versus, _P99)


def _alternately(
    asked: list[str], ours: Callable[[str], object], theirs: Callable[[str], object]
) -> Pair:
    ask, ask_plain = iter(asked), iter(asked)
    return in_turn(
        len(asked),
        lambda: timed(lambda: ours(next(ask))),
        lambda: timed(lambda: theirs(next(ask_plain))),
    )


def _typed_searches(count: int) -> Iterator[str]:
    """Yield what a search field holds after each key, for searches of one word and of two."""
    notes = Notes(1)
    for first, second in pairwise(notes.text(count // _WORDS_A_SEARCH + 1).casefold().split()):
        for text in (first, f"{first} {second}"):
            for end in range(2, len(text) + 1):
                yield text[:end]


def _with_sets(
    plain: sqlite3.Connection, query: str, values: list[object]
) -> tuple[list[tuple[object, ...]], list[dict[str, list[str]]]]:
    """Return the rows of a query as they come, and for each its themes and organisations."""
    rows = plain.execute(query, values).fetchall()
    records = [row[1] for row in rows]
    places = ", ".join("?" * len(records))
    sets = []
    for table in baseline.TABLES[1:]:
        members: dict[str, list[str]] = {}
        for record, key, yes in plain.execute(_MEMBERS.format(table, places), records).fetchall():
            if yes:
                members.setdefault(record, []).append(key)
        sets.append(members)
    return rows, sets
