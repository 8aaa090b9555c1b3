"""The few WordprocessingML elements a report is made of; knows nothing of what it says."""

from collections.abc import Iterable, Sequence

from lxml import etree

from peerdesk.domain.characters import clean

Element = etree._Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NSMAP = {"w": NAMESPACE}
_W = f"{{{NAMESPACE}}}"
_P, _PPR, _STYLE = f"{_W}p", f"{_W}pPr", f"{_W}pStyle"
_R, _RPR, _RSTYLE, _T, _TAB = f"{_W}r", f"{_W}rPr", f"{_W}rStyle", f"{_W}t", f"{_W}tab"
_VAL = f"{_W}val"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_add = etree.SubElement


def w(name: str) -> str:
    """Return a name in the namespace of WordprocessingML."""
    return _W + name


def add(parent: Element, name: str, /, **values: object) -> Element:
    """Append an element; values become attributes of the same namespace."""
    element = _add(parent, _W + name)
    for key, value in values.items():
        element.set(_W + key, str(value))
    return element


def paragraph(style: str, text: str = "") -> Element:
    """Return a paragraph in a style (by its id)."""
    element = etree.Element(_P, nsmap=NSMAP)
    _add(_add(element, _PPR), _STYLE).set(_VAL, style)
    if text:
        run(element, text)
    return element


def run(parent: Element, text: str, style: str = "") -> None:
    """Append text to a paragraph, in a character style if one is given."""
    element = _add(parent, _R)
    if style:
        _add(_add(element, _RPR), _RSTYLE).set(_VAL, style)
    for at, piece in enumerate(clean(text).split("\t")):
        if at:
            _add(element, _TAB)
        if piece:
            said = _add(element, _T)
            said.text = piece
            if "  " in piece or piece.strip() != piece:
                said.set(_SPACE, "preserve")


def numbered(element: Element, number_id: int) -> Element:
    """Make a paragraph the item of a list of the numbering part."""
    numbering = add(element[0], "numPr")
    add(numbering, "ilvl", val=0)
    add(numbering, "numId", val=number_id)
    return element


def bookmarked(element: Element, at: int) -> Element:
    """Put a bookmark round the text of a paragraph; `at` is its number in the document."""
    start = add(element, "bookmarkStart", id=at, name=bookmark(at))
    element.remove(start)
    element.insert(1, start)
    add(element, "bookmarkEnd", id=at)
    return element


def bookmark(at: int) -> str:
    """Return the name of a bookmark; Word hides those that begin with an underscore."""
    return f"_Toc{at:08d}"


def field(parent: Element, instruction: str, shown: str) -> None:
    """Append a field that Word works out, with what is shown until then."""
    run(add(parent, "fldSimple", instr=f" {instruction} "), shown)


def field_mark(parent: Element, kind: str) -> Element:
    """Append the beginning, middle or end of a field that spans paragraphs; return its run."""
    element = add(parent, "r")
    add(element, "fldChar", fldCharType=kind)
    return element


def instruction(parent: Element, text: str) -> None:
    """Append what a field that spans paragraphs does."""
    said = add(add(parent, "r"), "instrText")
    said.text = f" {text} "
    said.set(_SPACE, "preserve")


def link(parent: Element, at: int, text: str) -> None:
    """Append text that leads to a bookmark."""
    run(add(parent, "hyperlink", anchor=bookmark(at), history=1), text)


def table(
    caption: str, widths: Sequence[int], rows: Iterable[Sequence[str]], styles: Sequence[str]
) -> Element:
    """Return a table whose first row is its header, repeated on every page.

    `widths` are in twentieths of a point, `styles` the paragraph style of each column.
    """
    element = etree.Element(w("tbl"), nsmap=NSMAP)
    look = add(element, "tblPr")
    add(look, "tblStyle", val="FeedbackTable")
    add(look, "tblW", w=sum(widths), type="dxa")
    add(look, "tblLayout", type="fixed")
    add(look, "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noVBand=1)
    add(look, "tblCaption", val=clean(caption))
    grid = add(element, "tblGrid")
    for width in widths:
        add(grid, "gridCol", w=width)
    for at, cells in enumerate(rows):
        _row(element, list(zip(cells, widths, styles, strict=True)), is_header=at == 0)
    _keep_together(element)
    return element


def _row(parent: Element, cells: list[tuple[str, int, str]], *, is_header: bool) -> None:
    element = add(parent, "tr")
    look = add(element, "trPr")
    add(look, "cantSplit")
    if is_header:
        add(look, "tblHeader")
    for text, width, style in cells:
        cell = add(element, "tc")
        add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
        cell.append(paragraph(style, text))


_ROWS_THAT_FIT = 16


def _keep_together(element: Element) -> None:
    """Keep the rows of a short table on one page: each but the last stays with the next."""
    rows = element.findall(w("tr"))
    if len(rows) > _ROWS_THAT_FIT:
        return
    for row in rows[1:-1]:
        for look in row.iter(w("pPr")):
            add(look, "keepNext")
