"""Notes taken before joining, carried in a file to another laptop of the same person.

The file holds the keys of its feeds beside them, because whoever brings the notes in signs them
again for a challenge. So it opens with words only, and no team can open it.
"""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.times import to_stored
from peerdesk.exchange.bundle import Bundle, FeedSummary, Manifest, write_bundle
from peerdesk.exchange.errors import ManifestWrong, NotLooseNotes
from peerdesk.exchange.joining import open_with_words
from peerdesk.store.feeds import read_feed, write_feed
from peerdesk.store.loose import LooseFeed, LooseNotes, take_out
from peerdesk.store.passwords import PACK_WORDS, words
from peerdesk.store.store import Store
from peerdesk.store.wire import device_of


def write_loose(store: Store, path: Path) -> str:
    """Write loose notes into a file for one's other laptop, and return its six words."""
    notes, secret = take_out(store), words(PACK_WORDS)
    feeds = {device_of(feed.key): feed for feed in notes.feeds}
    private = {
        "seeds": json.dumps({device: feed.seed for device, feed in feeds.items()}),
        "scratch": json.dumps(dict(notes.scratch)),
        "words": json.dumps(notes.words),
    }
    team = json.dumps(private).encode()
    manifest = Manifest(
        kind="loose notes",
        challenge=store.challenge,
        founder=store.founder,
        exporter=store.device,
        created=to_stored(datetime.now(UTC)),
        feeds={device: _summary(feed) for device, feed in feeds.items()},
        team=hashlib.sha256(team).hexdigest(),
    )
    content = {device: write_feed(feed.segments) for device, feed in feeds.items()}
    write_bundle(path, manifest, content, store.signing_key, words=secret, team=team)
    return secret


def _summary(feed: LooseFeed) -> FeedSummary:
    followed = {segment.previous for segment in feed.segments}
    return FeedSummary(
        last=max(segment.last for segment in feed.segments),
        heads=tuple(s.hash for s in feed.segments if s.hash not in followed),
        values=sum(len(segment.sides) for segment in feed.segments),
    )


def read_loose(path: Path, secret: str) -> LooseNotes:
    """Open a file of loose notes with its six words; raises a BundleFault or a FeedFault.

    Takes seconds.
    """
    bundle = open_with_words(path, secret)
    if bundle.manifest.kind != "loose notes":
        raise NotLooseNotes
    try:
        seeds = json.loads(bundle.team["seeds"])
        scratch = {RecordId(str(k)): str(v) for k, v in json.loads(bundle.team["scratch"]).items()}
        own_words = tuple(str(word) for word in json.loads(bundle.team["words"]))
        feeds = tuple(_feed(bundle, DeviceId(device), seed) for device, seed in seeds.items())
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestWrong from error
    return LooseNotes(feeds, scratch, own_words)


def _feed(bundle: Bundle, device: DeviceId, seed: str) -> LooseFeed:
    incoming = read_feed(bundle.feeds[device], bundle.manifest.challenge, device)
    feed = LooseFeed(seed, tuple(one.segment for one in incoming))
    if device_of(feed.key) != device or not feed.segments:
        raise ManifestWrong
    return feed
