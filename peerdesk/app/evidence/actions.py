"""What the Evidence page reads on the worker thread."""

from dataclasses import dataclass
from datetime import date

from peerdesk.app.evidence.model import Names
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain.counts import Counts, count
from peerdesk.domain.records import Evidence, Observation
from peerdesk.domain.times import to_local
from peerdesk.domain.triangulation import Coverage, coverage
from peerdesk.store import narrowing, reading
from peerdesk.store.narrowing import Filters
from peerdesk.store.store import Store

FIRST_HITS = 50  # what is in sight; they come before the rest is looked for
_MOST_HITS = 5_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """The evidence of a challenge with what is counted from it."""

    evidence: Evidence
    names: Names
    days: tuple[date, ...]
    counts: Counts
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that pass, and whether they are all there are."""

    entries: tuple[Entry, ...]
    complete: bool


def load(store: Store) -> Loaded:
    """Return the whole evidence, its counts and its coverage."""
    evidence = reading.load_evidence(store)
    return Loaded(
        evidence,
        Names.of(evidence),
        _days(evidence),
        count(evidence),
        tuple(coverage(evidence)),
    )


def _days(evidence: Evidence) -> tuple[date, ...]:
    hours = {o.at.replace(minute=0, second=0, microsecond=0) for o in evidence.observations}
    zone = evidence.challenge.time_zone
    return tuple(sorted({to_local(hour, zone).date() for hour in hours}))


def find(store: Store, loaded: Loaded, filters: Filters, at_once: bool) -> Found:
    """Return the rows that pass, newest first where words are searched; `at_once` only the first.

    Without words all of them are returned, in the order of the notes.
    """
    if filters.words.strip():
        limit = FIRST_HITS if at_once else _MOST_HITS
        noted = narrowing.search(store, filters, limit)
        complete = not at_once or len(noted) < limit
    else:
        noted, complete = _all(store, loaded, filters), True
    names, words = loaded.names, filters.words
    return Found(tuple(names.entry(o, words) for o in noted), complete)


def _all(store: Store, loaded: Loaded, filters: Filters) -> tuple[Observation, ...]:
    if filters.is_empty:
        return tuple(o for o in loaded.evidence.observations if not o.erased)
    return narrowing.observations(store, filters)
