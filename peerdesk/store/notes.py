"""Writing what peers write: observations, and each peer's own account of a session."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.order import after
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.domain.words import Source
from peerdesk.store.log import OF_SEGMENT
from peerdesk.store.rows import SETS
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store


def add_observation(
    store: Store,
    session: RecordId,
    line: MarkedLine,
    *,
    source: Source = Source.HEARD,
    speaker: str = "",
    for_lead: bool = False,
    noted_by: RecordId | None = None,
    position: str = "",
    at: datetime | None = None,
) -> RecordId:
    """Add one observation to a session, at its end unless `position` says where.

    `speaker` is a role or group, never a name; `noted_by` is the colleague in the room when it is
    not the person typing; `at` is aware, now by default.
    """
    values: dict[str, Value] = {
        "session": session,
        "text": line.text,
        "kind": line.kind.value,
        "source": source.value,
        "position": position or after(last_position(store, session)),
        "at": to_stored(at or datetime.now(UTC)),
    }
    if speaker:
        values["speaker"] = speaker
    if for_lead:
        values["for_lead"] = True
    values |= {f"theme:{theme}": True for theme in sorted(line.themes)}
    values |= {f"organisation:{about}": True for about in sorted(line.organisations)}
    return store.create(RecordKind.OBSERVATION, values, noted_by)


def recently_used(store: Store, lately: int = 60) -> tuple[RecordId, ...]:
    """Return the themes and organisations of this laptop's latest notes, the last used first."""
    sets = " UNION ALL ".join(
        f"SELECT key, seq FROM latest JOIN observation_{name} s ON s.record = id AND s.value"
        for name in SETS
    )
    rows = store.db.conn.execute(
        "WITH latest AS (SELECT id, seq FROM observation WHERE device = ? AND deleted IS NOT 1"
        f" ORDER BY seq DESC LIMIT ?) SELECT key FROM ({sets}) GROUP BY key"
        " ORDER BY max(seq) DESC, key",
        [store.device, lately],
    )
    return tuple(RecordId(row[0]) for row in rows.fetchall())


def last_position(store: Store, session: RecordId) -> str:
    """Return the position of a session's last observation, or the empty text."""
    row = store.db.conn.execute(
        "SELECT max(position) FROM observation WHERE session = ?", [session]
    ).fetchone()
    return row[0] or ""


def own_account(store: Store, session: RecordId) -> RecordId | None:
    """Return the account of a session that this laptop wrote, under whichever of its keys."""
    rows = store.db.conn.execute(
        "SELECT device, id FROM attendance WHERE session = ? ORDER BY clock DESC", [session]
    ).fetchall()
    ours = (id_ for device, id_ in rows if store.rights.one_laptop(device, store.device))
    return next(map(RecordId, ours), None)


def account_of(store: Store, session: RecordId) -> RecordId:
    """Return this laptop's own account of a session, made empty when there is none yet."""
    with store.atomic():
        here = own_account(store, session)
        return here or store.create(RecordKind.ATTENDANCE, {"session": session})


def say_held(store: Store, session: RecordId, held: bool) -> None:
    """Say whether a session was held."""
    store.change(account_of(store, session), {"held": held})


def count_heads(store: Store, session: RecordId, present: Mapping[RecordId, int]) -> None:
    """Say how many heads of each participant were present."""
    values: dict[str, Value] = {f"present:{who}": heads for who, heads in present.items()}
    store.change(account_of(store, session), values)


def summarise(store: Store, session: RecordId, summary: str, typing: bool = False) -> None:
    """Write this peer's two-line summary of a session."""
    store.change(account_of(store, session), {"summary": summary}, typing)


def give_account(store: Store, session: RecordId, values: Mapping[str, Value]) -> None:
    """Write fields of this peer's account as they are filled in, `asked:<question>` among them."""
    with store.atomic():
        store.change(account_of(store, session), values, typing=True)


def not_handed_in(store: Store) -> int:
    """Return how many observations of this laptop were written or changed since the last export."""
    of_device = (
        f"SELECT c.record FROM change c JOIN segment s ON {OF_SEGMENT}"
        " JOIN observation o ON o.id = c.record WHERE s.device = ? AND c.number > ?"
    )
    handed_in = {store.device: int(store.settings.get(Settings.HANDED_IN, "0")), **brought(store)}
    row = store.db.conn.execute(
        f"SELECT count(*) FROM ({' UNION '.join([of_device] * len(handed_in))})",
        [value for pair in handed_in.items() for value in pair],
    ).fetchone()
    return int(row[0])


def unsent(store: Store) -> int | None:
    """Return `not_handed_in`, or None while there is nothing to hand in and nothing ever was."""
    numbers = [int(store.settings.get(Settings.HANDED_IN, "0")), *brought(store).values()]
    return not_handed_in(store) or (0 if any(numbers) else None)


def brought(store: Store) -> dict[DeviceId, int]:
    """Return the feeds of notes taken before joining, with their last numbers handed in."""
    return dict(json.loads(store.settings.get(Settings.BROUGHT) or "{}"))


def say_handed_in(store: Store) -> None:
    """Remember that everything this person noted so far has been handed in."""
    with store.atomic():
        store.settings.set(Settings.HANDED_IN, str(store.log.last_number(store.device)))
        there = brought(store)
        if there:
            handed_in = {device: store.log.last_number(device) for device in there}
            store.settings.set(Settings.BROUGHT, json.dumps(handed_in))
