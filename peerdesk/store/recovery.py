"""Getting back in: a snapshot restored, a forgotten passphrase rescued, a passphrase changed.

In a rescue the peer sends the recovery slot of `keys.json` with a fresh age recipient; the lead
opens the slot and seals the data key to that recipient, whose identity waits in the peer's
`keys.json` under the new passphrase. No file on the way opens anything by itself.
"""

import json
import os
import shutil
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from peerdesk.domain.errors import NotAllowed, PeerDeskError
from peerdesk.store.cipher import naming_errors
from peerdesk.store.devices import go_on_as_new_device
from peerdesk.store.errors import StoreDamaged, StoreError
from peerdesk.store.files import sync_folder, write_whole
from peerdesk.store.keys import FILE_NAME, KeyFile, PassphraseSlot, unwrap, wrap
from peerdesk.store.lock import StoreLock
from peerdesk.store.opening import open_with_key
from peerdesk.store.passwords import spoken
from peerdesk.store.reading import challenge, is_lead
from peerdesk.store.settings import Settings
from peerdesk.store.snapshots import DAMAGED, FOLDER, check_snapshot
from peerdesk.store.store import DATABASE, Store

_FORMAT = 1
_BESIDE = ("-wal", "-shm", "-journal")


class RescueFault(PeerDeskError):
    """A rescue file is not what the step needs."""


class SnapshotMissing(PeerDeskError):
    """There is no such snapshot."""


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Wrap the data key under a new passphrase; raises WrongPassphrase.

    An older copy of `keys.json`, in a snapshot or a backup, still opens with the old one.
    """
    keys = KeyFile.read(folder)
    slot = wrap(unwrap(keys.passphrase, old), new)
    replace(keys, passphrase=slot).write(folder)


def restore(folder: Path, snapshot: Path, passphrase: str) -> Store:
    """Put a snapshot in the place of the store and open it, as a new device of the same member.

    What was there is kept as a snapshot of its own. Raises SnapshotMissing, WrongPassphrase or
    StoreDamaged, leaving the store as it was.
    """
    if not (snapshot / DATABASE).exists():
        raise SnapshotMissing(
            "There is no such snapshot; nothing was changed, choose a folder inside “snapshots”."
        )
    key = _key_of(folder, snapshot, passphrase)
    check_snapshot(snapshot, key)
    lock = StoreLock(folder)
    try:
        with naming_errors():
            _replace_database(folder, snapshot, key)
    finally:
        lock.release()
    store = open_with_key(folder, key)
    go_on_as_new_device(store)
    return store


def _key_of(folder: Path, snapshot: Path, passphrase: str) -> bytes:
    """Return the data key by the store's own slot, or by the one copied with the snapshot."""
    for place in (folder, snapshot):
        try:
            return unwrap(KeyFile.read(place).passphrase, passphrase)
        except StoreError as error:
            failed: StoreError = error
    raise failed


def _replace_database(folder: Path, snapshot: Path, key: bytes) -> None:
    beside = folder / (DATABASE + ".restored")
    shutil.copyfile(snapshot / DATABASE, beside)
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    current = folder / DATABASE
    if current.exists():
        _keep_current(folder, key)
    if not (folder / FILE_NAME).exists():
        write_whole(folder / FILE_NAME, (snapshot / FILE_NAME).read_bytes())
    for ending in _BESIDE:
        (folder / (DATABASE + ending)).unlink(missing_ok=True)
    beside.replace(current)
    sync_folder(folder)


def _keep_current(folder: Path, key: bytes) -> None:
    """Copy what is there now among the snapshots, marked when it cannot be opened."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    kept = folder / FOLDER / f"{stamp}Z-before-restore"
    kept.mkdir(parents=True)
    for name in (DATABASE, FILE_NAME, *(DATABASE + ending for ending in _BESIDE)):
        if (folder / name).exists():
            shutil.copyfile(folder / name, kept / name)
    try:
        check_snapshot(kept, key)
    except StoreError:
        kept.rename(kept.with_name(kept.name + DAMAGED))


def ask_for_rescue(folder: Path, new_passphrase: str, request: Path) -> str:
    """Write the file the lead needs, and return six words to compare with the lead aloud.

    The new passphrase opens the store once the lead's answer is here; until then the old one does.
    """
    keys = KeyFile.read(folder)
    if not keys.recovery:
        raise RescueFault("These notes have no recovery slot; nothing was changed.")
    identity = pyrage.x25519.Identity.generate()
    recipient = str(identity.to_public())
    pending = {"slot": asdict(wrap(str(identity).encode(), new_passphrase))}
    content = {"rescue": _FORMAT, "recipient": recipient, "slot": keys.recovery}
    write_whole(request, json.dumps(content, indent=1).encode())
    replace(keys, pending=pending).write(folder)
    return spoken(recipient)


def recovery_identity(store: Store) -> str:
    """Return what opens every recovery slot of the challenge: what the recovery sheet shows.

    Raises NotAllowed where this laptop does not hold it.
    """
    recovery = store.settings.get(Settings.RECOVERY_IDENTITY)
    if not recovery:
        raise NotAllowed(
            "Only the laptop that set the challenge up can do this; nothing was written. Type in"
            " what is on the recovery sheet to do it on this one."
        )
    return recovery


def keep_recovery(store: Store, typed: str) -> None:
    """Let a lead's laptop answer rescues with what is on the recovery sheet, typed in.

    Raises NotAllowed for others than leads, RescueFault when it is not this challenge's.
    """
    if not is_lead(store):
        raise NotAllowed("Only a lead keeps the recovery sheet; nothing was changed.")
    plain = "".join(typed.split()).upper()
    try:
        recipient = str(pyrage.x25519.Identity.from_str(plain).to_public())
    except pyrage.IdentityError:
        recipient = ""
    if not recipient or recipient != challenge(store).recovery_recipient:
        raise RescueFault(
            "This is not what the recovery sheet of this challenge says; nothing was changed, look"
            " at it again letter by letter."
        )
    with store.atomic():
        store.settings.set(Settings.RECOVERY_IDENTITY, plain)


def read_request(store: Store, request: Path) -> str:
    """Return the six words of a peer's request, to compare with the peer before it is answered.

    Raises what `answer_rescue` does; nothing is written.
    """
    return spoken(_opened(store, request)[0])


def answer_rescue(store: Store, request: Path, answer: Path) -> str:
    """Seal a peer's data key to the recipient of their request; return the six words to compare.

    Raises NotAllowed where this laptop does not hold the recovery identity, RescueFault for a
    request that is damaged or of another challenge.
    """
    recipient, key = _opened(store, request)
    sealed = pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(recipient)], armored=True)
    write_whole(answer, sealed)
    return spoken(recipient)


def _opened(store: Store, request: Path) -> tuple[str, bytes]:
    """Return the recipient of a request, and the data key it asks for."""
    recovery = pyrage.x25519.Identity.from_str(recovery_identity(store))
    try:
        content = json.loads(_read(request))
        pyrage.x25519.Recipient.from_str(content["recipient"])
        return content["recipient"], pyrage.decrypt(content["slot"].encode(), [recovery])
    except (ValueError, KeyError, TypeError, AttributeError, pyrage.DecryptError) as error:
        raise _not_a_request() from error
    except pyrage.RecipientError as error:
        raise _not_a_request() from error


def finish_rescue(folder: Path, new_passphrase: str, answer: Path) -> None:
    """Open the store with the lead's answer, make the new passphrase its own, as a new device.

    Raises WrongPassphrase, or RescueFault when the answer is for another request.
    """
    keys = KeyFile.read(folder)
    if not keys.pending:
        raise RescueFault("No rescue was asked for here; nothing was changed, ask for one first.")
    try:
        slot = PassphraseSlot(**keys.pending["slot"])
        identity = pyrage.x25519.Identity.from_str(unwrap(slot, new_passphrase).decode())
        key = pyrage.decrypt(_read(answer), [identity])
    except (KeyError, TypeError) as error:
        raise StoreDamaged from error
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise RescueFault(
            "This answer is not for the rescue asked for here; nothing was changed, ask the lead to"
            " answer your newest request."
        ) from error
    store = open_with_key(folder, key)
    try:
        replace(keys, passphrase=wrap(key, new_passphrase), pending={}).write(folder)
        go_on_as_new_device(store)
    finally:
        store.close()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RescueFault(
            "This rescue file cannot be opened; nothing was changed, check that it is still there."
        ) from error


def _not_a_request() -> RescueFault:
    return RescueFault(
        "This is not a rescue request of this challenge; nothing was written, ask for it again."
    )
