"""Renders an outline to a presentation: python-pptx for the slides, lxml for their paragraphs."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide

from peerdesk.domain.characters import clean
from peerdesk.feedback import slidexml
from peerdesk.feedback.fitting import Block, Level, Line, largest_that_fits, share_out
from peerdesk.feedback.parts import Cover, FindingText, Outline, Text, ThemeFeedback
from peerdesk.resources import office_file
from peerdesk.store.documents import write_document

_COVER, _FULL, _COLUMNS, _FIGURES, _FINDINGS = range(5)  # the layouts of the template, in its order
_TITLE, _LEFT, _RIGHT, _FIRST_FIGURE = 0, 1, 2, 21  # idx of its placeholders
_FIGURES_THAT_FIT = 5
_SMALLER = (0.8, 0.65, 0.5, 0.4, 0.33)
_LONGEST_PROPERTY = 255

Page = list[Line]


def write_presentation(outline: Outline, path: Path) -> None:
    """Write the feedback presentation of an outline to `path`, whole or not at all.

    Findings for the report only are left out. It checks nothing: `publish.publish_presentation`
    does. Raises DocumentNotWritten.
    """
    write_document(path, render_presentation(outline))


def render_presentation(outline: Outline) -> bytes:
    """Return the feedback presentation of an outline as the bytes of a .pptx file."""
    deck = _Deck(outline.for_slides())
    deck.write()
    out = BytesIO()
    deck.presentation.save(out)
    return out.getvalue()


class _Deck:
    """A presentation being filled from an outline."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self.presentation: Presentation = pptx.Presentation(BytesIO(office_file("slides")))
        self._slides = 0
        self._layouts = list(self.presentation.slide_layouts)
        self._boxes = [slidexml.boxes(layout) for layout in self._layouts]

    def write(self) -> None:
        """Add every slide in the order in which they are shown."""
        _describe(self.presentation, self._outline.cover)
        self._cover()
        self._asked()
        self._team()
        self._figures()
        for theme in self._outline.feedback.themes:
            self._theme(theme)
        self._recommendations()
        self._next_steps()

    def _slide(self, layout: int, title: str) -> Slide:
        self._slides += 1
        slide: Slide = self.presentation.slides.add_slide(self._layouts[layout])
        box = self._boxes[layout][_TITLE]
        normal = box.levels[Level.PLAIN].size
        size = largest_that_fits(title, box, [normal, *(normal * part for part in _SMALLER)])
        shown = size if size != normal else None
        slidexml.fill(slide.placeholders[_TITLE], [Line(title)], size=shown)
        return slide

    def _full(self, title: str, pages: Sequence[Page]) -> None:
        """Add a slide for each page, its text over the whole width."""
        for at, page in enumerate(pages, 1):
            slide = self._slide(_FULL, self._counted(title, at, len(pages)))
            _fill(slide, _LEFT, page)
            self._say(slide, page)

    def _columns(
        self, layout: int, title: str, left: Sequence[Page], right: Sequence[Page]
    ) -> None:
        """Add slides with two columns, as many as the longer one takes."""
        nothing: Page = []
        pages = list(zip_longest(left, right, fillvalue=nothing))
        for at, (first, second) in enumerate(pages, 1):
            slide = self._slide(layout, self._counted(title, at, len(pages)))
            _fill(slide, _LEFT, first)
            _fill(slide, _RIGHT, second)
            self._say(slide, first + second)

    def _say(self, slide: Slide, page: Page) -> None:
        """Put what stands behind the lines of a slide into its notes, for the one who presents."""
        said = [paragraph for line in page for paragraph in line.notes.splitlines()]
        if said:
            slidexml.note(slide, self._slides, said)

    def _counted(self, title: str, at: int, pages: int) -> str:
        """Return a title that no other slide has."""
        return title if pages == 1 else f"{title} ({at} {self._outline.cover.page_of.text} {pages})"

    def _share(self, layout: int, blocks: Iterable[Block], head: str = "") -> list[Page]:
        label = (Line(head, Level.LABEL),) if head else ()
        return share_out(blocks, self._boxes[layout][_LEFT], label)

    def _cover(self) -> None:
        cover = self._outline.cover
        slide = self._slide(_COVER, _line(cover.title))
        lines = [Line(_line(cover.presentation)), Line(_line(cover.dates), Level.POINT)]
        if cover.sponsors:
            lines.append(Line(_line(cover.asked_by), Level.LABEL))
            lines += [Line(_line(sponsor), Level.POINT) for sponsor in cover.sponsors]
        _fill(slide, _LEFT, lines)

    def _asked(self) -> None:
        approach, titles = self._outline.approach, self._outline.slides
        scope = [(Line(paragraph),) for paragraph in approach.scope.paragraphs]
        areas = [(Line(_line(area), Level.POINT),) for area in approach.areas]
        if scope and areas:
            left = self._share(_COLUMNS, scope)
            right = self._share(_COLUMNS, areas, _line(titles.areas))
            self._columns(_COLUMNS, _line(titles.asked), left, right)
        elif scope or areas:
            self._full(_line(titles.asked), self._share(_FULL, scope or areas))

    def _team(self) -> None:
        blocks: list[Block] = []
        for member in self._outline.approach.team:
            home = ", ".join(filter(None, (_line(member.role), _line(member.organisation))))
            blocks.append((Line(_line(member.name), Level.NAME), Line(home, Level.SMALL)))
        columns = 2 * -(-len(self._share(_COLUMNS, blocks)) // 2)
        most = -(-len(blocks) // columns) if columns else 1
        evenly = [blocks[at : at + most] for at in range(0, len(blocks), most)]
        pages = [page for part in evenly for page in self._share(_COLUMNS, part)]
        self._columns(_COLUMNS, _line(self._outline.slides.team), pages[::2], pages[1::2])

    def _figures(self) -> None:
        figures = self._outline.approach.figures[:_FIGURES_THAT_FIT]
        note = self._outline.slides.worked_note
        if not figures:
            self._full(_line(self._outline.slides.worked), self._share(_FULL, [(_plain(note),)]))
            return
        slide = self._slide(_FIGURES, _line(self._outline.slides.worked))
        for at in range(_FIGURES_THAT_FIT):
            lines = []
            if at < len(figures):
                label = Line(_line(figures[at].label), Level.POINT)
                lines = [Line(f"{figures[at].value:,}"), label]
            _fill(slide, _FIRST_FIGURE + at, lines)
        _fill(slide, _LEFT, [_plain(note)])

    def _theme(self, theme: ThemeFeedback) -> None:
        feedback = self._outline.feedback
        sides = [
            (found, _line(label))
            for found, label in (
                (theme.strengths, feedback.strengths),
                (theme.considerations, feedback.considerations),
            )
            if found
        ]
        pages = [self._share(_FINDINGS, map(_block, found), label) for found, label in sides]
        if pages:
            self._columns(_FINDINGS, _line(theme.heading), pages[0], pages[1] if pages[1:] else [])

    def _recommendations(self) -> None:
        blocks = [
            (Line(_line(item.text), Level.POINT, number=item.number),)
            for item in self._outline.recommendations.items
        ]
        self._full(_line(self._outline.slides.recommendations), self._share(_FULL, blocks))

    def _next_steps(self) -> None:
        steps = self._outline.next_steps
        blocks: list[Block] = [(Line(_line(line), Level.POINT),) for line in steps.lines]
        blocks.append((Line(_line(steps.thanks), Level.NAME),))
        self._full(_line(self._outline.slides.next_steps), self._share(_FULL, blocks))


def _describe(presentation: Presentation, cover: Cover) -> None:
    properties = presentation.core_properties
    properties.title = clean(f"{cover.title.text}: {cover.presentation.text}")[:_LONGEST_PROPERTY]
    properties.author = clean(cover.author.text)[:_LONGEST_PROPERTY]
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)


def _fill(slide: Slide, idx: int, page: Page) -> None:
    """Fill a placeholder, or take it away: an empty one asks to be clicked."""
    placeholder = slide.placeholders[idx]
    if page:
        slidexml.fill(placeholder, page)
    else:
        slidexml.remove(placeholder)


def _block(finding: FindingText) -> Block:
    headline = _line(finding.headline)
    notes = "\n".join([headline, *finding.narrative.paragraphs])
    return (Line(headline, Level.POINT, notes=notes),)


def _plain(text: Text) -> Line:
    return Line(_line(text))


def _line(text: Text) -> str:
    return " ".join(text.paragraphs)
