"""How changes and segments are written: the exact bytes that are hashed, signed and relayed.

The format is written down in `peerdesk/exchange/FORMAT.md`. This module knows no database.
"""

import base64
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from peerdesk.domain.changes import Change, Header
from peerdesk.domain.clock import is_reading
from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId
from peerdesk.domain.schema import Value
from peerdesk.store.errors import FeedUnreadable, SignatureWrong, TooLong

FORMAT = 1
VALUE_BYTES = 64 * 1024
LINE_BYTES = 256 * 1024
SEGMENT_CHANGES = 10_000
_NESTED = 32  # far above what any field holds, far below what Python's own stack can take
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode
_SALT_BYTES = 16
_LIST = frozenset([list])
_HEX_64 = re.compile(r"[0-9a-f]{64}")
_SIGNED = "PeerDesk segment 1\n"
_TIED = b"PeerDesk tie 1\n"


@dataclass(frozen=True, slots=True)
class Segment:
    """A signed run of one device's changes: `lines` are signed, `sides` hold the values.

    `first` to `last` are change numbers; `previous` and `hash` are SHA-256 in hexadecimal,
    `previous` empty for the first. `sides` maps a number to its line and lacks those erased or
    withheld.
    """

    challenge: str
    device: DeviceId
    first: int
    last: int
    previous: str
    hash: str
    header: str
    signature: str
    lines: tuple[str, ...]
    sides: Mapping[int, str]


def _json(content: object) -> str:
    return _encode(content)


def clean(text: str) -> str:
    """Return the text without what UTF-8 cannot hold (half of a surrogate pair)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def encode_side(number: int, values: Mapping[str, Value]) -> str:
    """Return the line of values, with 16 fresh random bytes; raises TooLong past a bound."""
    salt = base64.urlsafe_b64encode(secrets.token_bytes(_SALT_BYTES)).decode().rstrip("=")
    side = clean(_json({"n": number, "salt": salt, "values": values}))
    length = len(side.encode())
    if length > LINE_BYTES or (length > VALUE_BYTES and any(map(_is_too_long, values.values()))):
        raise TooLong
    return side


def _is_too_long(value: object) -> bool:
    return value_bytes(value) > VALUE_BYTES


def value_bytes(value: object) -> int:
    """Return what a value counts towards its bound: the bytes of its text, or of all its texts."""
    if isinstance(value, str):
        return len(value.encode("utf-8", "replace"))
    return sum(map(value_bytes, value)) if isinstance(value, list) else 0


def read_object(line: str) -> dict[str, Any]:
    """Read a line that came from elsewhere as a JSON object; raises FeedUnreadable.

    Half of a surrogate pair, which no table can hold, and nesting that only reading in some deeper
    place would stumble over, are refused here once for all.
    """
    try:
        content, end = _decode(line)
        if "\\ud" in line or "\\uD" in line:
            _json(content).encode()
    except (ValueError, RecursionError) as error:
        raise FeedUnreadable from error
    if (
        end != len(line)
        or not isinstance(content, dict)
        or (line.count("[") + line.count("{") > _NESTED and _is_deep(content))
    ):
        raise FeedUnreadable
    return content


def _is_deep(content: object) -> bool:
    level = [content]
    for _ in range(_NESTED):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return bool(level)


def commitment(side: str) -> str:
    """Return what a signed line says of its values: the SHA-256 of their line."""
    return sha256(side.encode()).hexdigest()


def encode_line(header: Header) -> str:
    """Return the signed line of a change; raises TooLong past the bound of a line."""
    content: dict[str, Any] = {
        "n": header.number,
        "at": header.clock,
        "kind": header.kind,
        "id": header.record,
        "set": header.fields,
        "values": header.commitment,
    }
    if header.creates:
        content["new"] = True
    if header.author:
        content["by"] = header.author
    if header.saw:
        content["saw"] = header.saw
    line = clean(_json(content))
    if len(line.encode()) > LINE_BYTES:
        raise TooLong
    return line


def decode_line(line: str) -> Header:
    """Read a signed line; raises FeedUnreadable when it is not what the format says."""
    content = read_object(line)
    try:
        number, clock, kind = content["n"], content["at"], content["kind"]
        record, fields, values = content["id"], content["set"], content["values"]
        creates, author = content.get("new", False), content.get("by")
        saw = content.get("saw", ())
    except KeyError as error:
        raise FeedUnreadable from error
    if not (
        type(number) is int
        and is_reading(clock)
        and type(kind) is type(record) is type(values) is str
        and isinstance(creates, bool)
        and (author is None or isinstance(author, str))
        and isinstance(fields, dict)
        and _LIST.issuperset(map(type, fields.values()))
        and (saw == () or (isinstance(saw, list) and _are_texts(saw)))
    ):
        raise FeedUnreadable
    if not any(fields.values()):
        fields = dict.fromkeys(fields, ())  # a merge holds thousands; empty lists are not free
    elif not all(map(_are_texts, fields.values())):
        raise FeedUnreadable
    by = None if author is None else RecordId(author)
    return Header(number, clock, kind, RecordId(record), creates, fields, values, by, tuple(saw))


def _are_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def decode_side(side: str) -> tuple[int, dict[str, Value]]:
    """Return the number and the values of a line of values; raises FeedUnreadable."""
    content = read_object(side)
    number, values = content.get("n"), content.get("values")
    if type(number) is not int or not isinstance(values, dict):
        raise FeedUnreadable
    return number, values


def change_hash(device: DeviceId, line: str) -> ChangeHash:
    """Return the hash by which other changes refer to a change; it names the device too."""
    return ChangeHash(sha256(bytes.fromhex(device) + line.encode()).hexdigest())


def to_change(device: DeviceId, line: str, side: str | None) -> Change:
    """Return a change from its two lines."""
    values = None if side is None else decode_side(side)[1]
    return Change(change_hash(device, line), device, decode_line(line), values)


def encode_header(challenge: str, device: DeviceId, first: int, last: int, previous: str) -> str:
    """Return the first line of a segment."""
    return _json(
        {
            "segment": FORMAT,
            "challenge": challenge,
            "device": device,
            "first": first,
            "last": last,
            "previous": previous,
        }
    )


def signed_bytes(header: str, lines: Iterable[str]) -> bytes:
    """Return the bytes of a segment that are hashed and signed."""
    return (_SIGNED + "\n".join([header, *lines]) + "\n").encode()


def sign(key: Ed25519PrivateKey, message: bytes) -> str:
    """Return an Ed25519 signature in hexadecimal."""
    return key.sign(message).hex()


def verify(device: DeviceId, message: bytes, signature: str) -> None:
    """Raise SignatureWrong unless `device` signed the message."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(device))
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError) as error:
        raise SignatureWrong from error


def is_hash(text: object) -> bool:
    """Say whether a text has the form of a SHA-256 or an Ed25519 key in hexadecimal."""
    return isinstance(text, str) and _HEX_64.fullmatch(text) is not None


def tie_message(challenge: str, successor: DeviceId) -> bytes:
    """Return what an older device signs to say that `successor` goes on for it."""
    return _TIED + challenge.encode() + bytes.fromhex(successor)


def device_of(key: Ed25519PrivateKey) -> DeviceId:
    """Return the device id of a private key."""
    return DeviceId(key.public_key().public_bytes_raw().hex())
