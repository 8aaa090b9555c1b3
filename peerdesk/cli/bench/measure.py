"""Rows of the bench and how they are measured; knows nothing of what is measured."""

import gc
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from peerdesk.cli.bench.sizes import Size

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_RESET_PEAK = "5"  # proc(5): sets the peak resident set size back to what is resident now


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: `ratio` of ours to `versus`, to be at most `limit` (None: for interest only).

    `seconds` is our time for one piece of the work, `mb` the peak memory of the process meanwhile,
    in 10^6 bytes; either is None where it is not known.
    """

    name: str
    size: str
    ratio: float
    limit: float | None
    seconds: float | None
    mb: float | None
    versus: str

    @property
    def verdict(self) -> str:
        """Return in words how the ratio stands to the limit."""
        if self.limit is None:
            return ""
        return "holds" if self.ratio <= self.limit else "over"

    def to_json(self) -> dict[str, Any]:
        """Return the object of `bench --json`."""
        return {
            "name": self.name,
            "size": self.size,
            "ratio": round(self.ratio, 3),
            "limit": self.limit,
            "seconds": None if self.seconds is None else round(self.seconds, 6),
            "mb": None if self.mb is None else round(self.mb, 1),
            "versus": self.versus,
        }


class Stopwatch:
    """Adds up the time it runs."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since = 0.0

    def start(self) -> None:
        """Run."""
        self._since = time.perf_counter()

    def stop(self) -> None:
        """Stop, keeping what there is."""
        self.seconds += time.perf_counter() - self._since


@dataclass(frozen=True, slots=True)
class Pair:
    """What was measured, ours and theirs, in seconds, in the order in which it was done."""

    ours: list[float]
    theirs: list[float]

    def row(
        self, name: str, size: Size, limit: float | None, versus: str, at: float | None = None
    ) -> Row:
        """Return the row of the medians, or of the quantile `at`, with the memory peak till now."""
        ours, theirs = (median(s) if at is None else quantile(s, at) for s in self)
        return Row(name, size.name, ours / theirs, limit, ours, peak_mb(), versus)

    def __iter__(self) -> Any:
        """Yield both."""
        yield self.ours
        yield self.theirs


def quantile(samples: Sequence[float], at: float) -> float:
    """Return the sample that a share `at` of all does not exceed."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(at * len(ordered)))]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(repeats: int, ours: Callable[[], float], theirs: Callable[[], float]) -> Pair:
    """Measure both in turn, so that whatever else the machine does meets both alike.

    Each returns its seconds. Who goes first changes every time.
    """
    pair = Pair([], [])
    for at in range(repeats):
        order = ((ours, pair.ours), (theirs, pair.theirs))
        for measure, kept in order if at % 2 else reversed(order):
            kept.append(measure())
    return pair


def let_start_up_rest() -> None:
    """Keep the collector, which stays on, from going through all modules and the team again.

    In a bench these are most of what there is, and a full collection would be the slowest sample.
    """
    gc.collect()
    gc.freeze()


def reset_peak() -> None:
    """Forget the peak of memory so far, where the system can."""
    if _CLEAR.exists():
        _CLEAR.write_text(_RESET_PEAK)


def peak_mb() -> float | None:
    """Return the peak of this process's resident memory in 10^6 bytes, None where unknown.

    On Linux it is read from the process's own status, because `ru_maxrss` of a child begins at what
    its parent had (kernel/exec: setmax_mm_hiwater_rss).
    """
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / 1e6
