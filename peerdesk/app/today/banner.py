"""What is on now and what comes next, at the top of Today; it knows no list."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from peerdesk.app.today import model
from peerdesk.app.today.actions import Timetable
from peerdesk.app.widgets.making import button, column, label, row
from peerdesk.domain.records import Session


class NowBanner(QFrame):
    """My session that is on, or else my next; hidden when there is neither.

    While it `is_short` it says nothing of what comes after, so that the list has more room.
    """

    session_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("now")
        self._session = ""
        self.is_short = False
        self.first = label("", "heading")
        self.second = label("")
        self._take = button(self.tr("Take notes"), "main")
        banner = row(column(self.first, self.second, gap=4), self._take, gap=16)
        banner.setStretch(0, 1)
        banner.setContentsMargins(16, 12, 16, 12)
        self.setLayout(banner)
        self._take.clicked.connect(self._on_take_clicked)
        self.hide()

    def show_now(self, timetable: Timetable, clock: model.Clock) -> None:
        """Show what is on and next of a timetable."""
        on, coming = model.now_and_next(timetable, clock)
        first = on or coming
        self.setVisible(first is not None)
        if first is None:
            return
        self._session = first.id
        word = self.tr("On now") if on else self.tr("Next")
        self.first.setText(f"{word}: {first.title}")
        self.second.setText(self._on(clock, on, coming) if on else self._next(clock, first))

    def _on(self, clock: model.Clock, on: Session, then: Session | None) -> str:
        left = self.tr("{length} left").format(length=model.length_words(on.end - clock.now))
        said = ", ".join(part for part in (clock.hours(on), on.place, left) if part)
        if then is not None and not self.is_short:
            following = ", ".join(part for part in (then.title, then.place) if part)
            said += ". " + self.tr("Next: {hours} {title}").format(
                hours=clock.hours(then), title=following
            )
        return said

    def _next(self, clock: model.Clock, following: Session) -> str:
        until = self.tr("in {length}").format(
            length=model.length_words(following.start - clock.now)
        )
        day = clock.day(following.start)
        when = model.day_words(day) if day != clock.today else until
        parts = (clock.hours(following), following.place, when)
        return ", ".join(part for part in parts if part)

    @Slot()
    def _on_take_clicked(self) -> None:
        self.session_requested.emit(self._session)
