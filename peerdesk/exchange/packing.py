"""Writing bundles: the team pack before day 1, each peer's export, the lead's merged pack."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.times import to_local, to_stored
from peerdesk.exchange.bundle import BundleKind, FeedSummary, Manifest, write_bundle
from peerdesk.store.errors import NotWritable
from peerdesk.store.feeds import write_feed
from peerdesk.store.loose import require_challenge
from peerdesk.store.notes import say_handed_in
from peerdesk.store.passwords import PACK_WORDS, words
from peerdesk.store.reading import challenge, me
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store
from peerdesk.store.wire import Segment, decode_line

_RAW_NOTES = frozenset({RecordKind.OBSERVATION, RecordKind.ATTENDANCE, RecordKind.COMMENT})


def team_identity(store: Store) -> str:
    """Return the age identity that opens every export of the team; it is a secret."""
    return store.settings.get(Settings.TEAM_IDENTITY)


def write_team_pack(store: Store, path: Path, meant_for: RecordId | None = None) -> str:
    """Write the pack that peers join from, perhaps meant for one of them; return its six words."""
    secret = words(PACK_WORDS)
    content = {
        "team_identity": team_identity(store),
        "recovery_recipient": challenge(store).recovery_recipient,
    }
    if meant_for:
        content["for"] = meant_for
    team = json.dumps(content).encode()
    _write(store, path, "team pack", store_devices(store), pack_words=secret, team=team)
    return secret


def write_export(store: Store, path: Path) -> None:
    """Write this device's own feed for the lead, with those it goes on from."""
    _write(store, path, "export", _own_line(store))
    say_handed_in(store)


def write_merged_pack(store: Store, path: Path, notes: bool = True) -> None:
    """Write everything for the team; without `notes`, all but what peers noted."""
    _write(store, path, "merged pack", store_devices(store), notes=notes)


def store_devices(store: Store) -> list[DeviceId]:
    """Return the devices whose feeds this store holds, its own among them once it is sealed."""
    return sorted({*store.log.devices(), store.device})


def _own_line(store: Store) -> list[DeviceId]:
    """Return the devices of this laptop: its own, those it goes on from, those that go with it."""
    return [one for one in store_devices(store) if store.rights.one_laptop(one, store.device)]


def _write(
    store: Store,
    path: Path,
    kind: BundleKind,
    of: Sequence[DeviceId],
    *,
    notes: bool = True,
    pack_words: str = "",
    team: bytes = b"",
) -> None:
    require_challenge(store)
    if not path.parent.is_dir():
        raise NotWritable(path.parent)
    store.seal()
    held = {device: _segments(store, device, notes) for device in of}
    feeds = {device: segments for device, segments in held.items() if segments}
    manifest = Manifest(
        kind=kind,
        challenge=store.challenge,
        founder=store.founder,
        exporter=store.device,
        created=to_stored(datetime.now(UTC)),
        feeds={device: _summary(store, device, found) for device, found in feeds.items()},
        counts={"observations": sum(map(_observations, feeds.values()))},
        team=hashlib.sha256(team).hexdigest() if team else "",
    )
    recipient = str(pyrage.x25519.Identity.from_str(team_identity(store)).to_public())
    write_bundle(
        path,
        manifest,
        {device: write_feed(segments) for device, segments in feeds.items()},
        store.signing_key,
        recipient=recipient,
        words=pack_words,
        team=team,
    )


def _segments(store: Store, device: DeviceId, notes: bool) -> list[Segment]:
    found = list(store.log.segments(device))
    return found if notes else [_without_notes(segment) for segment in found]


def _without_notes(segment: Segment) -> Segment:
    """Leave out the values of what peers noted; what is signed stands as it is."""
    withheld = {
        header.number for header in map(decode_line, segment.lines) if header.kind in _RAW_NOTES
    }
    kept = {number: side for number, side in segment.sides.items() if number not in withheld}
    return replace(segment, sides=kept)


def _summary(store: Store, device: DeviceId, segments: Sequence[Segment]) -> FeedSummary:
    return FeedSummary(
        last=max(segment.last for segment in segments),
        heads=tuple(store.log.heads(device)),
        values=sum(len(segment.sides) for segment in segments),
    )


def _observations(segments: Iterable[Segment]) -> int:
    """Count the observations a feed creates."""
    sign = f'"kind":"{RecordKind.OBSERVATION}"'
    return sum(
        sign in line and '"new":true' in line for segment in segments for line in segment.lines
    )


def file_name(store: Store, kind: BundleKind) -> str:
    """Return the name to suggest for a bundle, such as `WK26-GM-Tue-1740.peerdesk`."""
    about, member = challenge(store), me(store)
    who = {"team pack": "team", "merged pack": "merged"}.get(kind)
    local = to_local(datetime.now(UTC), about.time_zone)
    parts = [about.code, who or (member.initials if member else "notes"), f"{local:%a-%H%M}"]
    return "-".join(parts) + ".peerdesk"
