"""Both documents as another program reads them: every finding is there, and nobody's name."""

import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.endtoend import demo_content
from tests.endtoend.performance import Performance
from tests.endtoend.programs import run

_FOOT = re.compile(r"^(Page \d+ of \d+|\d+)$")
_WITH_NOTES = 'pdf:impress_pdf_Export:{"ExportNotesPages":{"type":"boolean","value":"true"}}'
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_TELEPHONE = re.compile(r"(?:\+44|\b0)[\d ()-]{8,}\d")
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def converted(played: Performance, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Have LibreOffice turn both documents into PDF; return their texts.

    Beside "report" and "presentation" there is "with notes": the slides, then the pages with the
    notes of the one who presents.
    """
    out, noted = tmp_path_factory.mktemp("converted"), tmp_path_factory.mktemp("noted")
    report, slides = Path(played.facts["report"]), Path(played.facts["presentation"])
    convert(out, "pdf", report, slides)
    convert(noted, _WITH_NOTES, slides)
    return {
        "report": text_of(out / f"{report.stem}.pdf"),
        "presentation": text_of(out / f"{slides.stem}.pdf"),
        "with notes": text_of(noted / f"{slides.stem}.pdf"),
    }


def convert(out: Path, into: str, *files: Path) -> None:
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command: list[str | Path] = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        into,
        "--outdir",
        out,
        *files,
    ]
    ended = run(command, seconds=180)
    assert ended.status == 0, ended.err


def text_of(pdf: Path) -> str:
    """Return the text of a PDF in reading order, without what is at the foot of each page."""
    said = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode()
    title = demo_content.load("setup.toml")["challenge"]["title"]
    lines = [line.strip() for line in said.replace("\f", "\n").splitlines()]
    return "\n".join(line for line in lines if line != title and not _FOOT.match(line))


def squeezed(text: str) -> str:
    """Return a text without what typesetting may change: spaces, line ends, hyphens, ligatures."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("’", "'")
    return re.sub(r"[\s\-‐‑]+", "", plain)


def sentences(text: str) -> list[str]:
    """Return the sentences of a narrative."""
    return [one.strip() for one in re.split(r"(?<=[.!?”])\s+(?=[A-Z“])", text) if one.strip()]


def missing(texts: list[str], converted: str) -> list[str]:
    """Return those of some texts with a sentence that a document does not have."""
    whole = squeezed(converted)
    return [one for text in texts for one in sentences(text) if squeezed(one) not in whole]


def written(*states: str) -> list[str]:
    """Return headline and narrative of every finding in some states."""
    return [
        text for f in demo_content.findings(*states) for text in (f["headline"], f["narrative"])
    ]


def test_the_demo_has_findings_of_every_state_so_that_their_places_mean_something():
    states = Counter(finding["state"] for finding in demo_content.load("findings.toml")["findings"])
    assert all(states[state] for state in ("present", "report_only", "verbal_only"))


def test_every_sentence_of_every_presented_finding_is_in_both_documents(
    converted: dict[str, str],
):
    assert missing(written("present"), converted["report"]) == []
    assert missing(written("present"), converted["with notes"]) == []


def test_every_headline_is_on_a_slide_for_all_to_see(converted: dict[str, str]):
    headlines = [finding["headline"] for finding in demo_content.findings("present")]
    assert missing(headlines, converted["presentation"]) == []


def test_findings_for_the_report_only_are_in_the_report_only(converted: dict[str, str]):
    texts = written("report_only")
    assert missing(texts, converted["report"]) == []
    every = [one for text in texts for one in sentences(text)]
    assert missing(texts, converted["with notes"]) == every


@pytest.mark.parametrize("document", ["report", "with notes"])
def test_what_was_only_said_and_what_is_not_agreed_is_in_neither(
    converted: dict[str, str], document: str
):
    texts = written("verbal_only", "draft", "dropped")
    every = [one for text in texts for one in sentences(text)]
    assert missing(texts, converted[document]) == every


@pytest.mark.parametrize("document", ["report", "presentation"])
def test_every_recommendation_is_there_under_its_number(converted: dict[str, str], document: str):
    texts = demo_content.recommendations()
    assert len(texts) == 8
    assert missing(texts, converted[document]) == []
    whole = squeezed(converted[document])
    for number, text in enumerate(texts, 1):
        assert f"{number}.{squeezed(text)}" in whole or f"{number}{squeezed(text)}" in whole


@pytest.mark.parametrize("document", ["report", "with notes"])
def test_nobody_who_was_spoken_to_is_named_and_nobody_can_be_reached(
    converted: dict[str, str], document: str
):
    text = converted[document]
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    for name in demo_content.participants():
        assert squeezed(name).casefold() not in squeezed(text).casefold(), name
        *_, surname = name.casefold().split()
        assert surname not in words, name
    assert _ADDRESS.findall(text) == []
    assert _TELEPHONE.findall(text) == []


def test_peers_are_named_in_the_list_of_the_team_and_nowhere_else(converted: dict[str, str]):
    for document in ("report", "presentation"):
        text = converted[document]
        for name in demo_content.members():
            assert squeezed(text).count(squeezed(name)) == 1, (document, name)


@pytest.mark.parametrize("document", ["report", "presentation"])
def test_the_properties_say_title_author_and_language_and_nothing_of_who_made_it_how(
    played: Performance, document: str
):
    with zipfile.ZipFile(played.facts[document]) as archive:
        names = archive.namelist()
        core = ET.fromstring(archive.read("docProps/core.xml"))
        app = archive.read("docProps/app.xml").decode()
        whole = b"".join(archive.read(name) for name in names if name.endswith(".xml"))
    found = {element.tag: (element.text or "").strip() for element in core}
    title = demo_content.load("setup.toml")["challenge"]["title"]
    assert found[f"{_DC}title"].startswith(title)
    assert found[f"{_DC}creator"]
    assert found[f"{_DC}language"] == "en-GB"
    for name in ("lastModifiedBy", "lastPrinted", "revision", "category", "keywords", "version"):
        assert found.get(f"{_CORE}{name}", "") == ""
    for name in ("description", "subject"):
        assert found.get(f"{_DC}{name}", "") == ""
    for word in ("<Company>", "<Manager>", "<Template>", "<TotalTime>", "python"):
        assert word not in app
    beside = ("custom.xml", "comments", "thumbnail", "customXml", "people.xml", "vbaProject")
    assert [name for name in names for word in beside if word in name] == []
    for sign in (b"w:rsid", b"w:ins ", b"w:del ", b"python-docx", b"python-pptx", b"PowerPoint"):
        assert sign not in whole, sign
    assert b"box/made" not in whole  # where it was written


@pytest.mark.parametrize("document", ["report", "presentation"])
def test_the_entries_of_the_file_tell_no_time_and_no_machine(played: Performance, document: str):
    with zipfile.ZipFile(played.facts[document]) as archive:
        assert archive.comment == b""
        assert archive.testzip() is None
        assert {info.extra for info in archive.infolist()} == {b""}
