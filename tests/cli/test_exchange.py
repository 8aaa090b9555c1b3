import json
import re
from pathlib import Path

import pytest

from peerdesk.store.reading import is_lead, observations
from tests.cli.desk import Desk

FILE_KEYS = {
    "file",
    "status",
    "from",
    "new",
    "changed",
    "waiting",
    "conflicts",
    "refused_feeds",
    "reason",
}


@pytest.fixture
def peer(desk: Desk) -> Path:
    """Return the notes of Anil Nair, with two observations."""
    (store,) = desk.joined("AN")
    desk.noted(store, "carers", "+ one #home", "! two #system")
    return store


def test_export_says_what_is_new_since_the_last_hand_in(desk: Desk, peer: Path) -> None:
    file = desk.folder / "x.peerdesk"
    assert desk.json("export", peer, file) == {
        "file": str(file),
        "kind": "export",
        "not_handed_in": 2,
    }
    assert desk.json("export", peer, file)["not_handed_in"] == 0
    desk.noted(peer, "carers", "three")
    said = desk.run("export", peer, file).stdout
    assert said == f"Wrote {file}; 1 note new or changed since the last hand-in.\n"


def test_export_into_a_folder_gives_the_usual_name(desk: Desk, peer: Path) -> None:
    name = Path(desk.json("export", peer, desk.folder)["file"]).name
    assert re.fullmatch(r"HVL26-AN-\w{3}-\d{4}\.peerdesk", name)
    name = Path(desk.json("export", desk.lead, desk.folder, "--merged")["file"]).name
    assert re.fullmatch(r"HVL26-merged-\w{3}-\d{4}\.peerdesk", name)


def test_export_where_nothing_can_be_written_is_one_sentence(desk: Desk, peer: Path) -> None:
    said = desk.refused("export", peer, desk.folder / "none" / "x.peerdesk")
    assert "cannot be written to" in said
    assert desk.json("export", peer, desk.folder / "x.peerdesk")["not_handed_in"] == 2


def test_merge_prints_the_object_other_programs_rely_on(desk: Desk, peer: Path) -> None:
    file = desk.handed_in(peer)
    said = desk.json("merge", desk.lead, file)
    assert {"files", "observations", "conflicts", "missing"} <= set(said)
    (one,) = said["files"]
    assert set(one) >= FILE_KEYS
    assert (one["file"], one["status"], one["from"]) == (str(file), "merged", "Dr Anil Nair")
    assert (one["new"], one["changed"], one["waiting"], one["conflicts"]) == (2, 0, 0, 0)
    assert one["refused_feeds"] == [] and one["reason"] == ""
    assert said["observations"] == 2 and said["conflicts"] == 0
    assert said["missing"] == ["Leonard Hale", "Councillor Ruth Ekwueme"]


def test_a_repeated_file_is_already_here_and_an_earlier_one_is_old(desk: Desk, peer: Path) -> None:
    earlier = desk.handed_in(peer, "earlier")
    desk.noted(peer, "carers", "three")
    later = desk.handed_in(peer, "later")
    said = desk.json("merge", desk.lead, later, earlier, later)
    assert [file["status"] for file in said["files"]] == ["merged", "old", "already"]
    assert said["observations"] == 3


def test_a_file_that_cannot_be_read_is_refused_and_the_others_go_in(desk: Desk, peer: Path) -> None:
    text = desk.folder / "letter.peerdesk"
    text.write_text("Dear team")
    files = [desk.folder / "none.peerdesk", text, desk.folder, desk.handed_in(peer)]
    result = desk.run("merge", desk.lead, *files, "--json")
    assert result.exit_code == 1
    said = json.loads(result.stdout)
    assert [file["status"] for file in said["files"]] == ["refused", "refused", "refused", "merged"]
    assert all(file["reason"].endswith(".") for file in said["files"][:3])
    assert said["observations"] == 2


def test_merge_says_to_a_person_what_came_in_and_who_is_missing(desk: Desk, peer: Path) -> None:
    text = desk.folder / "letter.peerdesk"
    text.write_text("Dear team")
    result = desk.run("merge", desk.lead, desk.handed_in(peer), text)
    assert result.exit_code == 1 and result.stderr == ""
    lines = result.stdout.splitlines()
    assert re.fullmatch(r"AN\.peerdesk +Dr Anil Nair +came in +2 +0", lines[2])
    assert re.fullmatch(r"letter\.peerdesk +– +refused +0 +0", lines[3])
    assert lines[4].startswith("letter.peerdesk: This is not a PeerDesk file;")
    assert lines[-2:] == [
        "2 notes in all.",
        "Nothing yet today from Leonard Hale, Councillor Ruth Ekwueme.",
    ]


def test_a_trial_says_the_same_and_keeps_nothing(desk: Desk, peer: Path) -> None:
    file = desk.handed_in(peer)
    trial = desk.json("merge", desk.lead, file, "--dry-run")
    with desk.open() as store:
        assert observations(store) == ()
    assert "nothing was kept" in desk.run("merge", desk.lead, file, "--dry-run").stdout
    assert desk.json("merge", desk.lead, file) == trial


def test_the_team_gets_everything_back(desk: Desk, peer: Path) -> None:
    desk.noted(desk.lead, "chief executive", "= three")
    assert desk.run("merge", desk.lead, desk.handed_in(peer)).exit_code == 0
    pack = desk.folder / "merged.peerdesk"
    assert desk.run("export", desk.lead, pack, "--merged").exit_code == 0
    assert desk.json("merge", peer, pack)["observations"] == 3
    digests = {desk.json("check", store)["digest"] for store in (desk.lead, peer)}
    assert len(digests) == 1


def test_the_team_can_be_sent_everything_but_the_notes(desk: Desk, peer: Path) -> None:
    desk.noted(desk.lead, "chief executive", "= three")
    pack = desk.folder / "merged.peerdesk"
    assert desk.run("export", desk.lead, pack, "--merged", "--without-notes").exit_code == 0
    desk.json("merge", peer, pack)
    assert desk.json("search", peer, "three") == []


def test_a_lead_confirms_a_laptop_by_the_name_it_says(desk: Desk) -> None:
    (deputy,) = desk.joined("LH")
    file = desk.handed_in(deputy)
    result = desk.run("merge", desk.lead, file, "--confirm", "Leonard Hale")
    assert "Confirmed: this laptop is Leonard Hale's." in result.stdout
    pack = desk.folder / "merged.peerdesk"
    desk.json("export", desk.lead, pack, "--merged")
    desk.json("merge", deputy, pack)
    with desk.open(deputy) as store:
        assert is_lead(store)  # the setup makes him deputy, and now it is known to be him


def test_confirming_somebody_who_sent_nothing_is_one_sentence(desk: Desk) -> None:
    assert "No laptop that waits" in desk.refused("merge", desk.lead, "--confirm", "LH")
    assert "No laptop that waits" in desk.refused("merge", desk.lead, "--confirm", "JM")


def test_only_a_lead_confirms(desk: Desk, peer: Path) -> None:
    said = desk.refused("merge", peer, "--confirm", "Dr Anil Nair")
    assert "Only a lead can confirm" in said


def test_names_from_files_cannot_steer_the_terminal(desk: Desk, peer: Path) -> None:
    desk.noted(peer, "carers", "red \x1b[31m alert")
    desk.run("merge", desk.lead, desk.handed_in(peer))
    assert "\x1b" not in desk.run("search", desk.lead, "alert").stdout
    assert desk.json("search", desk.lead, "alert")[0]["text"] == "red \x1b[31m alert"
