"""See what the machine brings (libraries, fonts, programs) and have Debian packages installed.

Standard library only, readable by Python 3.8, and it must not know what Python's packages are.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterable, List, NamedTuple, Optional, Sequence

LINUX = sys.platform.startswith("linux")


class Need(NamedTuple):
    """Something of the system: what to look for, and the Debian package that brings it."""

    name: str
    package: str


QT_LIBRARIES = (
    Need("libglib-2.0.so.0", "libglib2.0-0"),
    Need("libGL.so.1", "libgl1"),
    Need("libEGL.so.1", "libegl1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libfreetype.so.6", "libfreetype6"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
)
WINDOW_LIBRARIES = (
    Need("libX11-xcb.so.1", "libx11-xcb1"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4"),
    Need("libxcb-image.so.0", "libxcb-image0"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Need("libxcb-randr.so.0", "libxcb-randr0"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0"),
    Need("libxcb-shape.so.0", "libxcb-shape0"),
    Need("libxcb-sync.so.1", "libxcb-sync1"),
    Need("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
FONT_PACKAGES = ("fonts-dejavu-core", "fonts-liberation2", "fonts-noto-color-emoji")
LINUX_TEST_PROGRAMS = (
    Need("Xvfb", "xvfb"),
    Need("xauth", "xauth"),
    Need("dbus-run-session", "dbus-daemon"),
    Need("update-mime-database", "shared-mime-info"),
    Need("gio", "libglib2.0-bin"),
)
TEST_PROGRAMS = (
    Need("age", "age"),
    Need("lowriter", "libreoffice-writer"),
    Need("loimpress", "libreoffice-impress"),
    Need("pdftoppm", "poppler-utils"),
)


class CannotGoOn(Exception):
    """The person has to do something first; the text says what."""


def say(words: str) -> None:
    """Print one line at once, also into a pipe."""
    print(words, flush=True)


def missing_libraries(needs: Iterable[Need]) -> List[Need]:
    """Return the shared libraries that this system cannot load."""
    missing = []
    for need in needs:
        try:
            ctypes.CDLL(need.name)
        except OSError:
            missing.append(need)
    return missing


def missing_programs(needs: Iterable[Need]) -> List[Need]:
    """Return the programs that are not on the path."""
    return [need for need in needs if shutil.which(need.name) is None]


def has_fonts(folders: Iterable[Path]) -> bool:
    """Say whether any of the folders holds a font that Qt and LibreOffice can draw text with."""
    return any(
        file.suffix.lower() in {".ttf", ".otf", ".ttc"}
        for folder in folders
        for file in folder.rglob("*")
    )


def font_folders() -> List[Path]:
    """Return where Linux keeps fonts."""
    home = Path.home()
    usual = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*usual, home / ".fonts", home / ".local" / "share" / "fonts"]


def apt_prefix() -> Optional[List[str]]:
    """Return what to put before apt-get ([] for root), or None where it may not be used."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def quietly(command: Sequence[str]) -> bool:
    """Run a command, show nothing, and say whether it succeeded."""
    null = subprocess.DEVNULL
    done = subprocess.run(command, check=False, stdin=null, stdout=null, stderr=null)
    return done.returncode == 0


def by_hand(packages: Sequence[str]) -> str:
    """Return what a person has to do to install Debian packages, with the exact command."""
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        return "Install them and run this again. Debian's names for them:\n\n    {}\n".format(names)
    command = "apt-get install -y --no-install-recommends {}".format(names)
    return "Run this, then the same command again:\n\n    sudo {}\n".format(command)


def install_packages(packages: Sequence[str], why: str, required: bool = True) -> bool:
    """Install Debian packages where that is allowed, else say or raise the exact command.

    Returns whether they are installed now. Raises CannotGoOn when they are required and are not.
    """
    if not packages:
        return True
    prefix = apt_prefix()
    if prefix is not None:
        say("      installing {}".format(" ".join(packages)))
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        quietly([*apt, "update"])
        if quietly([*apt, "install", "-y", "--no-install-recommends", *packages]):
            return True
    sentence = "{} {}".format(why, by_hand(packages))
    if required:
        raise CannotGoOn(sentence)
    say(sentence)
    return False


def check_libraries(needs_window: bool) -> None:
    """See that Qt finds its system libraries and some font."""
    if not LINUX:
        return
    missing = missing_libraries(QT_LIBRARIES)
    window = missing_libraries(WINDOW_LIBRARIES)
    packages = [need.package for need in missing + window]
    if missing or (window and needs_window):
        install_packages(packages, "PeerDesk's windows need system libraries that are not here.")
    elif window:
        why = "Without a few system libraries PeerDesk works, but cannot show its windows."
        install_packages(packages, why, required=False)
    if not has_fonts(font_folders()):
        why = "There is no font on this machine, so that text would come out as boxes."
        install_packages(FONT_PACKAGES, why, required=False)


def check_programs() -> None:
    """See that the other programs are there that the tests open PeerDesk's files with."""
    missing = missing_programs((LINUX_TEST_PROGRAMS if LINUX else ()) + TEST_PROGRAMS)
    why = "The tests open what PeerDesk writes with other programs."
    if LINUX:
        install_packages([need.package for need in missing], why)
    elif missing:
        names = ", ".join(need.name for need in missing)
        say("      not found: {}. {} Those tests will fail.".format(names, why))
