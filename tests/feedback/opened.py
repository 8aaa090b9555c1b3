"""Opens documents again, with the library they were written with and with LibreOffice."""

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pptx
from lxml import etree

LIBREOFFICE = shutil.which("soffice")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def word_lines(content: bytes) -> list[str]:
    """Return every paragraph of a Word file, tables last."""
    document = docx.Document(BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return lines


def slide_lines(content: bytes) -> list[str]:
    """Return every paragraph of a presentation and its notes."""
    lines = []
    for slide in pptx.Presentation(BytesIO(content)).slides:
        frames = [shape.text_frame for shape in slide.placeholders if shape.has_text_frame]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            frames.append(slide.notes_slide.notes_text_frame)
        lines += [paragraph.text for frame in frames for paragraph in frame.paragraphs]
    return lines


def with_libreoffice(files: list[Path], folder: Path) -> dict[Path, list[str]]:
    """Return every paragraph LibreOffice finds in Word files or in presentations."""
    kind = {".docx": "fodt", ".pptx": "fodp"}[files[0].suffix]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [LIBREOFFICE or "soffice", profile, "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {path: list(_paragraphs(folder / f"{path.stem}.{kind}")) for path in files}


def _paragraphs(path: Path) -> Iterator[str]:
    root = etree.parse(str(path)).getroot()
    for element in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
        yield _said(element)


def _said(element: etree._Element) -> str:
    """Return the text of an OpenDocument paragraph, its marked spaces and tabs included."""
    said = element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            said += " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}tab":
            said += "\t"
        else:
            said += _said(child)
        said += child.tail or ""
    return said
