"""What can be done about sessions from any page: begin one, be in one, say what one was."""

from PySide6.QtCore import QObject, Signal, Slot

from peerdesk.app.context import Context
from peerdesk.app.today import actions
from peerdesk.domain.ids import RecordId


class SessionActions(QObject):
    """Writes on the worker thread, then says what has become of it."""

    session_begun = Signal(str)
    timetable_written = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    @Slot()
    def begin_conversation(self) -> None:
        """Add a session that begins now and tell its id."""
        now = self._context.now()
        job = self._context.jobs.post(
            lambda store: actions.begin_conversation(store, now), urgent=True
        )
        job.done.connect(self._on_conversation_begun)

    @Slot(object)
    def _on_conversation_begun(self, session: RecordId) -> None:
        self.session_begun.emit(session)
        self.timetable_written.emit()

    @Slot(str)
    def take_part(self, session: str) -> None:
        """Add this person to a session, or take them out of it."""
        if session:
            record = RecordId(session)
            job = self._context.jobs.post(lambda store: actions.take_part(store, record))
            job.done.connect(self._on_part_taken)

    @Slot(object)
    def _on_part_taken(self, there: bool | None) -> None:
        if there is None:
            return
        self._context.messages.tell(
            self.tr("You are in this session now. Ctrl+I takes it back.")
            if there
            else self.tr("You are no longer in this session. Ctrl+I takes it back.")
        )
        self.timetable_written.emit()
