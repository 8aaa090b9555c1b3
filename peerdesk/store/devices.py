"""How a laptop says whose it is, and how it goes on under a new key."""

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store
from peerdesk.store.wire import device_of, sign, tie_message


def announce(
    store: Store, member: RecordId | None, name: str, tie: Mapping[str, Value]
) -> RecordId:
    """Write a device's first change: which member it is, or a name that is not on the list."""
    values: dict[str, Value] = {"name": name, **tie}
    if member:
        values["member"] = member
    return store.create(RecordKind.DEVICE, values)


def go_on_as_new_device(store: Store) -> None:
    """Give the store a new device key, tied to the old one by the old one's signature.

    For a device whose feed turns out to have gone on elsewhere (a laptop restored from a copy), and
    after opening from a snapshot or through recovery.
    """
    with store.atomic():
        store.seal()
        old_key, old = store.signing_key, store.device
        new_key = Ed25519PrivateKey.generate()
        signature = sign(old_key, tie_message(store.challenge, device_of(new_key)))
        member, name = who_is(store, old)
        store.settings.set(Settings.DEVICE_SEED, new_key.private_bytes_raw().hex())
        store.settings.set(Settings.HANDED_IN, "0")
        store.reload()
        announce(store, member, name, {"tied_to": old, "tie_signature": signature})


def who_is(store: Store, device: DeviceId) -> tuple[RecordId | None, str]:
    """Return the member a device belongs to, and the name it gives itself."""
    row = store.db.conn.execute(
        "SELECT coalesce(confirmed, member), name FROM device WHERE device = ?", [device]
    ).fetchone()
    return (None, "") if row is None else (RecordId(row[0]) if row[0] else None, row[1] or "")
