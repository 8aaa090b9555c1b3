"""Names of records, devices and changes, and how they are made.

A record id is a UUIDv7 (RFC 9562) whose last 62 bits are a hash of the device that made it and of
its first bits, so that no other device can claim to have created it.
"""

import hashlib
import re
from datetime import UTC, datetime
from typing import NewType
from uuid import UUID

RecordId = NewType("RecordId", str)
DeviceId = NewType("DeviceId", str)  # the Ed25519 public key, 64 hexadecimal digits
ChangeHash = NewType("ChangeHash", str)  # SHA-256, 64 hexadecimal digits

_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VERSION = 7 << 12
_VARIANT = 2 << 62
_TAIL_MASK = (1 << 62) - 1
SEQUENCE_LIMIT = 1 << 12


def _tail(device: DeviceId, head: str) -> int:
    digest = hashlib.sha256(bytes.fromhex(device + head)).digest()
    return int.from_bytes(digest[:8], "big") & _TAIL_MASK


def record_id(device: DeviceId, milliseconds: int, sequence: int) -> RecordId:
    """Return the id `device` gives its `sequence`-th record (0 to 4095) of a Unix millisecond."""
    head = ((milliseconds & ((1 << 48) - 1)) << 16) | _VERSION | sequence
    return RecordId(str(UUID(int=(head << 64) | _VARIANT | _tail(device, f"{head:016x}"))))


def made_by(record: RecordId, device: DeviceId) -> bool:
    """Say whether `device` made the id; False for anything that is not such an id."""
    if not _FORM.fullmatch(record):
        return False
    digits = record.replace("-", "")
    return int(digits[16:], 16) == _VARIANT | _tail(device, digits[:16])


def made_at(record: RecordId) -> datetime:
    """Return when a record was made, by the clock of the laptop that made it."""
    milliseconds = int(record[:8] + record[9:13], 16)
    return datetime.fromtimestamp(milliseconds / 1_000, UTC)


class RecordIds:
    """Makes ever-rising record ids for one device."""

    def __init__(self, device: DeviceId) -> None:
        self._device = device
        self._milliseconds = 0
        self._sequence = 0

    def next(self, milliseconds: int) -> RecordId:
        """Return a new id for the time given (Unix milliseconds), above all before it."""
        if milliseconds > self._milliseconds:
            self._milliseconds, self._sequence = milliseconds, 0
        elif self._sequence + 1 < SEQUENCE_LIMIT:
            self._sequence += 1
        else:
            self._milliseconds, self._sequence = self._milliseconds + 1, 0
        return record_id(self._device, self._milliseconds, self._sequence)
