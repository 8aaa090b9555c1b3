"""Makes the test vectors anew: `python -m tests.vectors.make`, from the root of the source tree.

Only for a change of the format, on purpose: a file that old programs wrote must open for ever, so
vectors are added to, and existing ones are left as they are. The index `vectors.json` names, for
each file, what a PeerDesk must make of it.
"""

import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage

from peerdesk.domain.ids import DeviceId
from peerdesk.domain.schema import RecordKind
from peerdesk.exchange.packing import (
    team_identity,
    write_export,
    write_merged_pack,
    write_team_pack,
)
from peerdesk.store.erasing import erase
from peerdesk.store.opening import open_store
from peerdesk.store.store import Store
from peerdesk.store.wire import commitment
from tests.exchange.forging import Author, Entries, feed_name, sealed, zipped
from tests.store.cheap import cheap_keys
from tests.store.team import (
    DEPUTY,
    PASSPHRASE,
    PEER,
    bring,
    confirm,
    joined,
    lead_store,
    new_id,
    note,
    own,
    write_raw,
)
from tests.vectors.opening import HERE, digest_after

_MANY = 65_537


@dataclass(slots=True)
class Maker:
    """Writes files into `folder` and remembers what each must come to."""

    folder: Path
    identity: str
    vectors: list[dict[str, Any]] = field(default_factory=list)

    def good(self, name: str, write: Callable[[Path], object], status: str = "merged") -> None:
        """Add a file that an honest store writes."""
        write(self.folder / name)
        self.vectors.append({"file": name, "status": status})

    def refused(self, name: str, fault: str, content: bytes) -> None:
        """Add a file that is refused whole with a fault."""
        (self.folder / name).write_bytes(content)
        self.vectors.append({"file": name, "status": "refused", "fault": fault})

    def envelope(self, name: str, fault: str, entries: Entries) -> None:
        """Add a file that opens and whose contents are refused whole."""
        self.refused(name, fault, sealed(zipped(entries), self.identity))

    def feed(self, name: str, fault: str, entries: Entries) -> None:
        """Add a file whose only feed is refused with a fault."""
        (self.folder / name).write_bytes(sealed(zipped(entries), self.identity))
        self.vectors.append({"file": name, "status": "refused", "feed_fault": fault})


def make() -> None:
    """Write every vector and the index."""
    for old in HERE.glob("*.peerdesk"):
        old.unlink()
    with tempfile.TemporaryDirectory() as work, cheap_keys():
        lead = lead_store(Path(work) / "lead")
        maker = Maker(HERE, team_identity(lead))
        words = write_team_pack(lead, HERE / "good-team-pack.peerdesk")
        _good(maker, lead, Path(work))
        _envelopes(maker, lead)
        _feeds(maker, lead.challenge)
        _one_bad_feed_among_good(maker, lead)
        index = {
            "team_identity": maker.identity,
            "pack_words": words,
            "team_pack": "good-team-pack.peerdesk",
            "vectors": maker.vectors,
        }
        lead.close()
    (HERE / "vectors.json").write_text(json.dumps(index, indent=1) + "\n")
    for vector in maker.vectors:
        if vector["status"] == "merged":
            vector["digest"] = digest_after(index, vector["file"])
    (HERE / "vectors.json").write_text(json.dumps(index, indent=1) + "\n")


def _good(maker: Maker, lead: Store, work: Path) -> None:
    peer = joined(lead, work / "peer", PEER)
    note(peer, "“We were told on the Friday.” Ffion Ŵyn, naïve café, 健康")
    note(peer, "Line one\nline two\r\nand\u2028three\ttabbed \x00 nought")
    maker.good("good-export.peerdesk", lambda path: write_export(peer, path))
    deputy = joined(lead, work / "deputy", DEPUTY)
    confirm(lead, deputy)
    wrong = note(deputy, "Said by Wilhelmina Quarterstaff")
    bring(lead, own(peer))
    bring(lead, own(deputy))
    lead.create(RecordKind.FINDING, {"headline": "Rotas work", "narrative": "They do."})
    maker.good("good-merged-pack.peerdesk", lambda path: write_merged_pack(lead, path))
    maker.good(
        "good-without-notes.peerdesk", lambda path: write_merged_pack(lead, path, notes=False)
    )
    erase(deputy, wrong)
    maker.good("good-erased.peerdesk", lambda path: write_export(deputy, path))
    record = new_id(peer)
    write_raw(peer, "hologram", record, {"glow": {"warm": [1.5, None]}}, creates=True)
    write_raw(peer, "observation", note(peer, "Known"), {"aura": "new", "aura:x": True})
    maker.good("good-from-a-newer-program.peerdesk", lambda path: write_export(peer, path))
    peer.close()
    shutil.copytree(work / "peer", work / "copy")
    with open_store(work / "peer", PASSPHRASE) as one, open_store(work / "copy", PASSPHRASE) as two:
        note(one, "Written on the laptop")
        note(two, "Written on its copy")
        bring(lead, own(one))
        bring(lead, own(two))
    maker.good("good-fork.peerdesk", lambda path: write_merged_pack(lead, path))
    deputy.close()


def _noted(challenge: str) -> Author:
    author = Author(challenge)
    author.seal(author.note("First"))
    author.seal(author.note("Second", 1))
    return author


def _envelopes(maker: Maker, lead: Store) -> None:
    author = _noted(lead.challenge)
    entries = author.bundle()
    manifest, feed = entries
    honest = sealed(zipped(entries), maker.identity)
    maker.refused("not-a-bundle.peerdesk", "NotABundle", b"Dear all, please find attached\n")
    maker.refused("empty.peerdesk", "NotABundle", b"")
    maker.refused("cut-short.peerdesk", "BundleDamaged", honest[: len(honest) * 2 // 3])
    flipped = bytearray(honest)
    flipped[-40] ^= 4
    maker.refused("flipped-bit.peerdesk", "BundleDamaged", bytes(flipped))
    maker.refused("not-a-zip.peerdesk", "BundleDamaged", sealed(b"PK, not", maker.identity))
    stranger = str(pyrage.x25519.Identity.generate())
    maker.refused("another-team.peerdesk", "WrongTeam", sealed(zipped(entries), stranger))
    maker.refused(
        "team-pack.peerdesk", "IsATeamPack", (HERE / "good-team-pack.peerdesk").read_bytes()
    )
    elsewhere = _noted("ab" * 32)
    maker.envelope("another-challenge.peerdesk", "WrongTeam", elsewhere.bundle())
    maker.envelope("newer-format.peerdesk", "NewerBundle", author.bundle(format=2))
    maker.envelope("path-outside.peerdesk", "ManifestWrong", [*entries, ("../../x", b"x")])
    maker.envelope("other-entry.peerdesk", "ManifestWrong", [*entries, ("feeds/notes.txt", b"x")])
    maker.envelope("entry-twice.peerdesk", "ManifestWrong", [*entries, feed])
    maker.envelope("no-manifest.peerdesk", "ManifestWrong", [feed])
    maker.envelope("no-feed.peerdesk", "ManifestWrong", [manifest])
    other = author.bundle(exporter=Author(lead.challenge).device)
    maker.envelope("manifest-of-another.peerdesk", "ManifestWrong", other)
    altered = manifest[1].replace(b"17:40", b"18:40")
    maker.envelope("manifest-altered.peerdesk", "ManifestWrong", [(manifest[0], altered), feed])
    maker.envelope("manifest-list.peerdesk", "ManifestWrong", author.bundle(counts=[]))
    lzma = sealed(zipped(entries, zipfile.ZIP_LZMA), maker.identity)
    maker.refused("other-compression.peerdesk", "BundleDamaged", lzma)
    bomb = zipped([*entries, (feed_name("cd" * 32), b"x" * 9)])
    size = (9).to_bytes(4, "little")
    at = bomb.rindex(size)
    claims = bomb[:at] + (2**31).to_bytes(4, "little") + bomb[at + 4 :]
    maker.refused("too-large.peerdesk", "BundleTooLarge", sealed(claims, maker.identity))


def _feeds(maker: Maker, challenge: str) -> None:
    for name, fault, entries in _faulty_feeds(challenge):
        maker.feed(f"feed-{name}.peerdesk", fault, entries)


def _faulty_feeds(challenge: str) -> list[tuple[str, str, Entries]]:
    """Return (name, fault, entries) of a bundle for each fault of a feed."""
    found: list[tuple[str, str, Entries]] = []

    def add(name: str, fault: str, author: Author, feed: bytes | None = None) -> None:
        text = author.feed if feed is None else feed
        found.append((name, fault, author.bundle({author.device: text})))

    author = _noted(challenge)
    first, second = _segments(author)
    add("first-segment-missing", "SegmentMissing", author, second)
    add("last-segment-missing", "SegmentMissing", author, first)
    add("values-missing", "SegmentMissing", author, author.feed[: author.feed.rindex(b'{"n":2')])
    add("not-utf-8", "FeedUnreadable", author, first + b"\xff\n")
    add("no-line-end", "FeedUnreadable", author, author.feed[:-1])
    add("empty", "FeedUnreadable", author, b"")
    add("values-altered", "ValuesChanged", author, author.feed.replace(b"Second", b"Sekond"))
    wrong = author.feed.replace(b'"kind":"observation"', b'"kind":"observatiom"')
    add("line-altered", "SignatureWrong", author, wrong)

    author = Author(challenge)
    author.seal(author.note("First"))
    author.seal(author.note("Second", 1), previous="ef" * 32)
    add("chain-broken", "ChainBroken", author)
    author = Author(challenge)
    author.seal(author.note("First"))
    author.number += 1
    author.seal(author.note("Third", 1))
    add("gap", "SegmentMissing", author)
    author, victim = Author(challenge), Author(challenge)
    author.seal(author.note("Not mine"), device=victim.device)
    summary = {"last": 1, "heads": [author.previous], "values": 1}
    entries = author.bundle({victim.device: author.feed}, feeds={victim.device: summary})
    found.append(("forged-author", "SignatureWrong", entries))
    author = Author(challenge)
    author.seal(author.note("Elsewhere"), challenge="ab" * 32)
    add("of-another-challenge", "FeedElsewhere", author)
    author = Author(challenge)
    author.seal(author.note("Filed wrongly"), device=victim.device)
    add("of-another-device", "FeedElsewhere", author)
    author = Author(challenge)
    author.seal(author.note("From the future"), segment=2)
    add("newer", "FeedNewer", author)
    author = Author(challenge)
    author.seal(author.note("x" * _MANY))
    add("value-too-long", "FeedTooLarge", author)
    author = Author(challenge)
    author.seal(author.change("observation", author.record(), {"x": "y" * 300_000}))
    add("line-too-long", "FeedTooLarge", author)
    author = Author(challenge)
    author.seal(author.note("Many"), last=10_001)
    add("segment-too-long", "FeedTooLarge", author)
    for name, values in (("half-a-surrogate", r"\ud800"), ("deep", "[" * 40 + "]" * 40)):
        author = Author(challenge)
        line, side = author.note("PLACE")
        text = side.replace("PLACE", values) if name != "deep" else side.replace('"PLACE"', values)
        author.seal((_committed(line, side, text), text))
        add(name, "FeedUnreadable", author)
    return found


def _committed(line: str, side: str, other: str) -> str:
    return line.replace(commitment(side), commitment(other))


def _segments(author: Author) -> tuple[bytes, bytes]:
    at = author.feed.index(b'{"segment":1', 1)
    return author.feed[:at], author.feed[at:]


def _one_bad_feed_among_good(maker: Maker, lead: Store) -> None:
    """Add a merged pack in which one feed is altered: the others go in."""
    author, bad = _noted(lead.challenge), _noted(lead.challenge)
    feeds: dict[DeviceId, bytes] = {
        author.device: author.feed,
        bad.device: bad.feed.replace(b"Second", b"Sekond"),
    }
    about = {author.device: author.summary, bad.device: bad.summary}
    entries = author.bundle(feeds, kind="merged pack", feeds=about)
    (maker.folder / "one-bad-feed.peerdesk").write_bytes(sealed(zipped(entries), maker.identity))
    maker.vectors.append(
        {"file": "one-bad-feed.peerdesk", "status": "merged", "feed_fault": "ValuesChanged"}
    )


if __name__ == "__main__":
    make()
    sys.stdout.write(f"wrote {len(list(HERE.glob('*.peerdesk')))} files\n")
