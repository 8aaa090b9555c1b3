"""What is done to lines of the editor so that each stays the same line; knows no widget, no store.

Every command is one step of undo and sets the keys before it ends: the half with the old beginning
keeps the key, what is joined to another line hands over what was known of it, and an emptied line
is as good as new.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from peerdesk.app.session.lines import (
    Line,
    block_format,
    divide,
    key_of,
    new_key,
    only_letters,
    read_block,
)
from peerdesk.domain.words import Source

_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EMPTY = Line("", "")
_SOURCE = "source of new lines"  # a property of the document


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[QTextCursor]:
    """Make what is done to the document inside one step of undo."""
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()


def as_lines(text: str) -> list[str]:
    """Return the lines of a text from elsewhere, to the letter but for what is no letter."""
    return [only_letters(line) for line in _BREAKS.split(text)]


def give_key(cursor: QTextCursor) -> None:
    """Give the cursor's line a key if it has none."""
    if not key_of(cursor.block()):
        set_line(cursor.block(), _new(read_block(cursor.block()), cursor.document()))


def have_new_lines(document: QTextDocument, source: Source) -> None:
    """Have lines that are new in a document come from a source, where nothing else is said."""
    document.setProperty(_SOURCE, source.value)


def _new(line: Line, document: QTextDocument) -> Line:
    if line.source is Source.HEARD:
        said = document.property(_SOURCE)
        line = replace(line, source=Source.read(said, Source.HEARD))
    return replace(line, key=new_key())


def set_line(block: QTextBlock, line: Line) -> None:
    """Write what a line is beside its text."""
    if block.blockFormat() != (made := block_format(line)):
        QTextCursor(block).setBlockFormat(made)


def remove(cursor: QTextCursor) -> None:
    """Take out what is selected; where two lines meet, the one with the beginning stands for both.

    A line of which nothing is left is gone; it is not joined to anything.
    """
    if not cursor.hasSelection():
        return
    above, head, _ = _at(cursor, cursor.selectionStart())
    below, _, tail = _at(cursor, cursor.selectionEnd())
    is_one = cursor.document().findBlock(cursor.selectionStart()) == cursor.document().findBlock(
        cursor.selectionEnd()
    )
    left = above if is_one else _met(above, head, below, tail)
    if not (head + tail).strip():
        left = _EMPTY
    with one_step(cursor):
        cursor.removeSelectedText()
        set_line(cursor.block(), left)


def split(cursor: QTextCursor) -> None:
    """Begin a new line at the cursor in place of what is selected."""
    with one_step(cursor):
        remove(cursor)
        kept, head, tail = _at(cursor, cursor.position())
        moves_down = bool(tail.strip()) and not head.strip()
        if moves_down:
            set_line(cursor.block(), _EMPTY)
            cursor.insertBlock(block_format(kept))
        else:
            cursor.insertBlock(block_format(_keyed(_EMPTY, tail, cursor.document())))


def insert(cursor: QTextCursor, lines: Sequence[Line]) -> None:
    """Put lines in place of what is selected; the first and last meet what stands around them.

    Lines with a key stay the same lines, those without become new ones.
    """
    with one_step(cursor):
        remove(cursor)
        here, head, tail = _at(cursor, cursor.position())
        first, last, number = lines[0], lines[-1], cursor.blockNumber()
        document = cursor.document()
        cursor.insertText(first.text)
        if len(lines) == 1:
            set_line(cursor.block(), _filled(here, head + tail, first, document))
            return
        for line in lines[1:]:
            cursor.insertBlock(block_format(_keyed(line, line.text, document)))
            cursor.insertText(line.text)
        moves_down = bool(tail.strip()) and not head.strip()
        above = document.findBlockByNumber(number)
        set_line(above, _filled(_EMPTY if moves_down else here, head, first, document))
        set_line(cursor.block(), _filled(here if moves_down else _EMPTY, tail, last, document))


def take(cursor: QTextCursor) -> list[Line]:
    """Return what is selected as lines; those that would go with it altogether have their keys."""
    taken = []
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() <= end:
        line = read_block(block)
        before, rest = divide(line.text, max(0, start - block.position()))
        inside, after = divide(rest, end - max(start, block.position()))
        if before.strip() or not inside.strip():
            line = _EMPTY
        elif after.strip():
            line = replace(line, key="")
        taken.append(replace(line, text=inside, swallowed=()))
        block = block.next()
    return taken


def copies(lines: Sequence[Line]) -> list[Line]:
    """Return lines that are as these are, but lines of their own."""
    return [replace(line, key="", at=None, swallowed=()) for line in lines]


def _at(cursor: QTextCursor, position: int) -> tuple[Line, str, str]:
    block = cursor.document().findBlock(position)
    line = read_block(block)
    return (line, *divide(line.text, position - block.position()))


def _met(above: Line, head: str, below: Line, tail: str) -> Line:
    if head.strip() and tail.strip():
        return above.joined(below)
    return below if tail.strip() else above


def _filled(here: Line, text: str, put: Line, document: QTextDocument) -> Line:
    """Return what a line with this text is once another was put into it."""
    if not put.text.strip():
        return _keyed(here, text, document)
    if text.strip() and here.key:
        return here.joined(put) if put.key else here
    return _keyed(here if put.is_bare else put, put.text, document)


def _keyed(line: Line, text: str, document: QTextDocument) -> Line:
    return _new(line, document) if text.strip() and not line.key else line
