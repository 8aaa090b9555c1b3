"""What holds for every test: no screen, nobody's own home, nothing logged in passing."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.helpers import campaign, words_once
from tests.helpers.logs import StrayLog

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_OF_THE_DEMO = {"played", "played_demo"}  # the fixtures that play it, once a process

# Two cores that others may be using: no example is failed for its time.
settings.register_profile(
    "peerdesk", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("peerdesk")


def pytest_configure(config: pytest.Config) -> None:
    """See whether the long campaigns were asked for, before any test module is read."""
    words = str(config.option.markexpr)
    campaign.choose("campaign" in words and "not campaign" not in words)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take every law into a campaign, and keep the tests of the played demo in one process."""
    for item in items:
        if campaign.is_on() and is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.campaign)
        if _OF_THE_DEMO & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(autouse=True)
def _words_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the six words of a pack once a process."""
    monkeypatch.setattr("peerdesk.exchange.six_words._do", words_once.remember)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test, and the programs it starts, an empty home of its own."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(autouse=True)
def _no_stray_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test on a warning or an error that was logged and not announced by `allow_log`."""
    meant = [mark.args for mark in request.node.iter_markers("allow_log")]
    stray = StrayLog(meant)
    root = logging.getLogger()
    root.addHandler(stray)
    yield
    root.removeHandler(stray)
    if stray.lines:
        pytest.fail("logged in passing:\n" + "\n".join(stray.lines), pytrace=False)
