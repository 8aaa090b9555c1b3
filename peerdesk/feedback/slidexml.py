"""Measures and fills the placeholders of slides; knows nothing of what they say."""

from collections.abc import Iterable, Sequence

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.slide import CT_NotesSlide
from pptx.parts.slide import NotesSlidePart
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout

from peerdesk.domain.characters import clean
from peerdesk.feedback.fitting import Box, Level, LevelStyle, Line

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P, _PPR, _R, _RPR, _T = f"{_A}p", f"{_A}pPr", f"{_A}r", f"{_A}rPr", f"{_A}t"
_LANGUAGE = "en-GB"
_EMU_IN_POINT = 12700
_NOTES_POINTS = 11  # three findings with their narratives fit a page of notes
_add = etree.SubElement


def boxes(layout: SlideLayout) -> dict[int, Box]:
    """Return the room and the styles of each placeholder of a layout, by its idx."""
    placeholders = layout.placeholders
    shapes = [placeholders[at] for at in range(len(placeholders))]
    return {shape.placeholder_format.idx: _box(shape) for shape in shapes}


def _box(placeholder: BaseShape) -> Box:
    levels: dict[int, LevelStyle] = {}
    for level in Level:
        found = placeholder._element.find(f".//{_A}lstStyle/{_A}lvl{level.value}pPr")
        if found is not None:
            levels[level] = _style(found)
    return Box(placeholder.width / _EMU_IN_POINT, placeholder.height / _EMU_IN_POINT, levels)


def _style(level: etree._Element) -> LevelStyle:
    look = level.find(f"{_A}defRPr")
    spacing = level.find(f"{_A}lnSpc/{_A}spcPct")
    before = level.find(f"{_A}spcBef/{_A}spcPts")
    return LevelStyle(
        size=_number(look, "sz", 1800) / 100,
        bold=_number(look, "b", 0) == 1,
        spacing=_number(spacing, "val", 100_000) / 100_000,
        before=_number(before, "val", 0) / 100,
        indent=_number(level, "marL", 0) / _EMU_IN_POINT,
    )


def _number(element: etree._Element | None, name: str, otherwise: int) -> int:
    return int(element.get(name, otherwise)) if element is not None else otherwise


def fill(placeholder: BaseShape, lines: Iterable[Line], *, size: float | None = None) -> None:
    """Put paragraphs into a placeholder, at another size in points than its own if one is given."""
    body = placeholder.text_frame._txBody  # type: ignore[attr-defined]
    for empty in body.findall(_P):
        body.remove(empty)
    for line in lines:
        paragraph = _add(body, _P)
        _look(paragraph, line)
        _say(paragraph, line.text, size)


def _look(paragraph: etree._Element, line: Line) -> None:
    look = _add(paragraph, _PPR)
    if line.level > 1:
        look.set("lvl", str(line.level - 1))
    if line.goes_on:
        look.set("indent", "0")
        _add(look, f"{_A}buNone")
    elif line.number:
        _add(look, f"{_A}buAutoNum", type="arabicPeriod", startAt=str(line.number))


def _say(paragraph: etree._Element, text: str, size: float | None = None) -> None:
    run = _add(paragraph, _R)
    look = _add(run, _RPR, lang=_LANGUAGE)
    if size is not None:
        look.set("sz", str(round(size * 100)))
    _add(run, _T).text = clean(text)


def remove(shape: BaseShape) -> None:
    """Take a shape off its slide."""
    element = shape._element
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def note(slide: Slide, at: int, paragraphs: Sequence[str]) -> None:
    """Write the notes of a slide; `at` counts the slides.

    `slide.notes_slide` would look through all parts of the package for a free name each time, so
    that twice the slides took four times as long.
    """
    package = slide.part.package
    master = package.presentation_part.notes_master_part
    name = PackURI(f"/ppt/notesSlides/notesSlide{at}.xml")
    part = NotesSlidePart(name, CONTENT_TYPE.PML_NOTES_SLIDE, package, CT_NotesSlide.new())
    part.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
    part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
    slide.part.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)
    part.notes_slide.clone_master_placeholders(master.notes_master)
    frame = part.notes_slide.notes_text_frame
    if frame is None:
        raise ValueError("the notes master of the template has no text")
    body = frame._txBody
    for empty in body.findall(_P):
        body.remove(empty)
    for text in paragraphs:
        paragraph = _add(body, _P)
        # LibreOffice does not read the master's notesStyle: it would print 20 points, cut off.
        look = _add(paragraph, _PPR, marL="0", indent="0")
        _add(_add(look, f"{_A}spcAft"), f"{_A}spcPts", val="400")
        _say(paragraph, text, _NOTES_POINTS)
