"""Notes taken before there is a challenge, and how they come into one.

A loose store is a store like any other whose challenge is nobody's. Its feeds are closed when they
leave it, and signed again, line for line, for the challenge they come into: every record keeps its
id, its texts, its times and its history, and coming in twice brings nothing twice. What knows of
files and screens is elsewhere.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from peerdesk.domain.changes import Header
from peerdesk.domain.clock import milliseconds, tick
from peerdesk.domain.errors import NotAllowed, PeerDeskError
from peerdesk.domain.ids import SEQUENCE_LIMIT, DeviceId, RecordId, record_id
from peerdesk.domain.schema import KINDS, RecordKind, Right, Value, kind_named
from peerdesk.domain.words import StorePurpose
from peerdesk.store.cipher import naming_errors
from peerdesk.store.devices import go_on_as_new_device, who_is
from peerdesk.store.errors import StoreBusy
from peerdesk.store.feeds import Incoming, read_feed, write_feed
from peerdesk.store.keys import FILE_NAME
from peerdesk.store.lock import StoreLock
from peerdesk.store.log import OF_SEGMENT
from peerdesk.store.same_names import settle_names
from peerdesk.store.scratch import add_to_scratch
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store
from peerdesk.store.union import news, take_in
from peerdesk.store.wire import (
    Segment,
    change_hash,
    commitment,
    decode_line,
    device_of,
    encode_header,
    encode_line,
    encode_side,
    sign,
    signed_bytes,
    tie_message,
)

_SOURCE = "notes taken before joining"


@dataclass(frozen=True, slots=True)
class LooseFeed:
    """A closed feed and the key that signed it, as 64 hexadecimal digits."""

    seed: str
    segments: tuple[Segment, ...]

    @property
    def key(self) -> Ed25519PrivateKey:
        """Return the key that signed it."""
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.seed))


@dataclass(frozen=True, slots=True)
class LooseNotes:
    """All that leaves a loose store: its feeds, and what was never in one."""

    feeds: tuple[LooseFeed, ...]
    scratch: Mapping[RecordId, str]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """How many notes and conversations of a loose store stand in the challenge now."""

    observations: int
    sessions: int


class NotThere(PeerDeskError):
    """A note of a loose store was looked for in the challenge and not found as it was."""

    def __init__(self) -> None:
        super().__init__(
            "Not every note of yours was found in the challenge; they are all still here, close"
            " PeerDesk, open it and bring them in again."
        )


class NotOnlyNotes(PeerDeskError):
    """Loose notes hold something that only a lead may write."""

    def __init__(self) -> None:
        super().__init__(
            "This holds more than notes, which nobody’s own notes do; nothing was changed, check"
            " where the file came from."
        )


def purpose(store: Store) -> StorePurpose:
    """Return what these notes are for."""
    return StorePurpose(store.settings.get(Settings.PURPOSE))


def require_challenge(store: Store) -> None:
    """Raise NotAllowed for notes that belong to no challenge, which nothing leaves or enters."""
    kind = purpose(store)
    if kind is StorePurpose.LOOSE:
        raise NotAllowed(
            "These notes belong to no challenge yet, so nothing was written; open the file you were"
            " sent first, your notes go with you."
        )
    if kind is StorePurpose.PRACTICE:
        raise NotAllowed(
            "This is practice, which never leaves this laptop; nothing was written or brought in."
        )


# Out of the loose store.


def take_out(store: Store) -> LooseNotes:
    """Return everything in a loose store and close its feeds; what is typed later is in another.

    Raises NotAllowed for any other store.
    """
    if purpose(store) is not StorePurpose.LOOSE:
        raise NotAllowed("Only notes taken before joining can be carried; nothing was changed.")
    with store.atomic():
        _close_feed(store)
        seeds = json.loads(store.settings.get(Settings.EARLIER_SEEDS) or "[]")
        feeds = tuple(_closed(store, seed) for seed in seeds)
        scratch = store.db.conn.execute("SELECT session, text FROM scratch").fetchall()
        words = store.db.conn.execute("SELECT word FROM own_word ORDER BY word").fetchall()
    return LooseNotes(feeds, dict(scratch), tuple(row[0] for row in words))


def _close_feed(store: Store) -> None:
    """Go on under a new key if anything was written under this one.

    A feed that has left must never grow, or what is added here and there would have one number.
    """
    store.seal()
    announced = store.db.conn.execute(
        "SELECT count(*) FROM device WHERE device = ?", [store.device]
    ).fetchone()
    if store.log.last_number(store.device) <= announced[0]:
        return
    seeds = json.loads(store.settings.get(Settings.EARLIER_SEEDS) or "[]")
    seed = store.settings.get(Settings.DEVICE_SEED)
    go_on_as_new_device(store)
    store.settings.set(Settings.EARLIER_SEEDS, json.dumps([*seeds, seed]))


def _closed(store: Store, seed: str) -> LooseFeed:
    device = device_of(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)))
    return LooseFeed(seed, tuple(store.log.segments(device)))


# Into the challenge.


def bring_in(store: Store, notes: LooseNotes) -> Brought:
    """Bring loose notes into a challenge as this person's own: all of them, or none on an error.

    Bringing the same notes in again changes nothing.
    """
    require_challenge(store)
    devices = [device_of(feed.key) for feed in notes.feeds]
    with store.atomic():
        feeds = [list(_signed_again(store, feed)) for feed in notes.feeds]
        incoming = [
            read_feed(write_feed(feed), store.challenge, device)
            for feed, device in zip(feeds, devices, strict=True)
        ]
        _check_only_notes(incoming)
        take_in(store, news(store, incoming), _SOURCE)
        _count_as_unsent(store, devices)
        settle_names(store, devices)
        _take_part(store, devices)
        for session, text in notes.scratch.items():
            add_to_scratch(store, session, text)
        store.db.conn.executemany(
            "INSERT OR IGNORE INTO own_word VALUES (?)", [(word,) for word in notes.words]
        )
    return Brought(_standing(store, "observation", devices), _standing(store, "session", devices))


def _check_only_notes(feeds: Iterable[Iterable[Incoming]]) -> None:
    """Refuse what only a lead may write: these feeds get the rights of whoever brings them in."""
    for header in (header for feed in feeds for one in feed for header in one.headers):
        kind = kind_named(header.kind)
        if kind is not None:
            known = (KINDS[kind].field(name) for name in header.fields)
            rights = {KINDS[kind].create, *(field.right for field in known if field)}
            if Right.LEAD in rights:
                raise NotOnlyNotes


def _signed_again(store: Store, feed: LooseFeed) -> Iterator[Segment]:
    """Yield a feed's segments as those of this challenge, with whose it is at their end."""
    key, device = feed.key, device_of(feed.key)
    known = {"": ""}
    for old in feed.segments:
        signed = _segment(store, key, old.first, known[old.previous], old.lines, old.sides)
        known[old.hash] = signed.hash
        yield signed
    if not store.rights.one_laptop(device, store.device):
        yield _announcement(store, key, signed)


def _segment(
    store: Store,
    key: Ed25519PrivateKey,
    first: int,
    previous: str,
    lines: tuple[str, ...],
    sides: Mapping[int, str],
) -> Segment:
    device, last = device_of(key), first + len(lines) - 1
    header = encode_header(store.challenge, device, first, last, previous)
    message = signed_bytes(header, lines)
    return Segment(
        store.challenge,
        device,
        first,
        last,
        previous,
        sha256(message).hexdigest(),
        header,
        sign(key, message),
        lines,
        sides,
    )


def _announcement(store: Store, key: Ed25519PrivateKey, before: Segment) -> Segment:
    """Return the last segment of a loose feed: it says whose it is and goes with this laptop."""
    device = device_of(key)
    clock, number = tick(decode_line(before.lines[-1]).clock, 0), before.last + 1
    member, name = who_is(store, store.device)
    values: dict[str, Value] = {
        "name": name,
        "tied_to": store.device,
        "tie_signature": sign(store.signing_key, tie_message(store.challenge, device)),
    }
    if member:
        values["member"] = member
    side = encode_side(number, values)
    header = Header(
        number=number,
        clock=clock,
        kind=RecordKind.DEVICE,
        record=record_id(device, milliseconds(clock), SEQUENCE_LIMIT - 1),
        creates=True,
        fields=dict.fromkeys(values, ()),
        commitment=commitment(side),
    )
    line = encode_line(header)
    return _segment(store, key, number, before.hash, (line,), {number: side})


def _count_as_unsent(store: Store, devices: Iterable[DeviceId]) -> None:
    handed_in = json.loads(store.settings.get(Settings.BROUGHT) or "{}")
    for device in devices:
        handed_in.setdefault(device, 0)
    store.settings.set(Settings.BROUGHT, json.dumps(handed_in))


def _take_part(store: Store, devices: list[DeviceId]) -> None:
    """Put this person into the conversations they had, so that these are theirs on Today."""
    member, _ = who_is(store, store.device)
    if member is None:
        return
    rows = store.db.conn.execute(
        f"SELECT id FROM session s WHERE device IN ({_marks(devices)}) AND deleted IS NOT 1"
        " AND NOT EXISTS (SELECT 1 FROM session_peer WHERE record = s.id AND key = ?)",
        [*devices, member],
    ).fetchall()
    for (session,) in rows:
        store.change(RecordId(session), {f"peer:{member}": True})


def _standing(store: Store, table: str, devices: list[DeviceId]) -> int:
    row = store.db.conn.execute(
        f"SELECT count(*) FROM {table} WHERE device IN ({_marks(devices)}) AND deleted IS NOT 1",
        devices,
    ).fetchone()
    return int(row[0])


def _marks(values: list[DeviceId]) -> str:
    return ", ".join("?" * len(values)) or "NULL"


# Afterwards.


def verify_brought(store: Store, notes: LooseNotes) -> None:
    """Raise NotThere unless every change of the loose notes is in the challenge to the letter."""
    gone = store.log.erased()
    for feed in notes.feeds:
        device = device_of(feed.key)
        rows = store.db.conn.execute(
            f"SELECT c.line, c.side FROM change c JOIN segment s ON {OF_SEGMENT}"
            " WHERE s.device = ? AND s.aside = 0",
            [device],
        )
        here = dict(rows.fetchall())
        for segment in feed.segments:
            for number, line in enumerate(segment.lines, segment.first):
                side = segment.sides.get(number)
                if here.get(line, "") != side and change_hash(device, line) not in gone:
                    raise NotThere


def put_away(folder: Path) -> None:
    """Destroy a store that is closed: its key first, so that what is left on the way is noise."""
    with naming_errors():
        for keys in sorted(folder.rglob(FILE_NAME), key=lambda path: len(path.parts)):
            keys.unlink()
        shutil.rmtree(folder)


def make_practice(store: Store) -> None:
    """Say of a new store that it is for practising: nothing leaves it and nothing enters."""
    with store.atomic():
        store.settings.set(Settings.PURPOSE, StorePurpose.PRACTICE)


def sweep(stores: Path, prefix: str) -> None:
    """Destroy the stores whose folder's name begins so, those that are open somewhere apart."""
    for folder in sorted(stores.glob(f"{prefix}*")):
        with suppress(StoreBusy):
            StoreLock(folder).release()
            put_away(folder)
