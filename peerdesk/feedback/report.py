"""Renders an outline to a Word report; python-docx holds the package, lxml streams the body."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO

import docx
from docx.document import Document
from lxml import etree

from peerdesk.domain.characters import clean
from peerdesk.feedback import wordxml
from peerdesk.feedback.body import Body
from peerdesk.feedback.parts import Cover, Outline
from peerdesk.resources import office_file
from peerdesk.store.documents import write_document

_BODY_PART = "word/document.xml"
_NUMBERED_LIST = 1  # abstractNumId in the template's numbering part
_LONGEST_PROPERTY = 255


def write_report(outline: Outline, path: Path) -> None:
    """Write the Word report of an outline to `path`, whole or not at all.

    It checks nothing: `publish.publish_report` does. Raises DocumentNotWritten.
    """
    write_document(path, render_report(outline))


def render_report(outline: Outline) -> bytes:
    """Return the Word report of an outline as the bytes of a .docx file."""
    document = docx.Document(BytesIO(office_file("report")))
    _describe(document, outline.cover)
    _foot(document, outline.cover)
    numbers = [_number_from(document, item.number) for item in outline.recommendations.items]
    shell, out = BytesIO(), BytesIO()
    document.save(shell)
    with (
        zipfile.ZipFile(shell) as parts,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in parts.namelist():
            if name != _BODY_PART:
                archive.writestr(name, parts.read(name))
        with archive.open(_BODY_PART, "w") as stream:
            _stream(stream, document, Body(outline, numbers).blocks())
    return out.getvalue()


def _describe(document: Document, cover: Cover) -> None:
    properties = document.core_properties
    properties.title = clean(f"{cover.title.text}: {cover.report.text}")[:_LONGEST_PROPERTY]
    properties.author = clean(cover.author.text)[:_LONGEST_PROPERTY]
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.now(UTC)


def _foot(document: Document, cover: Cover) -> None:
    line = document.sections[0].footer.paragraphs[0]._p
    wordxml.run(line, f"{' '.join(cover.title.paragraphs)}\t{cover.page.text} ")
    wordxml.field(line, "PAGE", "1")
    wordxml.run(line, f" {cover.page_of.text} ")
    wordxml.field(line, "NUMPAGES", "1")


def _number_from(document: Document, start: int) -> int:
    """Add a list that starts at a number and return its id.

    Every recommendation has one of its own: when somebody takes one out, the others keep theirs.
    """
    numbering = document.part.numbering_part.element
    number = numbering.add_num(_NUMBERED_LIST)
    number.add_lvlOverride(0).add_startOverride(start)
    return int(number.numId)


def _stream(stream: IO[bytes], document: Document, blocks: Iterator[etree._Element]) -> None:
    root = document.element
    section = root.body.sectPr
    with etree.xmlfile(stream, encoding="UTF-8") as xml:
        xml.write_declaration(standalone=True)
        with xml.element(root.tag, nsmap=root.nsmap), xml.element(root.body.tag):
            for block in blocks:
                xml.write(block)
            xml.write(section)
