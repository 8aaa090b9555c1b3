"""What the Evidence page reads on the worker thread."""

from dataclasses import dataclass
from datetime import date

from peerdesk.app.evidence.model import Names
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain.counts import Counts, count
from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.records import Evidence, Observation
from peerdesk.domain.times import to_local
from peerdesk.domain.triangulation import Coverage, coverage
from peerdesk.store import narrowing, reading
from peerdesk.store.narrowing import Filters
from peerdesk.store.store import Store

FIRST_HITS = 50  # what is in sight; they come before the rest is looked for
_MOST_HITS = 1_000  # more than anybody reads; making rows of them all would slow the window


@dataclass(frozen=True, slots=True)
class Loaded:
    """The evidence of a challenge with what is counted from it."""

    evidence: Evidence
    names: Names
    entries: tuple[Entry, ...]
    days: tuple[date, ...]
    counts: Counts
    coverage: tuple[Coverage, ...]
    me: RecordId | None
    own: frozenset[tuple[DeviceId, RecordId | None]]  # whose notes this laptop may write on in

    def is_own(self, note: Observation) -> bool:
        """Say whether a note is among those that the Notes page shows to be written on in."""
        return note.session in self.names.sessions and (note.device, note.noted_by) in self.own

    def typed_for(self, note: Observation) -> RecordId | None:
        """Return the colleague a note of one's own was typed for, None where it was for nobody."""
        is_colleague = note.noted_by in self.names.people and note.noted_by != self.me
        return note.noted_by if is_colleague else None


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that pass, whether there are more, and whether those are still to be looked for."""

    entries: tuple[Entry, ...]
    more: bool = False
    to_come: bool = False


def load(store: Store) -> Loaded:
    """Return the whole evidence, its counts and its coverage."""
    evidence = reading.load_evidence(store)
    names = Names.of(evidence)
    member = reading.me(store)
    authors = {(o.device, o.noted_by) for o in evidence.observations}
    return Loaded(
        evidence,
        names,
        tuple(names.entry(o) for o in evidence.observations if not o.erased),
        _days(evidence),
        count(evidence),
        tuple(coverage(evidence)),
        member.id if member else None,
        frozenset(one for one in authors if store.rights.same_author(store.device, *one)),
    )


def _days(evidence: Evidence) -> tuple[date, ...]:
    hours = {o.at.replace(minute=0, second=0, microsecond=0) for o in evidence.observations}
    zone = evidence.challenge.time_zone
    return tuple(sorted({to_local(hour, zone).date() for hour in hours}))


def find(store: Store, loaded: Loaded, filters: Filters, at_once: bool) -> Found:
    """Return the rows that pass, newest first where words are searched; `at_once` only the first.

    Without words all of them are returned, in the order of the notes.
    """
    if filters.is_empty:
        return Found(loaded.entries)
    names, words = loaded.names, filters.words
    if not words.strip():
        return Found(tuple(names.entry(o) for o in narrowing.observations(store, filters)))
    limit = FIRST_HITS if at_once else _MOST_HITS
    noted = narrowing.search(store, filters, limit)
    more = len(noted) == limit
    return Found(tuple(names.entry(o, words) for o in noted), more, more and at_once)
