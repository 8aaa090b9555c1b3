"""The demo challenge played once a test run, by the real program; other tests may use it.

Import the fixture where pytest looks for fixtures: `from tests.cli.played import played_demo`.
However many places import it, the demo is played once.
"""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from peerdesk.store.opening import open_store
from peerdesk.store.store import Store
from tests.cli.desk import program, surroundings


@dataclass(frozen=True, slots=True)
class PlayedDemo:
    """What `peerdesk demo` left: its folder, what it printed, and the home it ran in.

    Open stores with `open`, and close them: a store belongs to one program at a time. Do not write
    to them; other tests read the same ones.
    """

    folder: Path
    home: Path
    temporary: Path
    content: Mapping[str, Any]
    said: str

    @property
    def report(self) -> Path:
        """Return the Word report."""
        return Path(self.content["report"])

    @property
    def presentation(self) -> Path:
        """Return the slides."""
        return Path(self.content["presentation"])

    @property
    def lead(self) -> Path:
        """Return the lead's store."""
        return Path(self.content["lead"])

    @property
    def stores(self) -> list[Path]:
        """Return every store, the lead's first."""
        return [self.lead, *map(Path, self.content["peers"])]

    def passphrase(self, store: Path) -> str:
        """Return the passphrase of a store."""
        file = Path(self.content["passphrase_files"][str(store)])
        return file.read_text(encoding="utf-8").strip()

    def open(self, store: Path | None = None) -> Store:
        """Open a store, the lead's unless another is named."""
        chosen = store or self.lead
        return open_store(chosen, self.passphrase(chosen))


_PLAYED = pytest.StashKey[PlayedDemo]()


@pytest.fixture(scope="session")
def played_demo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> PlayedDemo:
    """Play the demo with `peerdesk demo DIR --json`, or return the one already played."""
    stash = request.config.stash
    if _PLAYED not in stash:
        stash[_PLAYED] = _play(tmp_path_factory.mktemp("played"))
    return stash[_PLAYED]


def _play(place: Path) -> PlayedDemo:
    home, temporary = place / "home", place / "temporary"
    for folder in (home, temporary):
        folder.mkdir()
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    own |= {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP")}
    ran = subprocess.run(
        program("demo", place / "demo", "--json"),
        env=surroundings() | own,
        capture_output=True,
        timeout=280,
        check=False,
    )
    said = ran.stderr.decode()
    assert ran.returncode == 0, said
    return PlayedDemo(place / "demo", home, temporary, json.loads(ran.stdout), said)
