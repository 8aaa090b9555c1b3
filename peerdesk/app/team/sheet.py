"""The recovery sheet as one page of PDF: what it is, what to do, and the secret in groups."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

from peerdesk.app.team.actions import Sheet
from peerdesk.store.errors import NotWritable
from peerdesk.store.files import write_whole

_ACROSS = 5
_DPI = 150
_WHAT_IT_IS = (
    "With what is below, a lead can help a peer who has forgotten their passphrase. Whoever has it"
    " and a laptop of the team can open the notes on that laptop."
)
_KEEPING_IT = (
    "Print this page or write the groups down, and lock it away where neither laptop is. Then"
    " delete the file."
)
_USING_IT = (
    "To use it: in PeerDesk, open the page Team, then Getting back in. A lead’s laptop that cannot"
    " answer by itself asks for these groups; spaces and capitals do not matter."
)
_ENDING_IT = "When the notes are destroyed after the challenge, destroy this sheet too."


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write the sheet; raises DiskFull or NotWritable."""
    try:
        write_whole(path, _pdf(_html(sheet)))
    except OSError as error:
        raise NotWritable(path.parent) from error


def _pdf(html: str) -> bytes:
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setResolution(_DPI)
    writer.setTitle("PeerDesk")  # a title travels with the file: nothing of the challenge in it
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(writer.pageLayout().paintRectPixels(_DPI).size().toSizeF())
    document.setHtml(html)
    document.print_(writer)
    del writer
    return bytes(content.data().data())


def explanation() -> list[str]:
    """Return what the sheet says of itself, on paper and on the screen."""
    return [
        QCoreApplication.translate("Sheet", words)
        for words in (_WHAT_IT_IS, _KEEPING_IT, _USING_IT, _ENDING_IT)
    ]


def _html(sheet: Sheet) -> str:
    rows = [sheet.groups[n : n + _ACROSS] for n in range(0, len(sheet.groups), _ACROSS)]
    cells = "".join(
        "<tr>" + "".join(f"<td>{escape(group)}</td>" for group in line) + "</tr>" for line in rows
    )
    begins = f'<p style="font-family: monospace; font-size: 16pt;">{escape(sheet.begins)}</p>'
    said = "".join(f"<p>{escape(line)}</p>" for line in explanation())
    heading = escape(QCoreApplication.translate("Sheet", "PeerDesk recovery sheet"))
    return (
        f"<h1>{heading}</h1><h2>{escape(sheet.title)} ({escape(sheet.code)})</h2>{said}{begins}"
        f'<table cellpadding="8" style="font-family: monospace; font-size: 16pt;">{cells}</table>'
    )
