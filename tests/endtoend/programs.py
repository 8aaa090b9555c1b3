"""Starts the real programs of PeerDesk, waits for what they say, and judges how they ended."""

import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PEERDESK = [sys.executable, "-m", "peerdesk"]
SECONDS = 120


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit status and what it printed."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Return what it printed as the one JSON value it is."""
        return json.loads(self.out)

    def worked(self) -> "Ended":
        """Fail unless it ended well and without a word of complaint."""
        assert self.status == 0, f"exit status {self.status}\n{self.out}\n{self.err}"
        no_fault_of_ours(self.err)
        return self


def surroundings(**others: str) -> dict[str, str]:
    """Return the environment for a program: no screen, and every warning an error."""
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "QT_QPA_PLATFORM": "offscreen",
        **others,
    }


def run(
    command: Sequence[str | Path],
    *,
    given: str = "",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> Ended:
    """Run a program to its end, with `given` on its standard input."""
    done = subprocess.run(
        [str(word) for word in command],
        input=given.encode(),
        capture_output=True,
        cwd=cwd,
        env=surroundings() if env is None else dict(env),
        timeout=seconds,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def peerdesk(*words: str | Path, given: str = "", cwd: Path | None = None) -> Ended:
    """Run a command of PeerDesk to its end."""
    return run([*PEERDESK, *words], given=given, cwd=cwd)


class Talking:
    """A program under way: fed line by line, heard line by line, killed or waited for."""

    def __init__(self, command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings() if env is None else dict(env),
        )
        self._unread = b""
        self._over = False

    def __enter__(self) -> "Talking":
        """Return the running program."""
        return self

    def __exit__(self, *fault: object) -> None:
        """Leave no program behind."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def feed(self, text: str) -> None:
        """Put lines into its standard input; a few KiB at most, which a pipe takes at once."""
        assert self._process.stdin is not None
        self._process.stdin.write(text.encode())
        self._process.stdin.flush()

    def say_no_more(self) -> None:
        """Close its standard input."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def hear(self, until: float) -> str | None:
        """Return its next line, or None when it ends or the moment `until` comes first."""
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        while b"\n" not in self._unread:
            left = until - time.monotonic()
            if self._over or not select.select([pipe], [], [], max(left, 0))[0]:
                return None
            read = os.read(pipe, 65536)
            self._over = not read
            self._unread += read
        line, self._unread = self._unread.split(b"\n", 1)
        return line.decode()

    def hear_once(self) -> str | None:
        """Return its next line, or None when it ends without one."""
        return self.hear(time.monotonic() + SECONDS)

    def wait_for(self, sign: str) -> str:
        """Return its first line that has `sign` in it; the lines before are lost."""
        until = time.monotonic() + SECONDS
        while (line := self.hear(until)) is not None:
            if sign in line:
                return line
        raise AssertionError(f"it never said {sign}: {self.complaint()}")

    def kill(self) -> None:
        """Kill it as a power cut would (SIGKILL), and wait until it is gone."""
        self._process.kill()
        self._process.wait(SECONDS)

    def last_words(self) -> list[str]:
        """Return the lines it had said before it went."""
        lines = []
        while (line := self.hear_once()) is not None:
            lines.append(line)
        return lines

    def complaint(self) -> str:
        """Return everything on its standard error, once it is gone."""
        self.kill()
        assert self._process.stderr is not None
        return self._process.stderr.read().decode()

    def ended(self) -> int:
        """Wait for its end and return its exit status."""
        return self._process.wait(SECONDS)


_CLAUSES = re.compile(r"[.!?]\s+[A-Z“]")


def no_fault_of_ours(text: str) -> None:
    """Fail when a program printed a traceback, a warning or the words of its crash hook."""
    for sign in ("Traceback", "Warning", "Exception ignored", "fault in PeerDesk", "Error:"):
        assert sign not in text, text


def is_a_sentence(text: str) -> None:
    """Fail unless a text is one sentence on one line, for a person."""
    assert text and "\n" not in text, text
    assert text.endswith("."), text
    assert not _CLAUSES.search(text), f"more than one sentence: {text}"
    no_fault_of_ours(text)


def refused(ended: Ended, *words: str) -> str:
    """Fail unless a command said one sentence (with these words) and nothing else, status 1."""
    assert ended.status == 1, f"exit status {ended.status}\n{ended.out}\n{ended.err}"
    assert ended.out == "", ended.out
    sentence = ended.err.removesuffix("\n")
    is_a_sentence(sentence)
    for word in words:
        assert word in sentence, sentence
    return sentence
