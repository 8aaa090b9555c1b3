"""Makes faulty PeerDesk files, as a torn disk, another program or an ill-meaning peer would."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from peerdesk.domain.ids import DeviceId
from peerdesk.exchange.bundle import FeedSummary, Manifest, open_export, write_bundle
from peerdesk.exchange.packing import team_identity
from peerdesk.store.feeds import write_feed
from peerdesk.store.wire import Segment, encode_header, sign, signed_bytes
from tests.endtoend.stores import opened

Feeds = dict[DeviceId, bytes]
Change = Callable[[list[Segment], Ed25519PrivateKey], bytes]
GIB = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Maker:
    """A laptop whose owner makes a file by hand: who it is, and every feed it holds."""

    challenge: str
    founder: DeviceId
    device: DeviceId
    key: Ed25519PrivateKey
    recipient: str
    feeds: Mapping[DeviceId, list[Segment]]

    @classmethod
    def of(cls, store: Path) -> "Maker":
        """Return the maker that a small store is."""
        with opened(store) as notes:
            notes.seal()
            return cls(
                challenge=notes.challenge,
                founder=notes.founder,
                device=notes.device,
                key=notes.signing_key,
                recipient=recipient_of(team_identity(notes)),
                feeds={one: list(notes.log.segments(one)) for one in notes.log.devices()},
            )

    def manifest(self) -> Manifest:
        """Return the true list of everything this laptop holds."""
        return Manifest(
            kind="merged pack",
            challenge=self.challenge,
            founder=self.founder,
            exporter=self.device,
            created="2026-11-10T17:40:00Z",
            feeds={device: _summary(segments) for device, segments in self.feeds.items()},
            counts={"observations": 0},
        )

    def texts(self) -> Feeds:
        """Return every feed as it should be."""
        return {device: write_feed(segments) for device, segments in self.feeds.items()}

    def write(
        self, path: Path, feeds: Feeds | None = None, manifest: Manifest | None = None
    ) -> Path:
        """Write a merged pack of these feeds, signed by this laptop."""
        listed = manifest or self.manifest()
        found = self.texts() if feeds is None else feeds
        write_bundle(path, listed, found, self.key, recipient=self.recipient)
        return path

    def seal(self, path: Path, content: bytes) -> Path:
        """Write anything at all into the envelope."""
        sealed = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(self.recipient)])
        path.write_bytes(sealed)
        return path


def recipient_of(identity: str) -> str:
    """Return the recipient of an age identity."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def unsealed(path: Path, store: Path) -> bytes:
    """Return the zip inside a good file."""
    with opened(store) as notes:
        identity = team_identity(notes)
    open_export(path, identity)
    content = pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    return bytes(content)


def _summary(segments: Sequence[Segment]) -> FeedSummary:
    followed = {segment.previous for segment in segments}
    return FeedSummary(
        last=max(segment.last for segment in segments),
        heads=tuple(sorted(s.hash for s in segments if s.hash not in followed)),
        values=sum(len(segment.sides) for segment in segments),
    )


# What can be done to one feed, given its segments and the key of whoever meddles.


def signed_by_another(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Have the last segment signed by somebody who is not its author."""
    last = segments[-1]
    message = signed_bytes(last.header, last.lines)
    return write_feed([*segments[:-1], replace(last, signature=sign(meddler, message))])


def made_up_for_another(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Write a change in another's name after the last one, and sign it."""
    last = segments[-1]
    number = last.last + 1
    header = encode_header(_challenge(last), last.device, number, number, last.hash)
    line = last.lines[-1].replace(f'"n":{last.last}', f'"n":{number}')
    signature = sign(meddler, signed_bytes(header, [line]))
    forged = replace(last, first=number, last=number, header=header, lines=(line,), sides={})
    return write_feed([*segments, replace(forged, signature=signature)])


def with_a_line_altered(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Alter what is signed."""
    text = write_feed(segments)
    return text.replace(b'"kind":"observation"', b'"kind":"attendance"', 1)


def with_a_value_altered(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Alter the words of a note."""
    return write_feed(segments).replace(b"Part 2", b"Part 9", 1)


def without_the_middle(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Leave a segment out."""
    return write_feed([segments[0], *segments[2:]])


def without_the_beginning(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Leave the first segment out."""
    return write_feed(segments[1:])


def without_the_end(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Leave the last segment out, which the manifest promises."""
    return write_feed(segments[:-1])


def cut_in_a_line(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Stop in the middle of a line."""
    return write_feed(segments)[:-40]


def of_a_newer_format(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Say that a segment is of format 2."""
    return write_feed(segments).replace(b'{"segment":1', b'{"segment":2', 1)


def of_another_challenge(segments: list[Segment], meddler: Ed25519PrivateKey) -> bytes:
    """Say that a segment belongs to another challenge."""
    challenge = _challenge(segments[0]).encode()
    return write_feed(segments).replace(challenge, b"0" * 64, 1)


def _challenge(segment: Segment) -> str:
    return str(json.loads(segment.header)["challenge"])


def in_another_order(segments: list[Segment], key: Ed25519PrivateKey) -> bytes:
    """Have a segment follow one that it does not; signed by its own author's key."""
    last = segments[-1]
    header = encode_header(_challenge(last), last.device, last.first, last.last, "f" * 64)
    signature = sign(key, signed_bytes(header, last.lines))
    return write_feed([*segments[:-1], replace(last, header=header, signature=signature)])


# What can be put into the envelope instead of a proper zip.


def repacked(content: bytes, name: str, entry: bytes | None) -> bytes:
    """Return a zip with an entry put in, put in place of the old one, or (None) taken out."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
        if entry is not None:
            new.writestr(name, entry)
    return packed.getvalue()


def bomb(content: bytes, device: DeviceId, *, owns_up: bool) -> bytes:
    """Return a zip of a megabyte whose one feed unzips to more than a gibibyte.

    One that does not own up says in the archive that the feed is small.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as good:
        manifest = good.read("manifest.json")
    zeros = bytes(1024 * 1024)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(zeros) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = once + again * 1100 + packer.flush()
    size = 1101 * len(zeros) if owns_up else 1000
    name = f"feeds/{device}.ndjson".encode()
    files = [(b"manifest.json", 0, manifest, len(manifest)), (name, 8, packed, size)]
    body, directory = b"", b""
    for title, method, stored, real in files:
        crc = zlib.crc32(stored)
        about = struct.pack(
            "<HHHHHIIIHH", 20, 0, method, 0, 33, crc, len(stored), real, len(title), 0
        )
        entry = b"PK\x01\x02" + struct.pack("<H", 20) + about
        entry += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + title
        body += b"PK\x03\x04" + about + title + stored
        directory += entry
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end
