"""Making a new store and opening one that is there."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.words import StorePurpose
from peerdesk.store.cipher import Database, connect, naming_errors
from peerdesk.store.devices import announce
from peerdesk.store.errors import FolderTaken, NotAStore, StoreDamaged
from peerdesk.store.files import sync_folder
from peerdesk.store.keys import KeyFile, new_key, recovery_slot, unwrap, wrap
from peerdesk.store.lock import StoreLock
from peerdesk.store.settings import Settings
from peerdesk.store.snapshots import take_snapshot
from peerdesk.store.store import DATABASE, Store
from peerdesk.store.tables import SCHEMA, needs_migration
from peerdesk.store.wire import device_of


@dataclass(frozen=True, slots=True)
class Membership:
    """What a joining device needs to know of its challenge; it comes with the team pack."""

    challenge: str
    founder: DeviceId
    team_identity: str
    recovery_recipient: str


def found(
    folder: Path,
    passphrase: str,
    challenge: Mapping[str, Value],
    lead: Mapping[str, Value],
    label: str = "",
) -> Store:
    """Make the store of a new challenge, its caller the lead, and leave it open.

    `challenge` and `lead` are field values as in domain.schema. Raises FolderTaken, NotWritable or
    DiskFull; then nothing is left behind.
    """
    team, recovery = (pyrage.x25519.Identity.generate() for _ in range(2))
    recipient = str(recovery.to_public())
    with _NewFolder(folder) as making:
        store = making.store(passphrase, label or str(challenge["title"]), recipient)
        making.guarding(store, lambda new: _found(new, team, recovery, challenge, lead))
        return store


def _found(
    store: Store,
    team: pyrage.x25519.Identity,
    recovery: pyrage.x25519.Identity,
    challenge: Mapping[str, Value],
    lead: Mapping[str, Value],
) -> None:
    """Write the first changes of a challenge; its id is the hash of the very first."""
    with store.atomic():
        store.settings.set(Settings.FOUNDER, store.device)
        store.settings.set(Settings.TEAM_IDENTITY, str(team))
        store.settings.set(Settings.RECOVERY_IDENTITY, str(recovery))
        store.reload()
        values = {**challenge, "recovery_recipient": str(recovery.to_public())}
        record = store.create(RecordKind.CHALLENGE, values)
        line = store.log.of_record(record)[0]
        store.settings.set(Settings.CHALLENGE, line.hash)
        store.challenge = line.hash
        store.seal()
        member = store.create(RecordKind.MEMBER, {**lead, "rights": "lead"})
        device = announce(store, member, str(lead["name"]), {})
        store.change(device, {"confirmed": member})


def join(
    folder: Path,
    passphrase: str,
    membership: Membership,
    member: RecordId | None,
    name: str,
    label: str,
    fill: Callable[[Store], object],
    *,
    role: str = "",
) -> Store:
    """Make the store of a challenge for one more device, and leave it open.

    Its first change says it is `member` (None for someone not on the list, known by `name` and by
    what they say their `role` is); then `fill` brings in what there is. On an error nothing is left
    behind.
    """

    def announced(store: Store) -> None:
        with store.atomic():
            store.settings.set(Settings.CHALLENGE, membership.challenge)
            store.settings.set(Settings.FOUNDER, membership.founder)
            store.settings.set(Settings.TEAM_IDENTITY, membership.team_identity)
            store.reload()
            announce(store, member, name, {"role": role} if role else {})
        fill(store)

    with _NewFolder(folder) as making:
        store = making.store(passphrase, label or name, membership.recovery_recipient)
        making.guarding(store, announced)
        return store


def begin_loose(folder: Path, passphrase: str, label: str) -> Store:
    """Make a store that belongs to no challenge yet, and leave it open.

    Its challenge is a number nobody else has and its founder nobody, so that whoever types in it
    has a peer's rights, and it announces nothing before it is known whose laptop it is.
    """

    def belonging_nowhere(store: Store) -> None:
        with store.atomic():
            store.settings.set(Settings.CHALLENGE, secrets.token_hex(32))
            store.settings.set(Settings.FOUNDER, device_of(Ed25519PrivateKey.generate()))
            store.settings.set(Settings.PURPOSE, StorePurpose.LOOSE)
            store.reload()

    with _NewFolder(folder) as making:
        store = making.store(passphrase, label, "")
        making.guarding(store, belonging_nowhere)
        return store


@contextmanager
def preview(challenge: str, founder: DeviceId) -> Iterator[Store]:
    """Give a store that is in memory only, to look into feeds before there is a folder for them."""
    db = connect(Path(":memory:"), new_key(), create=True)
    try:
        SCHEMA.apply(db)
        settings = Settings(db)
        settings.set(Settings.CHALLENGE, challenge)
        settings.set(Settings.FOUNDER, founder)
        settings.set(Settings.DEVICE_SEED, Ed25519PrivateKey.generate().private_bytes_raw().hex())
        yield Store(Path(os.devnull), db, None, b"")
    finally:
        db.conn.close()


def open_store(folder: Path, passphrase: str) -> Store:
    """Open a store; migrates an older one after a snapshot.

    Raises NotAStore, StoreBusy, WrongPassphrase, StoreDamaged, NewerStore or NotWritable.
    """
    keys = KeyFile.read(folder)
    return open_with_key(folder, unwrap(keys.passphrase, passphrase))


def open_with_key(folder: Path, key: bytes) -> Store:
    """Open a store with its data key, as recovery does."""
    if not (folder / DATABASE).exists():
        raise NotAStore(folder)
    lock = StoreLock(folder)
    try:
        db = connect(folder / DATABASE, key)
        try:
            return _ready(folder, db, lock, key)
        except BaseException:
            db.conn.close()
            raise
    except BaseException:
        lock.release()
        raise


def _ready(folder: Path, db: Database, lock: StoreLock, key: bytes) -> Store:
    with naming_errors():
        if not db["setting"].exists():
            raise StoreDamaged
        if needs_migration(db):
            take_snapshot(folder, db, key, "migration")
            SCHEMA.apply(db)
        store = Store(folder, db, lock, key)
        store.scrub()
        return store


@dataclass(frozen=True, slots=True)
class _Making:
    folder: Path
    lock: StoreLock

    def store(self, passphrase: str, label: str, recovery_recipient: str) -> Store:
        key = new_key()
        recovery = recovery_slot(key, recovery_recipient) if recovery_recipient else ""
        KeyFile(label, wrap(key, passphrase), recovery).write(self.folder)
        db = connect(self.folder / DATABASE, key, create=True)
        with naming_errors():
            SCHEMA.apply(db)
            seed = Ed25519PrivateKey.generate().private_bytes_raw()
            Settings(db).set(Settings.DEVICE_SEED, seed.hex())
        return Store(self.folder, db, self.lock, key)

    def guarding(self, store: Store, work: Callable[[Store], object]) -> None:
        """Do something with the new store, closing its database when that fails."""
        try:
            work(store)
        except BaseException:
            store.db.conn.close()
            raise


class _NewFolder:
    """A new store's folder, locked; on an error everything made in it is removed again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = not folder.exists()

    def __enter__(self) -> _Making:
        if not self._made and (not self._folder.is_dir() or any(self._folder.iterdir())):
            raise FolderTaken(self._folder)
        with naming_errors():
            self._folder.mkdir(parents=True, exist_ok=True)
            with suppress(NotImplementedError):
                self._folder.chmod(0o700)
            if self._made:
                sync_folder(self._folder.parent)
        self._lock = StoreLock(self._folder)
        return _Making(self._folder, self._lock)

    def __exit__(self, kind: type[BaseException] | None, error: object, at: object) -> None:
        if kind is None:
            return
        self._lock.release()
        for item in self._folder.iterdir():
            shutil.rmtree(item) if item.is_dir() else item.unlink()
        if self._made:
            self._folder.rmdir()
