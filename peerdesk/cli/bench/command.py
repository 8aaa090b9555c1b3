"""`peerdesk bench`: measures and prints how the program keeps up, and with which limits."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from peerdesk.cli.bench import rows_app, rows_documents, rows_memory, rows_merge, rows_store
from peerdesk.cli.bench.growth import growth
from peerdesk.cli.bench.measure import Row
from peerdesk.cli.bench.sizes import SIZES, Size
from peerdesk.cli.bench.team import Team, make_team
from peerdesk.cli.options import PATH, examples, json_option
from peerdesk.cli.output import progress, say, say_json, table

Part = Callable[[Team], Sequence[Row]]

PARTS: dict[str, Part] = {
    "the store": rows_store.measure,
    "merging": rows_merge.measure,
    "memory": rows_memory.measure,
    "documents": rows_documents.measure,
    "windows": rows_app.measure,
}


@click.command(epilog=examples("peerdesk bench", "peerdesk bench --size m --json"))
@click.option(
    "--size",
    type=click.Choice([*SIZES]),
    default="s",
    show_default=True,
    help="Ten peers with 200 (s), 2,000 (m) or 10,000 (l) notes each; l also shows growth from m.",
)
@click.option(
    "--dir",
    "folder",
    type=PATH,
    help="Work in a new folder inside this one (otherwise the system's for temporary files).",
)
@json_option
def bench(size: str, folder: Path | None, as_json: bool) -> None:
    """Measure speed and memory beside plain libraries doing the same work.

    A ratio of 2 means that PeerDesk takes twice as long, or twice the memory. It is measured on
    invented notes, on the disk of the folder it works in; what else the computer does meanwhile
    shows. Takes about a minute for s, several for m.
    """
    rows = measured(SIZES[size], folder)
    if as_json:
        say_json({"rows": [row.to_json() for row in rows]})
    else:
        say(_told(rows))


def measured(size: Size, folder: Path | None = None) -> list[Row]:
    """Return the rows of a size, for l with the growth from m."""
    rows = list(measure(size, folder))
    if size is SIZES["l"]:
        rows += growth(list(measure(SIZES["m"], folder, ("merging", "documents"))), rows)
    return rows


def measure(size: Size, folder: Path | None, parts: Sequence[str] = tuple(PARTS)) -> Iterator[Row]:
    """Yield the rows of some parts, or of all, of a team made for them in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="peerdesk-bench-", dir=folder) as work:
        progress(f"Writing {size.observations:,} notes of ten peers …")
        team = make_team(Path(work), size)
        for name in parts:
            progress(f"Measuring {name} at size {size.name} …")
            try:
                yield from PARTS[name](team)
            except subprocess.CalledProcessError as error:
                progress(f"The rows of {name} are missing: a child process ended with {error}")


def _told(rows: Sequence[Row]) -> str:
    headings = ("", "size", "ratio", "at most", "", "seconds", "MB", "beside")
    return table(
        headings,
        [
            (
                row.name,
                row.size,
                f"{row.ratio:.2f}",
                "–" if row.limit is None else f"{row.limit:g}",
                row.verdict,
                "–" if row.seconds is None else f"{row.seconds:.4f}",
                "–" if row.mb is None else f"{row.mb:.0f}",
                row.versus,
            )
            for row in rows
        ],
    )
