"""Reads the mark at the start of a line as it is typed, and gives it back; knows no store."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from peerdesk.app.session.commands import one_step, set_line
from peerdesk.app.session.lines import Line, divide, read_block, width
from peerdesk.domain.marks import BULLETS, LeadingMark, goes_on_with_a_sum, leading_mark
from peerdesk.domain.words import ObservationKind


@dataclass(frozen=True, slots=True)
class _Taken:
    """How the document stood just after a mark was taken, and where the caret was before."""

    steps: int
    position: int
    was_at: int
    sign: str


class TypedMarks:
    """Takes a mark once the space after it is typed, as a step of its own that can be taken back.

    A line that already is something keeps what is typed into it as text, unless there is text after
    the mark: then somebody went back to the start of the line to say what it is.
    """

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._taken: _Taken | None = None

    def read(self, start: int) -> bool:
        """Read the caret's line, typed into from `start` to the caret; say whether it changed."""
        if start > 1:
            return False
        cursor = self._editor.textCursor()
        was_at, sign = cursor.position(), ""
        while (mark := self._typed(cursor, start)) is not None:
            sign = mark.sign
            self._take(mark)
            start = 0
            if mark.sign not in BULLETS:
                break
        if sign:
            steps = self._editor.document().availableUndoSteps()
            self._taken = _Taken(steps, self._editor.textCursor().position(), was_at, sign)
        return bool(sign)

    def take_back(self) -> bool:
        """Give back what was typed if the last thing done was to take it."""
        taken, self._taken = self._taken, None
        if taken is None or not self._is_just(taken):
            return False
        self._editor.undo()
        cursor = self._editor.textCursor()
        cursor.setPosition(taken.was_at)
        self._editor.setTextCursor(cursor)
        return True

    def forget(self) -> None:
        """Hear that something else was done: what was taken stays taken."""
        self._taken = None

    def hear(self, text: str) -> bool:
        """Hear what is about to be typed: a sum gets its "=" back."""
        taken = self._taken
        return taken is not None and goes_on_with_a_sum(taken.sign, text) and self.take_back()

    def _is_just(self, taken: _Taken) -> bool:
        document, position = self._editor.document(), self._editor.textCursor().position()
        return (document.availableUndoSteps(), position) == (taken.steps, taken.position)

    def _typed(self, cursor: QTextCursor, start: int) -> LeadingMark | None:
        line = read_block(cursor.block())
        mark = leading_mark(line.text)
        if mark is None or not self._is_free(line, cursor):
            return None
        if mark.kind is ObservationKind.QUOTE:
            is_new = start == 0 and line.kind is ObservationKind.PLAIN
            return mark if is_new else None
        return mark if cursor.positionInBlock() > 1 else None

    def _is_free(self, line: Line, cursor: QTextCursor) -> bool:
        if line.kind is ObservationKind.PLAIN:
            return True
        return bool(divide(line.text, cursor.positionInBlock())[1].strip())

    def _take(self, mark: LeadingMark) -> None:
        block = self._editor.textCursor().block()
        line = read_block(block)
        kind = line.kind if mark.sign in BULLETS else mark.kind
        with one_step(QTextCursor(block)) as taking:
            set_line(block, replace(line, kind=kind))
            length = width(line.text[: mark.length])
            taking.setPosition(block.position() + length, QTextCursor.MoveMode.KeepAnchor)
            taking.removeSelectedText()
