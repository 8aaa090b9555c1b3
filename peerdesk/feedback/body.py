"""Lays an outline out as the blocks of a Word report, from its title page to the next steps."""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from peerdesk.feedback import prose, wordxml
from peerdesk.feedback.parts import Approach, FindingText, Outline, Text, ThemeFeedback

Block = etree._Element

_TEAM_WIDTHS = (2520, 2400, 3924)
_FIGURE_WIDTHS = (7144, 1700)


class Body:
    """The blocks of one report; `numbers` are the lists its recommendations start."""

    def __init__(self, outline: Outline, numbers: Sequence[int]) -> None:
        self._outline = outline
        self._numbers = numbers
        self._headings = 0

    def blocks(self) -> Iterator[Block]:
        """Yield paragraphs and tables in reading order."""
        yield from self._cover()
        yield self._contents()
        yield from self._summary()
        yield from self._recommendations()
        yield from self._approach(self._outline.approach)
        yield from self._feedback()
        yield from self._next_steps()

    def _heading(self, level: int, text: Text) -> Block:
        """Return a heading that the contents lead to, which are counted in the same order."""
        self._headings += 1
        block = wordxml.paragraph(f"Heading{level}", _line(text))
        return wordxml.bookmarked(block, self._headings)

    def _cover(self) -> Iterator[Block]:
        cover = self._outline.cover
        yield _spaced(wordxml.paragraph("Subtitle", _line(cover.report)), before=3400, after=160)
        yield wordxml.paragraph("Title", _line(cover.title))
        yield wordxml.paragraph("Subtitle", _line(cover.dates))
        if cover.sponsors:
            yield wordxml.paragraph("CoverLabel", _line(cover.asked_by))
            yield from _paragraphs("CoverText", cover.sponsors)
        yield wordxml.paragraph("CoverPromise", _line(cover.promise))

    def _contents(self) -> Block:
        """Return the contents as a field Word can renew, without the page numbers only it knows."""
        outline = self._outline
        frame = etree.Element(wordxml.w("sdt"), nsmap=wordxml.NSMAP)
        gallery = wordxml.add(wordxml.add(frame, "sdtPr"), "docPartObj")
        wordxml.add(gallery, "docPartGallery", val="Table of Contents")
        wordxml.add(gallery, "docPartUnique")
        content = wordxml.add(frame, "sdtContent")
        content.append(wordxml.paragraph("TOCHeading", _line(outline.cover.contents)))
        lines = []
        for at, (level, heading) in enumerate(_headings(outline), 1):
            line = wordxml.paragraph(f"TOC{level}")
            if at == 1:
                wordxml.field_mark(line, "begin")
                wordxml.instruction(line, r'TOC \o "1-2" \n \h \z')
                wordxml.field_mark(line, "separate")
            wordxml.link(line, at, _line(heading))
            lines.append(line)
        wordxml.field_mark(lines[-1], "end")
        content.extend(lines)
        return frame

    def _summary(self) -> Iterator[Block]:
        summary = self._outline.summary
        yield _on_new_page(self._heading(1, summary.heading))
        yield from _paragraphs("Normal", [summary.opening])
        for points in summary.lists:
            yield wordxml.paragraph("ListLead", _line(points.lead))
            for point in points.points:
                block = wordxml.paragraph("ListBullet")
                wordxml.run(block, f"{_line(point.theme)}: ", "Strong")
                wordxml.run(block, prose.sentence(_line(point.headline)))
                yield block

    def _recommendations(self) -> Iterator[Block]:
        section = self._outline.recommendations
        yield _on_new_page(self._heading(1, section.heading))
        yield from _paragraphs("Normal", [section.opening])
        for item, number in zip(section.items, self._numbers, strict=True):
            first, *rest = item.text.paragraphs
            yield wordxml.numbered(wordxml.paragraph("ListNumber", first), number)
            for line in rest:
                yield wordxml.paragraph("ListContinue", line)

    def _approach(self, approach: Approach) -> Iterator[Block]:
        # A paragraph parts each table from the next heading: LibreOffice does not keep a heading
        # with what follows it where a table comes straight before.
        yield _on_new_page(self._heading(1, approach.heading))
        yield from _paragraphs("Normal", [approach.friends])
        if approach.scope.text or approach.areas:
            yield self._heading(2, approach.scope_heading)
            yield from _paragraphs("Normal", [approach.scope])
        if approach.areas:
            yield wordxml.paragraph("ListLead", _line(approach.areas_lead))
            yield from _paragraphs("ListBullet", approach.areas)
        yield self._heading(2, approach.how_heading)
        yield from _paragraphs("Normal", [approach.method])
        if approach.figures:
            yield from _figures(approach)
        yield wordxml.paragraph("AfterTable", _line(approach.confidence))
        if approach.team:
            yield self._heading(2, approach.team_heading)
            yield from _team(approach)

    def _feedback(self) -> Iterator[Block]:
        feedback = self._outline.feedback
        if not feedback.themes:
            return
        yield _on_new_page(self._heading(1, feedback.heading))
        yield wordxml.paragraph("Normal", " ".join(map(_line, feedback.opening)))
        for theme in feedback.themes:
            yield self._heading(2, theme.heading)
            yield from self._theme(theme)

    def _theme(self, theme: ThemeFeedback) -> Iterator[Block]:
        feedback = self._outline.feedback
        if not theme.strengths and not theme.considerations:
            yield wordxml.paragraph("Normal", _line(feedback.quiet))
        if theme.strengths:
            yield wordxml.paragraph("Heading3", _line(feedback.strengths))
            yield from _findings(theme.strengths)
        if theme.considerations:
            yield wordxml.paragraph("Heading3", _line(feedback.considerations))
            yield from _findings(theme.considerations)

    def _next_steps(self) -> Iterator[Block]:
        yield _spaced(self._heading(1, self._outline.next_steps.heading), before=600, after=200)
        yield from _paragraphs("Normal", self._outline.next_steps.paragraphs)


def _headings(outline: Outline) -> Iterator[tuple[int, Text]]:
    """Yield the headings of the first two levels in the order in which the body has them."""
    approach = outline.approach
    yield 1, outline.summary.heading
    yield 1, outline.recommendations.heading
    yield 1, approach.heading
    if approach.scope.text or approach.areas:
        yield 2, approach.scope_heading
    yield 2, approach.how_heading
    if approach.team:
        yield 2, approach.team_heading
    if outline.feedback.themes:
        yield 1, outline.feedback.heading
    for theme in outline.feedback.themes:
        yield 2, theme.heading
    yield 1, outline.next_steps.heading


def _findings(findings: Iterable[FindingText]) -> Iterator[Block]:
    for finding in findings:
        yield wordxml.paragraph("Heading4", _line(finding.headline))
        for line in finding.narrative.paragraphs:
            yield wordxml.paragraph("Normal", line)


def _team(approach: Approach) -> Iterator[Block]:
    yield wordxml.paragraph("Caption", _line(approach.team_caption))
    rows = [[_line(column) for column in approach.team_columns]]
    rows += [[_line(m.name), _line(m.role), _line(m.organisation)] for m in approach.team]
    styles = ["TableText"] * len(_TEAM_WIDTHS)
    yield wordxml.table(_line(approach.team_caption), _TEAM_WIDTHS, rows, styles)


def _figures(approach: Approach) -> Iterator[Block]:
    yield wordxml.paragraph("Caption", _line(approach.figures_caption))
    rows = [[_line(column) for column in approach.figures_columns]]
    rows += [[_line(figure.label), f"{figure.value:,}"] for figure in approach.figures]
    styles = ("TableText", "TableNumber")
    yield wordxml.table(_line(approach.figures_caption), _FIGURE_WIDTHS, rows, styles)


def _line(text: Text) -> str:
    """Return a text on one line, as headings and cells need it."""
    return " ".join(text.paragraphs)


def _paragraphs(style: str, texts: Iterable[Text]) -> Iterator[Block]:
    for text in texts:
        for line in text.paragraphs:
            yield wordxml.paragraph(style, line)


def _on_new_page(block: Block) -> Block:
    wordxml.add(block[0], "pageBreakBefore")
    return block


def _spaced(block: Block, *, before: int, after: int) -> Block:
    """Set the space round a paragraph, in twentieths of a point."""
    wordxml.add(block[0], "spacing", before=before, after=after)
    return block
