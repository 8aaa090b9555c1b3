"""The demo, played once a test run by the real program, in a box of empty folders and watched."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.endtoend.programs import PEERDESK, ROOT, Ended, run, surroundings

_WATCH = Path(__file__).with_name("watching")
_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/roaming",
    "LOCALAPPDATA": "home/local",
    "TMPDIR": "temp",
    "TMP": "temp",
    "TEMP": "temp",
    "XDG_DATA_HOME": "home/xdg-data",
    "XDG_CONFIG_HOME": "home/xdg-config",
    "XDG_STATE_HOME": "home/xdg-state",
    "XDG_CACHE_HOME": "home/xdg-cache",
    "XDG_RUNTIME_DIR": "runtime",
}


@dataclass(frozen=True, slots=True)
class Performance:
    """The demo, played once: `box` has home, temp and working folder of it, and what it made."""

    box: Path
    folder: Path
    ended: Ended
    facts: dict[str, Any]
    events: Path

    def secret(self, store: str | Path) -> str:
        """Return the passphrase of one of its stores."""
        return Path(self.facts["passphrase_files"][str(store)]).read_text("utf-8").strip()

    def passphrase_files(self) -> list[str]:
        """Return the files in which the demo writes its passphrases down."""
        return list(self.facts["passphrase_files"].values())


_PLAYED = pytest.StashKey[Performance]()
_DONE = "done.json"


def performance(config: pytest.Config, folders: pytest.TempPathFactory) -> Performance:
    """Play the demo as a process that sees empty folders only, or return the one already played.

    Where several processes run the tests, one plays and each takes a copy: a store lets in one
    program at a time.
    """
    if _PLAYED not in config.stash:
        own = folders.getbasetemp()
        common = (own.parent if hasattr(config, "workerinput") else own) / "demo-for-all"
        with FileLock(f"{common}.lock"):
            if not (common / _DONE).exists():
                shutil.rmtree(common, ignore_errors=True)
                _play(common)
        config.stash[_PLAYED] = _copy(common, folders.mktemp("played"))
    return config.stash[_PLAYED]


def _play(where: Path) -> None:
    box = where / "box"
    for name in {*_FOLDERS.values(), "work"}:
        (box / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    env = surroundings(
        **{name: str(box / folder) for name, folder in _FOLDERS.items()},
        PYTHONDONTWRITEBYTECODE="1",  # it would be writing, and not the demo's
        PYTHONPATH=f"{_WATCH}:{ROOT}",
        PEERDESK_TEST_EVENTS=str(where / "events.ndjson"),
    )
    command: list[str | Path] = [*PEERDESK, "demo", box / "made", "--json"]
    ended = run(command, cwd=box / "work", env=env, seconds=300).worked()
    content = {"status": ended.status, "out": ended.out, "err": ended.err}
    (where / _DONE).write_text(json.dumps(content), encoding="utf-8")


def _copy(played: Path, where: Path) -> Performance:
    """Copy a performance, and the paths in what it said as if it had been played there."""
    shutil.copytree(played, where, dirs_exist_ok=True)
    for name in (_DONE, "events.ndjson", "box/made/demo.json"):
        said = (where / name).read_text("utf-8")
        (where / name).write_text(said.replace(str(played), str(where)), encoding="utf-8")
    ended = Ended(**json.loads((where / _DONE).read_text("utf-8")))
    box = where / "box"
    return Performance(box, box / "made", ended, json.loads(ended.out), where / "events.ndjson")
