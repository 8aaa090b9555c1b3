"""The demo challenge played once a test run, by the real program; other tests may use it.

Import the fixture where pytest looks for fixtures: `from tests.cli.played import played_demo`.
However many places import it, the demo is played once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from peerdesk.store.opening import open_store
from peerdesk.store.store import Store
from tests.endtoend.performance import performance


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


@pytest.fixture(scope="session")
def played_demo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> PlayedDemo:
    """Return what `peerdesk demo DIR --json` made; it is played once for all tests."""
    made = performance(request.config, tmp_path_factory)
    return PlayedDemo(made.folder, made.box / "home", made.box / "temp", made.facts, made.ended.err)
