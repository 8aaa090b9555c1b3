"""An open store: the one thing screens and commands write through."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from peerdesk.domain.changes import Change, Header
from peerdesk.domain.clock import ZERO, Reading, milliseconds, receive, tick
from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId, RecordIds
from peerdesk.domain.resolve import RecordState, counts, resolve
from peerdesk.domain.rights import Rights
from peerdesk.domain.schema import KINDS, RecordKind, Value
from peerdesk.store.cipher import Database, DatabaseError, naming_errors
from peerdesk.store.erasures import carry_out, forget_seen, scrub_copies
from peerdesk.store.lock import StoreLock
from peerdesk.store.log import OF_SEGMENT, RULING, Log
from peerdesk.store.overwriting import change_to_overwrite, heads_of
from peerdesk.store.projection import Projection
from peerdesk.store.room import make_room
from peerdesk.store.settings import Settings
from peerdesk.store.snapshots import HOURLY, hourly_due, take_snapshot
from peerdesk.store.standing import rights_from
from peerdesk.store.wire import (
    SEGMENT_CHANGES,
    change_hash,
    commitment,
    decode_side,
    device_of,
    encode_header,
    encode_line,
    encode_side,
    sign,
    signed_bytes,
    to_change,
)

DATABASE = "store.db"
# Hashes one line can hold twice over. Only ill will makes more heads; each change replaces so many.
_MOST_HEADS = 1_800


class Store:
    """One laptop's notes, open. It belongs to the thread that opened it.

    Every method that writes is one transaction, or part of the one `atomic()` opened; when it
    returns, what it wrote is on disk. Errors are StoreError with a sentence.
    """

    def __init__(self, folder: Path, db: Database, lock: StoreLock | None, key: bytes) -> None:
        self.folder = folder
        self._database = folder / DATABASE
        self.db = db
        self.key = key
        self.log = Log(db)
        self.projection = Projection(db, self.log)
        self.settings = Settings(db)
        self._lock = lock
        # The record written last, as it was worked out then: whoever types writes it again at once.
        self._latest: tuple[RecordId, list[Change], RecordState] | None = None
        self.reload()

    def reload(self) -> None:
        """Read again who this device is and what rights everyone has."""
        self.challenge = self.settings.get(Settings.CHALLENGE)
        self.founder = DeviceId(self.settings.get(Settings.FOUNDER))
        self.signing_key = Ed25519PrivateKey.from_private_bytes(
            bytes.fromhex(self.settings.get(Settings.DEVICE_SEED))
        )
        self.device = device_of(self.signing_key)
        self._ids = RecordIds(self.device)
        self._clock = Reading(self.settings.get(Settings.CLOCK, ZERO))
        for change in self._own_last():
            self._clock = max(self._clock, change.header.clock)
        unscrubbed = json.loads(self.settings.get(Settings.UNSCRUBBED) or "{}")
        self._unscrubbed: dict[RecordId, frozenset[ChangeHash]] = {
            record: frozenset(hashes) for record, hashes in unscrubbed.items()
        }
        self.reload_rights()

    def reload_rights(self) -> None:
        """Work everyone's rights out again from the log."""
        self._latest = None
        self.rights: Rights = rights_from(self.challenge, self.founder, self.log.ruling())

    def close(self) -> None:
        """Close the database, leaving one file, and let others open the store."""
        with suppress(DatabaseError), self.db.atomic():  # else it is done when next opened
            self.projection.fresh.put_away()
        self.db.conn.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: object
    ) -> None:
        """Close the store; what reading it met on the disk is named."""
        self.close()
        if isinstance(error, DatabaseError):
            with naming_errors():
                raise error

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Make what is written inside one transaction: all of it is kept, or none."""
        with naming_errors(self._database):
            try:
                with self.db.atomic():
                    yield
            except BaseException:
                self._latest = None
                self.log.forget()
                self.projection.fresh.forget()
                if not self.db.conn.in_transaction:
                    self.reload()
                raise
            if not self.db.conn.in_transaction:
                self.scrub()

    # Writing records.

    def create(
        self, kind: RecordKind, values: Mapping[str, Value], noted_by: RecordId | None = None
    ) -> RecordId:
        """Create a record and return its id; raises NotAllowed when only a lead may."""
        if kind is RecordKind.OBSERVATION:
            self._index_in_memory()
        with self.atomic():
            record = self._new_id()
            if not self.rights.allows(KINDS[kind].create, self.device, self.device, None):
                raise NotAllowed(_LEADS_ONLY)
            fields: dict[str, Sequence[str]] = dict.fromkeys(values, ())
            self._append(kind, record, (), fields, values, creates=True, author=noted_by)
            return record

    def _new_id(self) -> RecordId:
        now = _now()
        record = self._ids.next(now)
        if now <= milliseconds(self._clock):  # else it is later than all that was made here
            while self.log.has(record):  # made before this laptop's clock was put back
                record = self._ids.next(now)
        return record

    def change(self, record: RecordId, values: Mapping[str, Value], typing: bool = False) -> None:
        """Change fields of a record.

        While `typing`, an unsealed change of the last minute that nothing refers to is written over
        instead of followed by another. Raises NotAllowed for fields that are somebody else's.
        """
        with self.atomic():
            changes, state = self._worked_out(record)
            creation = self._require(state, values)
            deletes = values.get("deleted") is True
            if typing and not deletes:
                segment, first = self.log.open_segment(self.device)
                over = change_to_overwrite(changes, state, values, self.device, _now())
                if over is not None and over.header.number >= first:
                    others = [change for change in changes if change is not over]
                    self._overwrite(segment, over, others, values)
                    return
            fields = {name: heads_of(state, name)[-_MOST_HEADS // len(values) :] for name in values}
            heads = {head for field in state.fields.values() for head in field.heads}
            saw = sorted(heads)[:_MOST_HEADS] if deletes else ()
            kind = RecordKind(creation.header.kind)
            self._append(kind, record, changes, fields, values, saw=saw)

    def delete(self, record: RecordId) -> None:
        """Delete a record so that it can come back; an edit elsewhere keeps it in sight."""
        self.change(record, {"deleted": True})

    def state(self, record: RecordId) -> RecordState:
        """Return a record with its conflicts, worked out from the log."""
        return self._worked_out(record)[1]

    def _worked_out(self, record: RecordId) -> tuple[list[Change], RecordState]:
        if self._latest is not None and self._latest[0] == record:
            return self._latest[1:]
        changes = self.log.of_record(record)
        return changes, resolve(changes, self.rights)

    def seal(self) -> None:
        """Sign what was written since the last seal, so that it can leave or be copied."""
        with self.atomic():
            segment = self.log.find_open_segment(self.device)
            if segment is None:
                return
            row, first = segment
            lines = self.log.unsealed(row)
            if not lines:
                return
            previous = (self.log.heads(self.device) or [""])[0]
            last = first + len(lines) - 1
            header = encode_header(self.challenge, self.device, first, last, previous)
            message = signed_bytes(header, lines)
            digest = sha256(message).hexdigest()
            self.log.seal(row, last, previous, digest, header, sign(self.signing_key, message))

    def copy_hourly(self) -> None:
        """Take a snapshot if an hour has passed since the last such one; for while people type."""
        if hourly_due(self.folder, datetime.now(UTC)):
            self.seal()
            take_snapshot(self.folder, self.db, self.key, HOURLY)

    def rest(self) -> bool:
        """Do a part of what saves left for a pause; say whether there is more of it.

        It takes milliseconds and changes nothing but how fast the next saves and searches are.
        """
        self._index_in_memory()
        with self.atomic():
            moved = self.projection.fresh.move_to_disk()
            merged = not moved and self.projection.merge_index()
        with naming_errors():
            _, pages, written = self.db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            is_more = moved or merged or written < pages
            return is_more or make_room(self._database, self.key)

    def _index_in_memory(self) -> None:
        if not self.projection.fresh.is_ready:
            with naming_errors(self._database):
                self.projection.fresh.get_ready()

    # Erasing.

    def carry_out_erasures(self, touched: Iterable[RecordId] | None = None) -> None:
        """Drop the values that erasures name, all or those of `touched`; see `erasures`.

        The copies are scrubbed when the transaction is over, at the latest when the store is next
        opened.
        """
        self._latest = None
        erased = carry_out(self.db, self.log, self.rights, touched)
        if not erased:
            return
        self.projection.update(erased, self.rights)
        self.projection.fresh.forget_texts()
        forget_seen(self.db)
        for record, hashes in erased.items():
            self._unscrubbed[record] = self._unscrubbed.get(record, frozenset()) | hashes
        unscrubbed = {record: sorted(hashes) for record, hashes in self._unscrubbed.items()}
        self.settings.set(Settings.UNSCRUBBED, json.dumps(unscrubbed))

    def scrub(self) -> None:
        """Take what was erased out of the log's tail and the snapshots, if that is still to do."""
        if self._unscrubbed:
            scrub_copies(self.folder, self.db, self.key, self.rights, self._unscrubbed)
            self.settings.set(Settings.UNSCRUBBED, "")
            self._unscrubbed = {}

    # Clocks.

    def hear(self, clock: Reading) -> None:
        """Let an incoming clock move ours, at most an hour past the laptop's own."""
        self._clock = receive(self._clock, clock, _now())
        self.settings.set(Settings.CLOCK, self._clock)

    def last_change(self) -> Reading | None:
        """Return the clock of the last change this device made, or None."""
        return max((change.header.clock for change in self._own_last()), default=None)

    # How a change is written.

    def _append(
        self,
        kind: RecordKind,
        record: RecordId,
        earlier: Iterable[Change],
        fields: Mapping[str, Sequence[str]],
        values: Mapping[str, Value],
        *,
        creates: bool = False,
        author: RecordId | None = None,
        saw: Sequence[str] = (),
    ) -> None:
        segment, first = self.log.open_segment(self.device)
        number = max(self.log.last_unsealed(segment), first - 1) + 1
        if number - first >= SEGMENT_CHANGES:
            self.seal()
            segment, number = self.log.open_segment(self.device)
        self._clock = tick(self._clock, _now())
        side = encode_side(number, values)
        header = Header(
            number=number,
            clock=self._clock,
            kind=kind,
            record=record,
            creates=creates,
            fields=fields,  # type: ignore[arg-type]  # hashes are texts
            commitment=commitment(side),
            author=author,
            saw=tuple(saw),  # type: ignore[arg-type]
        )
        line = encode_line(header)
        self.log.put(segment, header, line, side)
        self._show(header, line, side, earlier, is_new=creates)

    def _show(
        self,
        header: Header,
        line: str,
        side: str,
        others: Iterable[Change],
        *,
        is_new: bool = False,
    ) -> None:
        """Write what a record now is after a change to it, of which these are the `others`."""
        ruling = header.kind in RULING
        if ruling:
            self.reload_rights()
            self.projection.update(self.projection.waiting_for_a_right(), self.rights)
        values = decode_side(side)[1]
        changes = [*others, Change(change_hash(self.device, line), self.device, header, values)]
        known = self._latest is not None and self._latest[0] == header.record
        before = self._latest[2] if self._latest is not None and known else None
        state = self.projection.write(header.record, changes, self.rights, before, is_new=is_new)
        self._latest = (header.record, changes, state)
        if ruling:
            self.carry_out_erasures()

    def _require(self, state: RecordState, values: Mapping[str, Value]) -> Change:
        """Return the record's creation; raises NotAllowed unless our change would count."""
        if state.creation is None:
            raise NotAllowed(_NOT_HERE)
        creation = state.creation
        spec = KINDS[RecordKind(creation.header.kind)]
        ours = Change(creation.hash, self.device, creation.header, values)
        for name in values:
            if not counts(ours, name, spec, creation, self.rights):
                field = spec.field(name)
                raise NotAllowed(
                    _LEADS_ONLY if field and field.right.name == "LEAD" else _AUTHORS_ONLY
                )
        return creation

    def _overwrite(
        self, segment: int, over: Change, others: Iterable[Change], values: Mapping[str, Value]
    ) -> None:
        assert over.values is not None
        header = over.header
        side = encode_side(header.number, {**over.values, **values})
        fields = {**dict.fromkeys(values, ()), **header.fields}
        written = Header(
            number=header.number,
            clock=header.clock,
            kind=header.kind,
            record=header.record,
            creates=header.creates,
            fields=fields,
            commitment=commitment(side),
            author=header.author,
        )
        line = encode_line(written)
        self.log.put_over(segment, written, line, side)
        self._show(written, line, side, others)

    def _own_last(self) -> list[Change]:
        # Segment by segment from the last one: a join would go through every change first.
        last = f"SELECT c.line FROM change c WHERE {OF_SEGMENT} ORDER BY c.place DESC LIMIT 1"
        row = self.db.conn.execute(
            f"SELECT line FROM (SELECT ({last}) AS line, first, id FROM segment s WHERE device = ?)"
            " WHERE line IS NOT NULL ORDER BY first DESC, id DESC LIMIT 1",
            [self.device],
        ).fetchone()
        return [] if row is None else [to_change(self.device, row[0], None)]


_LEADS_ONLY = "Only a lead can change this; nothing was changed, ask your lead to do it."
_AUTHORS_ONLY = (
    "Only the person who wrote this can change it; nothing was changed, add a comment instead."
)
_NOT_HERE = "What you want to change is not on this laptop yet; bring in the file it came in first."


def _now() -> int:
    return time.time_ns() // 1_000_000
