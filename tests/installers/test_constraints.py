"""The pinned packages are all that PeerDesk needs on every system, and name no index."""

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "installers" / "constraints.txt").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", TEXT, re.MULTILINE))
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# They run on Windows alone, need nothing, and are not installed everywhere.
LEAVES = {"colorama", "tzdata"}


def asked_for() -> list[str]:
    """Return what pyproject.toml asks for to run, to test and to build."""
    file = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = file["project"]
    dev: list[str] = project["optional-dependencies"]["dev"]
    return [*project["dependencies"], *dev, *file["build-system"]["requires"]]


def asked_by(name: str) -> list[str]:
    """Return what an installed package asks for."""
    try:
        return requires(name) or []
    except PackageNotFoundError:
        assert name in LEAVES
        return []


def closure(lines: Iterable[str], environment: dict[str, str]) -> Iterator[Requirement]:
    """Yield every requirement that the given ones lead to on one system and Python."""
    waiting, seen = [Requirement(line) for line in lines], set()
    while waiting:
        requirement = waiting.pop()
        marker = requirement.marker
        if str(requirement) in seen or (marker and not marker.evaluate({**environment})):
            continue
        seen.add(str(requirement))
        yield requirement
        waiting += [Requirement(line) for line in asked_by(requirement.name)]


def every_requirement() -> Iterator[Requirement]:
    for system, version in itertools.product(SYSTEMS, PYTHONS):
        facts = {"python_version": version, "python_full_version": f"{version}.0", "extra": ""}
        yield from closure(asked_for(), {**system, **facts})


def test_everything_that_any_system_and_python_needs_is_pinned():
    unmet = {
        str(requirement)
        for requirement in every_requirement()
        if PINS.get(canonicalize_name(requirement.name)) is None
        or PINS[canonicalize_name(requirement.name)] not in requirement.specifier
    }
    assert unmet == set()


def test_nothing_is_pinned_that_is_not_needed():
    needed = {canonicalize_name(requirement.name) for requirement in every_requirement()}
    assert set(PINS) - needed == set()


def test_every_pin_has_the_hashes_of_its_files():
    blocks = re.split(r"^(?=[a-z0-9-]+==)", TEXT, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(PINS)
    hashes = {block.split("==")[0]: block.count("--hash=sha256:") for block in blocks}
    assert min(hashes.values()) >= 1
    # Packages with machine code have a file for each system, or they were pinned for one alone.
    for name in ("cryptography", "lxml", "pillow", "pyrage", "pyside6-essentials", "sqlcipher3"):
        assert hashes[name] >= 4, name


def test_no_index_address_and_no_path_is_named():
    assert re.findall(r"https?:|//|--(?:extra-)?index|--find-links|@ ", TEXT) == []


def test_the_environment_that_runs_the_tests_is_the_pinned_one():
    from importlib.metadata import version

    installed = {name: version(name) for name in PINS if name not in LEAVES | {"pip"}}
    assert installed == {name: PINS[name] for name in installed}
