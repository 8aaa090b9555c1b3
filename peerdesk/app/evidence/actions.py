"""What the Evidence page reads on the worker thread."""

from dataclasses import dataclass

from peerdesk.app.evidence.model import Filters, select
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain.counts import Counts, count
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Evidence
from peerdesk.domain.triangulation import Coverage, coverage
from peerdesk.store import reading
from peerdesk.store.store import Store

_MOST_HITS = 5_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """The evidence of a challenge with what is counted from it."""

    evidence: Evidence
    counts: Counts
    coverage: tuple[Coverage, ...]


def load(store: Store) -> Loaded:
    """Return the whole evidence, its counts and its coverage."""
    evidence = reading.load_evidence(store)
    return Loaded(evidence, count(evidence), tuple(coverage(evidence)))


def find(store: Store, loaded: Loaded, filters: Filters) -> tuple[Entry, ...]:
    """Return the rows that pass the filters, newest first where words are searched."""
    hits: tuple[RecordId, ...] | None = None
    if filters.words.strip():
        hits = tuple(o.id for o in reading.search(store, filters.words, _MOST_HITS))
    return select(loaded.evidence, filters, hits)
