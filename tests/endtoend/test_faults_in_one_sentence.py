"""Whatever is wrong with notes or disk: one sentence, exit status 1, and nothing is lost."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from peerdesk.store.cipher import connect
from tests.endtoend.programs import (
    PEERDESK,
    Ended,
    Talking,
    no_fault_of_ours,
    peerdesk,
    refused,
    run,
)
from tests.endtoend.small_disk import SmallDisk
from tests.endtoend.stores import (
    CANARY,
    LEAD,
    Team,
    digest,
    export,
    hashes,
    note,
    opened,
    secret_file,
    sound,
    texts,
)

_COMMANDS = {
    "check": (),
    "note": ("--session", "carers"),
    "evidence": (),
    "export": ("OUT",),
    "merge": ("IN",),
}


def every_command(team: Team, store: Path, folder: Path) -> Iterator[tuple[str, Ended]]:
    """Run one command after another on a store; one that is refused leaves no file of its own."""
    out = folder / "out"
    for name, words in _COMMANDS.items():
        given = [{"OUT": str(out), "IN": str(team.pack)}.get(word, word) for word in words]
        secret = ("--passphrase-file", team.secret)
        ended = peerdesk(name, store, *given, *secret, given=f"{CANARY} once more\n")
        assert ended.status == 0 or not out.exists(), name
        out.unlink(missing_ok=True)
        yield name, ended


# The passphrase, and the store itself.


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(team: Team, tmp_path: Path):
    before = hashes(team.peer)
    team.secret.write_text("correct horse, battery\n", encoding="utf-8")
    for _, ended in every_command(team, team.peer, tmp_path):
        refused(ended, "does not open these notes", "nothing was changed")
    assert hashes(team.peer) == before


def test_an_empty_or_missing_passphrase_file_is_said(team: Team, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.touch()
    for file in (empty, tmp_path / "nowhere"):
        refused(peerdesk("check", team.peer, "--passphrase-file", file))


def test_without_a_terminal_and_a_file_nobody_is_asked(team: Team):
    refused(peerdesk("check", team.peer), "--passphrase-file")


@pytest.mark.parametrize("wrong", ["nowhere", "empty folder", "a file"])
def test_a_place_without_notes_is_said_and_left_alone(team: Team, tmp_path: Path, wrong: str):
    place = tmp_path / "place"
    if wrong == "empty folder":
        place.mkdir()
    elif wrong == "a file":
        place.write_text("not a folder", encoding="utf-8")
    before = hashes(tmp_path)
    refused(peerdesk("check", place, "--passphrase-file", team.secret), "no PeerDesk notes")
    assert hashes(tmp_path) == before


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(len(content) * share)]


DAMAGES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a database cut in half": ("store.db", cut(0.5)),
    "a database cut to its first page": ("store.db", lambda content: content[:4096]),
    "a database of a few bytes": ("store.db", lambda content: content[:100]),
    "an empty database": ("store.db", lambda content: b""),
    "a database with another first page": (
        "store.db",
        lambda content: bytes(4096) + content[4096:],
    ),
    "a key file cut in half": ("keys.json", cut(0.5)),
    "an empty key file": ("keys.json", lambda content: b""),
    "a key file that is something else": ("keys.json", lambda content: b"[1, 2, 3]"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_truncated_store_is_called_damaged_and_left_as_it_is(team: Team, damage: str):
    name, change = DAMAGES[damage]
    file = team.peer / name
    file.write_bytes(change(file.read_bytes()))
    before = hashes(team.peer)
    ended = peerdesk(
        "note", team.peer, "--session", "carers", "--passphrase-file", team.secret, given="More\n"
    )
    refused(ended, "damaged", "restore")
    assert hashes(team.peer) == before


@pytest.mark.parametrize("share", [0.4, 0.65])
def test_a_page_gone_anywhere_is_found_by_check_and_no_command_breaks_on_it(
    team: Team, tmp_path: Path, share: float
):
    file = team.peer / "store.db"
    content = bytearray(file.read_bytes())
    at = int(len(content) * share) // 4096 * 4096
    content[at : at + 4096] = bytes(4096)
    file.write_bytes(content)
    for name, ended in every_command(team, team.peer, tmp_path):
        no_fault_of_ours(ended.err)
        assert name != "check" or ended.status == 1
        assert ended.status == 0 or CANARY not in ended.out + ended.err


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(team: Team, tmp_path: Path):
    with opened(team.peer) as store:
        key = store.key
    db = connect(team.peer / "store.db", key)
    (table,) = [name for name in db.table_names() if "migrations" in name]
    row = next(iter(db[table].rows))
    new = {**row, "name": "what_comes_after"}
    new.pop("id", None)
    db.table(table).insert(new)
    db.conn.close()
    before = hashes(team.peer)
    for _, ended in every_command(team, team.peer, tmp_path):
        refused(ended, "newer PeerDesk", "nothing was changed")
    assert hashes(team.peer) == before


def test_a_key_file_of_a_newer_format_is_refused(team: Team):
    file = team.peer / "keys.json"
    content = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(content | {"format": 2}), encoding="utf-8")
    ended = peerdesk("check", team.peer, "--passphrase-file", team.secret)
    refused(ended, "newer PeerDesk", "nothing was changed")


# Somebody else has it open, or may not write.


def test_a_second_program_on_the_same_store_is_sent_away_and_the_first_goes_on(
    team: Team, tmp_path: Path
):
    command: list[str | Path] = [*PEERDESK, "note", team.peer, "--session", "carers"]
    with Talking([*command, "--passphrase-file", team.secret]) as first:
        first.feed("Before the second came\n")
        first.wait_for("saved 1")
        for _, ended in every_command(team, team.peer, tmp_path):
            refused(ended, "already open in another PeerDesk", "nothing was changed")
        first.feed("After it went\n")
        first.wait_for("saved 2")
        first.say_no_more()
        assert first.ended() == 0, first.complaint()
    assert texts(team.peer)[-2:] == ["Before the second came", "After it went"]
    sound(team.peer)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take away the right to write below a folder, also from root in `as_anybody`."""
    places = [folder, *folder.rglob("*")]
    modes = {place: place.stat().st_mode for place in places}
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        yield
    finally:
        for place, mode in modes.items():
            place.chmod(mode)


def as_anybody(*words: str | Path, given: str = "") -> Ended:
    program = Path(__file__).with_name("as_anybody.py")
    return run([sys.executable, program, *PEERDESK, *words], given=given)


def test_in_a_read_only_folder_nothing_is_written_and_one_sentence_says_so(
    team: Team, tmp_path: Path
):
    place = tmp_path / "closed"
    place.mkdir()
    setup, secret = team.lead.parent / "setup.toml", ("--passphrase-file", team.secret)
    attempts: list[tuple[str | Path, ...]] = [
        ("new", place / "new", "--from", setup, "--as", LEAD),
        ("join", team.pack, place / "j", "--as", "CD", "--pack-passphrase-file", team.pack_words),
        ("pack", team.lead, place / "pack.peerdesk"),
        ("export", team.peer, place / "export.peerdesk"),
        ("report", team.lead, place / "report.docx"),
        ("present", team.lead, place / "slides.pptx"),
    ]
    before = digest(team.peer)
    with read_only(place):
        for words in attempts:
            refused(as_anybody(*words, *secret), "")
        assert list(place.iterdir()) == []
    assert sound(team.peer) == before


@pytest.mark.parametrize("command", ["check", "note", "merge"])
def test_a_store_in_a_read_only_folder_says_that_it_cannot_be_written(team: Team, command: str):
    before = hashes(team.peer)
    words = ["OUT" if word == "OUT" else word for word in _COMMANDS[command]]
    given = [str(team.pack) if word == "IN" else word for word in words]
    with read_only(team.peer):
        ended = as_anybody(
            command, team.peer, *given, "--passphrase-file", team.secret, given="More\n"
        )
    refused(ended, "cannot be written", "nothing was changed")
    assert hashes(team.peer) == before


# The disk is full.


def said_full(ended: Ended, disk: SmallDisk) -> None:
    """Fail unless the one sentence is about the disk; notes saved before were said as saved."""
    assert ended.status == 1, ended
    sentence = ended.err.removesuffix("\n")
    refused(Ended(1, "", ended.err))
    if disk.is_real:
        assert "full" in sentence and "free some space" in sentence, sentence


def test_notes_saved_before_the_disk_was_full_are_all_there_afterwards(team: Team):
    with SmallDisk(kib=4096) as disk:
        place = disk.bring(team.peer)
        secret = ("--passphrase-file", team.secret)
        disk.fill(leave_kib=400)
        lines = [f"{n} {'what the carers told us ' * 20}".strip() for n in range(2000)]
        ended = disk.run(
            *PEERDESK, "note", place, "--session", "carers", *secret, given="\n".join(lines)
        )
        said_full(ended, disk)
        saved = ended.out.splitlines()
        assert saved == [f"saved {n + 1}" for n in range(len(saved))] and 0 < len(saved) < 2000
        disk.free()
        found = disk.run(*PEERDESK, "check", place, *secret, "--json").worked().json()
        assert found["ok"], found
        words = ("search", place, "carers", "told", "--limit", "9999", "--json")
        there = disk.run(*PEERDESK, *words, *secret).worked().json()
        kept = {one["text"] for one in there}
        assert set(lines[: len(saved)]) <= kept
        assert kept <= set(lines[: len(saved) + 1])


def test_on_a_full_disk_no_command_leaves_half_a_file_or_changes_the_notes(
    team: Team, tmp_path: Path
):
    incoming = export(team.peer, team.lead.parent / "incoming.peerdesk")
    before = digest(team.lead)
    with SmallDisk(kib=4096) as disk:
        place, folder = disk.bring(team.lead), disk.folder
        disk.fill(leave_kib=4)
        secret = ("--passphrase-file", team.secret)
        setup = team.lead.parent / "setup.toml"
        names = disk.names()
        attempts: list[tuple[str | Path, ...]] = [
            ("new", folder / "new", "--from", setup, "--as", LEAD),
            ("pack", place, folder / "pack.peerdesk"),
            ("export", place, folder / "export.peerdesk", "--merged"),
            ("merge", place, incoming),
            ("report", place, folder / "report.docx"),
            ("present", place, folder / "slides.pptx"),
        ]
        for words in attempts:
            said_full(disk.run(*PEERDESK, *words, *secret), disk)
            left = [name for name in disk.names() if name not in names]
            assert [name for name in left if not name.endswith(("-wal", "-shm"))] == [], words
        disk.free()
        found = disk.run(*PEERDESK, "check", place, *secret, "--json").worked().json()
        assert (found["ok"], found["digest"]) == (True, before)
        disk.run(*PEERDESK, "merge", place, incoming, *secret).worked()


# Wrong words.


@pytest.mark.parametrize("session", ["choir practice", ""])
def test_a_session_nobody_knows_is_said_and_no_line_is_kept(team: Team, session: str):
    before = digest(team.peer)
    secret = ("--passphrase-file", team.secret)
    ended = peerdesk("note", team.peer, "--session", session, *secret, given=f"{CANARY}\n")
    refused(ended, "nothing was changed")
    assert digest(team.peer) == before


def test_a_line_longer_than_any_file_carries_is_named_and_the_others_are_saved(team: Team):
    ended = note(team.peer, "A short one", "x" * 70_000, "Another short one")
    assert ended.status == 1
    assert ended.out.splitlines() == ["saved 1", "saved 2"]
    assert ended.err.startswith("Line 2: ") and "x" * 50 not in ended.err
    assert texts(team.peer)[-2:] == ["A short one", "Another short one"]


def test_a_setup_with_a_fault_makes_no_store(team: Team, tmp_path: Path):
    setup = tmp_path / "setup.toml"
    setup.write_text("[challenge]\ncode = 'X'\n", encoding="utf-8")
    secret = ("--passphrase-file", secret_file(tmp_path))
    refused(peerdesk("new", tmp_path / "new", "--from", setup, "--as", LEAD, *secret))
    assert not (tmp_path / "new").exists()
