import re

import pytest

from peerdesk.domain.times import from_stored
from tests.cli.desk import Desk, run

COVERAGE = {"theme", "sector", "sessions", "observations"}
FINDING = {
    "id",
    "headline",
    "kind",
    "state",
    "theme",
    "sessions",
    "peers",
    "organisations",
    "observations",
}


@pytest.fixture
def noted(desk: Desk) -> Desk:
    """Return the desk with three notes in two sessions."""
    desk.noted(desk.lead, "carers", "+ Carers feel heard #home @vah", "! Café hours #system")
    desk.noted(desk.lead, "chief executive", "= Carers cost 4 % less #home")
    return desk


def test_search_prints_the_objects_other_programs_rely_on(noted: Desk) -> None:
    newest, first = noted.json("search", noted.lead, "carers")
    assert {"id", "session", "peer", "text", "themes", "kind", "at"} <= set(first)
    assert first["session"] == "Focus group: unpaid carers" and first["peer"] == "Judith Marlow"
    assert first["text"] == "Carers feel heard"
    assert first["themes"] == ["home"] and first["kind"] == "strength"
    assert from_stored(first["at"]) <= from_stored(newest["at"])
    assert newest["kind"] == "fact"


@pytest.mark.parametrize(
    ("words", "found"),
    [(["CAR"], 2), (["carers", "hea"], 1), (["cafe"], 1), (["carers", "nobody"], 0), (["%"], 0)],
)
def test_search_finds_notes_that_hold_every_word(noted: Desk, words: list[str], found: int) -> None:
    assert len(noted.json("search", noted.lead, *words)) == found


@pytest.mark.parametrize("word", ['"', "AND", "*", "NEAR(", "a:b", "-x", "'"])
def test_search_takes_every_character_as_a_character(noted: Desk, word: str) -> None:
    assert run("search", *noted.passphrase, "--", noted.lead, word).stdout.startswith(
        "No note holds"
    )


def test_search_stops_at_the_limit(noted: Desk) -> None:
    assert len(noted.json("search", noted.lead, "carers", "--limit", "1")) == 1


def test_search_shows_a_person_when_who_and_where(noted: Desk) -> None:
    lines = noted.run("search", noted.lead, "heard").stdout.splitlines()
    pattern = r"\w{3} \d\d:\d\d  JM  Focus group: unpaid carers  \[Strength\]"
    assert re.fullmatch(pattern, lines[0])
    assert lines[1:] == ["    Carers feel heard #home", "1 note found."]
    assert "No note holds" in noted.run("search", noted.lead, "zebra").stdout


def test_evidence_prints_the_object_other_programs_rely_on(noted: Desk) -> None:
    file = noted.folder / "findings.toml"
    file.write_text(
        '[[findings]]\nheadline = "Carers are heard"\nkind = "strength"\ntheme = "home"\n'
        'evidence = ["feel heard", "cost 4 %"]\n'
    )
    assert noted.run("findings", noted.lead, "--from", file).exit_code == 0
    said = noted.json("evidence", noted.lead)
    assert said["observations"] == 3 and said["sessions"] == 2
    assert (said["people"], said["organisations"], said["hours"]) == (11, 3, 4)
    assert all(set(cell) >= COVERAGE for cell in said["coverage"])
    cells = {
        (c["theme"], c["sector"]): (c["sessions"], c["observations"]) for c in said["coverage"]
    }
    assert len(cells) == 3 * 4
    assert cells["home", "voluntary"] == (1, 1) and cells["home", "local_government"] == (1, 1)
    assert cells["system", "residents"] == (1, 1) and cells["system", "nhs"] == (0, 0)
    (finding,) = said["findings"]
    assert set(finding) >= FINDING
    assert (finding["kind"], finding["state"], finding["theme"]) == ("strength", "draft", "home")
    assert (finding["sessions"], finding["peers"]) == (2, 1)
    assert (finding["organisations"], finding["observations"]) == (3, 2)


def test_evidence_shows_a_person_who_has_not_been_asked(noted: Desk) -> None:
    lines = noted.run("evidence", noted.lead).stdout.splitlines()
    assert lines[0] == "3 notes, 2 sessions, 11 people, 3 organisations, 4 hours."
    assert lines[2].split("  ")[0] == "Theme" and "Local government" in lines[2]
    assert lines[4].startswith("Working as one system") and "not asked" in lines[4]
    assert re.search(r"1 / 1", lines[5])


def test_evidence_of_an_empty_challenge_is_all_noughts(desk: Desk) -> None:
    said = desk.json("evidence", desk.lead)
    assert [said[key] for key in ("observations", "sessions", "people", "hours")] == [0, 0, 0, 0]
    assert said["findings"] == [] and {c["observations"] for c in said["coverage"]} == {0}
