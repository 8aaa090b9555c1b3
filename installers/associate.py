"""Have a double click on a `.peerdesk` file open PeerDesk, for this person alone, or no longer.

Standard library only, readable by Python 3.8, and it must not know what is in such a file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, Mapping

from installers.system import LINUX, CannotGoOn, say

HERE = Path(__file__).resolve().parent
ICON = HERE.parent / "resources" / "icons" / "peerdesk.svg"
MIME_TYPE = "application/x-peerdesk"
PROG_ID = "PeerDesk.File"
_CLASSES = "Software\\Classes\\"
_QUOTED = ("\\", '"', "`", "$")  # the Desktop Entry Specification on the key Exec


def data_folder(environment: Mapping[str, str]) -> Path:
    """Return where a person's own applications and file types are declared on Linux."""
    named = environment.get("XDG_DATA_HOME", "")
    return Path(named) if named else Path.home() / ".local" / "share"


def linux_files(program: Path) -> Dict[str, str]:
    """Return what is written below the data folder: texts by their paths in it."""
    command = str(program)
    for character in _QUOTED:
        command = command.replace(character, "\\" + character)
    command = command.replace("%", "%%")
    entry = (HERE / "linux" / "peerdesk.desktop").read_text(encoding="utf-8")
    return {
        "applications/peerdesk.desktop": entry.replace("@PROGRAM@", '"{}"'.format(command)),
        "mime/packages/peerdesk.xml": (HERE / "linux" / "peerdesk.xml").read_text(encoding="utf-8"),
        "icons/hicolor/scalable/apps/peerdesk.svg": ICON.read_text(encoding="utf-8"),
    }


def windows_values(program: Path) -> Dict[str, Dict[str, str]]:
    """Return the values of each key below the classes of this person; the empty name is its own."""
    return {
        ".peerdesk": {"": PROG_ID, "Content Type": MIME_TYPE},
        PROG_ID: {"": "PeerDesk file"},
        PROG_ID + "\\shell\\open\\command": {"": '"{}" "%1"'.format(program)},
    }


def associate(program: Path) -> None:
    """Declare the file type and its program; raises CannotGoOn where there is no such way."""
    if LINUX:
        folder = data_folder(os.environ)
        for name, text in linux_files(program).items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        _tell_desktop(folder)
        if shutil.which("gio"):  # what opens it, also where no list of applications is kept
            _run("gio", "mime", MIME_TYPE, "peerdesk.desktop")
    elif sys.platform == "win32":
        _write_registry(program)
    else:
        raise CannotGoOn(
            "On macOS the installed program declares its files itself, with what is in "
            "installers/macos; nothing was changed."
        )
    say("A double click on a .peerdesk file opens PeerDesk now.")


def dissociate(program: Path) -> None:
    """Take back what `associate` declared."""
    if LINUX:
        folder = data_folder(os.environ)
        for name in linux_files(program):
            file = folder / name
            if file.exists():
                file.unlink()
        _tell_desktop(folder)
    elif sys.platform == "win32":
        _clear_registry(program)
    say("PeerDesk no longer opens .peerdesk files by a double click.")


def _tell_desktop(folder: Path) -> None:
    """Have the desktop read again what is declared, where it has the programs for that."""
    for command, place in (
        ("update-mime-database", folder / "mime"),
        ("update-desktop-database", folder / "applications"),
    ):
        if shutil.which(command) and place.is_dir():
            _run(command, str(place))


def _run(*command: str) -> None:
    """Run a program of the desktop; what it says against a broken file of others is not ours."""
    null = subprocess.DEVNULL
    subprocess.run(list(command), check=False, stdin=null, stdout=null, stderr=null)


def _write_registry(program: Path) -> None:
    if sys.platform == "win32":
        import winreg

        for key, values in windows_values(program).items():
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _CLASSES + key) as opened:
                for name, value in values.items():
                    winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)


def _clear_registry(program: Path) -> None:
    if sys.platform == "win32":
        import winreg

        for key in (
            PROG_ID + "\\shell\\open\\command",
            PROG_ID + "\\shell\\open",
            PROG_ID + "\\shell",
            PROG_ID,
            ".peerdesk",
        ):
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, _CLASSES + key)
            except FileNotFoundError:
                continue
