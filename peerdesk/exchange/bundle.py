"""The `.peerdesk` file: an age envelope round a zip with a signed manifest and one text a feed.

FORMAT.md beside this file says what the bytes are. Nothing in a bundle names a place on disk; all
is read into memory within the bounds, and verified, before any of it is used.
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from peerdesk.domain.ids import DeviceId
from peerdesk.exchange import six_words
from peerdesk.exchange.errors import (
    BundleDamaged,
    BundleTooLarge,
    FileNotReadable,
    IsATeamPack,
    ManifestWrong,
    NewerBundle,
    NotABundle,
    NotATeamPack,
    TooMuchToSend,
    WrongPackWords,
    WrongTeam,
)
from peerdesk.store.errors import SignatureWrong
from peerdesk.store.files import write_whole
from peerdesk.store.wire import is_hash, sign, verify

FORMAT = 1
FILE_BYTES = 256 * 1024 * 1024
UNZIPPED_BYTES = 1024 * 1024 * 1024
LIST_BYTES = 16 * 1024 * 1024  # of the manifest, which is read as one object
MANIFEST = "manifest.json"
TEAM = "team.json"
_FEED = re.compile(r"feeds/([0-9a-f]{64})\.ndjson")
_SIGNED = b"PeerDesk manifest 1\n"
_SCRYPT = re.compile(rb"age-encryption\.org/v1\n-> scrypt ")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAGIC = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")

BundleKind = Literal["team pack", "export", "merged pack", "loose notes"]


@dataclass(frozen=True, slots=True)
class FeedSummary:
    """What a manifest says of one feed: last number, hashes of its ends, lines of values."""

    last: int
    heads: tuple[str, ...]
    values: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The signed list of a bundle's contents; `created` is UTC, `team` the hash of team.json."""

    kind: BundleKind
    challenge: str
    founder: DeviceId
    exporter: DeviceId
    created: str
    feeds: Mapping[DeviceId, FeedSummary]
    counts: Mapping[str, int] = field(default_factory=dict)
    team: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened bundle whose manifest is verified; feeds are still texts to be verified.

    A feed is unpacked when it is asked for, which raises BundleDamaged if it cannot be.
    """

    manifest: Manifest
    feeds: Mapping[DeviceId, bytes]
    team: Mapping[str, str] = field(default_factory=dict)


class _Packed(Mapping[DeviceId, bytes]):
    """The feeds of an archive, unpacked one by one: most are known already, and they are large."""

    def __init__(self, archive: zipfile.ZipFile, entries: Mapping[DeviceId, zipfile.ZipInfo]):
        self._archive = archive
        self._entries = entries

    def __getitem__(self, device: DeviceId) -> bytes:
        return _unpacked(self._archive, self._entries[device])

    def __iter__(self) -> Iterator[DeviceId]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def write_bundle(
    path: Path,
    manifest: Manifest,
    feeds: Mapping[DeviceId, bytes],
    key: Ed25519PrivateKey,
    *,
    recipient: str = "",
    words: str = "",
    team: bytes = b"",
) -> None:
    """Write a bundle to the team `recipient`, or under `words` when it is a team pack.

    Raises TooMuchToSend, DiskFull or NotWritable; then `path` is as it was.
    """
    content = _zipped(_signed_manifest(manifest, key), feeds, team)
    if words:
        sealed = six_words.seal(content, words)
    else:
        sealed = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)])
    if len(sealed) > FILE_BYTES:
        raise TooMuchToSend
    write_whole(path, sealed)


def _zipped(manifest: bytes, feeds: Mapping[DeviceId, bytes], team: bytes) -> bytes:
    whole = sum(map(len, feeds.values())) + len(manifest) + len(team)
    if whole > UNZIPPED_BYTES or len(manifest) > LIST_BYTES:
        raise TooMuchToSend
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, manifest)
        if team:
            archive.writestr(TEAM, team)
        for device, feed in sorted(feeds.items()):
            archive.writestr(f"feeds/{device}.ndjson", feed)
    return buffer.getvalue()


def _signed_manifest(manifest: Manifest, key: Ed25519PrivateKey) -> bytes:
    content: dict[str, Any] = {
        "format": FORMAT,
        "kind": manifest.kind,
        "challenge": manifest.challenge,
        "founder": manifest.founder,
        "exporter": manifest.exporter,
        "created": manifest.created,
        "feeds": {
            device: {"last": feed.last, "heads": list(feed.heads), "values": feed.values}
            for device, feed in manifest.feeds.items()
        },
        "counts": dict(manifest.counts),
    }
    if manifest.team:
        content["team"] = manifest.team
    content["signature"] = sign(key, _to_sign(content))
    return json.dumps(content, indent=1).encode()


def _to_sign(content: Mapping[str, Any]) -> bytes:
    unsigned = {name: value for name, value in content.items() if name != "signature"}
    text = json.dumps(unsigned, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _SIGNED + text.encode("utf-8", "surrogatepass")


def open_export(path: Path, team_identity: str) -> Bundle:
    """Open an export or a merged pack with the team identity; raises a BundleFault."""
    sealed = _read_file(path)
    if _SCRYPT.match(sealed):
        raise IsATeamPack
    try:
        content = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(team_identity)])
    except pyrage.DecryptError as error:
        raise (WrongTeam if "matching" in str(error) else BundleDamaged) from error
    return _open_zip(content)


def open_team_pack(path: Path, words: str) -> Bundle:
    """Open a team pack with its six words; takes seconds and up to 1 GiB. Raises a BundleFault."""
    sealed = _read_file(path)
    try:
        content = six_words.unseal(sealed, words)
    except pyrage.DecryptError as error:
        raise _pack_fault(str(error)) from error
    return _open_zip(content)


def _pack_fault(said: str) -> Exception:
    if "No matching keys" in said:
        return NotATeamPack()
    return WrongPackWords() if "Decryption failed" in said else BundleDamaged()


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_BYTES:
            raise BundleTooLarge
        sealed = path.read_bytes()
    except OSError as error:
        raise FileNotReadable from error
    if not sealed.startswith(_MAGIC):
        raise NotABundle
    return sealed


def _open_zip(content: bytes) -> Bundle:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _NO_ZIP as error:
        raise BundleDamaged from error
    entries = _entries(archive)
    lists = {
        name: _unpacked(archive, entries.pop(name)) for name in (MANIFEST, TEAM) if name in entries
    }
    manifest = read_manifest(lists.get(MANIFEST, b""))
    team = _read_team(lists.get(TEAM, b""), manifest)
    feeds = {DeviceId(name[6:70]): info for name, info in entries.items()}
    if feeds.keys() != manifest.feeds.keys():
        raise ManifestWrong
    return Bundle(manifest, _Packed(archive, feeds), team)


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name if they are what a bundle may hold, by what is said of them."""
    listed = archive.infolist()
    lists = (info.file_size for info in listed if info.filename in (MANIFEST, TEAM))
    if sum(info.file_size for info in listed) > UNZIPPED_BYTES or sum(lists) > LIST_BYTES:
        raise BundleTooLarge
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in listed:
        name = info.filename
        if name in entries or not (name in (MANIFEST, TEAM) or _FEED.fullmatch(name)):
            raise ManifestWrong
        if info.compress_type not in _METHODS:
            raise BundleDamaged
        entries[name] = info
    return entries


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return an entry, which gives no more than the size it was listed with."""
    try:
        with archive.open(info) as entry:
            return entry.read(info.file_size)
    except _NO_ZIP as error:
        raise BundleDamaged from error


_NO_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def read_manifest(raw: bytes) -> Manifest:
    """Read a manifest and verify its signature; raises ManifestWrong or NewerBundle."""
    try:
        content = json.loads(raw)
        if not isinstance(content, dict) or type(content.get("format")) is not int:
            raise ManifestWrong
        if content["format"] > FORMAT:
            raise NewerBundle
        verify(content["exporter"], _to_sign(content), content["signature"])
        return _manifest(content)
    except _UNREADABLE as error:
        raise ManifestWrong from error


_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    SignatureWrong,
)


def _manifest(content: Mapping[str, Any]) -> Manifest:
    feeds = {
        DeviceId(device): FeedSummary(int(feed["last"]), tuple(feed["heads"]), int(feed["values"]))
        for device, feed in content["feeds"].items()
    }
    names = (content["challenge"], content["founder"], content["exporter"])
    heads = [head for feed in feeds.values() for head in feed.heads]
    kinds = ("team pack", "export", "merged pack", "loose notes")
    if not all(map(is_hash, [*names, *feeds, *heads])) or content["kind"] not in kinds:
        raise ManifestWrong
    return Manifest(
        kind=cast(BundleKind, content["kind"]),
        challenge=names[0],
        founder=DeviceId(names[1]),
        exporter=DeviceId(names[2]),
        created=str(content["created"]),
        feeds=feeds,
        counts={str(name): int(value) for name, value in content["counts"].items()},
        team=str(content.get("team", "")),
    )


def _read_team(raw: bytes, manifest: Manifest) -> dict[str, str]:
    if not raw and not manifest.team:
        return {}
    if hashlib.sha256(raw).hexdigest() != manifest.team:
        raise ManifestWrong
    try:
        return {str(name): str(value) for name, value in json.loads(raw).items()}
    except _UNREADABLE as error:
        raise ManifestWrong from error
