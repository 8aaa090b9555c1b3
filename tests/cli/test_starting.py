import json
import re
import subprocess
from pathlib import Path

import pytest

from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import ObservationKind, Rights, TeamRole
from peerdesk.store.notes import add_observation
from peerdesk.store.opening import begin_loose
from peerdesk.store.passwords import spoken
from peerdesk.store.reading import devices, is_lead, me, members
from tests.cli.desk import Desk, program, run, sentence, surroundings
from tests.schedule.made import EXAMPLE_TOML, EXAMPLE_XLSX, example, write_toml

WORDS = re.compile(r"[a-z]+(-[a-z]+){5}")


@pytest.mark.parametrize("setup", [EXAMPLE_TOML, EXAMPLE_XLSX], ids=["toml", "xlsx"])
def test_new_makes_a_challenge_from_either_example(desk: Desk, setup: Path) -> None:
    store = desk.folder / "new"
    said = desk.json("new", store, "--from", setup, "--as", "judith marlow")
    assert said == {
        "store": str(store),
        "challenge": "Harrowvale health and care peer challenge",
        "member": "Judith Marlow",
    }
    with desk.open(store) as opened:
        assert is_lead(opened)


def test_new_asks_for_a_passphrase_twice(tmp_path: Path) -> None:
    arguments = ("new", tmp_path / "notes", "--from", EXAMPLE_TOML, "--as", "JM")
    result = run(*arguments, typed="one\ntwo\none\none\n")
    assert result.exit_code == 0, result.stderr
    assert "do not match" in result.output
    assert run("check", tmp_path / "notes", typed="one\n").exit_code == 0


def test_new_needs_a_passphrase(tmp_path: Path) -> None:
    result = run("new", tmp_path / "notes", "--from", EXAMPLE_TOML, "--as", "JM", typed="\n\n")
    assert result.exit_code == 1 and "No passphrase was given" in result.stderr
    assert not (tmp_path / "notes").exists()


@pytest.mark.parametrize("name", ["LH", "Leonard Hale", "Nobody Known"])
def test_new_is_for_the_setups_lead_only(desk: Desk, name: str) -> None:
    said = desk.refused("new", desk.folder / "new", "--from", EXAMPLE_TOML, "--as", name)
    assert "does not name you as the lead" in said
    assert not (desk.folder / "new").exists()


def test_new_says_what_is_wrong_with_a_setup(desk: Desk) -> None:
    tables = example()
    tables["team"][1]["rights"] = "king"
    setup = write_toml(tables, desk.folder / "bad.toml")
    said = desk.refused("new", desk.folder / "new", "--from", setup, "--as", "JM")
    assert said.startswith("bad.toml, [[team]] number 2: “king” is not a known rights")
    missing = desk.refused("new", desk.folder / "new", "--from", "none.xlsx", "--as", "JM")
    assert "there is no such file" in missing
    assert not (desk.folder / "new").exists()


def test_new_leaves_a_folder_in_use_alone(desk: Desk) -> None:
    said = desk.refused("new", desk.lead, "--from", EXAMPLE_TOML, "--as", "JM")
    assert "is not empty" in said
    assert desk.json("check", desk.lead)["ok"]


def test_pack_prints_its_words_once_and_nothing_else(desk: Desk) -> None:
    pack = desk.folder / "team.peerdesk"
    result = desk.run("pack", desk.lead, pack)
    assert result.exit_code == 0
    assert WORDS.fullmatch(result.stdout.strip())
    assert result.stdout.strip() not in result.stderr and str(pack) in result.stderr
    again = desk.json("pack", desk.lead, pack)
    assert again["file"] == str(pack) and WORDS.fullmatch(again["passphrase"])
    assert again["passphrase"] != result.stdout.strip()


def test_pack_writes_its_words_to_a_file_for_the_lead_only(desk: Desk) -> None:
    words = desk.folder / "words.txt"
    said = desk.json("pack", desk.lead, desk.folder, "--pack-passphrase-file", words)
    assert set(said) == {"file"}
    assert re.fullmatch(r"HVL26-team-\w{3}-\d{4}\.peerdesk", Path(said["file"]).name)
    assert WORDS.fullmatch(words.read_text().strip())
    assert words.stat().st_mode & 0o777 == 0o600


def test_a_pack_whose_words_cannot_be_kept_is_not_left(desk: Desk) -> None:
    pack = desk.folder / "team.peerdesk"
    words = desk.folder / "no" / "such" / "words.txt"
    result = desk.run("pack", desk.lead, pack, "--pack-passphrase-file", words)
    assert "there is no such file or folder" in sentence(result)
    assert not pack.exists()


def test_pack_into_a_folder_that_is_not_there_is_one_sentence(desk: Desk) -> None:
    said = desk.refused("pack", desk.lead, desk.folder / "none" / "team.peerdesk")
    assert "cannot be written to" in said


@pytest.fixture
def pack(desk: Desk) -> Path:
    """Return the team pack, its words in `words.txt` beside it."""
    return desk.pack()


def join(desk: Desk, pack: Path, name: str, *more: object) -> tuple[object, ...]:
    words = desk.folder / "words.txt"
    options = ("--as", name, "--pack-passphrase-file", words, *more)
    return ("join", pack, desk.folder / "peer", *options)


def test_a_peer_joins_under_a_name_or_initials(desk: Desk, pack: Path) -> None:
    said = desk.json(*join(desk, pack, "an"))
    assert said["member"] == "Dr Anil Nair" and said["store"] == str(desk.folder / "peer")
    with desk.open(desk.folder / "peer") as store:
        mine = me(store)
        assert mine and mine.initials == "AN" and not is_lead(store)
    assert desk.json("check", desk.folder / "peer")["devices"] == 2


def test_the_packs_words_may_be_typed_as_they_were_heard(desk: Desk, pack: Path) -> None:
    words = (desk.folder / "words.txt").read_text().strip().replace("-", "  ").upper()
    result = run("join", pack, desk.folder / "peer", "--as", "AN", typed=f"{words}\nmine\nmine\n")
    assert result.exit_code == 0, result.stderr
    assert run("check", desk.folder / "peer", typed="mine\n").exit_code == 0


def test_joining_from_a_pack_takes_words_from_standard_input(desk: Desk, pack: Path) -> None:
    words = (desk.folder / "words.txt").read_text()
    arguments = ("join", pack, desk.folder / "peer", "--as", "AN", "--pack-passphrase-file", "-")
    assert desk.run(*arguments, typed=words).exit_code == 0


def test_joining_names_what_is_wrong_and_leaves_nothing(desk: Desk, pack: Path) -> None:
    export = desk.handed_in(desk.lead)
    text = desk.folder / "notes.txt"
    text.write_text("not a PeerDesk file")
    (desk.folder / "cut.peerdesk").write_bytes(pack.read_bytes()[:-700])
    for given, name, words in [
        (pack, "Somebody Else", "That name is not in the team pack"),
        (text, "AN", "not a PeerDesk file"),
        (export, "AN", "not a team pack"),
        (desk.folder / "cut.peerdesk", "AN", "damaged or cut short"),
        (desk.folder / "none.peerdesk", "AN", "cannot be opened"),
    ]:
        assert words in desk.refused(*join(desk, given, name)), given
        assert not (desk.folder / "peer").exists()


def test_notes_taken_before_joining_move_in(desk: Desk, pack: Path) -> None:
    with begin_loose(desk.folder / "early", "early bird", "Early") as early:
        session = early.create(RecordKind.SESSION, {"title": "Talk", "kind": "interview"})
        add_observation(early, session, MarkedLine("One door.", ObservationKind.PLAIN))
    words = desk.folder / "early.txt"
    words.write_text("late bird\n")
    moving = ("--notes", desk.folder / "early", "--notes-passphrase-file", words)
    assert "passphrase" in desk.refused(*join(desk, pack, "AN"), *moving)
    assert not (desk.folder / "peer").exists()
    words.write_text("early bird\n")
    assert "1 note moved in with you" in desk.run(*join(desk, pack, "AN"), *moving).output
    assert not (desk.folder / "early").exists()


def test_wrong_words_are_one_sentence(desk: Desk, pack: Path) -> None:
    for words, said in (
        ("abacus abdomen abdominal abide abiding ability", "Those words do not open this"),
        ("abacus abdomen abdominl abide abiding ability", "Word 3, “abdominl”, is not one"),
        ("abacus abdomen", "You typed 2 words and the file has 6"),
    ):
        (desk.folder / "words.txt").write_text(f"{words}\n")
        assert said in desk.refused(*join(desk, pack, "AN"))
    assert not (desk.folder / "peer").exists()


def test_somebody_not_on_the_list_joins_and_is_confirmed_by_the_lead(
    desk: Desk, pack: Path
) -> None:
    said = desk.json(*join(desk, pack, "Sam Late", "--new-member-role", "analyst"))
    assert said["member"] == "Sam Late"
    peer = desk.folder / "peer"
    with desk.open(peer) as store:
        assert me(store) is None
    desk.noted(peer, "carers", "+ Came in although nobody had my name")
    merged = desk.json("merge", desk.lead, desk.handed_in(peer), "--confirm", "sam late")
    assert merged["confirmed"] == ["Sam Late"] and merged["files"][0]["from"] == "Sam Late"
    with desk.open() as store:
        sam = members(store)[-1]
        assert (sam.name, sam.initials, sam.role, sam.rights) == (
            "Sam Late",
            "SL",
            TeamRole.ANALYST,
            Rights.PEER,
        )
        assert [d.confirmed for d in devices(store) if d.name == "Sam Late"] == [sam.id]
    assert desk.json("search", desk.lead, "nobody")[0]["peer"] == "Sam Late"


def test_two_laptops_that_say_they_are_one_person_are_told_apart_by_their_words(
    desk: Desk,
) -> None:
    first, second = desk.joined("AN", "AN-2")
    words = {}
    for folder in (first, second):
        with desk.open(folder) as store:
            words[folder] = spoken(store.device)
    files = [desk.handed_in(one) for one in (first, second)]
    said = desk.run("merge", desk.lead, *files, "--confirm", "Dr Anil Nair")
    assert said.exit_code == 1
    assert all(one in said.stderr for one in words.values())
    heard = words[second].replace("-", " ").upper()
    assert desk.json("merge", desk.lead, "--confirm", heard)["confirmed"] == ["Dr Anil Nair"]
    with desk.open() as store:
        confirmed = {spoken(d.id): d.confirmed for d in devices(store)}
    assert confirmed[words[second]] and not confirmed[words[first]]


def test_the_passphrases_reach_the_real_program_by_standard_input_only(tmp_path: Path) -> None:
    store = tmp_path / "notes"
    arguments = ("new", store, "--from", EXAMPLE_TOML, "--as", "JM", "--passphrase-file", "-")
    ran = subprocess.run(
        program(*arguments, "--json"),
        input="påss wörd\n".encode(),
        env=surroundings(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert json.loads(ran.stdout)["member"] == "Judith Marlow"
    result = run("check", store, "--passphrase-file", "-", typed="pa\u030ass wo\u0308rd\n")
    assert result.exit_code == 0
