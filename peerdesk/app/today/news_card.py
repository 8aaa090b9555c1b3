"""What has changed in the timetable, above the day, until it is taken as known."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame

from peerdesk.app.context import Context
from peerdesk.app.today.model import Clock
from peerdesk.app.today.news import news_entries
from peerdesk.app.widgets.entries import EntryView
from peerdesk.app.widgets.making import announce, button, column, label, row
from peerdesk.domain.news import News
from peerdesk.domain.records import Member

_READ_AFTER_MS = 150  # so that Today is painted before anybody looks for changes
_MOST_ROWS = 3


class NewsCard(QFrame):
    """A list of changes and a button; hidden while there are none.

    While it `is_short` it shows one of them at a time, so that the list below has more room.
    """

    session_requested = Signal(str)
    left = Signal()  # there is nothing more in it, and it had the keyboard

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self._shown: tuple[News, ...] = ()
        self._members: Sequence[Member] = ()
        self._zone = ""
        self.is_short = False
        self._soon = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self._title = label(self.tr("Changed in the timetable"), "strong", wrap=False)
        self.known = button(
            self.tr("I have seen these"), tip=self.tr("Take these changes as known")
        )
        self.list = EntryView(self.tr("Changed in the timetable"), self._context.look)
        top = row(self._title, None, self.known)
        layout = column(top, self.list, gap=4)
        layout.setContentsMargins(12, 4, 4, 4)
        self.setLayout(layout)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._read)
        self.list.chosen.connect(self.session_requested)
        self.known.clicked.connect(self._on_known_clicked)
        self._context.look.applied.connect(self.fit)

    def look(self, zone: str, members: Sequence[Member]) -> None:
        """Look in a moment for what has changed."""
        self._zone, self._members = zone, members
        self._soon.start()

    @Slot()
    def _read(self) -> None:
        from peerdesk.store.seen import news_since

        page = self.parentWidget()
        if page is None or not page.isVisible():
            return
        now = self._context.now()
        job = self._context.jobs.post(
            lambda store: news_since(store, now), key="today-news", quiet=True
        )
        job.done.connect(self._on_read)

    @Slot(object)
    def _on_read(self, found: tuple[News, ...]) -> None:
        is_new = found != self._shown
        self._shown = found
        clock = Clock(self._context.now(), self._zone)
        self.list.entries.show(news_entries(found, self._members, clock))
        self.setVisible(bool(found))
        self.fit()
        if found and is_new:
            self._note_shown(found)
            count = len(found)
            announce(
                self.list,
                self.tr("1 change in the timetable")
                if count == 1
                else self.tr("{n} changes in the timetable").format(n=count),
            )

    def _note_shown(self, found: tuple[News, ...]) -> None:
        from peerdesk.store.seen import note_shown

        now = self._context.now()
        self._context.jobs.post(lambda store: note_shown(store, found, now), quiet=True)

    @Slot()
    def fit(self) -> None:
        """Be as high as the changes, up to a few."""
        rows = min(len(self._shown), 1 if self.is_short else _MOST_ROWS)
        if rows:
            self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 6)

    @Slot()
    def _on_known_clicked(self) -> None:
        from peerdesk.store.seen import take_as_known

        shown = self._shown
        self._context.jobs.post(lambda store: take_as_known(store, shown))
        had_keyboard = self.known.hasFocus() or self.list.hasFocus()
        self._on_read(())
        if had_keyboard:
            self.left.emit()
