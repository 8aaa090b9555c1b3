"""A document that identifies somebody, or cannot be written, leaves everything as it was."""

import os
import resource
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pptx
import pytest

from peerdesk.domain.words import FindingState
from peerdesk.feedback.attribution import IdentifyingText
from peerdesk.feedback.publish import publish_presentation, publish_report
from peerdesk.store.documents import DocumentNotWritten, write_document
from tests.feedback import made


@pytest.mark.parametrize("publish", [publish_report, publish_presentation])
def test_text_that_identifies_stops_the_document_and_leaves_the_old_one(publish, tmp_path) -> None:
    path = tmp_path / "feedback.docx"
    path.write_bytes(b"old")
    evidence = made.evidence(findings=(made.finding(1, 1, headline="What Oonagh did"),))

    with pytest.raises(IdentifyingText) as caught:
        publish(evidence, path)

    assert {flag.text for flag in caught.value.flags} == {"Oonagh"}
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["feedback.docx"]


def test_a_name_in_a_finding_for_the_report_only_does_not_stop_the_slides(tmp_path) -> None:
    quiet = made.finding(1, 1, headline="What Oonagh did", state=FindingState.REPORT_ONLY)
    evidence = made.evidence(findings=(quiet,))

    publish_presentation(evidence, tmp_path / "slides.pptx")

    with pytest.raises(IdentifyingText):
        publish_report(evidence, tmp_path / "report.docx")


@pytest.mark.parametrize(
    "state", [FindingState.DRAFT, FindingState.VERBAL_ONLY, FindingState.DROPPED]
)
def test_a_name_in_what_is_not_written_stops_nothing(state, tmp_path) -> None:
    evidence = made.evidence(findings=(made.finding(1, 1, headline="Oonagh", state=state),))

    publish_report(evidence, tmp_path / "report.docx")
    publish_presentation(evidence, tmp_path / "slides.pptx")

    for file in ("report.docx", "slides.pptx"):
        with zipfile.ZipFile(tmp_path / file) as package:
            assert not [part for part in package.namelist() if b"Oonagh" in package.read(part)]


def test_published_documents_open_and_say_what_the_outline_says(tmp_path) -> None:
    outline = publish_report(made.evidence(), tmp_path / "report.docx")
    shown = publish_presentation(made.evidence(), tmp_path / "slides.pptx")

    assert outline.feedback == shown.feedback
    assert (
        docx.Document(str(tmp_path / "report.docx")).paragraphs[1].text == outline.cover.title.text
    )
    assert pptx.Presentation(str(tmp_path / "slides.pptx")).slides[0].shapes.title is not None


def test_no_document_without_the_folder_it_is_to_go_to(tmp_path) -> None:
    with pytest.raises(DocumentNotWritten, match="no such folder"):
        write_document(tmp_path / "missing" / "report.docx", b"new")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DocumentNotWritten, match="no such folder"):
        write_document(tmp_path / "file" / "report.docx", b"new")


def test_no_document_in_place_of_a_folder(tmp_path) -> None:
    (tmp_path / "report.docx").mkdir()

    with pytest.raises(DocumentNotWritten, match="a folder of that name"):
        write_document(tmp_path / "report.docx", b"new")

    assert [found.name for found in tmp_path.iterdir()] == ["report.docx"]


def test_a_disk_that_takes_no_more_leaves_the_old_document_whole(tmp_path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"old")
    _, most = limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, most))
    try:
        with pytest.raises(DocumentNotWritten, match="nothing was changed"):
            write_document(path, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["report.docx"]


def test_a_folder_that_may_only_be_read_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"old")
    tmp_path.chmod(0o500)
    said, say = os.pipe()
    child = os.fork()
    if not child:
        _write_as_nobody(path, say)
    os.waitpid(child, 0)
    os.close(say)
    tmp_path.chmod(0o700)

    with os.fdopen(said) as answer:
        assert "does not allow it" in answer.read()
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["report.docx"]


def _write_as_nobody(path: Path, say: int) -> None:
    """Try in a process that root's rights do not reach, and end it without a word to pytest."""
    try:
        if os.geteuid() == 0:
            os.setuid(65534)
        write_document(path, b"new")
    except DocumentNotWritten as error:
        os.write(say, str(error).encode())
    finally:
        os._exit(0)


def test_the_sentence_of_a_refusal_holds_no_text_of_a_finding(tmp_path) -> None:
    finding = made.finding(1, 1, narrative="Oonagh Ó Faoláin rang 01632 960100.")

    with pytest.raises(IdentifyingText) as caught:
        publish_report(replace(made.evidence(), findings=(finding,)), tmp_path / "r.docx")

    assert str(caught.value) == (
        "Two places could tell who somebody is, so no document was written and an older one was"
        " left as it was; reword what is listed and try again."
    )
