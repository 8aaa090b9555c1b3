"""The note editor: one continuous text, one line an observation, every line with a key of its own.

It keeps keys unique, reads marks when a line is left, and says what was touched. It knows no store.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit

from peerdesk.app.look import Look
from peerdesk.app.session.lines import Line, block_format, key_of, new_key, read_block
from peerdesk.app.session.margin import KindMargin, TagMargin
from peerdesk.app.widgets.clipboard import private_text
from peerdesk.domain.marks import MarkedLine

_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo

ReadMarks = Callable[[str], MarkedLine | None]


class NoteEditor(QPlainTextEdit):
    """Plain text whose blocks carry their observation's kind, themes and organisations.

    `touched` says that something differs from what was last read with `take_touched`.
    """

    touched = Signal()
    line_changed = Signal()  # the caret is in another line, or what this line is has changed
    left = Signal()  # Enter or loss of focus: a good moment to save

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("noteEditor")
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._read_marks: ReadMarks = _no_marks
        self._open_key = ""
        self._open_block = 0
        self._blocks = 1
        self._row_height = 0
        self._last_painted = QRect()
        self._structure = False
        self._dirty: set[int] = set()
        self._quiet = False
        self.kinds_margin = KindMargin(self, look)
        self.tags_margin = TagMargin(self, look)
        self._connect()
        # Before it is first shown: what Qt lays out then does not follow margins set meanwhile.
        self.place_margins()

    def _connect(self) -> None:
        self.document().contentsChange.connect(self._on_document_contents_change)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)
        self.updateRequest.connect(self._on_update_requested)

    # What the page reads and writes.

    def show_lines(self, lines: Sequence[Line], read_marks: ReadMarks) -> None:
        """Show these lines and an empty one to type into; there is nothing to undo afterwards."""
        self._read_marks = read_marks
        self._quiet = True
        self.document().setUndoRedoEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # laid out once, not after every line
        shown = [*lines, Line(new_key(), "")]
        for number, line in enumerate(shown):
            if number:
                cursor.insertBlock(block_format(line))
            else:
                cursor.setBlockFormat(block_format(line))
            cursor.insertText(line.text)
        cursor.endEditBlock()
        self.document().setUndoRedoEnabled(True)
        self._quiet = False
        self._blocks = self.document().blockCount()
        self._structure, self._open_key = False, ""
        self._dirty.clear()
        self.setTextCursor(cursor)
        self._open_block = cursor.blockNumber()
        self.line_changed.emit()

    def all_lines(self) -> list[Line]:
        """Return every line that is not blank, in order."""
        return [line for block in self._all_blocks() if not (line := self.line_of(block)).is_blank]

    def take_touched(self) -> tuple[list[Line], bool]:
        """Return the lines touched since the last call, and whether they are all there are."""
        if self._structure:
            self._mend_keys()
            self._structure = False
            self._dirty.clear()
            return self.all_lines(), True
        blocks = [self.document().findBlockByNumber(number) for number in sorted(self._dirty)]
        self._dirty.clear()
        return [self.line_of(block) for block in blocks if block.isValid()], False

    def touch_all(self) -> None:
        """Have every line read again at the next call of `take_touched`."""
        self._structure = True

    def current_line(self) -> Line:
        """Return the line the caret is in."""
        return self.line_of(self.textCursor().block())

    def change_lines(self, change: Callable[[Line], Line]) -> None:
        """Change what the selected lines are (not their text), as one step that can be undone."""
        self._close_line()  # else a mark in it would win when the line is left
        with self._one_step() as cursor:
            for block in self._selected_blocks():
                before = read_block(block)
                after = change(before)
                if after != before:
                    cursor.setPosition(block.position())
                    cursor.setBlockFormat(block_format(after))
        self.line_changed.emit()
        self.paint_margins()

    def put_line(self, line: Line) -> None:
        """Make the line with this key what is given, text and all, as one step of undo."""
        block = next((b for b in self._all_blocks() if key_of(b) == line.key), None)
        if block is not None:
            self._put(block, line)
            self.line_changed.emit()

    # Keeping a line the same line.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give Enter to our own command, so that two lines never share a key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._split_line()
            event.accept()
            return
        if event.matches(_UNDO) or event.matches(_REDO):
            self._open_key = ""  # what undo brings back is meant as it stands
        elif event.text():
            self._open_line()
        super().keyPressEvent(event)
        if self._structure:
            self.paint_margins()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take dictated and composed text as typed once it is committed."""
        if event.commitString():
            self._open_line()
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only, one line an observation, its marks left as they are."""
        if not source.hasText():
            return
        self._close_line()
        first, *others = source.text().replace("\r\n", "\n").split("\n")
        with self._one_step(self.textCursor()) as cursor:
            cursor.insertText(first)
            for text in others:
                cursor.insertBlock(block_format(Line(new_key(), "")))
                cursor.insertText(text)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text that stays out of clipboard histories."""
        return private_text(self.textCursor().selection().toPlainText())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Say that only text is taken."""
        return source.hasText()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the line when the page loses the keyboard, but not for a menu over it."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close_line()
            self.left.emit()
        super().focusOutEvent(event)

    def _split_line(self) -> None:
        """Begin a new line: the half with the old beginning keeps the key."""
        self._close_line()
        with self._one_step(self.textCursor()) as cursor:
            cursor.removeSelectedText()
            kept = read_block(cursor.block())
            at_start = cursor.atBlockStart() and not kept.is_blank
            if at_start:
                cursor.setBlockFormat(block_format(Line(new_key(), "")))
                cursor.insertBlock(block_format(kept))
            else:
                cursor.insertBlock(block_format(Line(new_key(), "")))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.left.emit()

    def _mend_keys(self) -> None:
        """Give a key to every block that lacks one or shares one, as part of the step before."""
        seen: set[str] = set()
        broken = []
        for block in self._all_blocks():
            key = key_of(block)
            if not key or key in seen:
                broken.append(block)
            seen.add(key)
        if not broken:
            return
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        for block in broken:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(block_format(replace(read_block(block), key=new_key())))
        cursor.endEditBlock()

    # Marks.

    def _open_line(self) -> None:
        """Remember that a person types in this line, so that its marks count when it is left."""
        block = self.textCursor().block()
        self._open_key, self._open_block = key_of(block), block.blockNumber()

    def _close_line(self) -> None:
        """Read the marks of the line just typed in, as a step of its own that Ctrl+Z takes back."""
        key, self._open_key = self._open_key, ""
        if not key:
            return
        block = self.document().findBlockByNumber(self._open_block)
        if not block.isValid() or key_of(block) != key:
            block = next((b for b in self._all_blocks() if key_of(b) == key), QTextBlock())
        if not block.isValid():
            return
        before = read_block(block)
        after = self._as_marked(before)
        if after != before:
            self._put(block, after)

    def _put(self, block: QTextBlock, line: Line) -> None:
        """Replace a block's text and properties by taking out only what its marks were."""
        with self._one_step() as cursor:
            old, new = block.text(), line.text
            cursor.setPosition(block.position())
            cursor.setBlockFormat(block_format(line))
            if new != old:
                head = _common_start(old, new)
                tail = _common_start(old[head:][::-1], new[head:][::-1])
                cursor.setPosition(block.position() + head)
                end = block.position() + len(old) - tail
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(new[head : len(new) - tail])
        self.paint_margins()

    def _as_marked(self, line: Line) -> Line:
        read = self._read_marks(line.text)
        return line if read is None else line.marked(read)

    def line_of(self, block: QTextBlock) -> Line:
        """Return a block as it is to be kept: the line being typed as if it were left now."""
        line = read_block(block)
        return self._as_marked(line) if line.key == self._open_key and line.key else line

    # Noticing.

    @Slot(int, int, int)
    def _on_document_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._quiet:
            return
        document = self.document()
        first = document.findBlock(position).blockNumber()
        last = first if added <= 1 else document.findBlock(position + added).blockNumber()
        if document.blockCount() != self._blocks or last not in (first, first + 1):
            self._blocks = document.blockCount()
            self._structure = True
        else:
            self._dirty.update((first, max(last, first)))
        self.touched.emit()

    @Slot()
    def _on_cursor_position_changed(self) -> None:
        number = self.textCursor().blockNumber()
        if number != self._open_block and not self._quiet:
            if self._open_key and self._has_left():
                self._close_line()
            self._open_block = number
            self.line_changed.emit()
            self.paint_margins()

    def _has_left(self) -> bool:
        """Say whether the caret is really in another line, not the same one moved up or down."""
        return key_of(self.textCursor().block()) != self._open_key

    @Slot(QRect, int)
    def _on_update_requested(self, rect: QRect, moved: int) -> None:
        # A key or the caret's blinking repaints the rows of one line, beside which nothing changes
        # unless it has become higher; what a line is changes with `paint_margins`, which the page
        # calls after each save too.
        if not moved and (rect.height() <= self._row_height or rect == self._last_painted):
            return
        self._last_painted = QRect() if moved else QRect(rect)
        for margin in (self.kinds_margin, self.tags_margin):
            margin.follow(rect, moved)

    @Slot()
    def paint_margins(self) -> None:
        """Paint the signs and words beside the lines anew."""
        self.kinds_margin.update()
        self.tags_margin.update()

    @Slot()
    def paint_margins_here(self) -> None:
        """Paint anew what is beside the line with the caret and the one above, as after a save."""
        block = self.textCursor().block()
        first = block.previous() if block.previous().isValid() else block
        offset = self.contentOffset()
        top = self.blockBoundingGeometry(first).translated(offset).top()
        bottom = self.blockBoundingGeometry(block).translated(offset).bottom()
        for margin in (self.kinds_margin, self.tags_margin):
            margin.update(0, int(top), margin.width(), int(bottom - top) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins beside the text."""
        super().resizeEvent(event)
        self.place_margins()
        if self.hasFocus():
            self.ensureCursorVisible()

    def place_margins(self) -> None:
        """Give both margins their room at the text size in force."""
        self._row_height = self.fontMetrics().lineSpacing() + 4
        left, right = self.kinds_margin.wanted(), self.tags_margin.wanted()
        self.setViewportMargins(left, 0, right, 0)
        inside = self.contentsRect()
        self.kinds_margin.setGeometry(inside.left(), inside.top(), left, inside.height())
        bar = self.verticalScrollBar().width() if self.verticalScrollBar().isVisible() else 0
        self.tags_margin.setGeometry(
            inside.right() - right - bar + 1, inside.top(), right, inside.height()
        )

    def minimumSizeHint(self) -> QSize:
        """Return room for three lines, so that large text leaves some editor on a small screen."""
        return QSize(240, self.fontMetrics().lineSpacing() * 3 + 16)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QRect]]:
        """Yield each block in sight with where it is painted."""
        block, offset = self.firstVisibleBlock(), self.contentOffset()
        bottom = self.viewport().height()
        while block.isValid():
            rect = self.blockBoundingGeometry(block).translated(offset).toRect()
            if rect.top() > bottom:
                return
            yield block, rect
            block = block.next()

    def _all_blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _selected_blocks(self) -> Iterable[QTextBlock]:
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd()).blockNumber()
        while block.isValid() and block.blockNumber() <= last:
            yield block
            block = block.next()

    @contextmanager
    def _one_step(self, cursor: QTextCursor | None = None) -> Iterator[QTextCursor]:
        """Make what is done to the document inside one step of undo."""
        cursor = QTextCursor(self.document()) if cursor is None else cursor
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()


def _no_marks(text: str) -> MarkedLine | None:
    return None


def _common_start(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
