"""What a key does to the text of the editor; pure functions of events and cursors."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from peerdesk.app.session.lines import divide

_Keys = QKeySequence.StandardKey
_Move = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_REMOVING = (
    (_Keys.DeleteStartOfWord, _Move.PreviousWord),
    (_Keys.DeleteEndOfWord, _Move.NextWord),
    (_Keys.Delete, _Move.NextCharacter),
)


def is_enter(event: QKeyEvent) -> bool:
    """Say whether a key begins a new line."""
    enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enters and not event.modifiers() & _CONTROL


def is_plain_backspace(event: QKeyEvent) -> bool:
    """Say whether a key is Backspace by itself."""
    return event.key() == Qt.Key.Key_Backspace and not event.modifiers() & ~_SHIFT


def types(event: QKeyEvent) -> bool:
    """Say whether a key puts text in; as Qt sees it, which has Ctrl and Alt for some letters."""
    text = event.text()
    if not text or event.modifiers() in (_CONTROL, _CONTROL | _SHIFT):
        return False
    return unicodedata.category(text[0]) != "Cc"


def removed_by(event: QKeyEvent, cursor: QTextCursor) -> QTextCursor | None:
    """Return what a key takes out, selected; None for a key that takes nothing out."""
    found = QTextCursor(cursor)
    if is_plain_backspace(event):
        if not found.hasSelection():
            _select_one_before(found)
        return found
    if event.matches(_Keys.DeleteEndOfLine):
        if not found.hasSelection():
            at_end = found.atBlockEnd()
            found.movePosition(_Move.NextCharacter if at_end else _Move.EndOfBlock, _KEEP)
        return found
    for key, move in _REMOVING:
        if event.matches(key):
            if not found.hasSelection():
                found.movePosition(move, _KEEP)
            return found
    return None


def _select_one_before(cursor: QTextCursor) -> None:
    """Select what Backspace takes: one place, or the two of an emoji."""
    before, _ = divide(cursor.block().text(), cursor.positionInBlock())
    places = 2 if before and ord(before[-1]) > 0xFFFF else 1
    start = max(0, cursor.anchor() - places)
    cursor.setPosition(start, _KEEP)


def stays_in_line(cursor: QTextCursor) -> bool:
    """Say whether a line keeps something when what is selected is taken out of it."""
    block = cursor.block()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    if start < block.position() or end >= block.position() + block.length():
        return False
    head, rest = divide(block.text(), start - block.position())
    _, tail = divide(rest, end - start)
    return bool((head + tail).strip())
