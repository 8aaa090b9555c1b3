"""A file with a fault is refused in one sentence and changes nothing; the others go in."""

import io
import random
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from peerdesk.cli.writing import Notepad
from peerdesk.domain.ids import DeviceId
from peerdesk.exchange.bundle import _signed_manifest
from peerdesk.exchange.packing import write_export
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import read_setup
from peerdesk.store.feeds import read_feed
from peerdesk.store.opening import Membership, join
from peerdesk.store.reading import challenge, members, sessions
from peerdesk.store.union import news, take_in
from tests.endtoend import bundles
from tests.endtoend.bundles import Change, Maker
from tests.endtoend.programs import Ended, is_a_sentence, peerdesk, refused
from tests.endtoend.stores import (
    CANARY,
    LEAD,
    OTHER,
    PEER,
    SECRET,
    SETUP,
    Team,
    copied,
    digest,
    export,
    hashes,
    merged_pack,
    note,
    opened,
    sound,
    texts,
)


def merge(store: Path, *files: Path | str) -> Ended:
    secret = store.parent / "secret.txt"
    return peerdesk("merge", store, *files, "--passphrase-file", secret, "--json")


def results(ended: Ended, *, status: int) -> list[dict[str, Any]]:
    """Return what a merge says of each file; fail unless it ended with this status, in silence."""
    assert (ended.status, ended.err) == (status, "")
    assert CANARY not in ended.out
    return list(ended.json()["files"])


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Return an export of another challenge."""
    setup, place = tmp_path / "setup.toml", tmp_path / "stranger"
    setup.write_text(SETUP, encoding="utf-8")
    establish(place, SECRET, read_setup(setup), LEAD).close()
    return export(place, tmp_path / "theirs.peerdesk")


# Faults of the envelope: the file is refused.


def envelopes(team: Team, folder: Path) -> dict[str, tuple[Path, str]]:
    """Make a file for every fault of the envelope; return each with words of its sentence."""
    good = export(team.peer, folder / "good.peerdesk")
    maker = Maker.of(team.peer)
    inside = bundles.unsealed(good, team.peer)
    device = maker.device
    manifest = _signed_manifest(maker.manifest(), maker.key)
    newer = manifest.replace(b'"format": 1', b'"format": 2')
    text = folder / "text.peerdesk"
    text.write_text("These are my notes.\n", encoding="utf-8")
    empty = folder / "empty.peerdesk"
    empty.touch()
    place = folder / "folder.peerdesk"
    place.mkdir()
    signed_by_nobody = bundles.repacked(inside, "manifest.json", None)
    elsewhere = replace(maker.manifest(), challenge="0" * 64)
    listed = replace(maker.manifest(), feeds={})
    return {
        "is no PeerDesk file": (text, "not a PeerDesk file"),
        "is empty": (empty, "not a PeerDesk file"),
        "is a folder": (place, "cannot be opened"),
        "is not there": (folder / "nowhere.peerdesk", "cannot be opened"),
        "is the team pack": (team.pack, "nothing was changed"),
        "holds no zip": (maker.seal(folder / "a", b"no zip"), "damaged"),
        "holds no manifest": (maker.seal(folder / "b", signed_by_nobody), "maker signed"),
        "has a manifest somebody altered": (
            maker.seal(
                folder / "c",
                bundles.repacked(inside, "manifest.json", _renamed(inside)),
            ),
            "maker signed",
        ),
        "is of a newer format": (
            maker.seal(folder / "d", bundles.repacked(inside, "manifest.json", newer)),
            "newer PeerDesk",
        ),
        "names a place outside": (
            maker.seal(folder / "e", bundles.repacked(inside, "../../escaped", b"got out")),
            "nothing was changed",
        ),
        "holds a feed it does not list": (
            maker.write(folder / "f", manifest=listed),
            "maker signed",
        ),
        "says it is of another challenge": (
            maker.write(folder / "g", manifest=elsewhere),
            "another challenge",
        ),
        "unzips to more than it may": (
            maker.seal(folder / "h", bundles.bomb(inside, device, owns_up=True)),
            "larger than",
        ),
        "unzips to more than it says": (
            maker.seal(folder / "i", bundles.bomb(inside, device, owns_up=False)),
            "nothing was changed",
        ),
    }


def _renamed(inside: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(inside)) as archive:
        return archive.read("manifest.json").replace(b"export", b"merged pack", 1)


def test_every_fault_of_an_envelope_refuses_the_file_and_leaves_the_store_byte_for_byte(
    team: Team, theirs: Path, tmp_path: Path
):
    faulty = envelopes(team, tmp_path)
    faulty["is of another team"] = (theirs, "another challenge")
    before = digest(team.lead)
    files = hashes(team.lead)
    found = results(merge(team.lead, *(path for path, _ in faulty.values())), status=1)
    for (fault, (path, words)), said in zip(faulty.items(), found, strict=True):
        assert said["file"] == str(path)
        assert said["status"] == "refused", fault
        assert words in said["reason"], f"{fault}: {said['reason']}"
        is_a_sentence(said["reason"])
    assert hashes(team.lead) == files
    assert sound(team.lead) == before
    assert not list(tmp_path.parent.glob("escaped")) and not (tmp_path / "escaped").exists()


def test_among_refused_files_the_good_one_goes_in_and_each_has_its_line(team: Team, tmp_path: Path):
    good = export(team.peer, tmp_path / "good.peerdesk")
    torn = tmp_path / "torn.peerdesk"
    torn.write_bytes(good.read_bytes()[:-1])
    secret = ("--passphrase-file", team.secret)
    ended = peerdesk("merge", team.lead, torn, good, tmp_path / "nowhere.peerdesk", *secret)
    assert (ended.status, ended.err) == (1, "")
    lines = ended.out.splitlines()
    for name in ("torn.peerdesk", "nowhere.peerdesk"):
        (line,) = [line for line in lines if line.startswith(f"{name}: ")]
        is_a_sentence(line.removeprefix(f"{name}: "))
    assert f"A second note on {team.peer.name}" in texts(team.lead)


def test_a_file_cut_short_anywhere_or_with_any_bit_flipped_is_refused_and_nothing_changes(
    team: Team, tmp_path: Path
):
    good = export(team.peer, tmp_path / "good.peerdesk").read_bytes()
    seed = random.SystemRandom().randrange(1_000_000)
    print("seed", seed)
    chance = random.Random(seed)
    lengths = [1, 21, 22, 200, len(good) - 1, *(chance.randrange(len(good)) for _ in range(15))]
    faulty = {f"cut at {length}": good[:length] for length in lengths}
    for _ in range(25):
        at, bit = chance.randrange(len(good)), chance.randrange(8)
        flipped = bytearray(good)
        flipped[at] ^= 1 << bit
        faulty[f"bit {bit} of byte {at}"] = bytes(flipped)
    paths = []
    for number, content in enumerate(faulty.values()):
        paths.append(tmp_path / f"{number}.peerdesk")
        paths[-1].write_bytes(content)
    before, files = digest(team.lead), hashes(team.lead)
    for fault, said in zip(faulty, results(merge(team.lead, *paths), status=1), strict=True):
        assert said["status"] == "refused", fault
        is_a_sentence(said["reason"])
    assert hashes(team.lead) == files
    assert sound(team.lead) == before


# Faults of one feed: it stays as it was, the others go in.


@pytest.fixture(scope="module")
def relaying(small_team: Team, tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Have the lead know the peer, and the other peer hold three more segments of that peer."""
    team = copied(small_team, tmp_path_factory.mktemp("relaying") / "team")
    file = team.lead.parent / "of-the-peer.peerdesk"
    results(merge(team.lead, export(team.peer, file)), status=0)
    for part in (1, 2, 3):
        with opened(team.peer) as store:
            session = sessions(store)[0]
            Notepad(store, session).write(f"Part {part} of what the peer noted")
            write_export(store, file)
    results(merge(team.other, file), status=0)
    return team


FEEDS: dict[Change, str] = {
    bundles.signed_by_another: "not signed by the laptop they name",
    bundles.made_up_for_another: "not signed by the laptop they name",
    bundles.with_a_line_altered: "not signed by the laptop they name",
    bundles.with_a_value_altered: "altered after they were signed",
    bundles.without_the_middle: "missing from this file",
    bundles.without_the_beginning: "missing from this file",
    bundles.without_the_end: "missing from this file",
    bundles.cut_in_a_line: "cannot be read",
    bundles.of_a_newer_format: "newer PeerDesk",
    bundles.of_another_challenge: "another challenge",
    bundles.in_another_order: "do not follow on from each other",
}


@pytest.mark.parametrize("change", FEEDS, ids=lambda change: change.__name__.replace("_", " "))
def test_a_fault_in_one_relayed_feed_leaves_it_out_by_name_and_the_others_go_in(
    relaying: Team, tmp_path: Path, change: Change
):
    team = copied(relaying, tmp_path / "team")
    maker, device = Maker.of(team.other), device_of(team.peer)
    key = Maker.of(team.peer).key if change is bundles.in_another_order else maker.key
    feeds = maker.texts()
    feeds[device] = change(list(maker.feeds[device]), key)
    assert feeds[device] != maker.texts()[device]
    manifest = maker.manifest()
    if change is bundles.made_up_for_another:
        true = manifest.feeds[device]
        more = replace(true, last=true.last + 1)
        manifest = replace(manifest, feeds=dict(manifest.feeds) | {device: more})
    before = texts(team.lead)
    bad = maker.write(tmp_path / "bad.peerdesk", feeds, manifest)
    (said,) = results(merge(team.lead, bad), status=1)
    assert (said["status"], said["from"], said["new"]) == ("merged", OTHER, 2)
    (left,) = said["refused_feeds"]
    assert (left["device"], left["from"]) == (device, PEER)
    assert FEEDS[change] in left["reason"]
    is_a_sentence(left["reason"])
    added = set(texts(team.lead)) - set(before)
    assert added == {f"A second note on {team.other.name}"}
    digest(team.lead)


def test_a_feed_once_refused_goes_in_whole_when_it_is_sent_as_it_should_be(
    relaying: Team, tmp_path: Path
):
    team = copied(relaying, tmp_path / "team")
    maker, device = Maker.of(team.other), device_of(team.peer)
    feeds = maker.texts()
    feeds[device] = bundles.without_the_middle(list(maker.feeds[device]), maker.key)
    bad = maker.write(tmp_path / "bad.peerdesk", feeds)
    good = maker.write(tmp_path / "good.peerdesk")
    first, second, third = results(merge(team.lead, bad, bad, good), status=1)
    assert [len(said["refused_feeds"]) for said in (first, second, third)] == [1, 1, 0]
    assert [said["new"] for said in (first, second, third)] == [2, 0, 3]
    assert [text for text in texts(team.lead) if text.startswith("Part")] == [
        f"Part {part} of what the peer noted" for part in (1, 2, 3)
    ]
    sound(team.lead)


def device_of(store: Path) -> DeviceId:
    with opened(store) as notes:
        return notes.device


# Somebody who is not who they say.


def test_joining_as_the_lead_is_refused_and_leaves_no_folder(team: Team, tmp_path: Path):
    words = ("--pack-passphrase-file", team.pack_words, "--passphrase-file", team.secret)
    place = tmp_path / "mine"
    for role in ((), ("--new-member-role", "challenge_manager")):
        ended = peerdesk("join", team.pack, place, "--as", LEAD, *role, *words)
        refused(ended, "has a laptop in this challenge already", "nothing was made")
        assert not place.exists()


def test_a_laptop_that_says_it_is_the_leads_has_no_rights_of_a_lead(team: Team, tmp_path: Path):
    false = tmp_path / "team" / "false"
    make_false_lead(team, false)
    file = tmp_path / "false.peerdesk"
    with opened(false) as store:
        about = challenge(store)
        store.rights = replace(store.rights, leads=store.rights.leads | {store.device})
        store.change(about.id, {"title": "Ours now"})
        write_export(store, file)
    (said,) = results(merge(team.lead, file), status=0)
    assert said["status"] == "merged"
    with opened(team.lead) as store:
        assert challenge(store).title == "Two boroughs peer challenge"
        assert not store.rights.leads - {store.device}
    sound(team.lead)


def make_false_lead(team: Team, place: Path) -> None:
    """Join with the member of the lead, as no command would."""
    maker = Maker.of(team.peer)
    with opened(team.peer) as store:
        lead = next(member for member in members(store) if member.name == LEAD)
        recipient = challenge(store).recovery_recipient
        membership = Membership(
            store.challenge, store.founder, store.settings.get("team_identity"), recipient
        )
    founder = maker.founder
    feed = read_feed(maker.texts()[founder], maker.challenge, founder)
    join(
        place, SECRET, membership, lead.id, LEAD, "", lambda s: take_in(s, news(s, [feed]), "pack")
    ).close()


# A laptop that was copied.


def test_a_fork_is_named_both_branches_are_kept_and_the_laptop_goes_on(team: Team, tmp_path: Path):
    export(team.peer, tmp_path / "before.peerdesk")
    copy = tmp_path / "team" / "copy"
    shutil.copytree(team.peer, copy)
    note(team.peer, "Written on the laptop").worked()
    note(copy, "Written on the copy of it").worked()
    files = [export(store, tmp_path / f"{store.name}.peerdesk") for store in (team.peer, copy)]
    first, second = results(merge(team.lead, *files), status=0)
    assert (first["status"], first["forks"], first["new"]) == ("merged", [], 3)
    assert (second["status"], second["forks"], second["new"]) == ("merged", [PEER], 1)
    both = {"Written on the laptop", "Written on the copy of it"}
    assert both <= set(texts(team.lead))
    back = merged_pack(team.lead, tmp_path / "back.peerdesk")
    (said,) = results(merge(team.peer, back), status=0)
    assert said["status"] == "merged"
    assert both <= set(texts(team.peer))
    sound(team.peer)
    note(team.peer, "Written afterwards").worked()
    later = export(team.peer, tmp_path / "later.peerdesk")
    (said,) = results(merge(team.lead, later), status=0)
    assert (said["from"], said["new"]) == (PEER, 1)
    assert "Written afterwards" in texts(team.lead)
    again = results(merge(team.lead, later, *files), status=0)
    assert [one["new"] for one in again] == [0, 0, 0]
    sound(team.lead)
