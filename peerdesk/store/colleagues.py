"""What the rest of the team noted, seen from one member's notes. It writes nothing."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation
from peerdesk.store import reading
from peerdesk.store.narrowing import Filters, about, condition, noted_by, themed
from peerdesk.store.rows import Condition
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Topic:
    """What others' notes are looked for on: any of these themes or organisations."""

    themes: frozenset[RecordId] = frozenset()
    organisations: frozenset[RecordId] = frozenset()


def count_noted(store: Store, me: RecordId | None, topic: Topic, but_in: RecordId) -> int:
    """Return how many observations others noted on a topic, outside session `but_in`."""
    return _count(store, _noted(store, me, topic, but_in))


def noted(
    store: Store, me: RecordId | None, topic: Topic, but_in: RecordId, most: int
) -> tuple[Observation, ...]:
    """Return the newest `most` of what `count_noted` counts, newest first."""
    only = _noted(store, me, topic, but_in)
    order = f"o.at DESC, o.seq DESC LIMIT {most}"
    return reading.observations_where(store, order, only.where, only.values)


def count_unsorted(store: Store, session: RecordId) -> int:
    """Return how many of this author's observations of a session have no theme yet."""
    bare = Condition(
        "NOT EXISTS (SELECT 1 FROM observation_theme t WHERE t.record = o.id AND t.value)"
    )
    return _count(store, condition(store, Filters(mine=True, session=session)) & bare)


def _count(store: Store, only: Condition) -> int:
    query = f"SELECT count(*) FROM observation o WHERE o.deleted IS NOT 1 AND {only.where}"
    return int(store.db.conn.execute(query, only.values).fetchone()[0])


def _noted(store: Store, me: RecordId | None, topic: Topic, but_in: RecordId) -> Condition:
    elsewhere = Condition("o.session IS NOT ?", (but_in,))
    on = [themed(store, theme) for theme in topic.themes]
    on += [about(organisation) for organisation in topic.organisations]
    return (
        condition(store, Filters())
        & elsewhere
        & _by_others(store, me)
        & reduce(or_, on, Condition("0"))
    )


def _by_others(store: Store, me: RecordId | None) -> Condition:
    """Ask that somebody else noted it; of a laptop that is nobody's, that another typed it."""
    mine = Condition("o.device = ?", (store.device,)) if me is None else noted_by(store, me)
    return Condition(f"NOT {mine.where}", mine.values)
