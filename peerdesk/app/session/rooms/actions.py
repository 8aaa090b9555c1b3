"""What Sort, Bin and the history of a line read and write on the worker thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from peerdesk.app.session.rooms.words import Names
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation, Organisation, Theme
from peerdesk.domain.schema import Value
from peerdesk.store import binned, erasing, narrowing, reading
from peerdesk.store.binned import Binned
from peerdesk.store.narrowing import Filters
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Unsorted:
    """This author's notes that have no theme yet, out of how many, and what they can get."""

    notes: tuple[Observation, ...]
    total: int
    themes: tuple[Theme, ...]
    organisations: tuple[Organisation, ...]
    names: Names


@dataclass(frozen=True, slots=True)
class Bin:
    """This author's deleted notes."""

    notes: tuple[Binned, ...]
    names: Names


def names(store: Store) -> Names:
    """Return what records are called."""
    return Names(
        {t.id: t.tag or t.name for t in reading.themes(store)},
        {o.id: o.short or o.name for o in reading.organisations(store)},
        {s.id: s.title for s in reading.sessions(store)},
        reading.challenge(store).time_zone,
    )


def load_unsorted(store: Store, session: str) -> Unsorted:
    """Return the notes to sort, of a session or of all when the text is empty."""
    noted = narrowing.observations(store, Filters(mine=True, session=session))
    return Unsorted(
        notes=tuple(one for one in noted if not one.themes),
        total=len(noted),
        themes=tuple(t for t in reading.themes(store) if not t.joined),
        organisations=reading.organisations(store),
        names=names(store),
    )


def write(store: Store, record: RecordId, values: Mapping[str, Value]) -> None:
    """Write one step of sorting, or what takes it back."""
    store.change(record, values)


def differences(now: Observation, wanted: Observation) -> dict[str, Value]:
    """Return the values that make a note what is wanted, of what Sort changes."""
    values: dict[str, Value] = {}
    if now.kind is not wanted.kind:
        values["kind"] = wanted.kind.value
    for name, had, has in (
        ("theme", now.themes, wanted.themes),
        ("organisation", now.organisations, wanted.organisations),
    ):
        values |= {f"{name}:{one}": True for one in has - had}
        values |= {f"{name}:{one}": False for one in had - has}
    return values


def load_bin(store: Store, session: str) -> Bin:
    """Return the deleted notes, of a session or of all when the text is empty."""
    return Bin(binned.binned(store, RecordId(session) if session else None), names(store))


def bring_back(store: Store, record: RecordId) -> None:
    """Have a deleted note stand again."""
    binned.bring_back(store, record)


def erase(store: Store, record: RecordId) -> None:
    """Erase a deleted note for good."""
    erasing.erase(store, record)
