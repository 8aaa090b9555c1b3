"""The Today page: my sessions, what is on now and next, and everybody's on request."""

from datetime import date

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QPushButton, QWidget

from peerdesk.app.context import Context
from peerdesk.app.today import actions, model
from peerdesk.app.widgets.entries import EntryList
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button, column, label, row
from peerdesk.app.widgets.page import Page
from peerdesk.domain.records import Session

_A_MINUTE = 60_000


class TodayPage(Page):
    """Where the day begins: choose a session with Enter to take notes in it."""

    session_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Today"),
            self.tr(
                "Your sessions of one day. The arrow keys move through the list and Enter opens a"
                " session to take notes in it.\n\nChoose another day above the list. “All"
                " sessions” also shows the ones you are not in.\n\nWhat is on now and what comes"
                " next stand at the top."
            ),
        )
        self._context = context
        self._timetable: actions.Timetable | None = None
        self._day: date | None = None
        self._build()
        self._list.view.chosen.connect(self._on_list_chosen)
        self._all.toggled.connect(self._on_all_toggled)
        self._take.clicked.connect(self._on_take_clicked)
        self._minute = QTimer(self, interval=_A_MINUTE)
        self._minute.timeout.connect(self._on_minute_passed)
        self._minute.start()

    def _build(self) -> None:
        self._all = QCheckBox(self.tr("All sessions"))
        self.add_title(self._all)
        self._title = label("", "muted")
        self._now = QFrame()
        self._now.setObjectName("now")
        self._now_text = label("", "heading")
        self._now_second = label("")
        self._take = button(self.tr("Take notes"), "main")
        words = column(self._now_text, self._now_second, gap=4)
        banner = row(words, self._take, gap=16)
        banner.setStretch(0, 1)
        banner.setContentsMargins(16, 12, 16, 12)
        self._now.setLayout(banner)
        self._days = FlowLayout()
        self._day_buttons = QButtonGroup(self)
        self._list = EntryList(self.tr("Sessions"), self._context.look, "")
        self.body.addWidget(self._title)
        self.body.addWidget(self._now)
        self.body.addLayout(self._days)
        self.body.addWidget(self._list, 1)
        self._now.hide()
        self._day_buttons.buttonClicked.connect(self._on_day_clicked)

    def first_focus(self) -> QWidget:
        """Return the list of sessions."""
        return self._list.view if self._list.view.entries.entries else self._all

    def refresh(self) -> None:
        """Read the timetable again."""
        job = self._context.jobs.post(actions.load, key="today")
        job.done.connect(self.show_timetable)

    def take(self, timetable: actions.Timetable) -> None:
        """Show a timetable that was read with the opening of the notes."""
        self._is_stale = False
        self.show_timetable(timetable)

    @Slot(object)
    def show_timetable(self, timetable: actions.Timetable) -> None:
        """Show a timetable."""
        self._timetable = timetable
        clock = model.Clock.of(timetable)
        every = model.days(timetable, clock)
        if self._day not in every:
            likely = next(filter(None, model.now_and_next(timetable, clock)), None)
            self._day = model.opening_day(every, clock.day(likely.start if likely else clock.now))
        self._title.setText(timetable.challenge.title)
        self._show_days(every)
        self._show_list()
        self._show_now()
        if not self._list.view.currentIndex().isValid() and self._list.view.entries.entries:
            self._choose_first()

    def _choose_first(self) -> None:
        assert self._timetable is not None
        clock = model.Clock.of(self._timetable)
        likely = next((s for s in model.now_and_next(self._timetable, clock) if s), None)
        first = self._list.view.entries.entries[0].id
        self._list.view.choose(likely.id if likely else first)

    def _show_days(self, every: list[date]) -> None:
        shown = [made.property("day") for made in self._day_buttons.buttons()]
        if shown != [day.isoformat() for day in every]:
            for made in self._day_buttons.buttons():
                self._day_buttons.removeButton(made)
                made.deleteLater()
            for day in every:
                self._add_day(day)
        for made in self._day_buttons.buttons():
            made.setChecked(made.property("day") == (self._day.isoformat() if self._day else ""))

    def _add_day(self, day: date) -> None:
        made = button(model.day_words(day), checkable=True)
        made.setProperty("day", day.isoformat())
        self._day_buttons.addButton(made)
        self._days.addWidget(made)

    def _show_list(self) -> None:
        assert self._timetable is not None
        clock = model.Clock.of(self._timetable)
        everything = self._all.isChecked()
        found = model.entries(self._timetable, clock, self._day, everything)
        if not self._timetable.sessions:
            empty = self.tr(
                "The timetable will be here. It comes with the file your lead sends you."
            )
        else:
            empty = self.tr("You have no sessions on this day. Tick “All sessions” to see others.")
        self._list.show_entries(found, empty)

    def _show_now(self) -> None:
        assert self._timetable is not None
        clock = model.Clock.of(self._timetable)
        on, coming = model.now_and_next(self._timetable, clock)
        self._now.setVisible(on is not None or coming is not None)
        first = on or coming
        if first is None:
            return
        word = self.tr("On now") if on else self.tr("Next")
        self._now_text.setText(f"{word}: {first.title}")
        self._now_second.setText(self._sentence(clock, first, coming if on else None))
        self._take.setProperty("session", first.id)
        self._take.setEnabled(model.takes_notes(first))

    def _sentence(self, clock: model.Clock, first: Session, then: Session | None) -> str:
        said = ", ".join(part for part in (clock.hours(first), first.place) if part)
        if then is not None:
            said += ". " + self.tr("Next: {hours} {title}").format(
                hours=clock.hours(then), title=", ".join(p for p in (then.title, then.place) if p)
            )
        return said

    @Slot()
    def _on_minute_passed(self) -> None:
        if self._timetable is not None and self.isVisible():
            self.show_timetable(self._timetable)

    @Slot(QPushButton)
    def _on_day_clicked(self, pressed: QPushButton) -> None:
        self._day = date.fromisoformat(pressed.property("day"))
        self._show_list()

    @Slot(bool)
    def _on_all_toggled(self, everything: bool) -> None:
        if self._timetable is not None:
            self._show_list()

    @Slot(str)
    def _on_list_chosen(self, record: str) -> None:
        if self._timetable is None:
            return
        if model.takes_notes(model.session_of(self._timetable, record)):
            self.session_requested.emit(record)

    @Slot()
    def _on_take_clicked(self) -> None:
        self.session_requested.emit(str(self._take.property("session")))
