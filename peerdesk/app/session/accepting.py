"""Takes an accepted `#word` or `@word` out of its line and sets what it stood for, in one step."""

from collections.abc import Callable

from PySide6.QtGui import QTextCursor

from peerdesk.app.session.commands import set_line
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.lines import Line, divide, read_block


def accept_mark(
    editor: NoteEditor,
    mark: QTextCursor,
    change: Callable[[Line], Line],
    ends_line: bool = False,
) -> None:
    """Change the line in which a mark is selected and remove the mark, as one step of undo.

    One of two spaces goes with it, so that "at #flow home" becomes "at home"; with a mark that ends
    its line goes the space before.
    """
    mark.beginEditBlock()
    block = mark.block()
    before, rest = divide(block.text(), mark.selectionStart() - block.position())
    _, after = divide(rest, mark.selectionEnd() - mark.selectionStart())
    mark.removeSelectedText()
    if ends_line and not after and before[-1:].isspace():
        mark.deletePreviousChar()
    elif after[:1].isspace() and (not before or before[-1].isspace()):
        mark.deleteChar()
    set_line(mark.block(), change(read_block(mark.block())))
    mark.endEditBlock()
    editor.line_changed.emit()
    editor.paint_margins()
