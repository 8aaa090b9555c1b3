"""What a person wants to see of all that was noted, as a condition on the table of observations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.records import Observation
from peerdesk.domain.times import from_local, to_stored
from peerdesk.domain.triangulation import final_theme
from peerdesk.store import reading
from peerdesk.store.rows import EVERYTHING, Condition
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; an empty text, None or False lets everything through."""

    words: str = ""
    mine: bool = False
    for_lead: bool = False
    theme: str = ""
    kind: str = ""
    session: str = ""
    peer: str = ""
    organisation: str = ""
    day: date | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether everything passes."""
        return self == Filters()


def observations(store: Store, filters: Filters) -> tuple[Observation, ...]:
    """Return what passes (words apart, nothing erased) in the order of the notes."""
    only = condition(store, filters) & Condition("NOT (o.missing AND o.text IS NULL)")
    order = "o.position, o.seq" if filters.session else "o.at, o.position, o.seq"
    return reading.observations_where(store, order, only.where, only.values)


def search(store: Store, filters: Filters, limit: int) -> tuple[Observation, ...]:
    """Return the newest observations that hold the words and pass."""
    return reading.search(store, filters.words, limit, condition(store, filters))


def condition(store: Store, filters: Filters) -> Condition:
    """Return what the filters, their words apart, ask of an observation `o`."""
    found = EVERYTHING
    if filters.mine:
        found &= own(store)
    if filters.for_lead:
        found &= Condition("o.for_lead")
    if filters.kind:
        found &= Condition("o.kind = ?", (filters.kind,))
    if filters.session:
        found &= Condition("o.session = ?", (filters.session,))
    if filters.theme:
        found &= themed(store, RecordId(filters.theme))
    if filters.peer:
        found &= noted_by(store, RecordId(filters.peer))
    if filters.organisation:
        found &= _from_or_about(filters.organisation)
    if filters.day is not None:
        found &= _on(store, filters.day)
    return found


def own(store: Store) -> Condition:
    """Ask that this laptop writes as the author of `o`; see `Rights.same_author`."""
    devices = {store.device, *store.log.devices()}
    ours = {one for one in devices if store.rights.same_author(store.device, one)}
    members = store.rights.confirmed.get(store.device, frozenset())
    return _among("o.device", ours) | _among("o.noted_by", members)


def noted_by(store: Store, peer: RecordId) -> Condition:
    """Ask that a member noted `o`, whoever typed it."""
    laptops: set[DeviceId] = {d for d, member in reading.owners(store).items() if member == peer}
    typed = _among("o.device", laptops) & Condition("o.noted_by = ''")
    return Condition("o.noted_by = ?", (peer,)) | typed


def themed(store: Store, theme: RecordId) -> Condition:
    """Ask that `o` is on a theme or on one joined to it."""
    known = {one.id: one for one in reading.themes(store)}
    standing = {one for one in known if final_theme(one, known) == theme}
    inside = _among("t.key", standing)
    return Condition(
        "EXISTS (SELECT 1 FROM observation_theme t WHERE t.record = o.id AND t.value"
        f" AND {inside.where})",
        inside.values,
    )


def about(organisation: str) -> Condition:
    """Ask that `o` is about an organisation."""
    return Condition(
        "EXISTS (SELECT 1 FROM observation_organisation a"
        " WHERE a.record = o.id AND a.value AND a.key = ?)",
        (organisation,),
    )


def _from_or_about(organisation: str) -> Condition:
    asked = Condition(
        "o.session IN (SELECT session FROM participant WHERE deleted IS NOT 1"
        " AND organisation = ?)",
        (organisation,),
    )
    return asked | about(organisation)


def _on(store: Store, day: date) -> Condition:
    zone = reading.challenge(store).time_zone
    start = from_local(datetime.combine(day, time()), zone)
    end = from_local(datetime.combine(day + timedelta(days=1), time()), zone)
    return Condition("o.at >= ? AND o.at < ?", (to_stored(start), to_stored(end)))


def _among(column: str, values: Iterable[str]) -> Condition:
    listed = tuple(sorted(values))
    return Condition(f"{column} IN ({', '.join('?' * len(listed))})", listed)
