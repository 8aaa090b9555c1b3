"""How long a merge takes, and one that brings nothing; snapshots are taken and not timed."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pyrage

from peerdesk.cli.bench import baseline
from peerdesk.cli.bench.measure import Row, Stopwatch, in_turn, reset_peak, timed
from peerdesk.cli.bench.team import Team
from peerdesk.exchange.merging import merge_files, take_merge_snapshot
from peerdesk.exchange.packing import team_identity
from peerdesk.store.opening import open_with_key
from peerdesk.store.store import Store

MERGE = "merge nine members' exports"
AGAIN = "merge of files already merged"
_MERGE_LIMIT = 4.0
_AGAIN_LIMIT = 1.5
_AGAIN_REPEATS = 15


def measure(team: Team) -> list[Row]:
    """Return the rows of merging."""
    return [_merge(team), _again(team)]


def _merge(team: Team) -> Row:
    with open_with_key(team.merged, team.key) as store:
        evening = baseline.read_evening(store)
    plain = team.folder / "plain.db"

    def ours() -> float:
        with team.copy(team.lead) as store:
            return _timed_merge(store, team.exports)

    def theirs() -> float:
        with baseline.opened(plain, evening) as connection:
            return timed(lambda: baseline.insert(connection, evening.brought))

    reset_peak()
    pair = in_turn(team.size.repeats, ours, theirs)
    versus = "plain sqlite3 inserting the same rows and their FTS5 index, committed (WAL, FULL)"
    return pair.row(MERGE, team.size, _MERGE_LIMIT, versus)


def _timed_merge(store: Store, files: Sequence[Path]) -> float:
    watch = Stopwatch()

    def copy(before: Store) -> None:
        watch.stop()
        take_merge_snapshot(before)
        watch.start()

    watch.start()
    report = merge_files(store, files, copy=copy)
    watch.stop()
    if report.refused:
        raise RuntimeError("a file of the bench was refused")
    return watch.seconds


def _again(team: Team) -> Row:
    reset_peak()
    with team.copy(team.merged) as store:
        identity = team_identity(store)
        pair = in_turn(
            _AGAIN_REPEATS,
            lambda: timed(lambda: merge_files(store, team.exports)),
            lambda: timed(lambda: [_read(path, identity) for path in team.exports]),
        )
    versus = "reading them: pyrage decrypts, zipfile unpacks"
    return pair.row(AGAIN, team.size, _AGAIN_LIMIT, versus)


def _read(path: Path, identity: str) -> list[bytes]:
    content = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]
