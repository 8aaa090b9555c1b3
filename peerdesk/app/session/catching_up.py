"""Brings the editor up to what other rooms did to its lines, as one step of its own undo."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextCursor

from peerdesk.app.session.commands import one_step, set_line
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.lines import Line, block_format, key_of, read_block


def catch_up(editor: NoteEditor, lines: Sequence[Line]) -> bool:
    """Have the editor show these lines, where they differ in what they are, or are new among them.

    Say whether it could: it changes nothing where a text or the order differs, or a line is gone.
    """
    shown = {key_of(block): block for block in _written(editor)}
    known = [line for line in lines if line.key in shown]
    is_alike = [line.key for line in known] == list(shown)
    if not is_alike or any(line.text != shown[line.key].text() for line in known):
        return False
    caret = editor.textCursor()
    caret.setKeepPositionOnInsert(True)
    above: QTextBlock | None = None
    with one_step(QTextCursor(editor.document())):
        for line in lines:
            block = shown.get(line.key)
            if block is None:
                above = _insert(editor, above, line)
            else:
                set_line(block, line)
                above = block
    caret.setKeepPositionOnInsert(False)
    editor.setTextCursor(caret)
    editor.line_changed.emit()
    editor.paint_margins()
    return True


def _written(editor: NoteEditor) -> list[QTextBlock]:
    block, found = editor.document().begin(), []
    while block.isValid():
        if block.text().strip():
            found.append(block)
        block = block.next()
    return found


def _insert(editor: NoteEditor, above: QTextBlock | None, line: Line) -> QTextBlock:
    """Put a line below another, or as the first, and return its block."""
    cursor = QTextCursor(above or editor.document().begin())
    if above is not None:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock(block_format(line))
    else:
        cursor.insertBlock(block_format(read_block(cursor.block())))
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        set_line(cursor.block(), line)
    cursor.insertText(line.text)
    return cursor.block()
