import shutil
from pathlib import Path

from peerdesk.store.reading import observations
from tests.cli.desk import Desk
from tests.schedule.timetables.make import HERE

ROWS = (
    "Date;Start;Finish;Session;Room;Stream;Type;Who;Peer team\n"
    "2026-11-25;09:00;09:45;Chief executive of the trust;Room 4;A;Interview;"
    "Jo Hallam, Chief executive, Harrowvale Hospitals NHS Trust;LH / RE\n"
    "2026-11-25;7.30;;Team dinner;The Bell Inn;;;;XX\n"
    "2026-11-25;;;Trade unions;;;;;\n"
)


def written(desk: Desk, text: str = ROWS) -> Path:
    path = desk.folder / "timetable.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_dry_run_shows_what_was_understood_and_changes_nothing(desk: Desk) -> None:
    before = desk.json("check", desk.lead)["digest"]
    seen = desk.json("schedule", "import", desk.lead, written(desk), "--dry-run")
    assert set(seen) >= {"sessions", "new", "changed", "same", "cancelled", "unread"}
    assert seen["sessions"] == [
        {
            "start": "2026-11-25T09:00",
            "end": "2026-11-25T09:45",
            "title": "Chief executive of the trust",
            "place": "Room 4",
            "stream": "A",
            "kind": "interview",
            "people": ["Jo Hallam, Chief executive, Harrowvale Hospitals NHS Trust"],
            "peers": ["LH", "RE"],
            "unsure": [],
        },
        {
            "start": "2026-11-25T19:30",
            "end": "2026-11-25T20:30",
            "title": "Team dinner",
            "place": "The Bell Inn",
            "stream": "",
            "kind": "team_meeting",
            "people": [],
            "peers": [],
            "unsure": [
                "It does not say am or pm: after noon was taken.",
                "It says no end: one hour was taken.",
                "“XX” is nobody in the team.",
            ],
        },
    ]
    assert (seen["new"], seen["changed"], seen["same"]) == (2, 0, 0)
    assert seen["unread"] == [
        {"where": "line 4", "text": "2026-11-25 | Trade unions", "reason": "It says no time."}
    ]
    assert desk.json("check", desk.lead)["digest"] == before


def test_what_a_dry_run_shows_is_what_is_brought_in(desk: Desk) -> None:
    file = written(desk)
    shown = desk.json("schedule", "import", desk.lead, file, "--dry-run")
    assert desk.json("schedule", "import", desk.lead, file) == shown
    again = desk.json("schedule", "import", desk.lead, file)
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 2)


def test_each_line_says_what_becomes_of_a_session(desk: Desk) -> None:
    desk.run("schedule", "import", desk.lead, written(desk))
    moved = ROWS.replace("Room 4", "Room 5").replace("09:00;09:45", "10:00;10:45")
    result = desk.run("schedule", "import", desk.lead, written(desk, moved), "--dry-run")
    lines = result.stdout.splitlines()
    assert lines[0] == (
        "changed    Wed 25 Nov 10:00–10:45 Chief executive of the trust, Room 5"
        " (moved, another place)"
    )
    assert lines[-1].endswith("1 row not read; nothing was changed (--dry-run).")


def test_notes_stay_with_a_session_that_the_file_moves(desk: Desk) -> None:
    desk.run("schedule", "import", desk.lead, written(desk))
    desk.noted(desk.lead, "executive of the trust", "Rotas are known a week ahead")
    with desk.open() as store:
        (before,) = observations(store)
    desk.run("schedule", "import", desk.lead, written(desk, ROWS.replace("09:00", "08:30")))
    with desk.open() as store:
        assert observations(store) == (before,)


def test_a_peer_may_look_and_is_refused_to_bring_in(desk: Desk) -> None:
    (peer,) = desk.joined("LH")
    file = written(desk)
    assert desk.json("schedule", "import", peer, file, "--dry-run")["new"] == 2
    said = desk.refused("schedule", "import", peer, file)
    assert said.startswith("Only a lead can bring in a timetable; nothing was changed")


def test_a_file_that_cannot_be_read_is_refused_and_changes_nothing(desk: Desk) -> None:
    before = desk.json("check", desk.lead)["digest"]
    said = desk.refused("schedule", "import", desk.lead, written(desk, "%PDF-1.7"))
    assert "it is a PDF" in said and "nothing was changed" in said
    assert "no such file" in desk.refused("schedule", "import", desk.lead, "nowhere.xlsx")
    assert desk.json("check", desk.lead)["digest"] == before


def test_a_councils_workbook_is_brought_in_whole(desk: Desk) -> None:
    file = Path(shutil.copy(HERE / "list-with-merged-days.xlsx", desk.folder))
    seen = desk.json("schedule", "import", desk.lead, file)
    assert seen["new"] == len(seen["sessions"]) == 10


def test_the_timetable_handed_out_comes_in_again_unchanged(desk: Desk) -> None:
    out = desk.folder / "whole.xlsx"
    said = desk.json("schedule", "export", desk.lead, out)
    again = desk.json("schedule", "import", desk.lead, out)
    assert (again["new"], again["changed"], again["cancelled"]) == (0, 0, 0)
    assert again["same"] == said["sessions"] > 0


def test_a_timetable_is_handed_out_to_one_peer(desk: Desk) -> None:
    result = desk.run("schedule", "export", desk.lead, desk.folder / "own.docx", "--for", "LH")
    assert result.stdout.startswith("The timetable of ")
    assert "nothing was written" in desk.refused("schedule", "export", desk.lead, "t.pages")
