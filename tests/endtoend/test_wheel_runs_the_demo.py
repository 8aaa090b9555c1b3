"""The wheel with its pinned dependencies, in an empty environment, plays the demo."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.endtoend import demo_content
from tests.endtoend.programs import ROOT, Ended

CONSTRAINTS = ROOT / "installers" / "constraints.txt"
_MINUTES = 60.0


def said(command: list[str | Path], cwd: Path, minutes: float) -> Ended:
    """Run a program as somebody who has never heard of this source tree."""
    env = {name: os.environ[name] for name in os.environ if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        env=env,
        timeout=minutes * _MINUTES,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the backend that is installed."""
    out = tmp_path_factory.mktemp("wheel")
    build: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    said([*build, "--outdir", out, ROOT], out, 2).worked()
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_the_package_and_its_resources_and_no_test(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for file in (ROOT / "resources").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            assert f"peerdesk/_resources/{file.relative_to(ROOT / 'resources')}" in names
    (about,) = [name for name in names if name.endswith("METADATA")]
    folders = {name.split("/")[0] for name in names}
    assert folders == {"peerdesk", about.split("/")[0]}


@pytest.mark.campaign
def test_the_wheel_in_an_empty_environment_plays_the_demo_from_anywhere(
    wheel: Path, tmp_path: Path
):
    environment, work = tmp_path / "environment", tmp_path / "work"
    work.mkdir()
    said([sys.executable, "-m", "venv", environment], work, 5).worked()
    python = environment / "bin" / "python"
    # The versions alone: pip takes hashes only of what it is told to install by name.
    pinned = re.findall(r"^[\w.-]+==\S+", CONSTRAINTS.read_text("utf-8"), re.MULTILINE)
    (tmp_path / "pinned.txt").write_text("\n".join(pinned), encoding="utf-8")
    install: list[str | Path] = [python, "-m", "pip", "install", "--only-binary", ":all:"]
    ended = said([*install, wheel, "-c", tmp_path / "pinned.txt"], work, 20)
    assert ended.status == 0, ended.err
    installed = said([python, "-m", "pip", "list"], work, 1).out
    assert not re.search(r"^(pytest|mypy|ruff|hypothesis)\b", installed, re.MULTILINE)
    folder = tmp_path / "made"
    played = said([environment / "bin" / "peerdesk", "demo", folder, "--json"], work, 5).worked()
    facts = json.loads(played.out)
    words = ["--passphrase-file", facts["passphrase_files"][facts["lead"]], "--json"]
    command: list[str | Path] = [
        environment / "bin" / "peerdesk",
        "evidence",
        facts["lead"],
        *words,
    ]
    found = said(command, work, 1).worked().json()
    lines = demo_content.noted_lines().values()
    assert found["observations"] == sum(len(noted) for noted in lines)
    assert Path(facts["report"]).is_file() and Path(facts["presentation"]).is_file()
    assert list(work.iterdir()) == []
