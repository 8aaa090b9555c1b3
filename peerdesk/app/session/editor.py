"""The note editor: one continuous text, one line an observation, every line with a key of its own.

It turns keys, clipboard and input methods into the commands of `commands`, and says what was
touched. It knows no store.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu

from peerdesk.app.look import Look
from peerdesk.app.session import commands, keys
from peerdesk.app.session.clips import Clips, text_of
from peerdesk.app.session.commands import one_step, set_line
from peerdesk.app.session.lines import Line, block_format, key_of, new_key, read_block
from peerdesk.app.session.margined import MarginedText
from peerdesk.app.session.typed_marks import TypedMarks
from peerdesk.domain.marks import SIGNS

_EMPTY = Line("", "")
_REDO = QKeySequence.StandardKey.Redo
_END, _KEEP = QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor


class NoteEditor(MarginedText):
    """Plain text whose blocks carry their observation's kind, themes and organisations.

    `touched` says that something differs from what was last read with `take_touched`.
    """

    touched = Signal()
    line_changed = Signal()  # the caret is in another line, or what this line is has changed
    typed = Signal()  # by keys or an input method, after what was typed has been put in
    left = Signal()  # Enter or loss of focus: a good moment to save
    composed = Signal()  # an input method has finished what it was composing

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("noteEditor")
        self.setTabChangesFocus(True)
        self.is_composing = False
        self._marks = TypedMarks(self)
        self._clips = Clips()
        self._caret_block = 0
        self._blocks = 1
        self._structure = False
        self._dirty: set[int] = set()
        self._quiet = False
        self._connect()

    def _connect(self) -> None:
        self.document().contentsChange.connect(self._on_document_contents_change)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)

    # What the page reads and writes.

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines and an empty one to type into; there is nothing to undo afterwards."""
        self._quiet = True
        self.document().setUndoRedoEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # laid out once, not after every line
        for number, line in enumerate((*lines, _EMPTY)):
            if number:
                cursor.insertBlock(block_format(line))
            else:
                cursor.setBlockFormat(block_format(line))
            cursor.insertText(line.text)
        cursor.endEditBlock()
        self.document().setUndoRedoEnabled(True)
        self._quiet = False
        self._blocks = self.document().blockCount()
        self._structure = False
        self._dirty.clear()
        self.setTextCursor(cursor)
        self._caret_block = cursor.blockNumber()
        self.line_changed.emit()

    def show_unwritten(self, above: QTextBlock, line: Line) -> QTextBlock:
        """Show a line that is no note yet below another, or as the first; nobody typed it."""
        below = above.next() if above.isValid() else self.document().begin()
        self._quiet = True
        self.document().setUndoRedoEnabled(False)
        if below.next().isValid():
            cursor = QTextCursor(below)
            number, moved = below.blockNumber(), read_block(below)
            cursor.insertBlock(block_format(moved))
            below = self.document().findBlockByNumber(number)
        QTextCursor(below).insertText(line.text)
        set_line(below, line)
        self.document().setUndoRedoEnabled(True)
        self._quiet = False
        self._blocks = self.document().blockCount()
        return below

    def all_lines(self) -> list[Line]:
        """Return every line that is not blank, in order."""
        return [line for block in self._all_blocks() if not (line := read_block(block)).is_blank]

    def take_touched(self) -> tuple[list[Line], bool]:
        """Return the lines touched since the last call, and whether they are all there are."""
        if self._structure:
            self._mend_keys()
            self._structure = False
            self._dirty.clear()
            return self.all_lines(), True
        blocks = [self.document().findBlockByNumber(number) for number in sorted(self._dirty)]
        self._dirty.clear()
        return [read_block(block) for block in blocks if block.isValid()], False

    def touch_all(self) -> None:
        """Have every line read again at the next call of `take_touched`."""
        self._structure = True

    def current_line(self) -> Line:
        """Return the line the caret is in."""
        return read_block(self.textCursor().block())

    def change_lines(self, change: Callable[[Line], Line]) -> None:
        """Change what the selected lines are (not their text), as one step that can be undone."""
        with one_step(QTextCursor(self.document())):
            for block in self._selected_blocks():
                set_line(block, change(read_block(block)))
        self.line_changed.emit()
        self.paint_margins()

    def put_line(self, line: Line) -> None:
        """Make the line with this key what is given, text and all, as one step of undo."""
        block = next((b for b in self._all_blocks() if key_of(b) == line.key), None)
        if block is not None:
            self._put(block, line)
            self.line_changed.emit()

    def _put(self, block: QTextBlock, line: Line) -> None:
        with one_step(QTextCursor(block)) as cursor:
            cursor.movePosition(_END, _KEEP)
            cursor.insertText(line.text)
            set_line(block, line)
        self.paint_margins()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key does by our own commands wherever it may touch more than letters."""
        if keys.types(event):
            self._type(event)
            event.accept()
        else:
            self._press(event)
        if self._structure:
            self.paint_margins()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Keep it: nothing around the text asks for it, and a dozen widgets would be asked."""
        event.accept()

    def _press(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(_REDO):
            self._marks.forget()
        if self._take_key(event):
            event.accept()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if keys.is_enter(event):
            commands.split(self.textCursor())
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            return self._remove(event)
        return True

    def _type(self, event: QKeyEvent) -> None:
        """Put a letter in; the plain ones are left to Qt, which makes a word one step of undo."""
        self._marks.hear(event.text())
        cursor = self.textCursor()
        is_plain = not cursor.hasSelection() and (key_of(cursor.block()) or event.text().isspace())
        if is_plain:
            start = cursor.positionInBlock()
            super().keyPressEvent(event)
        else:
            with one_step(cursor):
                commands.remove(cursor)
                start = cursor.positionInBlock()
                if not event.text().isspace():
                    commands.give_key(cursor)
                cursor.insertText(event.text())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            self.line_changed.emit()
        self._read_marks(start)

    def _remove(self, event: QKeyEvent) -> bool:
        is_backspace = keys.is_plain_backspace(event)
        if is_backspace and self._marks.take_back():
            self._hear_marks()
            return True
        cursor = keys.removed_by(event, self.textCursor())
        if cursor is None or keys.stays_in_line(cursor):
            return False
        if is_backspace and self.textCursor().atBlockStart() and self._is_empty_but_something():
            self.change_lines(_as_new)
        else:
            commands.remove(cursor)
            self.line_changed.emit()
        return True

    def _is_empty_but_something(self) -> bool:
        line = self.current_line()
        return line.is_blank and not line.is_nothing and not self.textCursor().hasSelection()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Put in what was dictated or composed as one step; nothing is read in it until then."""
        was_composing, self.is_composing = self.is_composing, bool(event.preeditString())
        if event.commitString() or event.replacementLength():
            super().inputMethodEvent(QInputMethodEvent())  # what was being composed goes first
            start = self._commit(event)
            if self.is_composing:
                super().inputMethodEvent(
                    QInputMethodEvent(event.preeditString(), event.attributes())
                )
            elif start is not None:
                self._read_marks(start)
        else:
            if self.is_composing:
                commands.remove(self.textCursor())
            super().inputMethodEvent(event)
        event.accept()
        if was_composing and not self.is_composing:
            self.composed.emit()

    def _commit(self, event: QInputMethodEvent) -> int | None:
        """Return where the text was put in its line; None if it is several lines."""
        texts = commands.as_lines(event.commitString())
        self._marks.hear(texts[0])
        cursor = self.textCursor()
        is_new = not key_of(cursor.block())
        with one_step(cursor):
            commands.remove(cursor)
            if event.replacementLength():
                cursor.setPosition(cursor.position() + event.replacementStart())
                cursor.setPosition(cursor.position() + event.replacementLength(), _KEEP)
                commands.remove(cursor)
            start = cursor.positionInBlock()
            commands.insert(cursor, [Line("", text) for text in texts])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        if is_new:
            self.line_changed.emit()
        return start if len(texts) == 1 else None

    def _read_marks(self, start: int) -> None:
        if self._marks.read(start):
            self._hear_marks()
        self.typed.emit()

    def _hear_marks(self) -> None:
        self.line_changed.emit()
        self.paint_margins()

    # Cut, copy, paste, drag.

    def cut(self) -> None:
        """Cut what is selected; pasted again it is the same lines."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            QGuiApplication.clipboard().setMimeData(self._clips.copy(cursor, cut=True))
            commands.remove(cursor)
            self.ensureCursorVisible()

    def copy(self) -> None:
        """Copy what is selected; pasted again it is new lines of the same kind."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            QGuiApplication.clipboard().setMimeData(self._clips.copy(cursor, cut=False))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste lines of ours as what they were, else plain text with its marks as they are."""
        if source.hasText():
            there = frozenset(key_of(block) for block in self._all_blocks())
            self._insert(self.textCursor(), self._clips.paste(source, there))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return plain text that stays out of clipboard histories, for what is dragged away."""
        return text_of(commands.take(self.textCursor()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Say that only text is taken."""
        return source.hasText()

    def dropEvent(self, event: QDropEvent) -> None:
        """Move what was dragged from here, insert what was dragged from elsewhere."""
        super().dragLeaveEvent(QDragLeaveEvent())  # has Qt forget its own drag
        target = self.cursorForPosition(event.position().toPoint())
        is_ours = event.source() in (self, self.viewport())
        if is_ours and event.dropAction() == Qt.DropAction.MoveAction:
            self.move_selection(target)
        elif event.mimeData().hasText():
            lines = commands.as_lines(event.mimeData().text())
            self._insert(target, [Line("", text) for text in lines])
        event.acceptProposedAction()

    def move_selection(self, target: QTextCursor) -> None:
        """Move the selected lines or words to another place, as one step."""
        cursor = self.textCursor()
        if cursor.selectionStart() <= target.position() <= cursor.selectionEnd():
            return
        lines = commands.take(cursor)
        with one_step(cursor):
            commands.remove(cursor)
            self._insert(target, lines)

    def _insert(self, cursor: QTextCursor, lines: Sequence[Line]) -> None:
        commands.insert(cursor, lines)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.line_changed.emit()

    def createStandardContextMenu(self) -> QMenu:  # type: ignore[override]
        """Return the menu of the context key; what it takes out goes by our commands too."""
        menu = super().createStandardContextMenu()
        ours = {"edit-cut": self.cut, "edit-copy": self.copy, "edit-delete": self._delete}
        for action in menu.actions():
            if (slot := ours.get(action.objectName())) is not None:
                action.triggered.disconnect()
                action.triggered.connect(slot)
        return menu

    @Slot()
    def _delete(self) -> None:
        commands.remove(self.textCursor())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have all saved when the page loses the keyboard, but not for a menu over it."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
        super().focusOutEvent(event)

    def _mend_keys(self) -> None:
        """Give a key to every line that lacks one or shares one, where Qt itself joined lines."""
        seen: set[str] = set()
        broken = []
        for block in self._all_blocks():
            key = key_of(block)
            if key in seen or (not key and block.text().strip()):
                broken.append(block)
            if key:
                seen.add(key)
        if not broken:
            return
        cursor = QTextCursor(self.document())
        cursor.joinPreviousEditBlock()
        for block in broken:
            set_line(block, replace(read_block(block), key=new_key()))
        cursor.endEditBlock()

    # Noticing.

    @Slot(int, int, int)
    def _on_document_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._quiet:
            return
        document = self.document()
        first = document.findBlock(position).blockNumber()
        last = first if added <= 1 else document.findBlock(position + added - 1).blockNumber()
        is_letters = not removed or not added  # else what a line is may have changed, or its key
        if document.blockCount() != self._blocks or last != first or not is_letters:
            self._blocks = document.blockCount()
            self._structure = True
        else:
            self._dirty.add(first)
        self.touched.emit()

    @Slot()
    def _on_cursor_position_changed(self) -> None:
        number = self.textCursor().blockNumber()
        if number == self._caret_block:
            return
        left, self._caret_block = self.document().findBlockByNumber(self._caret_block), number
        if not self._quiet:
            if left.isValid() and left.text() in SIGNS:
                self._dirty.add(left.blockNumber())
                self.touched.emit()
            self.line_changed.emit()
            self.paint_margins()

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


def _as_new(line: Line) -> Line:
    return Line("", line.text)
