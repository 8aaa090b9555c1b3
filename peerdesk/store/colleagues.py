"""What the rest of the team noted, seen from one member's notes. It writes nothing."""

from collections.abc import Iterable

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation
from peerdesk.store import reading
from peerdesk.store.store import Store

_Clause = tuple[str, list[str]]


def count_noted(
    store: Store,
    me: RecordId | None,
    themes: Iterable[RecordId],
    organisations: Iterable[RecordId],
    but_in: RecordId,
) -> int:
    """Return how many observations others noted on any of these, outside session `but_in`."""
    where, values = _noted(store, me, themes, organisations, but_in)
    query = f"SELECT count(*) FROM observation o WHERE deleted IS NOT 1 AND {where}"
    return int(store.db.conn.execute(query, values).fetchone()[0])


def noted(
    store: Store,
    me: RecordId | None,
    themes: Iterable[RecordId],
    organisations: Iterable[RecordId],
    but_in: RecordId,
    most: int,
) -> tuple[Observation, ...]:
    """Return the newest `most` of what `count_noted` counts, newest first."""
    where, values = _noted(store, me, themes, organisations, but_in)
    return reading.observations_where(store, f"at DESC, seq DESC LIMIT {most}", where, values)


def count_unsorted(store: Store, member: RecordId | None, session: RecordId) -> int:
    """Return how many of a member's observations of a session have no theme yet."""
    whose, values = _noted_by(store, member)
    query = (
        f"SELECT count(*) FROM observation o WHERE deleted IS NOT 1 AND session = ? AND {whose}"
        " AND text IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM observation_theme WHERE record = o.id AND value = 1)"
    )
    return int(store.db.conn.execute(query, [session, *values]).fetchone()[0])


def _noted(
    store: Store,
    me: RecordId | None,
    themes: Iterable[RecordId],
    organisations: Iterable[RecordId],
    but_in: RecordId,
) -> _Clause:
    mine, values = _noted_by(store, me)
    on, keys = _on(_with_joined(store, themes), list(organisations))
    return (
        f"session IS NOT ? AND NOT {mine} AND text IS NOT NULL AND {on}",
        [but_in, *values, *keys],
    )


def _noted_by(store: Store, member: RecordId | None) -> _Clause:
    """Return what holds for observations noted by a member; by this laptop alone if nobody."""
    devices = [device for device, whose in reading.owners(store).items() if whose == member]
    if member is None:
        devices = [store.device]
    places = ", ".join("?" * len(devices))
    clause = f"(noted_by = ? OR (noted_by = '' AND device IN ({places})))"
    return clause, [member or "nobody", *devices]


def _on(themes: list[RecordId], organisations: list[RecordId]) -> _Clause:
    clauses: list[str] = []
    values: list[str] = []
    for name, keys in (("theme", themes), ("organisation", organisations)):
        places = ", ".join("?" * len(keys))
        clauses.append(
            f"o.id IN (SELECT record FROM observation_{name} WHERE value = 1 AND key IN ({places}))"
        )
        values += keys
    return f"({' OR '.join(clauses)})", values


def _with_joined(store: Store, themes: Iterable[RecordId]) -> list[RecordId]:
    """Return themes together with those they are joined to and those joined to them."""
    wanted = set(themes)
    every = reading.themes(store)
    finals = {theme.joined or theme.id for theme in every if theme.id in wanted}
    return sorted(theme.id for theme in every if (theme.joined or theme.id) in finals)
