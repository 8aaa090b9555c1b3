"""The bare libraries writing what is in a finished report or presentation, and nothing more.

What is written is read from our own file first, which is not timed.
"""

import os
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pptx
from lxml import etree
from pptx.presentation import Presentation
from pptx.slide import Slide

from peerdesk.resources import office_file

_BODY = "word/document.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {"w": _NAMESPACE}
_W = f"{{{_NAMESPACE}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Paragraph = tuple[str, list[tuple[str, str]]]  # style; style and text of each run


@dataclass(frozen=True, slots=True)
class WordContent:
    """The parts of a .docx file but its body, and the paragraphs of that, in order."""

    parts: dict[str, bytes]
    paragraphs: list[Paragraph]


def read_word(path: Path) -> WordContent:
    """Read a report."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts.pop(_BODY))
    paragraphs = [_paragraph(element) for element in root.iter(f"{_W}p")]
    return WordContent(parts, paragraphs)


def _paragraph(element: etree._Element) -> Paragraph:
    runs = []
    for run in element.iter(f"{_W}r"):
        text = "".join(said.text or "" for said in run.iter(f"{_W}t"))
        if text:
            runs.append((_style(run, "rStyle"), text))
    return _style(element, "pStyle"), runs


def _style(element: etree._Element, name: str) -> str:
    found = element.find(f"{_W}{name[0]}Pr/{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val"))


def write_word(content: WordContent, path: Path) -> None:
    """Stream the paragraphs into a zip with lxml, beside the other parts; on disk when done."""
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in content.parts.items():
                archive.writestr(name, part)
            with archive.open(_BODY, "w") as stream, etree.xmlfile(stream, encoding="UTF-8") as xml:
                xml.write_declaration(standalone=True)
                with xml.element(f"{_W}document", nsmap=_NAMES), xml.element(f"{_W}body"):
                    for paragraph in content.paragraphs:
                        xml.write(_element(paragraph))
        file.flush()
        os.fsync(file.fileno())


def _element(paragraph: Paragraph) -> etree._Element:
    style, runs = paragraph
    element = etree.Element(f"{_W}p", nsmap=_NAMES)
    look = etree.SubElement(element, f"{_W}pPr")
    etree.SubElement(look, f"{_W}pStyle").set(f"{_W}val", style)
    for run_style, text in runs:
        run = etree.SubElement(element, f"{_W}r")
        if run_style:
            run_look = etree.SubElement(run, f"{_W}rPr")
            etree.SubElement(run_look, f"{_W}rStyle").set(f"{_W}val", run_style)
        said = etree.SubElement(run, f"{_W}t")
        said.set(_XML_SPACE, "preserve")
        said.text = text
    return element


@dataclass(frozen=True, slots=True)
class SlideContent:
    """A slide: its layout, (level, text) of the paragraphs in each placeholder, and its notes."""

    layout: int
    boxes: dict[int, list[tuple[int, str]]]
    notes: str


def read_slides(path: Path) -> list[SlideContent]:
    """Read a presentation."""
    presentation = pptx.Presentation(str(path))
    layouts = {layout.part: at for at, layout in enumerate(presentation.slide_layouts)}
    return [_slide(slide, layouts[slide.slide_layout.part]) for slide in presentation.slides]


def _slide(slide: Slide, layout: int) -> SlideContent:
    boxes = {
        shape.placeholder_format.idx: [
            (paragraph.level, paragraph.text) for paragraph in shape.text_frame.paragraphs
        ]
        for shape in slide.placeholders
    }
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return SlideContent(layout, boxes, frame.text if frame is not None else "")


def write_slides(slides: list[SlideContent], path: Path) -> None:
    """Write the same shapes with python-pptx alone; on disk when done."""
    presentation: Presentation = pptx.Presentation(BytesIO(office_file("slides")))
    layouts = list(presentation.slide_layouts)
    for content in slides:
        _write_slide(presentation.slides.add_slide(layouts[content.layout]), content)
    with path.open("wb") as file:
        presentation.save(file)
        file.flush()
        os.fsync(file.fileno())


def _write_slide(slide: Slide, content: SlideContent) -> None:
    for shape in list(slide.placeholders):
        lines = content.boxes.get(shape.placeholder_format.idx)
        if lines is None:
            shape._element.getparent().remove(shape._element)
            continue
        frame = shape.text_frame
        for at, (level, text) in enumerate(lines):
            paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
            paragraph.level = level
            paragraph.add_run().text = text
    if content.notes:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = content.notes
