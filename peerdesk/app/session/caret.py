"""Finds the caret's line again after a session was read anew: by its note, not by counting."""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from peerdesk.app.session.draft import SessionDraft
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.lines import key_of
from peerdesk.domain.ids import RecordId


@dataclass(frozen=True, slots=True)
class CaretPlace:
    """The note the caret was in, and how far into its line."""

    record: RecordId
    column: int


def caret_place(editor: NoteEditor, draft: SessionDraft) -> CaretPlace | None:
    """Return where the caret is, or None in a line that is no note yet."""
    cursor = editor.textCursor()
    record = draft.record_of(key_of(cursor.block()))
    return None if record is None else CaretPlace(record, cursor.positionInBlock())


def put_caret(editor: NoteEditor, place: CaretPlace) -> bool:
    """Put the caret back, and say whether the note is still shown."""
    block = editor.document().begin()
    while block.isValid() and key_of(block) != place.record:
        block = block.next()
    if not block.isValid():
        return False
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + min(place.column, block.length() - 1))
    editor.setTextCursor(cursor)
    return True
