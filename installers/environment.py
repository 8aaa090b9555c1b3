"""Make `.venv` and install the pinned packages in it, each checked against its hash.

Standard library only, readable by Python 3.8, and it must not know what the environment is for.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterable, List, Optional

from installers.system import CannotGoOn, install_packages, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "installers" / "constraints.txt"
STAMP = VENV / "peerdesk-setup"
WINDOWS = sys.platform == "win32"


def in_venv(name: str) -> Path:
    """Return a program of the virtual environment."""
    return VENV / ("Scripts" if WINDOWS else "bin") / (name + (".exe" if WINDOWS else ""))


def fingerprint(parts: Iterable[bytes]) -> str:
    """Return what changes when any of the parts does."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def wanted_stamp() -> str:
    """Return the stamp of an environment that needs no work: same pins, project, place, Python."""
    files = (CONSTRAINTS, ROOT / "pyproject.toml", ROOT / "peerdesk" / "__init__.py")
    facts = (sys.version, sys.base_prefix, str(ROOT))
    return fingerprint([file.read_bytes() for file in files] + [fact.encode() for fact in facts])


def is_set_up() -> bool:
    """Say whether the environment is what the files of the project ask for."""
    return (
        in_venv("python").exists()
        and STAMP.exists()
        and STAMP.read_text(encoding="ascii") == wanted_stamp()
    )


def is_of_this_python(python: Path) -> bool:
    """Say whether an environment's Python is the one that runs this program."""
    if not python.exists():
        return False
    told = subprocess.run(
        [str(python), "-c", "import sys; print(sys.version, sys.base_prefix, end='')"],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    return told.stdout == "{} {}".format(sys.version, sys.base_prefix)


def make_environment() -> None:
    """Make `.venv` anew unless this Python's is there already."""
    if is_of_this_python(in_venv("python")):
        return
    if importlib.util.find_spec("ensurepip") is None:
        # Debian keeps this part of Python in a package of its own.
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        install_packages([package], "This Python cannot make virtual environments.")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise CannotGoOn("Python could not make {}: {}".format(VENV, last_words(done.stdout)))


def last_words(output: str) -> str:
    """Return the last line that says something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason."


def pinned(text: str) -> List[str]:
    """Return the names of the packages that a constraints file pins."""
    return [line.split("==")[0] for line in text.splitlines() if "==" in line.split(" ")[0]]


def package_of(line: str) -> Optional[str]:
    """Return the package that a line of pip's output begins to fetch, or None."""
    words = line.split()
    return words[1].split("==")[0] if len(words) > 1 and words[0] == "Collecting" else None


def pip(*arguments: str) -> None:
    """Run the environment's pip and show which package it is at."""
    command = [str(in_venv("python")), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    total = len(pinned(CONSTRAINTS.read_text(encoding="ascii")))
    said: List[str] = []
    at = 0
    with subprocess.Popen(
        [*command, "install", "--progress-bar", "off", *arguments],
        cwd=str(ROOT),
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            said.append(line)
            package = package_of(line)
            if package:
                at += 1
                say("      {} of {}: {}".format(at, total, package))
    if running.returncode:
        raise CannotGoOn(
            "The packages could not be installed.\n{}\nSee that this machine can reach a package "
            "index and run the same command again; what has arrived is kept.".format(reason(said))
        )


def reason(said: List[str]) -> str:
    """Return the lines in which pip says what went wrong, or its last ones."""
    errors = [line.rstrip() for line in said if line.lower().startswith("error")]
    return "\n".join(errors or [line.rstrip() for line in said[-4:]])


def child_environment() -> Dict[str, str]:
    """Return this process's environment without what would mislead the Python in `.venv`."""
    drop = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {name: value for name, value in os.environ.items() if name not in drop}
