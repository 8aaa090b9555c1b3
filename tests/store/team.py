"""A small team for tests: a lead's store, peers who joined it, and what is handed between them.

Peers join without a pack, because a pack's words cost a second; `tests/exchange` tests packs.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from peerdesk.domain.changes import Header
from peerdesk.domain.clock import Reading, tick
from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId, record_id
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import ObservationKind
from peerdesk.store.feeds import Incoming, read_feed, write_feed
from peerdesk.store.notes import add_observation
from peerdesk.store.opening import Membership, found, join
from peerdesk.store.reading import challenge, devices, members
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store
from peerdesk.store.union import Taken, news, take_in
from peerdesk.store.wire import change_hash, commitment, decode_line, encode_line, encode_side

LEAD, DEPUTY, PEER = "Frances Lead", "Ann Bell", "Cy Dee"
PASSPHRASE = "cheap-and-cheerful"
File = dict[DeviceId, bytes]


def lead_store(folder: Path) -> Store:
    """Found a challenge with a team of three, one focus area and one session; return it open."""
    about = {"code": "T1", "title": "Trial", "start": "2026-11-10", "end": "2026-11-12"}
    lead = found(
        folder,
        PASSPHRASE,
        {**about, "time_zone": "Europe/London"},
        {"name": LEAD, "initials": "FL", "role": "challenge_manager"},
    )
    with lead.atomic():
        for name, initials, rights in ((DEPUTY, "AB", "deputy"), (PEER, "CD", "peer")):
            values = {"name": name, "initials": initials, "rights": rights, "role": "officer_peer"}
            lead.create(RecordKind.MEMBER, dict(values))
        lead.create(RecordKind.FOCUS_AREA, {"name": "Prevention", "tag": "prevention"})
        lead.create(RecordKind.SESSION, {"title": "Rotas", "kind": "interview"})
    return lead


def joined(lead: Store, folder: Path, name: str) -> Store:
    """Return the store of one more laptop, of a member by name or of a stranger; it is open."""
    membership = Membership(
        lead.challenge,
        lead.founder,
        lead.settings.get(Settings.TEAM_IDENTITY),
        challenge(lead).recovery_recipient,
    )
    member = next((m.id for m in members(lead) if m.name == name), None)
    everything = handed(lead)
    return join(
        folder, PASSPHRASE, membership, member, name, "Trial", lambda new: bring(new, everything)
    )


def handed(store: Store, of: Iterable[DeviceId] | None = None) -> File:
    """Return the feeds a store hands out, sealed: all it holds, or those `of` some devices."""
    store.seal()
    held = store.log.devices() if of is None else of
    return {device: write_feed(store.log.segments(device)) for device in held}


def own(store: Store) -> File:
    """Return the feed of a store's own device."""
    return handed(store, [store.device])


def read(store: Store, file: File) -> list[list[Incoming]]:
    """Verify every feed of a file, as merging does."""
    return [read_feed(content, store.challenge, device) for device, content in file.items()]


def bring(store: Store, file: File) -> Taken:
    """Merge a file into a store."""
    return take_in(store, news(store, read(store, file)), "file")


def swap(*stores: Store) -> None:
    """Hand everything from each store to each other, until nobody has news for anybody."""
    for _ in range(4):
        brought = [
            bring(to, handed(store)).merge for store in stores for to in stores if to is not store
        ]
        if not any(brought):
            return
    raise AssertionError("there is no end to the news")


def confirm(lead: Store, store: Store) -> None:
    """Let a lead confirm that a laptop is its member's."""
    bring(lead, own(store))
    mine = next(device for device in devices(lead) if device.id == store.device)
    assert mine.member is not None
    lead.change(mine.record, {"confirmed": mine.member})


def the_session(store: Store) -> RecordId:
    """Return the one session there is."""
    row = store.db.execute("SELECT id FROM session ORDER BY id LIMIT 1").fetchone()
    return RecordId(row[0])


def note(store: Store, text: str) -> RecordId:
    """Write one observation."""
    return add_observation(store, the_session(store), MarkedLine(text, ObservationKind.PLAIN))


def hashes_of(store: Store, record: RecordId) -> list[ChangeHash]:
    """Return the hashes of a record's changes in the order of their clocks."""
    changes = sorted(store.log.of_record(record), key=lambda change: change.header.clock)
    return [change.hash for change in changes]


def write_raw(
    store: Store,
    kind: str,
    record: RecordId,
    values: Mapping[str, object],
    *,
    creates: bool = False,
    at: Reading | None = None,
    replaces: Iterable[ChangeHash] = (),
) -> ChangeHash:
    """Write a change as another program might, past every rule of this one; return its hash.

    It follows our own last change by its clock, unless `at` says otherwise.
    """
    with store.atomic():
        segment, first = store.log.open_segment(store.device)
        number = max(store.log.last_unsealed(segment), first - 1) + 1
        last = store.db.execute("SELECT line FROM change").fetchall()
        clock = at or tick(max(decode_line(row[0]).clock for row in last), 0)
        side = encode_side(number, values)  # type: ignore[arg-type]
        fields = dict.fromkeys(values, tuple(replaces))
        header = Header(number, clock, kind, record, creates, fields, commitment(side))
        line = encode_line(header)
        store.log.put(segment, header, line, side)
        store.reload()
        store.projection.rebuild(store.rights)
        store.carry_out_erasures()
    return change_hash(store.device, line)


def new_id(store: Store, sequence: int = 0, milliseconds: int = 1_794_300_000_000) -> RecordId:
    """Return a record id that a store's device may create."""
    return record_id(store.device, milliseconds, sequence)


def rebuilt_digest(store: Store) -> str:
    """Return the digest that the projection has when it is worked out anew."""
    with store.atomic():
        store.projection.rebuild(store.rights)
        return store.projection.digest()
