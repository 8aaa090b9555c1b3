"""Finds the caret's line again after a session was read anew: by its note, not by counting."""

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor

from peerdesk.app.session.draft import SessionDraft
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.lines import Line, key_of, read_block
from peerdesk.domain.ids import RecordId


@dataclass(frozen=True, slots=True)
class CaretPlace:
    """The note the caret was in, and how far into its line.

    In a line that is no note, that line is kept as `unwritten`, and `record` is the note above it,
    None at the top.
    """

    record: RecordId | None
    column: int
    unwritten: Line | None = None


def caret_place(editor: NoteEditor, draft: SessionDraft) -> CaretPlace:
    """Return where the caret is."""
    block, column = editor.textCursor().block(), editor.textCursor().positionInBlock()
    line = read_block(block)
    record = draft.record_of(line.key)
    if record is not None and not line.is_blank:
        return CaretPlace(record, column)
    above = block.previous()
    while above.isValid() and not above.text().strip():
        above = above.previous()
    return CaretPlace(draft.record_of(key_of(above)) if above.isValid() else None, column, line)


def put_caret(editor: NoteEditor, place: CaretPlace) -> bool:
    """Put the caret back, and say whether the note is still shown."""
    block = editor.document().begin()
    while block.isValid() and key_of(block) != place.record:
        block = block.next()
    if place.unwritten is not None and (block.isValid() or place.record is None):
        block = editor.show_unwritten(block if place.record else QTextBlock(), place.unwritten)
    if not block.isValid():
        return False
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + min(place.column, block.length() - 1))
    editor.setTextCursor(cursor)
    return True
