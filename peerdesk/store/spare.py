"""Encrypted copies of what cannot be saved in the store, for another disk; it knows no record.

A copy is an age file to two recipients: one worked out from the store's data key, so that the same
notes open it whatever became of their disk, and the challenge's recovery recipient, so that a lead
can. Sealing needs only the recipients, which are no secret: it works while the store is locked.
"""

import json
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from peerdesk.domain.errors import PeerDeskError
from peerdesk.store.cipher import naming_errors
from peerdesk.store.errors import NotWritable
from peerdesk.store.files import write_whole
from peerdesk.store.reading import challenge
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store

FORMAT = 1
_MOST_BYTES = 64 * 1024 * 1024
_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_PREFIX = "age-secret-key-"


class CopyUnreadable(PeerDeskError):
    """A file is no saved copy, or not of these notes."""

    def __init__(self) -> None:
        super().__init__(
            "This is not a saved copy of these notes; nothing was changed, choose the file that"
            " “Save a copy elsewhere” wrote."
        )


def copy_recipients(store: Store) -> tuple[str, ...]:
    """Return to whom copies of this store are sealed."""
    own = str(_own_identity(store).to_public())
    recovery = challenge(store).recovery_recipient
    return (own, recovery) if recovery else (own,)


def write_copy(path: Path, content: dict[str, Any], recipients: tuple[str, ...]) -> None:
    """Write a sealed copy; raises DiskFull or NotWritable, leaving what was there."""
    to = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    plain = json.dumps({"format": FORMAT, **content}, ensure_ascii=False).encode()
    try:
        write_whole(path, pyrage.encrypt(plain, to))
    except OSError as error:  # a stick pulled out, a folder that has gone
        raise NotWritable(path.parent) from error


def read_copy(store: Store, path: Path) -> dict[str, Any]:
    """Return what a copy of these notes holds; raises CopyUnreadable."""
    identities = [_own_identity(store)]
    recovery = store.settings.get(Settings.RECOVERY_IDENTITY)
    if recovery:
        identities.append(pyrage.x25519.Identity.from_str(recovery))
    try:
        with naming_errors():
            if path.stat().st_size > _MOST_BYTES:
                raise CopyUnreadable
            sealed = path.read_bytes()
        content = json.loads(pyrage.decrypt(sealed, identities))
        if content["format"] > FORMAT or content["challenge"] != store.challenge:
            raise CopyUnreadable
    except (OSError, ValueError, KeyError, TypeError, pyrage.DecryptError) as error:
        raise CopyUnreadable from error
    return dict(content)


def _own_identity(store: Store) -> pyrage.x25519.Identity:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"PeerDesk saved copy")
    return pyrage.x25519.Identity.from_str(_bech32(_PREFIX, derive.derive(store.key)).upper())


def _bech32(prefix: str, content: bytes) -> str:
    """Return bytes in the spelling of BIP 173, which age's identities have."""
    bits = int.from_bytes(content) << (-len(content) * 8 % 5)
    count = -(-len(content) * 8 // 5)
    values = [bits >> 5 * (count - 1 - n) & 31 for n in range(count)]
    spread = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = _polymod(spread + values + [0] * 6) ^ 1
    values += [check >> 5 * (5 - n) & 31 for n in range(6)]
    return f"{prefix}1{''.join(_ALPHABET[value] for value in values)}"


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for n, generator in enumerate(_GENERATOR):
            check ^= generator if top >> n & 1 else 0
    return check
