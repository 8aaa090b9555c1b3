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
    None at the top; one that `ends` the text stays at its end.
    """

    record: RecordId | None
    column: int
    unwritten: Line | None = None
    ends: bool = False


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
    record = draft.record_of(key_of(above)) if above.isValid() else None
    return CaretPlace(record, column, line, ends=not block.next().isValid())


def put_caret(editor: NoteEditor, place: CaretPlace) -> bool:
    """Put the caret back, and say whether the note is still shown."""
    block = _line_of(editor, place.record)
    if place.unwritten is not None and place.ends:
        block = editor.show_unwritten(editor.document().lastBlock().previous(), place.unwritten)
    elif place.unwritten is not None and (block.isValid() or place.record is None):
        block = editor.show_unwritten(block, place.unwritten)
    if not block.isValid():
        return False
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + min(place.column, block.length() - 1))
    editor.setTextCursor(cursor)
    return True


def put_caret_in(editor: NoteEditor, draft: SessionDraft, note: str) -> None:
    """Put the caret at the end of a note, and bring it into the middle of what is seen."""
    block = editor.document().begin()
    while block.isValid() and draft.record_of(key_of(block)) != note:
        block = block.next()
    if block.isValid():
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        editor.setTextCursor(cursor)
        editor.centerCursor()


def _line_of(editor: NoteEditor, record: RecordId | None) -> QTextBlock:
    block = QTextBlock() if record is None else editor.document().begin()
    while block.isValid() and key_of(block) != record:
        block = block.next()
    return block
