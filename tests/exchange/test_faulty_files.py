"""Files at fault are refused in one sentence, in bounded time and memory, and change nothing.

`tests/vectors` has a file for each fault; here are those that are too large for it, or many.
"""

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pyrage
import pytest

from peerdesk.exchange import bundle
from peerdesk.exchange.errors import (
    BundleDamaged,
    BundleFault,
    BundleTooLarge,
    FileNotReadable,
    ManifestWrong,
    NotATeamPack,
    NotOnTheList,
    TooMuchToSend,
    WrongPackWords,
)
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.merging import FileResult, merge_files
from peerdesk.exchange.packing import (
    team_identity,
    write_export,
    write_merged_pack,
    write_team_pack,
)
from peerdesk.store.checking import check
from peerdesk.store.errors import ValuesChanged
from peerdesk.store.snapshots import list_snapshots
from peerdesk.store.store import Store
from tests.exchange.forging import Author, feed_name, opened, sealed, zipped
from tests.helpers.campaign import rounds
from tests.store.team import PASSPHRASE, note, own

MEGABYTE = 1024 * 1024


def merged(store: Store, path: Path) -> FileResult:
    (result,) = merge_files(store, [path]).files
    return result


def refuse(store: Store, path: Path) -> FileResult:
    """Bring in a file that must be refused whole, leaving nothing behind."""
    before = store.projection.digest()
    merges = store.db.execute("SELECT count(*) FROM merge").fetchone()
    result = merged(store, path)
    assert (result.status, result.new, result.changed) == ("refused", 0, 0)
    assert result.reason.count(".") <= 2
    assert store.projection.digest() == before
    assert store.db.execute("SELECT count(*) FROM merge").fetchone() == merges
    assert list_snapshots(store.folder) == []
    return result


@rounds(97, 1)
def test_a_bit_flipped_anywhere_refuses_the_file(
    lead: Store, peer: Store, tmp_path: Path, rounds: int
) -> None:
    note(peer, "Something said")
    write_export(peer, tmp_path / "file")
    whole = (tmp_path / "file").read_bytes()
    for place in range(0, len(whole), rounds):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        (tmp_path / "file").write_bytes(flipped)
        refuse(lead, tmp_path / "file")
    (tmp_path / "file").write_bytes(whole)
    assert merged(lead, tmp_path / "file").new == 1


def test_a_file_cut_short_anywhere_is_refused(lead: Store, peer: Store, tmp_path: Path) -> None:
    note(peer, "Something said")
    write_export(peer, tmp_path / "file")
    whole = (tmp_path / "file").read_bytes()
    for length in (0, 1, 21, 22, 100, 180, 200, len(whole) // 2, len(whole) - 17, len(whole) - 1):
        (tmp_path / "file").write_bytes(whole[:length])
        refuse(lead, tmp_path / "file")


def test_a_file_that_is_not_there_and_a_folder_are_said_not_to_open(
    lead: Store, tmp_path: Path
) -> None:
    assert refuse(lead, tmp_path / "missing").reason == str(FileNotReadable())
    assert refuse(lead, tmp_path).reason == str(FileNotReadable())


def test_a_file_larger_than_the_bound_is_not_even_read(lead: Store, tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb") as file:
        file.truncate(bundle.FILE_BYTES + 1)
    assert refuse(lead, tmp_path / "file").reason == str(BundleTooLarge())


_BOMBED = """
import resource, sys
from pathlib import Path
from peerdesk.exchange.bundle import open_export
from peerdesk.exchange.errors import BundleFault
from peerdesk.store.errors import FeedFault
from peerdesk.store.feeds import read_feed
file, identity, challenge, bound = Path(sys.argv[1]), *sys.argv[2:5]
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    bundle = open_export(file, identity)
    for device in bundle.feeds:
        read_feed(bundle.feeds[device], challenge, device)
except (BundleFault, FeedFault) as fault:
    print(type(fault).__name__)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
assert used < int(bound) * 1024, used
"""


def bombed(path: Path, store: Store, megabytes: int) -> str:
    """Open a file in a process of its own and return the fault; assert what memory it took."""
    words = [sys.executable, "-c", _BOMBED, path, team_identity(store), store.challenge]
    done = subprocess.run(
        [*map(str, words), str(megabytes)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def deflated(content: bytes, times: int, name: str, first: bytes = b"") -> bytes:
    """Return a zip of one entry that unpacks to `content` many times over."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as entry,
    ):
        entry.write(first)
        for _ in range(times):
            entry.write(content)
    return buffer.getvalue()


def test_two_gigabytes_of_noughts_are_refused_without_unpacking_them(
    lead: Store, tmp_path: Path
) -> None:
    bomb = deflated(bytes(16 * MEGABYTE), 128, "manifest.json")
    (tmp_path / "bomb").write_bytes(sealed(bomb, team_identity(lead)))
    assert (tmp_path / "bomb").stat().st_size < 16 * MEGABYTE
    assert bombed(tmp_path / "bomb", lead, 100) == "BundleTooLarge"
    assert refuse(lead, tmp_path / "bomb").reason == str(BundleTooLarge())


def test_a_manifest_that_unpacks_to_a_great_list_is_refused_before_it_is_read(
    lead: Store, tmp_path: Path
) -> None:
    bomb = deflated(b"0," * MEGABYTE, 50, "manifest.json", b"[")
    (tmp_path / "bomb").write_bytes(sealed(bomb, team_identity(lead)))
    assert bombed(tmp_path / "bomb", lead, 60) == "BundleTooLarge"


@pytest.mark.parametrize(
    ("content", "fault"), [(b"\n", "FeedUnreadable"), (b"[" * 1024, "FeedTooLarge")]
)
def test_a_feed_of_nothing_but_line_ends_or_brackets_costs_its_own_size_in_memory(
    lead: Store, tmp_path: Path, content: bytes, fault: str
) -> None:
    author = Author(lead.challenge)
    author.seal(author.note("x"))
    listed = author.bundle()[0][1]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", listed)
        archive.writestr(feed_name(author.device), content * (64 * MEGABYTE // len(content)))
    (tmp_path / "bomb").write_bytes(sealed(buffer.getvalue(), team_identity(lead)))
    assert bombed(tmp_path / "bomb", lead, 220) == fault


def test_an_entry_that_gives_more_than_its_listed_size_is_damage(
    lead: Store, tmp_path: Path
) -> None:
    content = b"y" * 70_001
    packed = zipped([("manifest.json", content)])
    size = len(content).to_bytes(4, "little")
    assert packed.count(size) == 2
    (tmp_path / "bomb").write_bytes(
        sealed(packed.replace(size, (9).to_bytes(4, "little")), team_identity(lead))
    )
    assert refuse(lead, tmp_path / "bomb").reason == str(BundleDamaged())


@pytest.mark.parametrize(
    "text",
    [
        '{"format": 1}',
        '{"format": true}',
        '{"format": 1e999}',
        "[]",
        '"text"',
        "",
        '{"format": 1, "feeds": ' + "[" * 100_000,
        '{"format": ' + "9" * 5000 + "}",
    ],
)
def test_a_manifest_that_is_not_what_it_should_be_is_refused(
    lead: Store, tmp_path: Path, text: str
) -> None:
    entries = [("manifest.json", text.encode())]
    (tmp_path / "file").write_bytes(sealed(zipped(entries), team_identity(lead)))
    assert refuse(lead, tmp_path / "file").reason == str(ManifestWrong())


@pytest.mark.parametrize(
    "wrong",
    [
        {"feeds": []},
        {"counts": []},
        {"counts": {"observations": float("inf")}},
        {"counts": {"observations": "9" * 5000}},
        {"feeds": {"nobody": {"last": 1, "heads": [], "values": 1}}},
        {"feeds": {"ab" * 32: {"last": 1, "heads": "ab", "values": 1}}},
        {"feeds": {"ab" * 32: {"last": None, "heads": [], "values": 1}}},
        {"kind": ["export"]},
        {"kind": "letter"},
        {"challenge": "../../x"},
        {"founder": 7},
        {"team": "ab" * 32},
        {"created": "\ud800", "counts": {"observations": None}},
    ],
)
def test_a_well_signed_manifest_that_says_nonsense_is_refused(
    lead: Store, tmp_path: Path, wrong: dict[str, object]
) -> None:
    author = Author(lead.challenge)
    author.seal(author.note("x"))
    entries = author.bundle(**wrong)  # type: ignore[arg-type]
    (tmp_path / "file").write_bytes(sealed(zipped(entries), team_identity(lead)))
    assert refuse(lead, tmp_path / "file").reason == str(ManifestWrong())


def test_nothing_outside_is_written_for_an_entry_with_a_path(lead: Store, tmp_path: Path) -> None:
    author = Author(lead.challenge)
    author.seal(author.note("x"))
    before = sorted(tmp_path.rglob("*"))
    for name in ("../../x", "/tmp/x", "feeds/../../x", f"feeds/{author.device}.ndjson/../x", "C:x"):
        file = zipped([*author.bundle(), (name, b"written")])
        (tmp_path / "lead" / "file").write_bytes(sealed(file, team_identity(lead)))
        assert merged(lead, tmp_path / "lead" / "file").reason == str(ManifestWrong())
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "lead" / "file"])


def test_a_fault_in_one_relayed_feed_leaves_that_feed_and_takes_the_others(
    lead: Store, deputy: Store, peer: Store, tmp_path: Path
) -> None:
    note(deputy, "From the deputy")
    note(peer, "From the peer")
    for store in (deputy, peer):
        write_export(store, tmp_path / "file")
        merge_files(lead, [tmp_path / "file"])
    note(lead, "From the lead")
    write_merged_pack(lead, tmp_path / "pack")
    entries = opened(tmp_path / "pack", team_identity(lead))
    bad = feed_name(peer.device)
    entries[bad] = entries[bad].replace(b"From the peer", b"From the bear")
    (tmp_path / "pack").write_bytes(sealed(zipped(entries.items()), team_identity(lead)))

    result = merged(deputy, tmp_path / "pack")

    assert result.status == "merged"
    assert [(f.device, f.reason) for f in result.refused_feeds] == [
        (peer.device, str(ValuesChanged()))
    ]
    assert not deputy.log.devices().count(peer.device)
    assert deputy.log.knows(lead.log.heads(lead.device)[0])
    write_merged_pack(lead, tmp_path / "mended")
    assert merged(deputy, tmp_path / "mended").new == 1
    assert check(deputy).ok


def test_what_one_segment_cannot_prove_leaves_what_was_there_of_its_feed(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    note(peer, "First")
    write_export(peer, tmp_path / "first")
    merge_files(lead, [tmp_path / "first"])
    note(peer, "Second")
    write_export(peer, tmp_path / "second")
    entries = opened(tmp_path / "second", team_identity(lead))
    name = feed_name(peer.device)
    entries[name] = entries[name].replace(b"Second", b"Sekond")
    (tmp_path / "second").write_bytes(sealed(zipped(entries.items()), team_identity(lead)))
    heads = lead.log.heads(peer.device)
    assert merged(lead, tmp_path / "second").status == "refused"
    assert lead.log.heads(peer.device) == heads
    assert own(peer)


def test_a_file_at_fault_does_not_keep_the_next_one_out(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    note(peer, "Something said")
    write_export(peer, tmp_path / "good")
    (tmp_path / "bad").write_bytes(b"x")
    report = merge_files(lead, [tmp_path / "bad", tmp_path / "good"])
    assert [file.status for file in report.files] == ["refused", "merged"]
    assert report.refused


class TestPacks:
    """A pack opens with its words only, and nobody can lie in it about who founded what."""

    def test_words_may_be_typed_any_way_and_no_others_open_it(
        self, lead: Store, tmp_path: Path
    ) -> None:
        words = write_team_pack(lead, tmp_path / "pack")
        typed = words.replace("-", "  ").upper() + " "
        pack = read_team_pack(tmp_path / "pack", typed)
        assert [member.initials for member in pack.members] == ["FL", "AB", "CD"]
        with pytest.raises(WrongPackWords):
            read_team_pack(tmp_path / "pack", words + "-too")

    def test_a_damaged_pack_is_not_blamed_on_the_words(self, lead: Store, tmp_path: Path) -> None:
        words = write_team_pack(lead, tmp_path / "pack")
        whole = (tmp_path / "pack").read_bytes()
        for damaged in (whole[:-1], whole[:60], whole[:-9] + b"x" + whole[-8:]):
            (tmp_path / "pack").write_bytes(damaged)
            with pytest.raises(BundleDamaged):
                read_team_pack(tmp_path / "pack", words)

    def test_an_export_is_not_a_pack(self, lead: Store, tmp_path: Path) -> None:
        write_export(lead, tmp_path / "export")
        with pytest.raises(NotATeamPack):
            read_team_pack(tmp_path / "export", "any words")

    def test_nobody_joins_under_a_name_that_is_not_there(self, lead: Store, tmp_path: Path) -> None:
        words = write_team_pack(lead, tmp_path / "pack")
        pack = read_team_pack(tmp_path / "pack", words)
        with pytest.raises(NotOnTheList, match="Frances Lead, Ann Bell, Cy Dee"):
            join_challenge(pack, tmp_path / "new", PASSPHRASE, "Zed")
        assert not (tmp_path / "new").exists()

    def test_a_pack_cannot_name_another_founder_for_a_challenge(
        self, lead: Store, tmp_path: Path
    ) -> None:
        usurper = Author(lead.challenge)
        usurper.seal(usurper.change("challenge", usurper.record(), {"title": "Mine"}, new=True))
        team = b'{"team_identity": "x", "recovery_recipient": "y"}'
        digest = hashlib.sha256(team).hexdigest()
        entries = usurper.bundle(kind="team pack", team=digest)
        content = zipped([*entries, ("team.json", team)])
        (tmp_path / "pack").write_bytes(pyrage.passphrase.encrypt(content, "six-words"))
        with pytest.raises(ManifestWrong):
            read_team_pack(tmp_path / "pack", "six words")


def test_no_store_writes_what_another_would_refuse(
    lead: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"what was there")
    for bound in ("UNZIPPED_BYTES", "FILE_BYTES", "LIST_BYTES"):
        with monkeypatch.context() as patched:
            patched.setattr(bundle, bound, 300)
            with pytest.raises(TooMuchToSend):
                write_export(lead, tmp_path / "file")
        assert (tmp_path / "file").read_bytes() == b"what was there"


def test_every_sentence_says_what_was_kept_and_fits_a_line_or_two() -> None:
    for fault in BundleFault.__subclasses__():
        said = str(fault("Ann Bell") if fault is NotOnTheList else fault())
        assert 60 < len(said) < 260
        assert said[0].isupper()
        assert said.endswith(".")
        assert "nothing was" in said
