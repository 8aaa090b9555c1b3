"""What the end-to-end tests share: one small team to break, one demo played for all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endtoend.performance import Performance, performance
from tests.endtoend.stores import Team, copied, make_team


@pytest.fixture(scope="session")
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Performance:
    """Return the demo that was played for all tests."""
    return performance(request.config, tmp_path_factory)


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
