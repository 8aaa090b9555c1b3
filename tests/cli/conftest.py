"""The example's team, made once, and for every test a folder with copies to work on."""

import shutil
from pathlib import Path

import pytest

from tests.cli.desk import Desk, make_team
from tests.cli.played import played_demo

__all__ = ["played_demo"]


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with everybody's stores as they are before day 1; do not write to it."""
    folder = tmp_path_factory.mktemp("team")
    make_team(folder)
    return folder


@pytest.fixture
def desk(team: Path, tmp_path: Path) -> Desk:
    """Return a folder with the lead's notes in `lead`."""
    shutil.copytree(team / "lead", tmp_path / "lead")
    return Desk(tmp_path, team)
