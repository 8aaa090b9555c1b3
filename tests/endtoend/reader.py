"""A reader of PeerDesk files written from FORMAT.md alone; it must not import PeerDesk.

If this reads a file that PeerDesk writes, anybody can, with or without PeerDesk.
"""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_HEX = re.compile(r"[0-9a-f]{64}")
_FEED = re.compile(r"feeds/([0-9a-f]{64})\.ndjson")


@dataclass(slots=True)
class Segment:
    """A run of changes; `values` are by number and lack what was erased or withheld."""

    header: dict[str, Any]
    changes: list[dict[str, Any]]
    lines: list[bytes]
    hash: str
    values: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """What is in a file: its manifest, and every feed by its device."""

    manifest: dict[str, Any]
    feeds: dict[str, list[Segment]]

    def texts(self) -> list[str]:
        """Return the text of every observation in the file."""
        return [
            values["text"]
            for feed in self.feeds.values()
            for segment in feed
            for change in segment.changes
            if change["kind"] == "observation" and change.get("new")
            for values in [segment.values.get(change["n"], {})]
            if "text" in values
        ]


def sha256(content: bytes) -> str:
    """Return a SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def verify(device: str, message: bytes, signature: str) -> None:
    """Raise unless the device signed the message."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(device))
    key.verify(bytes.fromhex(signature), message)


def read(content: bytes) -> Pack:
    """Read the zip inside an export or a merged pack; fail on whatever the page does not allow."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        entries = {name: archive.read(name) for name in names}
    assert len(names) == len(entries)
    manifest = json.loads(entries.pop("manifest.json"))
    _check_manifest(manifest)
    devices = {match[1]: name for name in entries if (match := _FEED.fullmatch(name))}
    assert len(devices) == len(entries), "an entry that the page does not name"
    assert set(devices) == set(manifest["feeds"])
    feeds = {
        device: _read_feed(entries[name], manifest["challenge"], device)
        for device, name in devices.items()
    }
    for device, feed in feeds.items():
        _check_whole(feed, manifest["feeds"][device])
    return Pack(manifest, feeds)


def _check_manifest(manifest: dict[str, Any]) -> None:
    assert manifest["format"] == 1
    assert manifest["kind"] in ("export", "merged pack")
    assert set(manifest) == {
        *("format", "kind", "challenge", "founder", "exporter", "created"),
        *("feeds", "counts", "signature"),
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", manifest["created"])
    for name in ("challenge", "founder", "exporter"):
        assert _HEX.fullmatch(manifest[name])
    unsigned = {name: value for name, value in manifest.items() if name != "signature"}
    text = json.dumps(unsigned, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    message = b"PeerDesk manifest 1\n" + text.encode()
    verify(manifest["exporter"], message, manifest["signature"])


def _read_feed(content: bytes, challenge: str, device: str) -> list[Segment]:
    assert content.endswith(b"\n")
    lines = content.split(b"\n")[:-1]
    feed: list[Segment] = []
    ends = {"": 0}
    while lines:
        segment = _read_segment(lines, device)
        header = segment.header
        assert set(header) == {"segment", "challenge", "device", "first", "last", "previous"}
        assert (header["segment"], header["challenge"]) == (1, challenge)
        assert header["device"] == device
        assert header["first"] == ends[header["previous"]] + 1
        ends[segment.hash] = header["last"]
        feed.append(segment)
    return feed


def _read_segment(lines: list[bytes], device: str) -> Segment:
    first_line = lines.pop(0)
    header = json.loads(first_line)
    count = header["last"] - header["first"] + 1
    assert 1 <= count <= 10_000
    signed = [lines.pop(0) for _ in range(count)]
    assert all(len(line) <= 256 * 1024 for line in signed)
    message = b"PeerDesk segment 1\n" + b"".join(line + b"\n" for line in [first_line, *signed])
    verify(device, message, json.loads(lines.pop(0))["signature"])
    segment = Segment(header, [json.loads(line) for line in signed], signed, sha256(message))
    numbers = range(header["first"], header["last"] + 1)
    assert [change["n"] for change in segment.changes] == list(numbers)
    for change in segment.changes:
        _check_change(change, device)
    _read_values(segment, lines)
    return segment


def _check_change(change: dict[str, Any], device: str) -> None:
    assert set(change) <= {"n", "at", "kind", "id", "set", "values", "new", "by", "saw"}
    assert re.fullmatch(r"[0-9a-f]{12}-[0-9a-f]{4}", change["at"])
    assert change.get("new", True) is True
    for replaced in [*change["set"].values(), change.get("saw", [])]:
        assert all(_HEX.fullmatch(one) for one in replaced)
    if change.get("new"):
        _check_id(change["id"], device)


def _check_id(record: str, device: str) -> None:
    """Fail unless the device made the id: a UUIDv7 whose last 62 bits are of its key."""
    raw = bytes.fromhex(record.replace("-", ""))
    assert (raw[6] >> 4, raw[8] >> 6) == (7, 2)
    made = hashlib.sha256(bytes.fromhex(device) + raw[:8]).digest()
    mask = (1 << 62) - 1
    assert int.from_bytes(raw[8:], "big") & mask == int.from_bytes(made[:8], "big") & mask


def _read_values(segment: Segment, lines: list[bytes]) -> None:
    committed = {change["n"]: change for change in segment.changes}
    while lines and lines[0].startswith(b'{"n":'):
        line = lines.pop(0)
        found = json.loads(line)
        assert set(found) == {"n", "salt", "values"}
        assert len(found["salt"]) == 22
        change = committed[found["n"]]
        assert sha256(line) == change["values"]
        assert set(found["values"]) == set(change["set"])
        assert found["n"] not in segment.values
        segment.values[found["n"]] = found["values"]


def _check_whole(feed: list[Segment], listed: dict[str, Any]) -> None:
    assert set(listed) == {"last", "heads", "values"}
    followed = {segment.header["previous"] for segment in feed}
    assert listed["last"] == max(segment.header["last"] for segment in feed)
    assert set(listed["heads"]) == {s.hash for s in feed if s.hash not in followed}
    assert listed["values"] == sum(len(segment.values) for segment in feed)


def hash_of_change(device: str, line: bytes) -> str:
    """Return the hash by which a change is known."""
    return sha256(bytes.fromhex(device) + line)
