import json
import re
import shutil
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pptx
import pyrage
import pytest

from peerdesk import resources
from peerdesk.cli.demo_play import TYPED_BY_HAND
from peerdesk.cli.demo_script import scenes
from peerdesk.domain.counts import count
from peerdesk.domain.marks import read_line
from peerdesk.domain.words import FindingState
from peerdesk.exchange.merging import merge_files
from peerdesk.store.checking import check
from peerdesk.store.opening import open_store
from peerdesk.store.reading import load_evidence
from tests.cli.desk import run, sentence
from tests.cli.played import PlayedDemo


def load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path("demo", name).read_text(encoding="utf-8"))


def test_the_json_is_the_object_other_programs_rely_on(played_demo: PlayedDemo) -> None:
    content = played_demo.content
    assert set(content) == {
        "lead",
        "peers",
        "exports",
        "merged",
        "report",
        "presentation",
        "passphrase_files",
        "team_identity",
    }
    assert len(content["peers"]) == 5 and len(content["exports"]) == 15
    files = [*content["exports"], content["merged"], content["report"], content["presentation"]]
    files += [content["team_identity"], *content["passphrase_files"].values()]
    assert [file for file in files if not Path(file).is_file()] == []
    assert set(content["passphrase_files"]) == {content["lead"], *content["peers"]}
    assert json.loads((played_demo.folder / "demo.json").read_text()) == content


def test_every_line_of_every_peer_is_an_observation_in_the_leads_notes(
    played_demo: PlayedDemo,
) -> None:
    with played_demo.open() as store:
        held = load_evidence(store)
    tags = {theme.tag: theme.id for theme in held.themes}
    shorts = {one.short: one.id for one in held.organisations}
    initials = {member.id: member.initials for member in held.members}
    titles = {session.id: session.title for session in held.sessions}
    found = {
        (initials[o.noted_by], o.text, o.kind, o.themes, o.organisations): titles[o.session]
        for o in held.observations
        if o.noted_by and o.session
    }
    lines = 0
    for who in initials.values():
        for day in (1, 2, 3):
            for scene in scenes(who, day):
                for line in scene.lines:
                    marked = read_line(line, tags, shorts)
                    assert marked is not None
                    key = (who, marked.text, marked.kind, marked.themes, marked.organisations)
                    assert scene.session.casefold() in found[key].casefold(), line
                    lines += 1
    assert lines == len(held.observations) == len(found) >= 240


def test_notes_carry_the_times_of_their_sessions(played_demo: PlayedDemo) -> None:
    with played_demo.open() as store:
        held = load_evidence(store)
    sessions = {session.id: session for session in held.sessions}
    typed = {member.id for member in held.members if member.initials == TYPED_BY_HAND}
    assert sum(note.noted_by in typed for note in held.observations) > 40
    for note in held.observations:
        assert note.session
        assert sessions[note.session].start <= note.at < sessions[note.session].end


def test_everybody_has_the_same_notes_in_the_end(played_demo: PlayedDemo) -> None:
    digests = set()
    for folder in played_demo.stores:
        with played_demo.open(folder) as store:
            result = check(store)
        assert result.ok, result.problems
        assert result.devices == 6
        digests.add(result.digest)
    assert len(digests) == 1


def test_the_evidence_counts_itself(played_demo: PlayedDemo) -> None:
    store = played_demo.lead
    secret = played_demo.content["passphrase_files"][str(store)]
    result = run("evidence", store, "--json", "--passphrase-file", secret)
    content = json.loads(result.stdout)
    with played_demo.open() as opened:
        held = load_evidence(opened)
    totals = count(held)
    assert content["observations"] == len(held.observations)
    assert (content["sessions"], content["people"]) == (totals.sessions, totals.people)
    assert (content["organisations"], content["hours"]) == (totals.organisations, totals.hours)
    assert 30 <= content["sessions"] <= 40 and content["people"] > 100
    assert len(content["coverage"]) == len(held.themes) * 7
    asked = [cell for cell in content["coverage"] if cell["observations"]]
    assert all(cell["sessions"] for cell in asked)
    assert 10 < len(asked) < len(content["coverage"])
    assert len(content["findings"]) == 20
    assert min(one["sessions"] + one["documents"] for one in content["findings"]) == 1


def test_a_stale_and_a_repeated_file_were_seen_for_what_they_are(played_demo: PlayedDemo) -> None:
    evening = next(line for line in played_demo.said.splitlines() if line.startswith("Evening 2"))
    assert re.findall(r"(\w+) \d+ new", evening) == ["merged"] * 5 + ["old", "already"]


def test_themes_made_in_an_evening_reach_everybody(played_demo: PlayedDemo) -> None:
    with played_demo.open(played_demo.stores[-1]) as store:
        held = load_evidence(store)
    emergent = {theme.tag: theme for theme in held.themes if not theme.focus}
    initials = {member.id: member.initials for member in held.members}
    for made in load("emergent.toml")["themes"]:
        author = emergent[made["tag"]].author
        assert author and initials[author] == made["by"]
    assert len(emergent) == 2


def written(path: Path) -> str:
    """Return the words of a document, spaces evened out."""
    if path.suffix == ".docx":
        texts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    else:
        shapes = [shape for slide in pptx.Presentation(str(path)).slides for shape in slide.shapes]
        texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    return " ".join(" ".join(texts).split())


def test_every_finding_and_recommendation_is_in_the_documents(played_demo: PlayedDemo) -> None:
    report, slides = written(played_demo.report), written(played_demo.presentation)
    content = load("findings.toml")
    for finding in content["findings"]:
        said = finding["state"] != FindingState.VERBAL_ONLY
        assert (finding["headline"] in report) is said
        assert (" ".join(finding["narrative"].split()) in report) is said
        if finding["state"] == FindingState.PRESENT:
            assert finding["headline"] in slides
    for one in content["recommendations"]:
        assert " ".join(one["text"].split()) in report


def test_the_recommendations_are_numbered_in_order(played_demo: PlayedDemo) -> None:
    with played_demo.open() as store:
        held = load_evidence(store)
    assert [one.number for one in held.recommendations] == list(range(1, 9))
    wanted = [" ".join(one["text"].split()) for one in load("findings.toml")["recommendations"]]
    assert [" ".join(one.text.split()) for one in held.recommendations] == wanted


def test_an_export_opens_with_the_team_identity_alone(played_demo: PlayedDemo) -> None:
    identity = Path(played_demo.content["team_identity"]).read_text().strip()
    key = pyrage.x25519.Identity.from_str(identity)
    content = pyrage.decrypt(Path(played_demo.content["exports"][0]).read_bytes(), [key])
    with zipfile.ZipFile(BytesIO(content)) as inside:
        assert "manifest.json" in inside.namelist()


def test_merging_an_evening_again_changes_nothing(played_demo: PlayedDemo, tmp_path: Path) -> None:
    copy = tmp_path / "lead"
    shutil.copytree(played_demo.lead, copy)
    with open_store(copy, played_demo.passphrase(played_demo.lead)) as store:
        before = store.projection.digest()
        report = merge_files(store, [Path(file) for file in played_demo.content["exports"]])
        assert {file.status for file in report.files} == {"already", "old"}
        assert store.projection.digest() == before


def test_it_leaves_nothing_in_the_home_and_temporary_folders(played_demo: PlayedDemo) -> None:
    canaries = [played_demo.passphrase(store) for store in played_demo.stores]
    canaries += ["Hartnoll", "laundrette", "Living Well", "Frances Okell"]
    for place in (played_demo.home, played_demo.temporary):
        for file in place.rglob("*"):
            content = file.read_bytes() if file.is_file() else b""
            assert [one for one in canaries if one.encode() in content] == [], file


def test_passphrases_are_for_their_owner_only(played_demo: PlayedDemo) -> None:
    files = [
        *played_demo.content["passphrase_files"].values(),
        played_demo.content["team_identity"],
    ]
    assert {Path(file).stat().st_mode & 0o077 for file in files} == {0}


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_a_folder_in_use_is_left_alone(tmp_path: Path, taken: str) -> None:
    place = tmp_path / "demo"
    if taken == "file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / "letter.txt").write_text("mine")
    assert "is not an empty folder" in sentence(run("demo", place))
    assert len(list(tmp_path.rglob("*"))) == (1 if taken == "file" else 2)
