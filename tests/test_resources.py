"""resources/ is found from a source tree, an editable install and a wheel, and is whole in each."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from peerdesk import resources

ROOT = Path(__file__).resolve().parents[1]
LIST = """
import hashlib, json
from peerdesk import resources
root = resources.path()
files = (file for file in root.rglob("*") if file.is_file())
sums = {file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files}
print(json.dumps([str(root), sums]))
"""


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """Return what the source tree's resources/ holds, with its sums."""
    folder = ROOT / "resources"
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def build(hook: str, folder: Path) -> Path:
    """Build a wheel with the project's own build backend, as pip does."""
    code = f"from hatchling.build import {hook} as build; print(build({str(folder)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that is given away."""
    return build("build_wheel", tmp_path_factory.mktemp("wheel"))


def listed_by(python: Path | str, cwd: Path, **environment: str) -> tuple[Path, dict[str, str]]:
    """Return where a Python finds resources/ and what it holds, seen from another folder."""
    done = subprocess.run(
        [str(python), "-c", LIST],
        cwd=cwd,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    root, sums = json.loads(done.stdout)
    return Path(root), sums


def installed(wheel: Path, folder: Path) -> Path:
    """Install a wheel, alone, into a fresh environment, and return its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = ["install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "--python", python, *install, wheel], check=True)
    return python


def test_a_source_tree_has_them_beside_the_package(expected, tmp_path):
    root, found = listed_by(sys.executable, tmp_path, PYTHONPATH=str(ROOT))
    assert root == ROOT / "resources"
    assert found == expected


def test_an_editable_install_has_them_in_the_source_tree(expected, tmp_path):
    python = installed(build("build_editable", tmp_path), tmp_path / "venv")
    root, found = listed_by(python, tmp_path, PYTHONPATH="")
    assert root == ROOT / "resources"
    assert found == expected


def test_a_wheel_brings_them_along(expected, wheel, tmp_path):
    python = installed(wheel, tmp_path / "venv")
    root, found = listed_by(python, tmp_path, PYTHONPATH="")
    assert root.is_relative_to(tmp_path / "venv")
    assert found == expected


def test_the_wheel_holds_every_module_the_licence_and_the_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        [info] = {name.split("/")[0] for name in names if ".dist-info/" in name}
        commands = archive.read(f"{info}/entry_points.txt").decode()
        facts = archive.read(f"{info}/METADATA").decode()
    modules = {file.relative_to(ROOT).as_posix() for file in (ROOT / "peerdesk").rglob("*.py")}
    assert modules <= names
    assert {"peerdesk/py.typed", f"{info}/licenses/LICENSE"} <= names
    assert "peerdesk = peerdesk.cli.main:main" in commands
    assert "License-Expression: Apache-2.0" in facts


def test_the_wheel_holds_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert [top for top in tops if not top.endswith(".dist-info")] == ["peerdesk"]


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match=r"demo/nothing\.toml"):
        resources.path("demo", "nothing.toml")


@pytest.mark.parametrize("part", ["..", "../pyproject.toml", "/etc"])
def test_no_part_leads_out_of_resources(part: str):
    with pytest.raises(ValueError, match="outside resources"):
        resources.path("demo", "..", part)
