"""The Today page: my day with what is on, next and free, and everybody's on request."""

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from peerdesk.app.context import Context
from peerdesk.app.today import actions, model
from peerdesk.app.today.banner import NowBanner
from peerdesk.app.today.choices import SessionChoices
from peerdesk.app.today.days import DayRow
from peerdesk.app.today.news_card import NewsCard
from peerdesk.app.today.put_back_bar import PutBackBar
from peerdesk.app.widgets.entries import EntryList
from peerdesk.app.widgets.making import button, column, label
from peerdesk.app.widgets.page import Page
from peerdesk.domain.ids import RecordId

if TYPE_CHECKING:
    from peerdesk.app.today.session_form import SessionForm

_A_MINUTE = 60_000
_LOW = 620  # below this height, at the usual text size, the list would show too few rows


class TodayPage(Page):
    """Where the day begins: choose a session with Enter to take notes in it."""

    session_requested = Signal(str)
    part_requested = Signal(str)
    conversation_requested = Signal()
    timetable_written = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Today"), self._help())
        self._context = context
        self._timetable: actions.Timetable | None = None
        self._day: date | None = None
        self._chosen_day: date | None = None
        self._to_fill_in = ""
        self._build()
        self._connect()

    def _help(self) -> str:
        return self.tr(
            "Your sessions of one day and the time free between them. The arrow keys move"
            " through the list; Enter opens a session, or something to read, to take notes on"
            " it.\n\n“All sessions” shows everybody's, stream by stream.\n\n"
            "Ctrl+I says “I'm in this one”, and takes it back.\n"
            "Ctrl+N begins a conversation nobody planned, anywhere in PeerDesk.\n"
            "F2 fills in what a session was: title, place, with whom. While it has no notes, a"
            " session you added can be deleted there.\n"
            "Ctrl+J opens the session that the bar above the page reminds you of."
        )

    def _build(self) -> None:
        self._all = QCheckBox(self.tr("All sessions"))
        self._begin = button(
            self.tr("Unplanned conversation"), tip=self.tr("Begin taking notes now (Ctrl+N)")
        )
        self.add_title(self._all, self._begin)
        self._title = label("", "muted")
        self.banner = NowBanner()
        self.news = NewsCard(self._context)
        self._days = DayRow()
        self._list = EntryList(self.tr("Sessions"), self._context.look, "")
        self.choices = SessionChoices()
        self._put_back = PutBackBar()
        day = QWidget()
        day.setLayout(
            column(
                self._title,
                self.banner,
                self.news,
                self._days,
                self._put_back,
                self._list,
                self.choices,
                gap=16,
            )
        )
        day.layout().setStretch(5, 1)  # type: ignore[union-attr]
        self._stack = QStackedWidget()
        self._stack.addWidget(day)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._list.view.chosen.connect(self._on_list_chosen)
        self._list.view.current_changed.connect(self._show_choices)
        self._all.toggled.connect(self._on_all_toggled)
        self._days.day_chosen.connect(self._on_day_chosen)
        self.banner.session_requested.connect(self.session_requested)
        self.news.session_requested.connect(self._on_news_session_requested)
        self.news.left.connect(self._on_news_left)
        self._begin.clicked.connect(self.conversation_requested)
        self.choices.notes_requested.connect(self._on_choices_notes_requested)
        self.choices.part_requested.connect(self._on_choices_part_requested)
        self.choices.filling_in_requested.connect(self._on_choices_filling_in_requested)
        self._put_back.put_back_requested.connect(self._on_put_back_requested)
        self._context.look.applied.connect(self._fit)
        self._minute = QTimer(self, interval=_A_MINUTE)
        self._minute.timeout.connect(self._on_minute_passed)
        self._minute.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list its room in a low window, or with large text."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        is_low = self.height() < _LOW * self._context.look.scale
        self._title.setVisible(not is_low)
        if is_low is not self.banner.is_short:
            self.banner.is_short = self.news.is_short = is_low
            self.news.fit()
            if self._timetable is not None:
                self.banner.show_now(self._timetable, self._clock())

    @cached_property
    def form(self) -> "SessionForm":
        """Return the form, made and connected when it is first wanted."""
        from peerdesk.app.today.session_form import SessionForm

        form = SessionForm(self._context)
        form.left.connect(self._on_form_left)
        form.notes_requested.connect(self.session_requested)
        form.written.connect(self.timetable_written)
        form.delete_requested.connect(self._on_delete_requested)
        self._stack.addWidget(form)
        return form

    @property
    def is_filling_in(self) -> bool:
        """Say whether the form is in front of the day."""
        return self._stack.currentIndex() > 0

    @property
    def current(self) -> str:
        """Return the id of the session chosen, or in the form, or the empty text."""
        if self.is_filling_in:
            return self.form.session
        record = self._list.view.current
        found = self._timetable and model.session_of(self._timetable, record)
        return found.id if found else ""

    def first_focus(self) -> QWidget:
        """Return the list of sessions, or the form while it is open."""
        if self.is_filling_in:
            return self.form.title
        return self._list.view if self._list.view.entries.entries else self._all

    # Reading and showing.

    def come_into_sight(self) -> None:
        """Read what has changed, and say what has in the timetable."""
        super().come_into_sight()
        self._look_for_news()

    def _look_for_news(self) -> None:
        if self._timetable is not None and self.isVisible():
            self.news.look(self._timetable.challenge.time_zone, self._timetable.members)

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
        clock = self._clock()
        every = model.days(timetable, clock)
        chosen = self._chosen_day if self._chosen_day in every else None
        self._day = chosen or model.opening_day(timetable, clock)
        self._title.setText(timetable.challenge.title)
        self._days.show_days(every, self._day)
        self.banner.show_now(timetable, clock)
        self._show_list()
        self._look_for_news()
        if self._to_fill_in:
            self.fill_in(self._to_fill_in)

    def _clock(self) -> model.Clock:
        assert self._timetable is not None
        return model.Clock.of(self._timetable, self._context.now())

    def _show_list(self) -> None:
        assert self._timetable is not None
        found = model.entries(self._timetable, self._clock(), self._day, self._all.isChecked())
        view = self._list.view
        before = view.current
        self._list.show_entries(found, self._empty_words(self._timetable))
        view.choose(before)  # which may stand elsewhere now
        if not view.currentIndex().isValid() and found:
            following = model.now_and_next(self._timetable, self._clock())
            first = next((e.id for e in found if not e.heading), "")
            view.choose(next((s.id for s in following if s and self._is_listed(s.id)), first))
        self._show_choices()

    def _is_listed(self, record: str) -> bool:
        return self._list.view.entries.place_of(record) >= 0

    def _empty_words(self, timetable: actions.Timetable) -> str:
        if not timetable.sessions:
            return self.tr(
                "The timetable will be here. It comes with the file your lead sends you. Until"
                " then, Ctrl+N takes notes of any conversation."
            )
        return self.tr("You have no sessions on this day. Tick “All sessions” to see others.")

    @Slot()
    def _show_choices(self) -> None:
        timetable = self._timetable
        session = model.session_of(timetable, self._list.view.current) if timetable else None
        self.choices.show_session(session, timetable.me if timetable else None)

    # Filling in.

    def fill_in(self, session: str) -> None:
        """Show the form for a session, once it is in what has been read."""
        found = model.session_of(self._timetable, session) if self._timetable else None
        self._to_fill_in = "" if found else session
        if found is None or self._timetable is None:
            return
        self.form.show_session(found, self._timetable, self._clock())
        self._stack.setCurrentWidget(self.form)
        self._all.hide()
        if self.isVisible():
            self.form.title.setFocus()
            self.form.title.selectAll()

    @Slot()
    def _on_form_left(self) -> None:
        self._stack.setCurrentIndex(0)
        self._all.show()
        self._list.view.choose(self.form.session)
        self.first_focus().setFocus()

    @Slot(str)
    def _on_delete_requested(self, session: str) -> None:
        self._put_back.offer(
            session, self.tr("Deleted: {title}").format(title=self.form.title.text())
        )
        self._on_form_left()
        self._set_deleted(session, True)

    @Slot(str)
    def _on_put_back_requested(self, session: str) -> None:
        self._set_deleted(session, False)
        self.first_focus().setFocus()

    def _set_deleted(self, session: str, deleted: bool) -> None:
        record = RecordId(session)
        job = self._context.jobs.post(lambda store: actions.set_deleted(store, record, deleted))
        job.done.connect(self._on_deletion_written)

    @Slot(object)
    def _on_deletion_written(self, session: object) -> None:
        self.timetable_written.emit()

    # What the person does.

    @Slot()
    def _on_minute_passed(self) -> None:
        if self._timetable is not None and self.isVisible():
            self.show_timetable(self._timetable)

    @Slot(object)
    def _on_day_chosen(self, day: date) -> None:
        self._day = self._chosen_day = day
        self._show_list()
        self._list.view.scrollTo(self._list.view.currentIndex())

    @Slot(bool)
    def _on_all_toggled(self, everything: bool) -> None:
        if self._timetable is not None:
            self._show_list()
            self._list.view.scrollTo(self._list.view.currentIndex())

    @Slot(str)
    def _on_list_chosen(self, record: str) -> None:
        if self._timetable and model.takes_notes(model.session_of(self._timetable, record)):
            self.session_requested.emit(record)

    @Slot(str)
    def _on_news_session_requested(self, record: str) -> None:
        """Open a session that has changed, or say that it is no longer there."""
        found = model.session_of(self._timetable, record) if self._timetable else None
        if found is None:
            self._context.messages.tell(self.tr("This session was taken out of the timetable."))
        else:
            self._on_list_chosen(record)

    @Slot()
    def _on_news_left(self) -> None:
        self.first_focus().setFocus()

    @Slot()
    def _on_choices_notes_requested(self) -> None:
        self._on_list_chosen(self._list.view.current)

    @Slot()
    def _on_choices_part_requested(self) -> None:
        self.part_requested.emit(self.current)

    @Slot()
    def _on_choices_filling_in_requested(self) -> None:
        self.fill_in(self.current)
