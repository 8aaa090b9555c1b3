import json
import re
from pathlib import Path

import pytest

from peerdesk.store.reading import devices, observations
from tests.cli.desk import Desk, run, sentence


def test_check_prints_the_object_other_programs_rely_on(desk: Desk) -> None:
    desk.noted(desk.lead, "carers", "one")
    said = desk.json("check", desk.lead)
    assert set(said) >= {"ok", "problems", "changes", "devices", "digest"}
    assert said["ok"] is True and said["problems"] == [] and said["devices"] == 1
    assert said["changes"] > 20 and re.fullmatch(r"[0-9a-f]{64}", said["digest"])
    assert desk.run("check", desk.lead).stdout.startswith("All is well: ")


def test_check_of_a_damaged_snapshot_ends_with_1(desk: Desk) -> None:
    snapshot = merged_snapshot(desk)
    content = bytearray((snapshot / "store.db").read_bytes())
    content[9000] ^= 1
    (snapshot / "store.db").write_bytes(content)
    result = desk.run("check", desk.lead, "--json")
    assert result.exit_code == 1
    said = json.loads(result.stdout)
    assert said["ok"] is False and snapshot.name in said["problems"][0]
    plain = desk.run("check", desk.lead)
    assert plain.exit_code == 1 and "1 problem" in plain.stdout


def test_a_damaged_store_is_one_sentence(desk: Desk) -> None:
    content = (desk.lead / "store.db").read_bytes()
    (desk.lead / "store.db").write_bytes(content[: len(content) // 2])
    assert desk.run("check", desk.lead).exit_code == 1
    (desk.lead / "store.db").write_bytes(b"")
    assert "are damaged" in desk.refused("evidence", desk.lead)
    (desk.lead / "keys.json").write_text("{}")
    assert "are damaged" in desk.refused("evidence", desk.lead)


def merged_snapshot(desk: Desk) -> Path:
    """Return the snapshot taken before a merge that brings a note in."""
    (peer,) = desk.joined("AN")
    desk.noted(peer, "carers", "from the peer")
    desk.noted(desk.lead, "carers", "before")
    assert desk.run("merge", desk.lead, desk.handed_in(peer)).exit_code == 0
    (name,) = desk.json("restore", desk.lead)["snapshots"]
    return desk.lead / "snapshots" / str(name)


def test_restore_lists_the_snapshots_there_are(desk: Desk) -> None:
    assert "There are no snapshots" in run("restore", desk.lead).stdout
    snapshot = merged_snapshot(desk)
    assert run("restore", desk.lead).stdout.split() == [snapshot.name]


@pytest.mark.parametrize("by", ["name", "path"])
def test_restore_puts_a_snapshot_in_the_place_of_the_notes(desk: Desk, by: str) -> None:
    snapshot = merged_snapshot(desk)
    given = snapshot.name if by == "name" else str(snapshot)
    desk.noted(desk.lead, "carers", "after")
    said = desk.json("restore", desk.lead, given)
    assert said["store"] == str(desk.lead)
    with desk.open() as store:
        assert [note.text for note in observations(store)] == ["before"]
        assert any(device.tied_to for device in devices(store))
    kept = desk.json("restore", desk.lead)["snapshots"]
    assert len(kept) == 2
    desk.json("restore", desk.lead, kept[-1])
    assert len(desk.json("search", desk.lead, "after")) == 1


def test_restoring_what_is_not_there_changes_nothing(desk: Desk) -> None:
    assert "There is no such snapshot" in desk.refused("restore", desk.lead, "yesterday")
    assert "There is no such snapshot" in desk.refused("restore", desk.lead, desk.folder)
    assert desk.json("check", desk.lead)["ok"]


def test_a_wrong_passphrase_restores_nothing(desk: Desk) -> None:
    snapshot = merged_snapshot(desk)
    arguments = ("restore", desk.lead, snapshot.name, "--passphrase-file", "-")
    assert "does not open these notes" in sentence(run(*arguments, typed="no\n"))
    assert desk.json("evidence", desk.lead)["observations"] == 2


def test_a_passphrase_can_be_changed(desk: Desk) -> None:
    new = desk.folder / "new.txt"
    new.write_text("entirely new\n")
    assert desk.json("passphrase", desk.lead, "--new-passphrase-file", new)
    assert "does not open" in desk.refused("check", desk.lead)
    assert run("check", desk.lead, "--passphrase-file", new).exit_code == 0
    typed = "entirely new\nnewer\nnewer\n"
    assert run("passphrase", desk.lead, typed=typed).exit_code == 0
    assert run("check", desk.lead, typed="newer\n").exit_code == 0


def test_a_wrong_passphrase_changes_nothing(desk: Desk) -> None:
    new = desk.folder / "new.txt"
    new.write_text("entirely new\n")
    arguments = ("passphrase", desk.lead, "--passphrase-file", "-", "--new-passphrase-file", new)
    assert "does not open these notes" in sentence(run(*arguments, typed="no\n"))
    assert desk.json("check", desk.lead)["ok"]


def test_a_forgotten_passphrase_is_rescued_with_the_leads_help(desk: Desk) -> None:
    (peer,) = desk.joined("AN")
    desk.noted(peer, "carers", "not lost")
    ask, key, new = (desk.folder / name for name in ("ask.txt", "key.txt", "new.txt"))
    new.write_text("remembered\n")
    asked = run("rescue", "ask", peer, ask, "--passphrase-file", new, "--json")
    assert asked.exit_code == 0, asked.stderr
    answered = desk.json("rescue", "answer", desk.lead, ask, key)
    assert json.loads(asked.stdout)["words"] == answered["words"]
    assert answered["file"] == str(key)
    early = run("check", peer, "--passphrase-file", new)
    assert "does not open" in sentence(early)
    done = run("rescue", "finish", peer, key, "--passphrase-file", new)
    assert done.exit_code == 0 and "open with the new passphrase" in done.stdout
    found = run("search", peer, "lost", "--passphrase-file", new, "--json")
    assert json.loads(found.stdout)[0]["text"] == "not lost"


def test_a_rescue_that_cannot_be_is_one_sentence(desk: Desk) -> None:
    (peer,) = desk.joined("AN")
    ask, key = desk.folder / "ask.txt", desk.folder / "key.txt"
    assert "No rescue was asked for" in desk.refused("rescue", "finish", peer, key)
    assert "cannot be opened" in desk.refused("rescue", "answer", desk.lead, ask, key)
    ask.write_text("please")
    assert "not a rescue request" in desk.refused("rescue", "answer", desk.lead, ask, key)
    assert desk.run("rescue", "ask", peer, ask).exit_code == 0
    said = desk.refused("rescue", "answer", peer, ask, key)
    assert "Only the laptop that set the challenge up" in said
    assert not key.exists()
