"""Runs commands as a person would, in this process or as one of their own."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from peerdesk.cli.main import peerdesk
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.packing import write_team_pack
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import read_setup
from peerdesk.store.opening import open_store
from peerdesk.store.store import Store
from tests.schedule.made import EXAMPLE_TOML

ROOT = Path(__file__).resolve().parents[2]


SECRET = "Correct horse  battery"
PEERS = {"AN": "AN", "AN-2": "AN", "LH": "LH", "RE": "RE"}


def make_team(folder: Path) -> None:
    """Make the example's lead's store, the team pack with its words, and peers' stores.

    Opening a pack takes seconds, so this is done once and every test works on copies.
    """
    establish(folder / "lead", SECRET, read_setup(EXAMPLE_TOML), "JM").close()
    pack = folder / "team.peerdesk"
    with open_store(folder / "lead", SECRET) as store:
        words = write_team_pack(store, pack)
    (folder / "words.txt").write_text(f"{words}\n")
    team = read_team_pack(pack, words)
    for name, member in PEERS.items():
        join_challenge(team, folder / name, SECRET, member).close()


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder in which the lead's store is `lead` and every passphrase is the same."""

    folder: Path
    team: Path
    secret: str = SECRET

    @property
    def lead(self) -> Path:
        """Return the lead's store."""
        return self.folder / "lead"

    @property
    def passphrase(self) -> tuple[str, str]:
        """Return the option that names the passphrase file, which it writes."""
        file = self.folder / "passphrase.txt"
        file.write_text(f"{self.secret}\nsecond line\n", encoding="utf-8")
        return "--passphrase-file", str(file)

    def run(self, *arguments: object, typed: str | bytes = "") -> Result:
        """Run a command on a store, with its passphrase file, in this process."""
        return run(*arguments, *self.passphrase, typed=typed)

    def json(self, *arguments: object, typed: str | bytes = "") -> Any:
        """Run a command that must succeed, with --json, and return what it printed."""
        result = self.run(*arguments, "--json", typed=typed)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    def refused(self, *arguments: object, typed: str | bytes = "") -> str:
        """Run a command that must fail, and return its one sentence."""
        return sentence(self.run(*arguments, typed=typed))

    def open(self, store: Path | None = None) -> Store:
        """Open a store, the lead's unless another is named."""
        return open_store(store or self.lead, self.secret)

    def joined(self, *names: str) -> list[Path]:
        """Return the stores of peers who have joined, by their names in PEERS."""
        for name in names:
            shutil.copytree(self.team / name, self.folder / name)
        return [self.folder / name for name in names]

    def pack(self) -> Path:
        """Return the team pack; its words are in `words.txt` beside it."""
        shutil.copyfile(self.team / "words.txt", self.folder / "words.txt")
        return Path(shutil.copyfile(self.team / "team.peerdesk", self.folder / "t.peerdesk"))

    def noted(self, store: Path, session: str, *lines: str) -> None:
        """Note lines in a session."""
        result = self.run("note", store, "--session", session, typed="\n".join(lines))
        assert result.exit_code == 0, result.stderr

    def handed_in(self, store: Path, name: str = "") -> Path:
        """Export a store and return the file."""
        file = self.folder / f"{name or store.name}.peerdesk"
        assert self.run("export", store, file).exit_code == 0
        return file


def run(*arguments: object, typed: str | bytes = "") -> Result:
    """Run a command in this process; an exception nobody meant fails the test."""
    result = CliRunner().invoke(peerdesk, [str(one) for one in arguments], input=typed)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def sentence(result: Result) -> str:
    """Return the one sentence of a command that failed with exit status 1."""
    assert result.exit_code == 1, (result.exit_code, result.output)
    assert result.stdout == ""
    said = result.stderr.strip()
    assert "\n" not in said and said.endswith("."), said
    return said


def program(*arguments: object) -> list[str]:
    """Return the command line of the real program."""
    return [sys.executable, "-m", "peerdesk", *map(str, arguments)]


def surroundings() -> dict[str, str]:
    """Return the environment in which the real program finds itself."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


def process(*arguments: object, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the real program to its end."""
    return subprocess.run(
        program(*arguments),
        input=typed,
        env=surroundings(),
        capture_output=True,
        timeout=120,
        check=False,
    )
