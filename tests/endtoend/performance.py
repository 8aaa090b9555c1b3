"""The demo, played once a test run by the real program, in a box of empty folders and watched."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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


def performance(config: pytest.Config, folders: pytest.TempPathFactory) -> Performance:
    """Play the demo as a process that sees empty folders only, or return the one already played."""
    if _PLAYED not in config.stash:
        config.stash[_PLAYED] = _play(folders.mktemp("played"))
    return config.stash[_PLAYED]


def _play(where: Path) -> Performance:
    box, events = where / "box", where / "events.ndjson"
    for name in {*_FOLDERS.values(), "work"}:
        (box / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    env = surroundings(
        **{name: str(box / folder) for name, folder in _FOLDERS.items()},
        PYTHONDONTWRITEBYTECODE="1",  # it would be writing, and not the demo's
        PYTHONPATH=f"{_WATCH}:{ROOT}",
        PEERDESK_TEST_EVENTS=str(events),
    )
    folder = box / "made"
    ended = run([*PEERDESK, "demo", folder, "--json"], cwd=box / "work", env=env, seconds=300)
    ended.worked()
    return Performance(box, folder, ended, json.loads(ended.out), events)
