"""What the end-to-end tests share: one small team to break, one demo played in a box of its own."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.endtoend.programs import PEERDESK, ROOT, Ended, run, surroundings
from tests.endtoend.stores import Team, copied, make_team

_WATCH = Path(__file__).with_name("watching")


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


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Performance:
    """Play the demo as a process that sees empty folders only, and is watched."""
    where = tmp_path_factory.mktemp("played")
    box, events = where / "box", where / "events.ndjson"
    folders = {
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
    for name in {*folders.values(), "work"}:
        (box / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    env = surroundings(
        **{name: str(box / folder) for name, folder in folders.items()},
        PYTHONPATH=f"{_WATCH}:{ROOT}",
        PEERDESK_TEST_EVENTS=str(events),
    )
    folder = box / "made"
    ended = run([*PEERDESK, "demo", folder, "--json"], cwd=box / "work", env=env, seconds=300)
    ended.worked()
    return Performance(box, folder, ended, json.loads(ended.out), events)


@pytest.fixture(scope="session")
def small_team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Make the small team once; no test writes to it."""
    return make_team(tmp_path_factory.mktemp("team"))


@pytest.fixture
def team(small_team: Team, tmp_path: Path) -> Iterator[Team]:
    """Give the test a copy of the small team to break."""
    folder = tmp_path / "team"
    yield copied(small_team, folder)
    shutil.rmtree(folder)
