"""A test that warns or logs in passing fails all the same; campaigns wait to be asked."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = """
import logging, os, warnings
import pytest
from hypothesis import given, strategies
from PySide6.QtCore import qWarning
from tests.helpers.campaign import examples, rounds

store = logging.getLogger("peerdesk.store")

def test_warns(): warnings.warn("old")
def test_logs_a_warning(): store.warning("lost")
def test_logs_an_error(): logging.getLogger("other").error("gone")
def test_qt_warns(): qWarning("painted twice")
def test_leaves_a_file_open(): open(os.devnull)
@pytest.mark.allow_log("peerdesk.app")
def test_announced_another(): store.warning("lost")

def test_logs_what_is_no_warning(): store.info("saved")
@pytest.mark.allow_log
def test_announced_any(): store.warning("lost")
@pytest.mark.allow_log("peerdesk")
def test_announced_the_parent(): store.warning("lost")

@rounds(3, 50)
def test_faults(rounds): print("rounds", rounds)
@given(strategies.integers())
@examples(10)
def test_law(number): pass
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of tests that say something or nothing in passing."""
    file = tmp_path_factory.mktemp("written") / "test_written.py"
    file.write_text(WRITTEN, encoding="utf-8")
    return file


def outcome(file: Path, *arguments: str) -> str:
    """Run a file of tests under the project's own settings and return pytest's output."""
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT), "-p", "tests.conftest"]
    plain = ["-q", "-rA", "-p", "no:cacheprovider", *settings, *arguments, str(file)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plain], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout


def test_what_is_said_in_passing_fails_and_what_was_announced_does_not(written):
    output = outcome(written)
    failed = set(re.findall(r"^(?:FAILED|ERROR) \S*::(\w+)", output, re.MULTILINE))
    assert failed == {
        "test_warns",
        "test_logs_a_warning",
        "test_logs_an_error",
        "test_qt_warns",
        "test_leaves_a_file_open",
        "test_announced_another",
    }
    for why in ("UserWarning: old", "WARNING peerdesk.store: lost", "ERROR other: gone"):
        assert why in output
    assert "rounds 3\n" in output and "rounds 50" not in output


def test_a_campaign_takes_all_of_it_and_more_examples_of_every_law(written):
    output = outcome(written, "-m", "campaign", "--hypothesis-show-statistics")
    assert "rounds 50\n" in output and "rounds 3\n" not in output
    assert "2 passed" in output and "failed" not in output
    assert "max_examples=400" in output
