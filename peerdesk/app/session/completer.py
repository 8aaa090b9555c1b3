"""Watches what is typed into the note editor for `#word` and `@word`, and offers what they may be.

It decides when the list is shown and what its keys do; what it finds is painted by the popup.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from peerdesk.app.look import Look
from peerdesk.app.session import choices
from peerdesk.app.session.accepting import accept_mark
from peerdesk.app.session.choices import Choice, Recent, Typed
from peerdesk.app.session.completion_popup import CompletionPopup
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.lines import Line, divide, width
from peerdesk.app.widgets.making import announce
from peerdesk.domain.ids import RecordId

_SAY_AFTER_MS = 250  # a screen reader has no use for every letter's first choice
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_OTHERS = (Qt.Key.Key_Tab, Qt.Key.Key_Escape)


class Completer(QObject):
    """Offers what fits as somebody types, and sets what was accepted.

    Enter takes the current choice, Tab that or the first one, Escape none. A word typed in full is
    taken by a space after it too, and by Enter, which then ends the line as always.
    """

    theme_requested = Signal(str)

    def __init__(self, editor: NoteEditor, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self._editor = editor
        self._known: tuple[Choice, ...] = ()
        self._typed: Typed | None = None
        self._waved_away: tuple[int, int] | None = (
            None  # the line and place of a mark left as typed
        )
        self._just_set: tuple[int, int] | None = None  # steps of undo and caret after accepting
        self._ending: tuple[QTextCursor, Choice] | None = None  # a whole word, a space coming
        self._wanted: dict[str, QTextCursor] = {}
        self.recent = Recent()
        self.popup = CompletionPopup(look, page)
        self._saying = QTimer(self, singleShot=True, interval=_SAY_AFTER_MS)
        self._said = ""
        self._is_following = False
        self._connect()

    def _connect(self) -> None:
        self._editor.typed.connect(self._on_editor_typed)
        self._editor.verticalScrollBar().valueChanged.connect(self._on_editor_scrolled)
        self.popup.chosen.connect(self._on_popup_chosen)
        self._saying.timeout.connect(self._say)

    def show_choices(self, known: Sequence[Choice]) -> None:
        """Offer from these themes and organisations."""
        self._known = tuple(known)

    # What the keys do.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move in the list before the editor does, while it is shown."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.popup.isVisible() and self._is_ours(event):
                event.accept()
                return True
        elif kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._ending = self._whole() if event.commitString() == " " else None
        elif kind == QEvent.Type.FocusOut:
            self._close()
        return False

    def _watch(self) -> None:
        """See the editor's keys only while one may be meant for us: most keys are not."""
        self._editor.removeEventFilter(self)
        if self._just_set is not None or self.popup.isVisible():
            self._editor.installEventFilter(self)
        self._follow(self.popup.isVisible())

    def _follow(self, shown: bool) -> None:
        """Look again whenever text or caret change while the list is shown; typing tells itself."""
        if shown == self._is_following:
            return
        self._is_following = shown
        for changed in (self._editor.textChanged, self._editor.cursorPositionChanged):
            if shown:
                changed.connect(self._on_editor_changed)
            else:
                changed.disconnect(self._on_editor_changed)

    def _is_ours(self, event: QKeyEvent) -> bool:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and (key in _STEPS or key in _ENTER or key in _OTHERS)

    def _take_key(self, event: QKeyEvent) -> bool:
        if self.popup.isVisible() and self._is_ours(event):
            return self._move(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Backspace and not event.modifiers() and self._take_back():
            return True
        if event.text():
            self._just_set = None
            self._watch()
        self._ending = self._whole() if event.text() == " " else None
        return False

    def _move(self, key: Qt.Key) -> bool:
        """Do what a key does while the list is shown; say whether the editor must not have it."""
        if key in _STEPS:
            self.popup.step(_STEPS[key])
            self._saying.start()
            return True
        if key == Qt.Key.Key_Escape:
            self._wave_away()
            return True
        choice = self.popup.current
        if key in _ENTER and (choice is None or self._is_whole(choice)):
            whole = self._whole()
            self._close()
            if whole is not None:
                self._set(*whole, ends_line=True)
            return False
        if choice is None and self._typed and self._typed.word:
            choice = self.popup.offered.choices[0]
        if choice is None:
            self._close()
            return False
        self._accept(choice)
        return True

    def _is_whole(self, choice: Choice) -> bool:
        return self._typed is not None and choices.is_whole(choice, self._typed)

    def _whole(self) -> tuple[QTextCursor, Choice] | None:
        """Return the mark being typed with what it names to the last letter, while on offer."""
        if self._typed is None or not self.popup.isVisible():
            return None
        named = next((one for one in self.popup.offered.choices if self._is_whole(one)), None)
        return None if named is None else (self._cursor_on_typed(), named)

    @Slot()
    def _on_editor_typed(self) -> None:
        ending, self._ending = self._ending, None
        if ending is not None:
            self._set(*ending)
        self._look()

    # When the list is shown.

    @Slot()
    def _on_editor_changed(self) -> None:
        self._look()

    @Slot()
    def _on_editor_scrolled(self) -> None:
        if self.popup.isVisible():
            self._place()

    def _look(self) -> None:
        """Show what fits the word before the caret, or nothing."""
        cursor = self._editor.textCursor()
        text = cursor.block().text()
        if choices.THEME not in text and choices.ORGANISATION not in text:
            self._waved_away = None
            self._close()
            return
        around = divide(text, cursor.positionInBlock())
        typed = None if cursor.hasSelection() else choices.typed_before(*around)
        if typed is None:
            self._waved_away = None
        if typed is None or self._waved_away == (cursor.blockNumber(), typed.start):
            self._close()
            return
        found = choices.offers(self._known, typed, self.recent.order)
        self._typed = typed
        if not found:
            self._close()
            return
        self.popup.offer(found, bool(typed.word) and not found[0].is_new)
        self._place()
        self._saying.start()

    def _place(self) -> None:
        if self._typed is None:
            return
        cursor = self._cursor_on_typed()
        cursor.setPosition(cursor.anchor())
        rect = self._editor.cursorRect(cursor)
        corner = self._editor.viewport().mapTo(self.popup.page, rect.topLeft())
        rect.moveTopLeft(corner)
        self.popup.place(rect)
        self._watch()

    def _wave_away(self) -> None:
        if self._typed is not None:
            self._waved_away = (self._editor.textCursor().blockNumber(), self._typed.start)
        self._close()

    def _close(self) -> None:
        self._typed = None
        self._said = ""
        if self.popup.isVisible():
            self._saying.stop()
            self.popup.hide()
            self._watch()

    @Slot()
    def _say(self) -> None:
        words = self.popup.words() if self.popup.isVisible() else ""
        if words != self._said:
            announce(self._editor, words)
        self._said = words

    # What is accepted.

    @Slot(object)
    def _on_popup_chosen(self, choice: Choice) -> None:
        self._accept(choice)

    def _accept(self, choice: Choice) -> None:
        cursor = self._cursor_on_typed()
        self._close()
        if choice.record is None:
            cursor.setKeepPositionOnInsert(True)
            self._wanted[choice.tag] = cursor
            self.theme_requested.emit(choice.tag)
            return
        self._set(cursor, choice)

    def take_theme(self, word: str, theme: RecordId) -> None:
        """Hear that a theme has been made of a word, and set it where the word still stands."""
        cursor = self._wanted.pop(word, None)
        if cursor is not None and cursor.selectedText() == choices.THEME + word:
            self._set(cursor, Choice(choices.THEME, word, "", theme))

    def _set(self, cursor: QTextCursor, choice: Choice, ends_line: bool = False) -> None:
        assert choice.record is not None
        record = choice.record

        def change(line: Line) -> Line:
            if choice.sign == choices.THEME:
                return replace(line, themes=line.themes | {record})
            return replace(line, organisations=line.organisations | {record})

        accept_mark(self._editor, cursor, change, ends_line)
        self._just_set = self._steps()
        self._watch()
        self.recent.use(record)

    def _take_back(self) -> bool:
        """Give back what was typed where the last thing done was to accept it."""
        steps, self._just_set = self._just_set, None
        if steps is None or steps != self._steps():
            return False
        self._editor.undo()
        cursor = self._editor.textCursor()
        before, _ = divide(cursor.block().text(), cursor.positionInBlock())
        typed = choices.typed_before(before, "")
        if typed is not None:
            self._waved_away = (cursor.blockNumber(), typed.start)
        self._editor.line_changed.emit()
        return True

    def _steps(self) -> tuple[int, int]:
        return self._editor.document().availableUndoSteps(), self._editor.textCursor().position()

    def _cursor_on_typed(self) -> QTextCursor:
        """Return a cursor that has the mark being typed selected."""
        cursor = self._editor.textCursor()
        end = cursor.position()
        if self._typed is not None:
            start = width(cursor.block().text()[: self._typed.start])
            cursor.setPosition(cursor.block().position() + start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor
