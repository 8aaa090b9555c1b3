"""The timetable as this person has seen it, on this laptop alone, and what is new against it.

One row a session: how it was when it was last taken as known, and how it was when a change of it
was last shown. What was shown on an earlier day is known today; what nobody has looked at stays
new, however long it takes. What this person changed, on any laptop of theirs, is no news.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.news import Facts, News, differing, is_told_of, news, with_facts_of
from peerdesk.domain.times import from_stored, to_local, to_stored
from peerdesk.store import reading
from peerdesk.store.store import Store

_BEGUN = ""  # the id of the row that says that there was a first look


def news_since(store: Store, now: datetime) -> tuple[News, ...]:
    """Return what has changed since it was last known, one's own sessions first, then by time.

    The first time, everything is taken as known.
    """
    sessions = {s.id: Facts.of(s) for s in reading.sessions(store) if is_told_of(s)}
    with store.atomic():
        known = _known(store, _day(store, now))
        if _BEGUN not in known:
            _keep_all(store, sessions)
            return ()
        found = [
            one
            for record in {**known, **sessions}
            if record
            and (one := _news_of(store, record, known.get(record), sessions.get(record), now))
        ]
    return tuple(sorted(found, key=lambda one: (not one.own, _when(one))))


def note_shown(store: Store, shown: Iterable[News], now: datetime) -> None:
    """Hear that changes were in sight today, so that tomorrow they are known."""
    day = _day(store, now)
    with store.atomic():
        for one in shown:
            store.db.conn.execute(
                "INSERT INTO seen_session VALUES (?, ?, ?, ?) ON CONFLICT (session)"
                " DO UPDATE SET shown = excluded.shown, shown_on = excluded.shown_on",
                [one.session, _written(one.before), _written(one.now), day],
            )


def take_as_known(store: Store, shown: Iterable[News]) -> None:
    """Take what was shown as known, as it was then."""
    with store.atomic():
        for one in shown:
            _keep(store, one.session, one.now)


def _news_of(
    store: Store, record: RecordId, before: Facts | None, now: Facts | None, at: datetime
) -> News | None:
    if before == now:
        return None
    if before is None or now is None:
        if _is_mine(store, record, "title" if before is None else "deleted"):
            _keep(store, record, now)
            return None
    else:
        mine = frozenset(n for n in differing(before, now) if _wrote(store, record, n, before, now))
        if mine:
            before = with_facts_of(before, now, mine)
            _keep(store, record, before)
    mine_now = reading.me(store)
    return news(record, before, now, mine_now.id if mine_now else None, at)


# Who changed it.


def _wrote(store: Store, record: RecordId, name: str, before: Facts, now: Facts) -> bool:
    """Say whether it was this person who made a fact what it is."""
    if name == "people":
        rows = store.db.conn.execute("SELECT id FROM participant WHERE session = ?", [record])
        return _is_latest_mine(store, [RecordId(row[0]) for row in rows.fetchall()])
    if name == "peers":
        return all(_is_mine(store, record, f"peer:{p}") for p in before.peers ^ now.peers)
    return _is_mine(store, record, name)


def _is_mine(store: Store, record: RecordId, field: str) -> bool:
    state = store.state(record).fields.get(field)
    mine = _my_devices(store)
    written = {change.hash: change.device for change in store.log.of_record(record)}
    return state is not None and all(written.get(head) in mine for head in state.heads)


def _is_latest_mine(store: Store, records: Iterable[RecordId]) -> bool:
    changes = [change for record in records for change in store.log.of_record(record)]
    latest = max(changes, key=lambda change: change.header.clock, default=None)
    return latest is not None and latest.device in _my_devices(store)


def _my_devices(store: Store) -> frozenset[DeviceId]:
    owners = reading.owners(store)
    me = owners.get(store.device)
    return frozenset({store.device, *(d for d, member in owners.items() if me and member == me)})


# How it is kept.


def _known(store: Store, day: str) -> dict[RecordId, Facts | None]:
    """Return how each session was when it was last known, what was shown on earlier days too."""
    store.db.conn.execute(
        "UPDATE seen_session SET facts = shown, shown = '', shown_on = ''"
        " WHERE shown_on != '' AND shown_on < ?",
        [day],
    )
    rows = store.db.conn.execute("SELECT session, facts FROM seen_session").fetchall()
    return {RecordId(session): _read(facts) for session, facts in rows}


def _keep_all(store: Store, sessions: Mapping[RecordId, Facts]) -> None:
    store.db.conn.execute("DELETE FROM seen_session")
    _keep(store, RecordId(_BEGUN), None)
    for record, facts in sessions.items():
        _keep(store, record, facts)


def _keep(store: Store, record: RecordId, facts: Facts | None) -> None:
    store.db.conn.execute(
        "INSERT INTO seen_session VALUES (?, ?, '', '') ON CONFLICT (session)"
        " DO UPDATE SET facts = excluded.facts",
        [record, _written(facts)],
    )


def _written(facts: Facts | None) -> str:
    if facts is None:
        return ""
    values = [facts.title, to_stored(facts.start), to_stored(facts.end), facts.place]
    kept = [*values, facts.cancelled, sorted(facts.peers), list(facts.people)]
    return json.dumps(kept, ensure_ascii=False)


def _read(text: str) -> Facts | None:
    if not text:
        return None
    title, start, end, place, cancelled, peers, people = json.loads(text)
    return Facts(
        title,
        from_stored(start),
        from_stored(end),
        place,
        cancelled,
        frozenset(map(RecordId, peers)),
        tuple(people),
    )


def _day(store: Store, now: datetime) -> str:
    return to_local(now, reading.challenge(store).time_zone).date().isoformat()


def _when(one: News) -> datetime:
    facts = one.now or one.before
    assert facts is not None
    return facts.start
