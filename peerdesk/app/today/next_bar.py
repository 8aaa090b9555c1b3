"""A quiet bar above the page: what is next, or on elsewhere. It moves nobody by itself."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame

from peerdesk.app.context import Context
from peerdesk.app.today import actions, model
from peerdesk.app.today.actions import Timetable
from peerdesk.app.widgets.making import announce, button, label, row
from peerdesk.domain import agenda

_LOOK_EVERY_MS = 15_000


class NextBar(QFrame):
    """Says “Next: 10:30, Room 4”, never with whom, until chosen, closed or no longer so."""

    session_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("nextBar")
        self.setAccessibleName(self.tr("What is next"))
        self._context = context
        self._timetable: Timetable | None = None
        self._shown = ""
        self._wanted = True
        self._closed: set[tuple[str, bool]] = set()
        self._about: agenda.Reminder | None = None
        self.words = label("", "strong")
        self._until = label("", "muted", wrap=False)
        self.open_button = button(self.tr("Open"), tip=self.tr("Open this session (Ctrl+J)"))
        self.close_button = button(self.tr("Close"), tip=self.tr("Close this reminder"))
        self.close_button.setAccessibleName(self.tr("Close this reminder"))
        bar = row(self.words, self._until, self.open_button, self.close_button)
        bar.setStretch(0, 1)
        bar.setContentsMargins(24, 4, 8, 4)
        self.setLayout(bar)
        self.open_button.clicked.connect(self.open_next)
        self.close_button.clicked.connect(self._on_close_clicked)
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.hide()

    @Slot()
    def refresh(self) -> None:
        """Read the timetable again."""
        job = self._context.jobs.post(actions.load, key="next")
        job.done.connect(self.take)

    @Slot(object)
    def take(self, timetable: Timetable) -> None:
        """Go by this timetable from now on."""
        self._timetable = timetable
        self.look()

    def follow(self, session: str, wanted: bool) -> None:
        """Hear which session's notes are in front, and whether the page has room for the bar."""
        self._shown, self._wanted = session, wanted
        self.look()

    @Slot()
    def look(self) -> None:
        """Look at the clock, and say what there is to say."""
        found = None
        now = self._context.now()
        if self._timetable is not None:
            timetable = self._timetable
            found = agenda.reminder(now, timetable.me, timetable.sessions, self._shown)
        if found is not None and self._key(found) in self._closed:
            found = None
        is_news = found is not None and self._about != found
        self._about = found
        if found is not None and self._timetable is not None:
            clock = model.Clock.of(self._timetable, now)
            self.words.setText(model.reminder_words(clock, found))
            self._until.setText(model.until_words(clock, found))
        self.setVisible(found is not None and self._wanted)
        if is_news and self._wanted:
            announce(self, self.words.text())

    @Slot()
    def open_next(self) -> None:
        """Ask for my session that is on elsewhere, else my next of the day, closed bar or not."""
        if self._timetable is None:
            return
        now = self._context.now()
        mine = agenda.own(self._timetable.sessions, self._timetable.me)
        session = agenda.on_now(mine, now)
        if session is None or session.id == self._shown:
            session = agenda.coming(mine, now)
        if session is not None:
            self.session_requested.emit(session.id)

    @Slot()
    def _on_close_clicked(self) -> None:
        if self._about is not None:
            self._closed.add(self._key(self._about))
        self.look()

    def _key(self, reminder: agenda.Reminder) -> tuple[str, bool]:
        return reminder.session.id, reminder.is_on
