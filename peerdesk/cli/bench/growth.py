"""How cost grows with the size of a challenge."""

from collections.abc import Sequence

from peerdesk.cli.bench import rows_documents, rows_merge
from peerdesk.cli.bench.measure import Row

LIMIT = 6.0  # for five times the data
GROWING = (rows_merge.MERGE, rows_documents.WORD, rows_documents.SLIDES)
VERSUS = "the same work at size m, a fifth of the data"


def growth(smaller: Sequence[Row], larger: Sequence[Row]) -> list[Row]:
    """Return a row for each piece of work whose time should grow no faster than the data."""
    before = {row.name: row.seconds for row in smaller}
    return [
        Row(
            name=f"growth, {row.name}",
            size=row.size,
            ratio=row.seconds / seconds,
            limit=LIMIT,
            seconds=row.seconds,
            mb=row.mb,
            versus=VERSUS,
        )
        for row in larger
        if row.name in GROWING and row.seconds and (seconds := before.get(row.name))
    ]
