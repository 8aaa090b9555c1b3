"""A merge, or plain sqlite3 doing the same insert, in a process of its own whose memory is known.

Run as `python -m peerdesk.cli.bench.worker WHAT` it reads JSON from standard input, so that the key
of the store is not in the arguments, and prints JSON: {"seconds", "mb"}.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from peerdesk.cli.bench.measure import peak_mb, reset_peak


def merge(asked: Mapping[str, Any]) -> None:
    """Merge files into a store, which has been copied before."""
    from peerdesk.exchange.merging import merge_files
    from peerdesk.store.opening import open_with_key

    with open_with_key(Path(asked["store"]), bytes.fromhex(asked["key"])) as store:
        reset_peak()
        merge_files(store, [Path(file) for file in asked["files"]], copy=lambda _: None)


def insert(asked: Mapping[str, Any]) -> None:
    """Insert the rows that the merge would bring, with the program loaded as a merge has it."""
    import peerdesk.exchange.merging  # noqa: F401
    from peerdesk.cli.bench import baseline

    reset_peak()
    baseline.insert_from(Path(asked["rows"]), Path(asked["plain"]))


WORK: Mapping[str, Callable[[Mapping[str, Any]], None]] = {"merge": merge, "insert": insert}

if __name__ == "__main__":
    work, order = WORK[sys.argv[1]], json.load(sys.stdin)
    start = time.perf_counter()
    work(order)
    answer = {"seconds": time.perf_counter() - start, "mb": peak_mb()}
    sys.stdout.write(json.dumps(answer) + "\n")
