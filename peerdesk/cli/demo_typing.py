"""One peer's notes typed into the Session page itself, by a child process without a screen."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import peerdesk
from peerdesk.cli.demo_script import Scene
from peerdesk.domain.errors import PeerDeskError

_SECONDS = 180


class TypingFailed(PeerDeskError):
    """The child process that types into the window did not come to its end."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "The window that types one peer's notes could not be used, so the demo stops here; run"
            f" “python3 installers/bootstrap.py demo”, which installs what Qt needs ({reason})."
        )


def type_scenes(store: Path, passphrase: str, scenes: Sequence[Scene]) -> None:
    """Type every line of the scenes into the Session page; the store must be closed.

    Raises TypingFailed, for instance where Qt cannot start.
    """
    for scene in scenes:
        if scene.lines:
            _type(
                {
                    "store": str(store),
                    "passphrase": passphrase,
                    "session": scene.session,
                    "lines": scene.lines,
                }
            )


def _type(order: Mapping[str, object]) -> None:
    """Start the window in a child process; what it is to type goes through standard input."""
    source = str(Path(peerdesk.__file__).resolve().parent.parent)
    paths = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    surroundings = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(paths),
    }
    try:
        child = subprocess.run(
            [sys.executable, "-m", "peerdesk.app.typist"],
            input=json.dumps(order).encode(),
            env=surroundings,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TypingFailed("it took too long") from error
    if child.returncode:
        said = child.stderr.decode(errors="replace").strip().splitlines()
        raise TypingFailed(said[-1] if said else f"it ended with {child.returncode}")
