"""How long the windows of the app take, each in a process of its own, beside empty ones."""

import json
import os
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from peerdesk.cli.bench import baseline
from peerdesk.cli.bench.measure import Pair, Row, in_turn
from peerdesk.cli.bench.team import PASSPHRASE, Team, write_notes
from peerdesk.cli.bench.words import Notes
from peerdesk.domain.schema import RecordKind
from peerdesk.store.opening import open_with_key

COLD = "cold start to the passphrase prompt"
UNLOCK = "unlock to Today painted, less the key derivation"
KEY_P99 = "key press to painted frame, p99, 500 observations in the session"
MEMORY = "peak memory, app with the store open"
PAINTED = "first paint of a 60-session timetable"
MOVED = "a move in the timetable to painted"
_COLD_LIMIT, _UNLOCK_LIMIT, _KEY_LIMIT, _MEMORY_LIMIT = 1.6, 2.0, 1.5, 1.5
_REPEATS = 7
_LINES = 500
_P99 = 0.99


def measure(team: Team) -> list[Row]:
    """Return the rows of the app."""
    asked = {"store": str(team.merged), "passphrase": PASSPHRASE}
    asked["compiled"] = str(team.folder / "compiled")
    for window in ("prompt", "empty"):
        _process(window, asked)  # compiles what they load
    asked["plain"] = str(team.folder / "window.db")
    asked["session"] = _long_session(team)
    with closing(baseline.connect(team.folder / "window.db")) as connection:
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    cold = in_turn(
        _REPEATS,
        lambda: _process("prompt", asked)["whole"],
        lambda: _process("empty", asked)["whole"],
    )
    answers: dict[str, list[Any]] = {"unlock": [], "plain": []}
    unlocked = in_turn(
        _REPEATS,
        lambda: _seconds("unlock", asked, answers),
        lambda: _seconds("plain", asked, answers),
    )
    pressed = _process("keys", asked)
    size = team.size
    return [
        cold.row(COLD, size, _COLD_LIMIT, "an empty PySide6 window, whole process"),
        unlocked.row(UNLOCK, size, _UNLOCK_LIMIT, "plain sqlite3 opened, an empty window painted"),
        Pair(pressed["ours"], pressed["theirs"]).row(
            KEY_P99, size, _KEY_LIMIT, "a bare QPlainTextEdit with the same text", _P99
        ),
        _memory(team, asked, answers["unlock"]),
        *_timetable(team, asked),
    ]


def _timetable(team: Team, asked: dict[str, str]) -> list[Row]:
    """Compare sixty sessions with none; how much dearer they may be is nowhere said."""
    painted = _process("timetable", asked)
    return [
        Pair(pair["ours"], pair["theirs"]).row(name, team.size, None, versus)
        for name, pair, versus in (
            (PAINTED, painted["first"], "an empty grid of the same size"),
            (MOVED, painted["moves"], "an empty grid of the same size painted again"),
        )
    ]


def _memory(team: Team, asked: dict[str, str], opened: list[Any]) -> Row:
    """Compare what the open app holds with what an empty window does."""
    ours = sorted(opened)[len(opened) // 2]
    theirs = _process("empty", asked)["mb"]
    ratio = ours / theirs if ours and theirs else 0.0
    return Row(MEMORY, team.size.name, ratio, _MEMORY_LIMIT, None, ours, "an empty window")


def _long_session(team: Team) -> str:
    """Write a session with 500 of the lead's own lines, and return it."""
    with open_with_key(team.merged, team.key) as store:
        session = store.create(
            RecordKind.SESSION,
            {
                "title": "A session of many lines",
                "kind": "workshop",
                "start": "2026-11-12T12:00:00Z",
                "end": "2026-11-12T13:00:00Z",
            },
        )
        write_notes(store, replace(team.setting, sessions=[session]), Notes(77), _LINES)
        return session


def _seconds(what: str, asked: dict[str, str], answers: dict[str, list[Any]]) -> float:
    answer = _process(what, asked)
    answers[what].append(answer.get("held"))
    return float(answer["seconds"])


def _as_installed(compiled: Path) -> dict[str, str]:
    """Return an environment in which modules are compiled once, as an installer leaves them."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**environment, "PYTHONPYCACHEPREFIX": str(compiled)}


def _process(what: str, asked: dict[str, str]) -> dict[str, Any]:
    """Run one window to its end; `whole` is the time of the whole process in seconds."""
    environment = _as_installed(Path(asked["compiled"]))
    start = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "peerdesk.cli.bench.window", what],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    whole = time.perf_counter() - start
    return {"whole": whole, **json.loads(ended.stdout.splitlines()[-1])}
