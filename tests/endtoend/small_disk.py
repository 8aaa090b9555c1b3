"""A disk that can be filled: a little tmpfs of the test's own, or what comes nearest to one.

As a program it holds the mount, which no other process sees, and does what it is told line by line.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.endtoend.programs import Ended, Talking, surroundings

_KIB = 1024
_FILLING = "filling"
_SMALL_SHARED_MEMORY = 256 * _KIB * _KIB


class SmallDisk:
    """A folder on a disk of a few MiB; commands on it run where it can be seen.

    `is_real` is False where the machine lets nobody mount anything: then files cannot grow beyond
    a limit, which the system reports by another name than a full disk.
    """

    def __init__(self, kib: int) -> None:
        self._kib = kib
        self._program, self.is_real = self._start()
        self.folder = Path(self._ask(do="where"))

    def __enter__(self) -> "SmallDisk":
        """Return the disk."""
        return self

    def __exit__(self, *fault: object) -> None:
        """Take the disk away with the program that holds it."""
        self._program.say_no_more()
        self._program.ended()
        self._program.__exit__()

    def run(self, *words: str | Path, given: str = "") -> Ended:
        """Run a program to its end."""
        done = self._ask(do="run", command=[str(word) for word in words], given=given)
        return Ended(**done)

    def bring(self, folder: Path) -> Path:
        """Copy a folder onto the disk and return where it is."""
        return Path(self._ask(do="bring", folder=str(folder)))

    def fill(self, leave_kib: int) -> None:
        """Leave just so much room."""
        self._ask(do="fill", leave=leave_kib)

    def free(self) -> None:
        """Make room again."""
        self._ask(do="free")

    def names(self) -> list[str]:
        """Return the paths of all files there are."""
        return list(self._ask(do="names"))

    def _ask(self, **order: Any) -> Any:
        self._program.feed(json.dumps(order) + "\n")
        return json.loads(self._program.wait_for("{"))["done"]

    def _start(self) -> tuple[Talking, bool]:
        me = [sys.executable, "-m", "tests.endtoend.small_disk"]
        alone = ["unshare", "--mount"]
        ways = [
            [*alone, *me, "mount", str(self._kib)],
            [*alone, "--user", "--map-root-user", *me, "mount", str(self._kib)],
            [*me, "shared memory", str(self._kib)],
            [*me, "limit", str(self._kib)],
        ]
        for way in ways:
            if way[0] == me[0] or shutil.which(way[0]):
                program = Talking(way)
                if program.hear_once() == "ready":
                    return program, way[-2] != "limit"
                program.__exit__()
        raise AssertionError("there is no way to have a small disk here")


class _Holder:
    """What the program holds: the folder, and how it is filled."""

    def __init__(self, way: str, kib: int) -> None:
        self.limit = 0
        if way == "shared memory":
            room = shutil.disk_usage("/dev/shm").free
            if room > _SMALL_SHARED_MEMORY:
                raise OSError("too large to fill")
            self.folder = Path(tempfile.mkdtemp(dir="/dev/shm"))
        else:
            self.folder = Path(tempfile.mkdtemp())
        if way == "mount":
            size = f"size={kib}k"
            mount = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(self.folder)]
            subprocess.run(mount, check=True, capture_output=True)
        self._limits = way == "limit"

    def where(self) -> str:
        return str(self.folder)

    def bring(self, folder: str) -> str:
        place = self.folder / Path(folder).name
        shutil.copytree(folder, place)
        return str(place)

    def fill(self, leave: int) -> None:
        if self._limits:
            self.limit = leave * _KIB
            return
        room = shutil.disk_usage(self.folder).free - leave * _KIB
        with (self.folder / _FILLING).open("wb") as file:
            file.write(bytes(room))

    def free(self) -> None:
        self.limit = 0
        (self.folder / _FILLING).unlink(missing_ok=True)

    def names(self) -> list[str]:
        found = (file for file in self.folder.rglob("*") if file.name != _FILLING)
        return sorted(str(file) for file in found)

    def run(self, command: Sequence[str], given: str) -> dict[str, Any]:
        done = subprocess.run(
            command,
            input=given.encode(),
            capture_output=True,
            env=surroundings(),
            check=False,
            preexec_fn=self._restrict,
        )
        return {
            "status": done.returncode,
            "out": done.stdout.decode(),
            "err": done.stderr.decode(),
        }

    def _restrict(self) -> None:
        if self.limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.limit, self.limit))

    def leave(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def main() -> None:
    way, kib = sys.argv[1], int(sys.argv[2])
    try:
        holder = _Holder(way, kib)
    except (OSError, subprocess.CalledProcessError):
        sys.exit(1)
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        done = getattr(holder, order.pop("do"))(**order)
        print(json.dumps({"done": done}), flush=True)
    os.chdir("/")
    holder.leave()


if __name__ == "__main__":
    main()
