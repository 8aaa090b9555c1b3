"""`keys.json`: the data key of a store, wrapped once for each way of opening it, as in LUKS.

A passphrase slot is AES-256-GCM under Argon2id with the second recommended set of RFC 9106; a
recovery slot is an age file to the challenge's recovery recipient. Nothing here is plaintext but
the label, the parameters and the time a slot was made.
"""

import base64
import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from peerdesk.store.cipher import KEY_BYTES, naming_errors
from peerdesk.store.errors import NewerStore, NotAStore, StoreDamaged, WrongPassphrase
from peerdesk.store.files import write_whole

FILE_NAME = "keys.json"
FORMAT = 1
MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 4
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_PASSES = 64
_MOST_LANES = 64


@dataclass(frozen=True, slots=True)
class PassphraseSlot:
    """The data key under a passphrase; texts are base64, memory is in KiB."""

    salt: str
    nonce: str
    wrapped: str
    made: str
    memory: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What `keys.json` holds; `pending` is a rescue under way, in a shape `recovery` knows."""

    label: str
    passphrase: PassphraseSlot
    recovery: str = ""
    pending: dict[str, Any] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write the file beside the old one, sync and rename."""
        content = {"format": FORMAT, **asdict(self)}
        write_whole(folder / FILE_NAME, json.dumps(content, indent=1).encode())

    @classmethod
    def read(cls, folder: Path) -> "KeyFile":
        """Read the key file; raises NotAStore, NewerStore or StoreDamaged."""
        path = folder / FILE_NAME
        if not path.is_file():
            raise NotAStore(folder)
        try:
            with naming_errors():
                content = json.loads(path.read_bytes())
            if int(content["format"]) > FORMAT:
                raise NewerStore
            slot = PassphraseSlot(**content["passphrase"])
            return cls(content["label"], slot, content["recovery"], content["pending"])
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise StoreDamaged from error


def normalised(passphrase: str) -> bytes:
    """Return the bytes a passphrase stands for: NFKC, spaces and case as typed."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def new_key() -> bytes:
    """Return a random data key."""
    return secrets.token_bytes(KEY_BYTES)


def _derive(passphrase: str, salt: bytes, memory: int, passes: int, lanes: int) -> bytes:
    # Not that of cryptography 48, the last for Intel Macs: with it no other thread runs meanwhile.
    return hash_secret_raw(normalised(passphrase), salt, passes, memory, lanes, KEY_BYTES, Type.ID)


def wrap(secret: bytes, passphrase: str) -> PassphraseSlot:
    """Return a slot that gives `secret` back for the passphrase."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    key = _derive(passphrase, salt, MEMORY_KIB, PASSES, LANES)
    wrapped = AESGCM(key).encrypt(nonce, secret, None)
    return PassphraseSlot(
        salt=_b64(salt),
        nonce=_b64(nonce),
        wrapped=_b64(wrapped),
        made=now_text(),
        memory=MEMORY_KIB,
        passes=PASSES,
        lanes=LANES,
    )


def unwrap(slot: PassphraseSlot, passphrase: str) -> bytes:
    """Return the secret of a slot; raises WrongPassphrase or StoreDamaged."""
    try:
        if not (
            0 < slot.memory <= _MOST_MEMORY_KIB
            and 0 < slot.passes <= _MOST_PASSES
            and 0 < slot.lanes <= _MOST_LANES
        ):
            raise StoreDamaged
        salt, nonce, wrapped = (
            base64.b64decode(text, validate=True) for text in (slot.salt, slot.nonce, slot.wrapped)
        )
        key = _derive(passphrase, salt, slot.memory, slot.passes, slot.lanes)
        return AESGCM(key).decrypt(nonce, wrapped, None)
    except InvalidTag as error:
        raise WrongPassphrase from error
    except (ValueError, TypeError, OverflowError, HashingError) as error:
        raise StoreDamaged from error


def recovery_slot(key: bytes, recipient: str) -> str:
    """Return the data key as an armoured age file to the challenge's recovery recipient."""
    sealed = pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(recipient)], armored=True)
    return str(sealed.decode())


def now_text() -> str:
    """Return the time to the second, for people who look into the file."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()
