"""Bundles and feeds made by hand, with every fault that no PeerDesk would write."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from peerdesk.domain.clock import Reading
from peerdesk.domain.ids import DeviceId, RecordId, record_id
from peerdesk.store.wire import device_of, signed_bytes

Entries = list[tuple[str, bytes]]
CLOCK = Reading("01a1c7e5c800-0000")


def compact(content: object) -> str:
    """Return JSON as feeds have it."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Author:
    """A device that writes what it likes: `lines` and `sides` of the segment it is at."""

    challenge: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    number: int = 0
    previous: str = ""
    feed: bytes = b""

    @property
    def device(self) -> DeviceId:
        return device_of(self.key)

    def record(self, sequence: int = 0) -> RecordId:
        """Return an id this device may create."""
        return record_id(self.device, 1_794_300_000_000, sequence)

    def change(
        self, kind: str, record: str, values: Mapping[str, object], **others: object
    ) -> tuple[str, str]:
        """Return (line, values) of the next change."""
        self.number += 1
        salt = "AAAAAAAAAAAAAAAAAAAAAA"
        side = compact({"n": self.number, "salt": salt, "values": values})
        line = {
            "n": self.number,
            "at": CLOCK,
            "kind": kind,
            "id": record,
            "set": {name: [] for name in values},
            "values": sha256(side.encode()).hexdigest(),
        }
        return compact(line | others), side

    def note(self, text: object, sequence: int = 0) -> tuple[str, str]:
        """Return (line, values) of a new observation."""
        return self.change("observation", self.record(sequence), {"text": text}, new=True)

    def seal(self, *changes: tuple[str, str | None], **header: object) -> bytes:
        """Sign changes as the next segment, its `header` as told; return and keep its bytes."""
        lines = [line for line, _ in changes]
        about = {
            "segment": 1,
            "challenge": self.challenge,
            "device": self.device,
            "first": self.number - len(lines) + 1,
            "last": self.number,
            "previous": self.previous,
        }
        return self.sign(compact(about | header), lines, [side for _, side in changes if side])

    def sign(self, header: str, lines: Sequence[str], sides: Sequence[str]) -> bytes:
        """Sign exactly these lines; return and keep the bytes of the segment."""
        message = signed_bytes(header, lines)
        signature = compact({"signature": self.key.sign(message).hex()})
        self.previous = sha256(message).hexdigest()
        segment = "".join(f"{line}\n" for line in [header, *lines, signature, *sides]).encode()
        self.feed += segment
        return segment

    @property
    def summary(self) -> dict[str, object]:
        """Return what a manifest says of the feed so far."""
        values = sum(line.startswith(b'{"n":') and b'"salt"' in line for line in self._lines())
        return {"last": self.number, "heads": [self.previous], "values": values}

    def _lines(self) -> list[bytes]:
        return self.feed.split(b"\n")

    def bundle(self, held: Mapping[DeviceId, bytes] | None = None, **manifest: object) -> Entries:
        """Return the entries of an export of this feed, or of a file with the feeds `held`."""
        about: dict[str, Any] = {
            "format": 1,
            "kind": "export",
            "challenge": self.challenge,
            "founder": self.device,
            "exporter": self.device,
            "created": "2026-11-10T17:40:00Z",
            "feeds": {self.device: self.summary},
            "counts": {"observations": 1},
        }
        listed = signed_manifest(about | manifest, self.key)
        files = {self.device: self.feed} if held is None else held
        return [("manifest.json", listed), *((feed_name(d), text) for d, text in files.items())]


def feed_name(device: str) -> str:
    """Return the name of a feed in the zip."""
    return f"feeds/{device}.ndjson"


def signed_manifest(content: Mapping[str, Any], key: Ed25519PrivateKey) -> bytes:
    """Return a manifest signed with a key, whatever it says."""
    unsigned = {name: value for name, value in content.items() if name != "signature"}
    text = json.dumps(unsigned, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    message = b"PeerDesk manifest 1\n" + text.encode("utf-8", "surrogatepass")
    return json.dumps(unsigned | {"signature": key.sign(message).hex()}).encode()


def zipped(entries: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with these entries, in this order, even twice the same name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            if name in archive.NameToInfo:
                del archive.NameToInfo[name]  # zipfile warns of what is meant here
            archive.writestr(info, content)
    return buffer.getvalue()


def sealed(content: bytes, team_identity: str) -> bytes:
    """Encrypt to the team."""
    recipient = pyrage.x25519.Identity.from_str(team_identity).to_public()
    return bytes(pyrage.encrypt(content, [recipient]))


def opened(path: Path, team_identity: str) -> dict[str, bytes]:
    """Return the entries of an honest bundle."""
    content = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(team_identity)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
