"""Bringing in files: what each held, what was new, what was refused and why, and who is missing."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from peerdesk.domain.ids import DeviceId
from peerdesk.domain.times import to_local
from peerdesk.exchange.bundle import Bundle, Manifest, open_export
from peerdesk.exchange.errors import BundleFault, WrongTeam
from peerdesk.exchange.packing import team_identity
from peerdesk.store.conflicts import conflict_count
from peerdesk.store.errors import FeedFault, SegmentMissing
from peerdesk.store.feeds import Incoming, read_feed
from peerdesk.store.loose import require_challenge
from peerdesk.store.reading import (
    challenge,
    devices,
    members,
    observation_count,
    owners,
)
from peerdesk.store.snapshots import take_snapshot
from peerdesk.store.store import Store
from peerdesk.store.syncing import synced_each, synced_once
from peerdesk.store.union import Taken, merged_since, news, take_in

Status = Literal["merged", "already", "old", "refused"]
Progress = Callable[[int, int], None]
Copy = Callable[[Store], object]
UNKNOWN_SENDER = "a laptop not known here"


@dataclass(frozen=True, slots=True)
class RefusedFeed:
    """A feed left as it was: whose it is, by name, and the sentence that says why."""

    device: DeviceId
    sender: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file; `sender` is who exported it, `forks` whose laptop was copied.

    `new` and `changed` count observations; `waiting` and `conflicts` records. `renewed` says that
    this laptop's own notes had gone on elsewhere, so that it goes on as a new one.
    """

    file: str
    status: Status
    sender: str = ""
    new: int = 0
    changed: int = 0
    waiting: int = 0
    conflicts: int = 0
    refused_feeds: tuple[RefusedFeed, ...] = ()
    reason: str = ""
    forks: tuple[str, ...] = ()
    renewed: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the object of DESIGN.md section 9."""
        content = asdict(self)
        content["from"] = content.pop("sender")
        content["refused_feeds"] = [
            {"device": feed.device, "from": feed.sender, "reason": feed.reason}
            for feed in self.refused_feeds
        ]
        return content


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did; `missing` are peers of whom nothing was merged since local midnight."""

    files: tuple[FileResult, ...]
    observations: int
    conflicts: int
    missing: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Say whether any file or feed was refused."""
        return any(file.status == "refused" or file.refused_feeds for file in self.files)

    def to_json(self) -> dict[str, Any]:
        """Return the object of DESIGN.md section 9."""
        return {
            "files": [file.to_json() for file in self.files],
            "observations": self.observations,
            "conflicts": self.conflicts,
            "missing": list(self.missing),
        }


class _Rehearsed(Exception):
    """Thrown to take back everything a dry run did."""


@dataclass(slots=True)
class _Merge:
    store: Store
    identity: str
    copy: Copy | None
    senders: Mapping[DeviceId, str] = field(default_factory=dict)
    files: list[FileResult] = field(default_factory=list)
    observations: int = 0
    conflicts: int = 0
    missing: tuple[str, ...] = ()

    def sender(self, device: DeviceId) -> str:
        return self.senders.get(device, UNKNOWN_SENDER)


def take_merge_snapshot(store: Store) -> None:
    """Keep a copy of a store, sealed, as it is before a merge."""
    store.seal()
    take_snapshot(store.folder, store.db, store.key, "merge")


def merge_files(
    store: Store,
    paths: Sequence[Path],
    dry_run: bool = False,
    progress: Progress | None = None,
    *,
    copy: Copy = take_merge_snapshot,
) -> MergeReport:
    """Merge files one after another, each in a transaction of its own, all on the disk at the end.

    A fault of an envelope refuses the file, one of a feed leaves that feed; the rest goes in. With
    `dry_run` the report is the same and nothing is kept. `progress` is told (files done, files) and
    may raise to stop before the next file. `copy` keeps the store as it was, before anything new.
    """
    require_challenge(store)
    merge = _Merge(store, team_identity(store), None if dry_run else copy, senders(store))
    if not dry_run:
        with synced_once(store):
            _merge_all(merge, paths, progress)
    else:
        with suppress(_Rehearsed), store.atomic():
            _merge_all(merge, paths, progress)
            raise _Rehearsed
    return MergeReport(tuple(merge.files), merge.observations, merge.conflicts, merge.missing)


def _merge_all(merge: _Merge, paths: Sequence[Path], progress: Progress | None) -> None:
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths))
        try:
            merge.files.append(_merge_file(merge, path))
        except BundleFault as fault:
            merge.files.append(FileResult(str(path), "refused", reason=str(fault)))
    if progress:
        progress(len(paths), len(paths))
    merge.observations = observation_count(merge.store)
    merge.conflicts = conflict_count(merge.store)
    merge.missing = missing_today(merge.store)


def _merge_file(merge: _Merge, path: Path) -> FileResult:
    store = merge.store
    bundle = open_export(path, merge.identity)
    manifest = bundle.manifest
    if manifest.challenge != store.challenge:
        raise WrongTeam
    if not _has_news(store, manifest):
        return FileResult(str(path), _stale(store, manifest), merge.sender(manifest.exporter))
    feeds, refused = _verified(store, bundle)
    found = news(store, feeds)
    if found and merge.copy is not None:
        with synced_each(store):
            merge.copy(store)
        merge.copy = None
    taken = take_in(store, found, path.name)
    if found:
        merge.senders = senders(store)
    return _result(merge, path, manifest, taken, bool(found), refused)


def _result(
    merge: _Merge,
    path: Path,
    manifest: Manifest,
    taken: Taken,
    merged: bool,
    refused: list[tuple[DeviceId, str]],
) -> FileResult:
    status: Status = "merged" if merged else _stale(merge.store, manifest)
    if refused and not merged and len(refused) == len(manifest.feeds):
        status = "refused"
    return FileResult(
        file=str(path),
        status=status,
        sender=merge.sender(manifest.exporter),
        new=taken.new,
        changed=taken.changed,
        waiting=taken.waiting,
        conflicts=taken.conflicts,
        refused_feeds=tuple(
            RefusedFeed(device, merge.sender(device), reason) for device, reason in refused
        ),
        reason=" ".join(sorted({reason for _, reason in refused})),
        forks=tuple(map(merge.sender, taken.forks)),
        renewed=taken.renewed,
    )


def _has_news(store: Store, manifest: Manifest) -> bool:
    """Say whether a file may hold anything we lack, from what its maker signed of its contents."""
    return any(
        not all(map(store.log.knows, feed.heads))
        or (feed.values > 0 and store.log.withheld(device))
        for device, feed in manifest.feeds.items()
    )


def _stale(store: Store, manifest: Manifest) -> Status:
    """Say whether a file without news reaches our last number of each feed, or ends below it."""
    others = {d: feed for d, feed in manifest.feeds.items() if d != store.device}
    reaches = all(feed.last >= store.log.last_number(d) for d, feed in others.items())
    return "already" if reaches else "old"


def _verified(
    store: Store, bundle: Bundle
) -> tuple[list[list[Incoming]], list[tuple[DeviceId, str]]]:
    """Return the feeds that verify, and (device, sentence) of those that do not."""
    feeds, refused = [], []
    for device, summary in bundle.manifest.feeds.items():
        if all(map(store.log.knows, summary.heads)) and not store.log.withheld(device):
            continue
        try:
            feed = read_feed(bundle.feeds[device], bundle.manifest.challenge, device)
            _check_whole(feed, summary.heads, summary.values)
        except FeedFault as fault:
            refused.append((device, str(fault)))
        else:
            feeds.append(feed)
    return feeds, refused


def _check_whole(feed: list[Incoming], heads: Sequence[str], values: int) -> None:
    """Raise SegmentMissing unless a feed is all that the manifest says of it."""
    held = {incoming.segment.hash for incoming in feed}
    if not held.issuperset(heads) or sum(len(i.segment.sides) for i in feed) != values:
        raise SegmentMissing


def senders(store: Store) -> dict[DeviceId, str]:
    """Return whose each device is, by the team's list or as it says, for a person to read."""
    names = {member.id: member.name for member in members(store)}
    return {
        device.id: names.get(device.belongs_to, device.name) if device.belongs_to else device.name
        for device in reversed(devices(store))
    }


def missing_today(store: Store) -> tuple[str, ...]:
    """Return the names of the peers of whom nothing was merged since local midnight."""
    zone = challenge(store).time_zone
    midnight = to_local(datetime.now(UTC), zone).replace(hour=0, minute=0, second=0, microsecond=0)
    whose = owners(store)
    heard = {whose.get(device) for device in [*merged_since(store, midnight), store.device]}
    return tuple(
        member.name for member in members(store) if not member.observes and member.id not in heard
    )
