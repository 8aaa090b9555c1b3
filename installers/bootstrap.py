"""Set PeerDesk up on a bare machine and run it; it needs Python alone and must import nothing else.

python3 installers/bootstrap.py demo [DIR]           play the demo challenge and open it
python3 installers/bootstrap.py test [ARGUMENTS]     run all checks (ARGUMENTS go to pytest)
python3 installers/bootstrap.py setup                set up only
python3 installers/bootstrap.py associate            open .peerdesk files by a double click
python3 installers/bootstrap.py dissociate           no longer
"""

# Python 3.8 must still be able to read this file, so that it can say that it is too old.
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Optional, Sequence

# Started by its path, a file finds its neighbours only.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installers import associate as association
from installers.environment import (
    CONSTRAINTS,
    ROOT,
    STAMP,
    child_environment,
    in_venv,
    is_set_up,
    make_environment,
    pip,
    wanted_stamp,
)
from installers.system import LINUX, CannotGoOn, check_libraries, check_programs, say

OLDEST = (3, 11)
USUAL_DEMO = "peerdesk-demo"
# One process a core; the tests that share something dear name it and stay together.
IN_PARALLEL = ("-n", "auto", "--dist", "loadgroup")


class Steps:
    """Says in words what is being done, as step n of m."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    def next(self, words: str) -> None:
        """Announce the next step."""
        self._done += 1
        say("Step {} of {}: {}".format(self._done, self._total, words))


def too_old(version: Sequence[int]) -> Optional[str]:
    """Return the sentence for a Python that is too old, or None."""
    if tuple(version) >= OLDEST:
        return None
    return (
        "PeerDesk needs Python {}.{} or newer and this is Python {}.{}. "
        "Install a newer one and run the same command with it.".format(*OLDEST, *version)
    )


def has_screen() -> bool:
    """Say whether a window would be seen by anybody."""
    if os.environ.get("CI"):
        return False
    if LINUX:
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def set_up(steps: Steps, needs_window: bool) -> None:
    """Make or mend `.venv` and see to the system libraries: three steps."""
    if is_set_up():
        steps.next("Python's packages are as pinned")
    else:
        steps.next("making .venv")
        make_environment()
    if not is_set_up():
        steps.next("fetching and installing the pinned packages, a few minutes the first time")
        STAMP.unlink(missing_ok=True)
        pip("--require-hashes", "-r", str(CONSTRAINTS))
        pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        STAMP.write_text(wanted_stamp(), encoding="ascii")
    else:
        steps.next("PeerDesk is installed in .venv")
    steps.next("looking for the system libraries that windows need")
    check_libraries(needs_window)


def free_folder(where: Path) -> Path:
    """Return the first of peerdesk-demo, peerdesk-demo-2, … that is not there yet."""
    names = [USUAL_DEMO] + ["{}-{}".format(USUAL_DEMO, n) for n in range(2, 1000)]
    return next(where / name for name in names if not (where / name).exists())


def demo(arguments: Sequence[str]) -> int:
    """Play the demo challenge and open the app on what came out."""
    if len(arguments) > 1:
        raise CannotGoOn("demo takes one folder at most: bootstrap.py demo [DIR]")
    folder = Path(arguments[0]).absolute() if arguments else free_folder(Path.cwd())
    steps = Steps(5 if has_screen() else 4)
    set_up(steps, needs_window=False)
    steps.next("playing the demo challenge into {}".format(folder))
    status = run(["-m", "peerdesk", "demo", str(folder)])
    if status == 0 and has_screen():
        steps.next("opening PeerDesk on the lead's notes")
        open_lead(folder / "demo.json")
    return status


def open_lead(played: Path) -> None:
    """Open the app on the lead's store of a played demo, and leave it open."""
    facts = json.loads(played.read_text(encoding="utf-8"))
    lead = facts["lead"]
    command = [str(in_venv("python")), "-m", "peerdesk", lead]
    null = subprocess.DEVNULL
    window = subprocess.Popen(  # it outlives this program, so it takes none of its pipes along
        command,
        cwd=str(ROOT),
        env=child_environment(),
        stdin=null,
        stdout=null,
        stderr=null,
        start_new_session=True,
    )
    say("      its passphrase is in {}".format(facts["passphrase_files"][lead]))
    time.sleep(3)  # long enough for a window that cannot open to have said so
    if window.poll():
        say("      The window did not open. See why with: {}".format(" ".join(command)))


def test(arguments: Sequence[str]) -> int:
    """Run every check, the quick ones first, and stop at the first that fails."""
    steps = Steps(8)
    set_up(steps, needs_window=True)
    steps.next("looking for the programs that tests open files with")
    check_programs()
    checks = (
        ("how the code is written (ruff)", ["-m", "ruff", "check", "."]),
        ("how the code is laid out (ruff)", ["-m", "ruff", "format", "--check", "."]),
        ("types (mypy)", ["-m", "mypy"]),
        ("tests (pytest)", ["-m", "pytest", *IN_PARALLEL, *arguments]),
    )
    for words, command in checks:
        steps.next(words)
        status = run(command)
        if status:
            return status
    return 0


def run(arguments: Sequence[str]) -> int:
    """Run the environment's Python without a screen, its output as ours; return its exit status."""
    environment = {**child_environment(), "QT_QPA_PLATFORM": "offscreen"}
    command = [str(in_venv("python")), *arguments]
    done = subprocess.run(
        command, check=False, cwd=str(ROOT), env=environment, stdin=subprocess.DEVNULL
    )
    return done.returncode


def setup(arguments: Sequence[str]) -> int:
    """Set up and run nothing."""
    if arguments:
        raise CannotGoOn("setup takes no arguments.")
    set_up(Steps(3), needs_window=False)
    say("PeerDesk is ready: {}".format(in_venv("peerdesk")))
    return 0


def associate(arguments: Sequence[str]) -> int:
    """Set up, and have the desktop open PeerDesk's files with it."""
    if arguments:
        raise CannotGoOn("associate takes no arguments.")
    set_up(Steps(3), needs_window=False)
    association.associate(in_venv("peerdesk"))
    return 0


def dissociate(arguments: Sequence[str]) -> int:
    """Take back what `associate` declared."""
    if arguments:
        raise CannotGoOn("dissociate takes no arguments.")
    association.dissociate(in_venv("peerdesk"))
    return 0


def main(arguments: Sequence[str]) -> int:
    """Run the verb asked for; return its exit status, or 1 when the person must do something first.

    Wrong usage is 2.
    """
    old = too_old(sys.version_info[:2])
    verbs = {
        "demo": demo,
        "test": test,
        "setup": setup,
        "associate": associate,
        "dissociate": dissociate,
    }
    if not arguments or arguments[0] not in verbs:
        print(__doc__, file=sys.stderr)
        return 0 if arguments and arguments[0] in {"-h", "--help"} else 2
    try:
        if old:
            raise CannotGoOn(old)
        return verbs[arguments[0]](arguments[1:])
    except CannotGoOn as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The same command goes on where this one was.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
