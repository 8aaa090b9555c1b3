"""Takes an accepted `#word` or `@word` out of its line and sets what it stood for, in one step."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor

from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.lines import Line, block_format, read_block


def accept_mark(editor: NoteEditor, mark: QTextCursor, change: Callable[[Line], Line]) -> None:
    """Change the line in which a mark is selected and remove the mark, as one step of undo.

    One of two spaces goes with it, so that "at #flow home" becomes "at home".
    """
    mark.beginEditBlock()
    block = mark.block()
    after = block.text()[mark.selectionEnd() - block.position() :]
    before = block.text()[: mark.selectionStart() - block.position()]
    mark.removeSelectedText()
    if after[:1].isspace() and (not before or before[-1].isspace()):
        mark.deleteChar()
    mark.setBlockFormat(block_format(change(read_block(mark.block()))))
    mark.endEditBlock()
    editor.line_changed.emit()
    editor.paint_margins()
