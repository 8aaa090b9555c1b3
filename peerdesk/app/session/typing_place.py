"""Keeps in the store where somebody types, for opening there again; it knows no text."""

from PySide6.QtCore import QObject, QTimer, Slot

from peerdesk.app.context import Context
from peerdesk.app.session.editor import NoteEditor
from peerdesk.domain.agenda import Typed
from peerdesk.domain.ids import RecordId
from peerdesk.store import lately

_KEEP_AFTER_MS = 2_000  # not at every save: which session it is matters more than the last letters


class TypingPlace(QObject):
    """Has the session and caret kept a moment after typing, and when the editor is left."""

    def __init__(self, context: Context, editor: NoteEditor) -> None:
        super().__init__(editor)
        self._context = context
        self._editor = editor
        self._session = RecordId("")
        self._typing_for: RecordId | None = None
        self._timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        editor.touched.connect(self._on_editor_touched)
        editor.left.connect(self.keep_if_typed)

    def follow(self, session: RecordId, typing_for: RecordId | None) -> None:
        """Hear which session, and whose lines of it, the editor shows from now on."""
        self.keep_if_typed()
        self._session, self._typing_for = session, typing_for

    @Slot()
    def keep_if_typed(self) -> None:
        """Have it kept at once if something was typed since."""
        if self._timer.isActive():
            self.keep()

    @Slot()
    def keep(self) -> None:
        """Have it kept at once."""
        self._timer.stop()
        caret = self._editor.textCursor().position()
        typed = Typed(self._session, caret, self._context.now(), self._typing_for)
        # Where it cannot be kept, the notes cannot be either, and their own save says so.
        self._context.jobs.post(lambda store: lately.remember_typing(store, typed), quiet=True)

    @Slot()
    def _on_editor_touched(self) -> None:
        if self._session and not self._timer.isActive():
            self._timer.start()
