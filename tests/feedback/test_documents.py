"""What went into a report and a presentation comes out again when other programs open them."""

import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx.util import Pt

from peerdesk.domain.characters import REPLACEMENT, clean
from peerdesk.domain.records import Evidence, Member, Recommendation
from peerdesk.domain.words import FindingState
from peerdesk.feedback.fitting import Level, Line
from peerdesk.feedback.outline import Outline, build_outline
from peerdesk.feedback.parts import texts
from peerdesk.feedback.report import render_report
from peerdesk.feedback.slides import render_presentation
from peerdesk.feedback.slidexml import boxes
from peerdesk.feedback.wording import standard_wording
from tests.feedback import made, opened


def outline_of(evidence: Evidence) -> Outline:
    return build_outline(evidence, standard_wording())


def expected_lines(outline: Outline, *, slides: bool = False) -> list[str]:
    """Return every line of the findings and recommendations, as a document may hold it."""
    parts = [outline.feedback.themes, outline.recommendations.items]
    found = [line for part in parts for text in texts(part) for line in text.paragraphs]
    return [_settled(clean(line)) for line in found]


def _settled(line: str) -> str:
    return " ".join(line.split())


def missing(lines: list[str], found: list[str]) -> list[str]:
    """Return the lines that are not found whole, nor in pieces on slides that follow."""
    whole = {_settled(line) for line in found}
    running = "".join("".join(line.split()) for line in found)
    return [line for line in lines if line not in whole and "".join(line.split()) not in running]


@pytest.mark.parametrize("evidence", [made.evidence(), made.hostile_evidence()])
def test_every_line_is_in_both_documents_when_opened_again(evidence: Evidence) -> None:
    outline = outline_of(evidence)

    assert missing(expected_lines(outline), opened.word_lines(render_report(outline))) == []
    assert missing(expected_lines(outline), opened.slide_lines(render_presentation(outline))) == []


if opened.LIBREOFFICE:

    def test_every_line_is_in_both_documents_when_libreoffice_opens_them(tmp_path: Path) -> None:
        outlines = {"made": outline_of(made.evidence()), "h": outline_of(made.hostile_evidence())}
        for suffix, render in ((".docx", render_report), (".pptx", render_presentation)):
            files = [tmp_path / f"{name}{suffix}" for name in outlines]
            for path, outline in zip(files, outlines.values(), strict=True):
                path.write_bytes(render(outline))

            found = opened.with_libreoffice(files, tmp_path)

            for path, outline in zip(files, outlines.values(), strict=True):
                assert missing(expected_lines(outline), found[path]) == []


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=80))
def test_any_text_survives_the_report_with_only_what_xml_cannot_hold_replaced(text) -> None:
    outline = outline_of(made.evidence(findings=(made.finding(1, 1, narrative=f"x{text}x"),)))

    lines = opened.word_lines(render_report(outline))

    for line in outline.feedback.themes[0].strengths[0].narrative.paragraphs:
        assert clean(line) in lines


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=80))
def test_any_text_survives_the_slides_and_their_notes(text) -> None:
    outline = outline_of(made.evidence(findings=(made.finding(1, 1, narrative=f"x{text}x"),)))

    lines = opened.slide_lines(render_presentation(outline))

    for line in outline.feedback.themes[0].strengths[0].narrative.paragraphs:
        assert clean(line) in lines


def test_what_xml_cannot_hold_is_replaced_and_the_rest_left_alone() -> None:
    assert clean("a\x00b\ud800c\uffffd") == f"a{REPLACEMENT}b{REPLACEMENT}c{REPLACEMENT}d"
    assert clean("é <&> 🏥 \t\u202e") == "é <&> 🏥 \t\u202e"


def test_the_report_has_real_styles_and_headings() -> None:
    document = docx.Document(BytesIO(render_report(outline_of(made.evidence()))))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}

    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Number"} <= styles
    assert {"List Bullet", "Caption"} <= styles
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "Executive summary",
        "Recommendations",
        "Summary of the approach",
        "Feedback by theme",
        "Next steps",
    ]


def test_the_contents_lead_to_the_headings_of_the_report() -> None:
    document = docx.Document(BytesIO(render_report(outline_of(made.evidence()))))
    body = document.element.body
    links = [
        (link.get(qn("w:anchor")), "".join(t.text or "" for t in link.iter(qn("w:t"))))
        for link in body.iter(qn("w:hyperlink"))
    ]
    targets = {
        mark.get(qn("w:name")): "".join(t.text or "" for t in mark.getparent().iter(qn("w:t")))
        for mark in body.iter(qn("w:bookmarkStart"))
    }

    assert len(links) > 8
    assert links == list(targets.items())


def test_the_tables_of_the_report_have_a_header_row_that_repeats() -> None:
    document = docx.Document(BytesIO(render_report(outline_of(made.evidence()))))

    assert len(document.tables) == 2
    for table in document.tables:
        assert table.style is not None and table.style.name == "Feedback Table"
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


def test_each_recommendation_keeps_its_number_when_another_is_taken_out() -> None:
    advice = tuple(
        Recommendation(made.id_of(f"r{number}"), f"Do {number}", number) for number in (2, 3, 7)
    )
    document = docx.Document(
        BytesIO(render_report(outline_of(made.evidence(recommendations=advice))))
    )
    starts = {
        number.get(qn("w:numId")): start.get(qn("w:val"))
        for number in document.part.numbering_part.element.iter(qn("w:num"))
        for start in number.iter(qn("w:startOverride"))
    }
    listed = {
        paragraph.text: starts[number.get(qn("w:val"))]
        for paragraph in document.paragraphs
        for number in paragraph._p.iter(qn("w:numId"))
        if paragraph.style and paragraph.style.name == "List Number"
    }

    assert listed == {"Do 2": "2", "Do 3": "3", "Do 7": "7"}


@pytest.mark.parametrize(
    ("render", "opener", "kind"),
    [
        (render_report, docx.Document, "Feedback report"),
        (render_presentation, pptx.Presentation, "Feedback presentation"),
    ],
)
def test_properties_say_what_it_is_and_nothing_is_left_over(render, opener, kind) -> None:
    content = render(outline_of(made.evidence()))
    properties = opener(BytesIO(content)).core_properties

    assert properties.title == f"Marrowdale health and care peer challenge: {kind}"
    assert properties.author == "The peer team"
    assert properties.language == "en-GB"
    assert properties.created == properties.modified
    made_at = properties.created.replace(tzinfo=UTC)
    assert abs(made_at - datetime.now(UTC)) < timedelta(minutes=5)
    left_over = ("last_modified_by", "comments", "keywords", "subject", "category", "identifier")
    assert [getattr(properties, name) for name in left_over] == [""] * len(left_over)
    names = zipfile.ZipFile(BytesIO(content)).namelist()
    assert not [n for n in names if any(w in n for w in ("thumbnail", "customXml", "custom.xml"))]
    assert len(names) == len(set(names))


def test_both_documents_are_in_british_english_throughout() -> None:
    outline = outline_of(made.evidence())
    report = zipfile.ZipFile(BytesIO(render_report(outline)))
    assert b'<w:lang w:val="en-GB"' in report.read("word/styles.xml")
    slides = zipfile.ZipFile(BytesIO(render_presentation(outline)))
    for name in slides.namelist():
        if name.startswith(("ppt/slides/slide", "ppt/notesSlides/notes")):
            root = etree.fromstring(slides.read(name))
            assert {look.get("lang") for look in root.iter("{*}rPr")} <= {"en-GB"}


def test_pages_of_the_report_are_numbered_by_fields() -> None:
    report = zipfile.ZipFile(BytesIO(render_report(outline_of(made.evidence()))))
    footer = report.read("word/footer.xml").decode()

    assert 'w:instr=" PAGE "' in footer and 'w:instr=" NUMPAGES "' in footer
    assert b"w:titlePg" in report.read("word/document.xml")


def test_every_slide_has_a_title_of_its_own_and_no_empty_placeholder() -> None:
    presentation = pptx.Presentation(BytesIO(render_presentation(outline_of(made.evidence()))))
    titles = [slide.shapes.title.text for slide in presentation.slides if slide.shapes.title]

    assert len(titles) == len(presentation.slides) == len(set(titles))
    for slide in presentation.slides:
        assert all(shape.text_frame.text.strip() for shape in slide.placeholders)
    assert (presentation.slide_width, presentation.slide_height) == (12192000, 6858000)


@pytest.mark.parametrize("evidence", [made.evidence(), made.hostile_evidence()])
def test_no_text_runs_over_the_edge_of_its_placeholder(evidence: Evidence) -> None:
    crowd = tuple(
        Member(made.id_of(f"m{at}"), f"Member {at}", f"M{at}", m.role, m.rights, "Home " * 9)
        for at in range(30)
        for m in evidence.members[:1]
    )
    long = tuple(
        made.finding(at, 1, headline=f"{at} " + "and so the team concluded that " * 9)
        for at in range(60, 90)
    )
    outline = outline_of(
        Evidence(
            evidence.challenge,
            themes=evidence.themes,
            members=crowd,
            findings=evidence.findings + long,
            recommendations=evidence.recommendations,
        )
    )
    for slide in pptx.Presentation(BytesIO(render_presentation(outline))).slides:
        for shape in slide.placeholders:
            box = boxes(slide.slide_layout)[shape.placeholder_format.idx]
            lines = [Line(p.text, Level(p.level + 1)) for p in shape.text_frame.paragraphs]
            sizes = [run.font.size for p in shape.text_frame.paragraphs for run in p.runs]
            if sizes[0] is None:
                assert box.height_of(tuple(lines)) <= box.height
            else:
                assert sizes[0] >= Pt(9)


def test_findings_for_the_report_only_are_not_on_slides_nor_in_their_notes() -> None:
    quiet = made.finding(1, 1, headline="Only written", state=FindingState.REPORT_ONLY)
    outline = outline_of(made.evidence(findings=(quiet, made.finding(2, 1))))

    shown = "\n".join(opened.slide_lines(render_presentation(outline)))

    assert "Only written" not in shown and "heard 1 things" not in shown
    assert "Headline number 2" in shown and "heard 2 things" in shown


def test_a_challenge_with_nothing_in_it_makes_documents_that_open() -> None:
    outline = outline_of(Evidence(made.evidence().challenge))

    assert "Executive summary" in opened.word_lines(render_report(outline))
    assert "How we worked" in opened.slide_lines(render_presentation(outline))
