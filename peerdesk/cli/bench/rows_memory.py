"""How much memory a merge takes, beside plain sqlite3 inserting the same rows."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import peerdesk
from peerdesk.cli.bench import baseline
from peerdesk.cli.bench.measure import Row
from peerdesk.cli.bench.team import Team
from peerdesk.store.opening import open_with_key

PEAK = "peak memory, merge"
_LIMIT = 2.5


def measure(team: Team) -> list[Row]:
    """Return the row of a merge's memory; none where the system does not tell it."""
    rows, copy = team.folder / "rows.json", team.folder / "copy"
    with open_with_key(team.merged, team.key) as store:
        baseline.write_rows(rows, baseline.read_evening(store))
    shutil.copytree(team.lead, copy)
    files = [str(path) for path in team.exports]
    ours = run_worker("merge", {"store": str(copy), "key": team.key.hex(), "files": files})
    theirs = run_worker("insert", {"rows": str(rows), "plain": str(team.folder / "plain.db")})
    shutil.rmtree(copy)
    if ours["mb"] is None or theirs["mb"] is None:
        return []
    versus = "plain sqlite3 doing the same insert, file by file, with the same program loaded"
    ratio = ours["mb"] / theirs["mb"]
    return [Row(PEAK, team.size.name, ratio, _LIMIT, ours["seconds"], ours["mb"], versus)]


def run_worker(what: str, asked: Mapping[str, object]) -> dict[str, Any]:
    """Do a piece of work in a process of its own and return what it says of itself."""
    source = str(Path(peerdesk.__file__).resolve().parent.parent)
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    ended = subprocess.run(
        [sys.executable, "-m", "peerdesk.cli.bench.worker", what],
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        check=True,
    )
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer
