"""A timetable on paper: painted as a PDF or on a printer, in any thread; knows no store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from peerdesk.app.look import read_theme
from peerdesk.schedule.handout.content import NOTICE, Handout, Line

_RESOLUTION = 300  # dots an inch
_MARGINS = QMarginsF(18, 16, 18, 12)  # millimetres
_FOOT = 9.0  # millimetres at the end of every page
_POINTS = 9.0
_OVER = 18  # pixels of HTML over a heading
_OWN, _WHOLE = (18, 23, 16, 29, 14), (12, 26, 18, 35, 9)  # per cent of the width


@cache
def _colour(role: str) -> str:
    return read_theme("paper").colours[role]


def pdf(handout: Handout) -> bytes:
    """Return a timetable as the bytes of a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(f"{handout.title}: {handout.whose}")
    writer.setCreator("PeerDesk")
    paint(handout, writer, _RESOLUTION)
    buffer.close()
    return bytes(buffer.data().data())


def paint(handout: Handout, device: QPagedPaintDevice, resolution: int) -> None:
    """Paint a timetable page by page; everybody's lies across the paper."""
    across = handout.member is None
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    unit = QPageLayout.Unit.Millimeter
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, _MARGINS, unit))
    room = QSizeF(device.pageLayout().paintRectPixels(resolution).size())
    painter = QPainter(device)
    pages = list(_pages(handout, device, room, resolution))
    foot = QRectF(0, 0, room.width(), room.height())
    for number, page in enumerate(pages, 1):
        if number > 1:
            device.newPage()
        for top, block in page:
            painter.save()
            painter.translate(0, top)
            block.drawContents(painter)
            painter.restore()
        _paint_foot(painter, foot, handout, f"Page {number} of {len(pages)}")
    painter.end()


_Page = list[tuple[float, QTextDocument]]  # each piece with where it begins


def _pages(
    handout: Handout, device: QPagedPaintDevice, room: QSizeF, resolution: int
) -> Iterator[_Page]:
    """Yield the pages: a session is never cut in two, headings stay with what they are over."""
    height = room.height() - _FOOT * resolution / 25.4
    page: _Page = []
    top = 0.0
    for piece in _pieces(handout, resolution / 96):
        block = _laid_out(piece.html, device, room.width())
        top += piece.gap if page else 0
        if page and top + block.size().height() > height:
            yield page
            page, top = [], 0.0
            if piece.again:
                head = _laid_out(piece.again, device, room.width())
                page, top = [(0.0, head)], head.size().height()
        page.append((top, block))
        top += block.size().height()
    yield page


def _laid_out(html: str, device: QPagedPaintDevice, width: float) -> QTextDocument:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    font = QFont()
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setTextWidth(width)
    return document


def _paint_foot(painter: QPainter, page: QRectF, handout: Handout, words: str) -> None:
    font = QFont()
    font.setPointSizeF(8)
    painter.setFont(font)
    painter.setPen(QColor(_colour("muted")))
    low = Qt.AlignmentFlag.AlignBottom
    painter.drawText(page, low | Qt.AlignmentFlag.AlignLeft, f"{handout.whose}. {NOTICE}")
    painter.drawText(page, low | Qt.AlignmentFlag.AlignRight, words)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays together; `again` is repeated over it where it begins a page.

    `gap` is the room over it in dots, which a document leaves out at its top.
    """

    html: str
    again: str = ""
    gap: float = 0


def _pieces(handout: Handout, scale: float) -> Iterator[_Piece]:
    """Yield the document from its top; `scale` is how many dots a pixel of HTML is."""
    yield _Piece(_head(handout, scale))
    for day in handout.days:
        header = _table(_row(map(escape, handout.headings), handout, scale, "th"))
        for number, line in enumerate(day.lines):
            row = _table(_row(_cells(line, scale), handout, scale, "td"))
            if number:
                yield _Piece(row, header)
            else:
                yield _Piece(_heading(day.title, scale) + header + row, gap=_OVER * scale)
    for heading, lines in (
        ("To read before the first day", handout.to_read),
        ("The team", handout.team),
    ):
        if lines:
            said = "".join(f'<p style="margin:0">{escape(line)}</p>' for line in lines)
            yield _Piece(_heading(heading, scale) + said, gap=_OVER * scale)


def _head(handout: Handout, scale: float) -> str:
    gap = round(6 * scale)
    parts = [
        f'<h1 style="color:{_colour("ink")};font-size:17pt;margin:0">{escape(handout.whose)}</h1>',
        f'<p style="color:{_colour("muted")};font-size:11pt;margin:0">{escape(handout.title)}</p>',
        f'<p style="margin:{gap}px 0 0 0">{escape(handout.as_of)} <b>{NOTICE}</b></p>',
    ]
    if handout.emergency:
        risk = f"If somebody is at risk, ring {escape(handout.emergency)}."
        parts.append(f'<p style="margin:0">{risk}</p>')
    if handout.is_empty:
        parts.append(f'<p style="margin:{2 * gap}px 0">There is no session in it yet.</p>')
    return "".join(parts)


def _heading(words: str, scale: float) -> str:
    look = f"color:{_colour('ink')};font-size:12pt;margin:0 0 {round(4 * scale)}px 0"
    return f'<h2 style="{look}">{escape(words)}</h2>'


def _table(row: str) -> str:
    return f'<table width="100%" cellspacing="0" cellpadding="0">{row}</table>'


def _row(cells: Iterable[str], handout: Handout, scale: float, kind: str) -> str:
    """Return a row with the rule under it; every row has the same widths."""
    thick, colour = (1.5, _colour("ink")) if kind == "th" else (0.7, _colour("rule"))
    rule = f"border-bottom:{max(round(thick * scale), 1)}px solid {colour}"
    high, wide = round(4 * scale), round(8 * scale)
    look = f"padding:{high}px {wide}px {high}px 0;{rule}" + (
        f";color:{_colour('ink')}" if thick > 1 else ""
    )
    widths = _OWN if handout.member else _WHOLE
    made = (
        f'<{kind} align="left" width="{width}%" style="{look}">{cell or "&nbsp;"}</{kind}>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<tr>{''.join(made)}</tr>"


def _cells(line: Line, scale: float) -> tuple[str, ...]:
    session = line.session
    hours, title = escape(line.hours), f"<b>{escape(session.title)}</b>"
    if session.cancelled:
        hours, title = f"<s>{hours}</s>", f"<s>{title}</s><br><b>Cancelled</b>"
    what = (
        f'<br><span style="color:{_colour("muted")}">{escape(line.what)}</span>'
        if line.what
        else ""
    )
    apart = f'<p style="margin:0 0 {round(3 * scale)}px 0">'
    people = "".join(f"{apart}{escape(one)}</p>" for one in line.people)
    return hours, title + what, escape(session.place), people, escape(line.peers)
