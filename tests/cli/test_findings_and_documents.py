import json
from pathlib import Path
from typing import Any

import docx
import pytest

from peerdesk.store.reading import findings, recommendations
from tests.cli.desk import Desk, process, sentence
from tests.schedule.made import WRITERS

CONCLUSIONS: dict[str, Any] = {
    "findings": [
        {
            "headline": "Carers are heard",
            "narrative": "People told the team so. Others agreed.",
            "kind": "strength",
            "theme": "home",
            "state": "present",
            "evidence": ["feel heard", "4 % less"],
        },
        {"headline": "The plan is not known", "kind": "consideration", "theme": "system"},
    ],
    "recommendations": [
        {"text": "Tell everybody about the plan.", "findings": ["The plan is not known"]},
        {"text": "Keep listening.", "findings": ["Carers are heard", "The plan is not known"]},
    ],
}


@pytest.fixture
def noted(desk: Desk) -> Desk:
    """Return the desk with three notes."""
    desk.noted(desk.lead, "carers", "+ Carers feel heard #home @vah", "! Plan? #system")
    desk.noted(desk.lead, "chief executive", "= Carers cost 4 % less #home")
    return desk


def conclusions(desk: Desk, kind: str = "toml", **tables: Any) -> Path:
    return WRITERS[kind](CONCLUSIONS | tables, desk.folder / f"findings.{kind}")


@pytest.mark.parametrize("kind", ["toml", "xlsx"])
def test_findings_come_from_either_kind_of_file(noted: Desk, kind: str) -> None:
    said = noted.json("findings", noted.lead, "--from", conclusions(noted, kind))
    assert (said["findings_added"], said["recommendations_added"]) == (2, 2)
    heard, plan = said["findings"]
    assert (heard["headline"], heard["state"], heard["theme"]) == (
        "Carers are heard",
        "present",
        "home",
    )
    assert (heard["sessions"], heard["observations"]) == (2, 2)
    assert (plan["kind"], plan["state"], plan["observations"]) == ("consideration", "draft", 0)
    tell, keep = said["recommendations"]
    assert tell["text"] == "Tell everybody about the plan." and tell["number"] == 0
    assert set(keep["findings"]) == {heard["id"], plan["id"]}


def test_the_same_file_again_changes_nothing(noted: Desk) -> None:
    file = conclusions(noted)
    noted.run("findings", noted.lead, "--from", file)
    before = noted.json("check", noted.lead)["changes"]
    result = noted.run("findings", noted.lead, "--from", file)
    assert result.stdout == (
        "0 findings added, 0 changed, 2 already as in the file.\n"
        "0 recommendations added, 0 changed, 2 already as in the file.\n"
    )
    assert noted.json("check", noted.lead)["changes"] == before


def test_a_finding_is_updated_by_its_headline_and_keeps_what_the_file_leaves_out(
    noted: Desk,
) -> None:
    noted.run("findings", noted.lead, "--from", conclusions(noted))
    later = {"headline": "carers are  HEARD", "kind": "strength", "evidence": ["Plan?"]}
    file = conclusions(noted, findings=[later], recommendations=[])
    said = noted.json("findings", noted.lead, "--from", file)
    assert (said["findings_added"], said["findings_changed"]) == (0, 1)
    with noted.open() as store:
        (heard,) = (one for one in findings(store) if "HEARD" in one.headline)
    assert heard.narrative == "People told the team so. Others agreed."
    assert heard.state.value == "present" and heard.theme and len(heard.evidence) == 3


def test_evidence_may_be_ids(noted: Desk) -> None:
    note = noted.json("search", noted.lead, "plan")[0]["id"]
    one = {"headline": "A", "kind": "strength", "evidence": [note]}
    file = conclusions(noted, findings=[one], recommendations=[])
    assert noted.json("findings", noted.lead, "--from", file)["findings"][0]["observations"] == 1


def test_a_numbered_recommendation_is_reworded_by_its_number(noted: Desk) -> None:
    noted.run("findings", noted.lead, "--from", conclusions(noted))
    noted.run("report", noted.lead, noted.folder / "r.docx")
    later = [{"text": "Tell all.", "number": 1}]
    file = conclusions(noted, findings=[], recommendations=later)
    noted.json("findings", noted.lead, "--from", file)
    with noted.open() as store:
        found = [(one.number, one.text, len(one.findings)) for one in recommendations(store)]
    assert found == [(1, "Tell all.", 1), (2, "Keep listening.", 2)]


def finding(**values: Any) -> dict[str, Any]:
    return {"findings": [{"headline": "A", "kind": "strength", **values}]}


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        (finding(evidence=["Carers"]), "evidence 1 is in several notes"),
        (finding(evidence=["feel heard", "never said"]), "evidence 2 is in no note"),
        (finding(theme="nonsense"), "the theme is not the tag of a theme"),
        (finding(kind="verdict"), "“verdict” is not a known kind"),
        (finding(state="secret"), "“secret” is not a known state"),
        (finding(headline=""), "“headline” is missing"),
        (finding(headlines="x"), "perhaps “headline” is meant"),
        ({"findings": CONCLUSIONS["findings"][:1] * 2}, "is already used"),
        ({"recommendations": [{"text": "x", "findings": ["?"]}]}, "not known by its headline"),
        ({"recommendations": [{"text": "x", "number": 9}]}, "there is no recommendation 9"),
        ({"findings": [], "recommendations": []}, "it holds no findings"),
    ],
)
def test_a_fault_in_the_file_is_one_sentence_and_nothing_goes_in(
    noted: Desk, tables: dict[str, Any], words: str
) -> None:
    for kind in ("toml", "xlsx"):
        said = noted.refused("findings", noted.lead, "--from", conclusions(noted, kind, **tables))
        assert words in said and "feel heard" not in said and "never said" not in said
    assert noted.json("findings", noted.lead) == {"findings": [], "recommendations": []}


def test_findings_are_listed_for_a_person_by_theme(noted: Desk) -> None:
    assert "No findings yet" in noted.run("findings", noted.lead).stdout
    noted.run("findings", noted.lead, "--from", conclusions(noted))
    lines = noted.run("findings", noted.lead).stdout.splitlines()
    assert "Working as one system" in lines and "Care close to home" in lines
    assert "  Strength (slides and report, 2 notes): Carers are heard" in lines
    assert lines[-1] == "  –  Keep listening."


@pytest.mark.parametrize(("command", "name"), [("report", "r.docx"), ("present", "r.pptx")])
def test_a_document_is_written_and_its_recommendations_numbered(
    noted: Desk, command: str, name: str
) -> None:
    noted.run("findings", noted.lead, "--from", conclusions(noted))
    file = noted.folder / name
    assert noted.json(command, noted.lead, file) == {"file": str(file)}
    assert file.read_bytes().startswith(b"PK")
    said = noted.json("findings", noted.lead)
    assert [one["number"] for one in said["recommendations"]] == [1, 2]


@pytest.mark.parametrize(("command", "name"), [("report", "r.docx"), ("present", "r.pptx")])
def test_a_document_that_would_identify_somebody_does_not_come_out(
    noted: Desk, command: str, name: str
) -> None:
    headline = "Morag Tindall and others listen; ring 01632 960411"
    one = {"headline": headline, "kind": "strength", "theme": "home", "state": "present"}
    file = conclusions(noted, findings=[one], recommendations=[{"text": "Listen more."}])
    noted.run("findings", noted.lead, "--from", file)
    result = noted.run(command, noted.lead, noted.folder / name, "--json")
    assert result.exit_code == 1
    flags = json.loads(result.stdout)["flags"]
    assert all(set(flag) == {"where", "text", "reason", "kind"} for flag in flags)
    assert {"name", "telephone"} <= {flag["kind"] for flag in flags}
    assert not (noted.folder / name).exists()
    plain = noted.run(command, noted.lead, noted.folder / name)
    assert plain.exit_code == 1 and all(flag["reason"] in plain.stdout for flag in flags)
    assert "no document was written" in plain.stderr
    assert noted.json("findings", noted.lead)["recommendations"][0]["number"] == 0


def test_a_peers_document_gives_no_numbers(noted: Desk) -> None:
    noted.run("findings", noted.lead, "--from", conclusions(noted))
    (peer,) = noted.joined("AN")
    everything = noted.folder / "merged.peerdesk"
    noted.json("export", noted.lead, everything, "--merged")
    noted.json("merge", peer, everything)
    file = noted.folder / "r.docx"
    assert noted.run("report", peer, file).exit_code == 0
    assert [one["number"] for one in noted.json("findings", peer)["recommendations"]] == [0, 0]


@pytest.mark.parametrize("place", ["none/r.docx", "."])
def test_a_document_that_cannot_be_written_is_one_sentence(noted: Desk, place: str) -> None:
    noted.run("findings", noted.lead, "--from", conclusions(noted))
    assert sentence(noted.run("report", noted.lead, noted.folder / place))
    assert noted.json("findings", noted.lead)["recommendations"][0]["number"] == 0


def test_the_real_program_writes_a_report_word_can_open(noted: Desk) -> None:
    noted.run("findings", noted.lead, "--from", conclusions(noted))
    file = noted.folder / "r.docx"
    ran = process("report", noted.lead, file, *noted.passphrase)
    assert ran.returncode == 0, ran.stderr
    texts = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    assert any("Carers are heard" in text for text in texts)
