"""Shares text out over boxes of slides by measuring it; knows nothing of python-pptx's slides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from peerdesk.feedback import metrics

_SAFETY = 0.97  # of the width: other renderers kern and hyphenate a little differently
_LEADING = 1.2  # of the type size: a line of Arial as PowerPoint sets it


class Level(IntEnum):
    """What a paragraph is; the number of its level in the template's text boxes."""

    PLAIN = 1
    POINT = 2
    LABEL = 3
    SMALL = 4
    NAME = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a slide; `number` 0 for none; `notes` are said, not shown."""

    text: str
    level: Level = Level.PLAIN
    number: int = 0
    notes: str = ""
    goes_on: bool = False


Block = tuple[Line, ...]  # paragraphs that stay together


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """How a level is set: line spacing is a factor, everything else in points."""

    size: float
    bold: bool
    spacing: float
    before: float
    indent: float


@dataclass(frozen=True, slots=True)
class Box:
    """A text box: its room in points and the styles of its levels."""

    width: float
    height: float
    levels: dict[int, LevelStyle]

    def lines(self, line: Line) -> list[str]:
        """Return the lines a paragraph takes."""
        style = self.levels[line.level]
        room = (self.width - style.indent) * _SAFETY
        return metrics.lines(line.text, room, style.size, bold=style.bold)

    def height_of(self, block: Block) -> float:
        """Return how high paragraphs stand, with the space before each."""
        return sum(self._height(line, len(self.lines(line))) for line in block)

    def _height(self, line: Line, lines: int) -> float:
        style = self.levels[line.level]
        return style.before + lines * style.size * _LEADING * style.spacing

    def split(self, line: Line, room: float) -> Iterator[Line]:
        """Yield a paragraph in pieces that each fit in `room` points of height."""
        style = self.levels[line.level]
        most = max(1, int((room - style.before) / (style.size * _LEADING * style.spacing)))
        lines = self.lines(line)
        for start in range(0, len(lines), most):
            text = " ".join(lines[start : start + most])
            yield replace(line, text=text, notes=line.notes if not start else "", goes_on=start > 0)


def share_out(blocks: Iterable[Block], box: Box, head: Block = ()) -> list[list[Line]]:
    """Return the paragraphs of each box they take, `head` above them in every one."""
    room = box.height - box.height_of(head)
    pages: list[list[Line]] = []
    used = room + 1
    for block in _that_fit(blocks, box, room):
        high = box.height_of(block)
        if used + high > room:
            pages.append(list(head))
            used = 0
        pages[-1] += block
        used += high
    return pages


def _that_fit(blocks: Iterable[Block], box: Box, room: float) -> Iterator[Block]:
    for block in blocks:
        if box.height_of(block) <= room:
            yield block
            continue
        for line in block:
            for piece in box.split(line, room):
                yield (piece,)


def largest_that_fits(text: str, box: Box, sizes: Sequence[float]) -> float:
    """Return the first of falling type sizes at which a text fits a box, else the last."""
    style = box.levels[Level.PLAIN]
    for size in sizes:
        tried = replace(box, levels={Level.PLAIN: replace(style, size=size)})
        if tried.height_of((Line(text),)) <= box.height:
            return size
    return sizes[-1]
