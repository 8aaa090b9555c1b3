"""The Timetable page: the whole visit at a glance, where a lead puts it right."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from peerdesk.app.context import Context
from peerdesk.app.timetable import actions, keys, model
from peerdesk.app.timetable.geometry import Place
from peerdesk.app.timetable.grid import TimetableGrid
from peerdesk.app.timetable.history import History, Steps
from peerdesk.app.timetable.moves import free_place, placed, pushed
from peerdesk.app.timetable.side import FORM, TimetableSide
from peerdesk.app.today.model import Clock, opening_day
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import announce, button, column, label
from peerdesk.app.widgets.page import Page
from peerdesk.domain.records import Session
from peerdesk.domain.schema import Value
from peerdesk.domain.times import to_local, to_stored
from peerdesk.domain.words import SessionKind

_A_MINUTE = 60_000
_TELL_AFTER_MS = 500  # after the last save of a typed field, so that typing waits for no reading


class TimetablePage(Page):
    """Days as columns, streams side by side, and one session in a form beside.

    `tools` is the row of verbs at the top: whoever brings a timetable in or hands it out adds its
    button there. Whoever has written to the timetable from this page emits `timetable_written`, and
    gives `history.did` the steps, so that Ctrl+Z takes it back.
    """

    timetable_written = Signal()
    sight_requested = Signal()  # of what is beside the page, to go into it

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Timetable"), keys.help_text())
        self._context = context
        self._known: actions.Known | None = None
        self._edits = 0  # of the form, when the timetable was last asked for
        self._to_choose = ""
        self._to_type_in = False
        self.history = History(context, self)
        self._build()
        self._connect()
        keys.give_to(self)

    def _build(self) -> None:
        self.add_title()
        self.add = button(self.tr("Add a session"), "main", self.tr("(Ctrl+Shift+N)"))
        self.undo = button(self.tr("Undo"), tip=self.tr("Take back the last act (Ctrl+Z)"))
        self.redo = button(self.tr("Do again"), tip=self.tr("What was undone (Ctrl+Shift+Z)"))
        self.clashing = button("", tip=self.tr("Go to the next clash (F8)"))
        self.tools = FlowLayout()
        for made in (self.add, self.undo, self.redo, self.clashing):
            self.tools.addWidget(made)
        self.body.addLayout(self.tools)
        self.grid = TimetableGrid(self.tr("Timetable, by day"), self._context.look)
        self._empty = label(
            self.tr(
                "The sessions of the visit will be here, day by day. Bring in the timetable that"
                " the council sent you, or add the first session."
            ),
            "muted",
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        blank = QWidget()
        blank.setLayout(column(None, self._empty, None, margin=24))
        self._stack = QStackedWidget()
        for part in (blank, self.grid):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.side = self.beside = TimetableSide(self._context)
        self.side_title = self.tr("Put it right")

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_session)
        self.undo.clicked.connect(self.history.undo)
        self.redo.clicked.connect(self.history.redo)
        self.clashing.clicked.connect(self.go_to_next_clash)
        self.grid.current_changed.connect(self._show_chosen)
        self.grid.chosen.connect(self._on_grid_chosen)
        self.grid.dropped.connect(self._on_grid_dropped)
        self.history.written.connect(self._on_history_written)
        self.history.failed.connect(self.refresh)
        self.history.changed.connect(self._show_history)
        self._show_history()
        self.history.told.connect(self._context.messages.tell)
        form = self.beside.form
        form.save.settled.connect(self._on_form_settled)
        form.cancelling_requested.connect(self.cancel_or_not)
        form.copying_requested.connect(self.copy_session)
        form.deleting_requested.connect(self.delete_session)
        self.beside.clash_chosen.connect(self._go_to_clash)
        self._telling = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._telling.timeout.connect(self.timetable_written)
        self._minute = QTimer(self, interval=_A_MINUTE)
        self._minute.timeout.connect(self._show_now)
        self._minute.start()

    @Slot()
    def _show_history(self) -> None:
        self.undo.setEnabled(self.history.can_undo)
        self.redo.setEnabled(self.history.can_redo)

    def first_focus(self) -> QWidget:
        """Return the days, or the button that makes the first session."""
        return self.grid if self.grid.board.blocks else self.add

    # Reading and showing.

    def refresh(self) -> None:
        """Read the timetable again."""
        self._edits = self.beside.form.edits
        job = self._context.jobs.post(actions.load, key="timetable")
        job.done.connect(self._on_loaded)

    @Slot(object)
    def _on_loaded(self, known: actions.Known) -> None:
        if self.history.is_busy:
            return  # what is shown is newer; it is read again when that is on the disk
        is_first = self._known is None
        self._show(known)
        wanted, self._to_choose = self._to_choose, ""
        if self.grid.block(wanted) is not None:
            self.grid.choose(wanted)
        elif is_first and self.grid.board.blocks:
            self._choose_first()
            if self.add.hasFocus():
                self.grid.setFocus()
        if self._to_type_in:
            self._to_type_in = False
            self._type_in_form()

    def _show(self, known: actions.Known) -> None:
        self._known = known
        self.grid.show_board(model.board(known, self._context.now()))
        self._stack.setCurrentIndex(1 if self.grid.board.blocks else 0)
        self._show_now()
        self.beside.show_clashes(model.clash_entries(known, self._context.now()))
        self.clashing.setText(model.clash_count_words(known.clashes))
        self.clashing.setEnabled(bool(known.clashes))
        self._show_chosen()

    def _clock(self) -> Clock:
        assert self._known is not None
        return Clock.of(self._known.timetable, self._context.now())

    @Slot()
    def _show_now(self) -> None:
        if self._known is not None:
            now = to_local(self._context.now(), self._clock().zone)
            self.grid.show_now(now.date(), now.hour * 60 + now.minute)

    def _choose_first(self) -> None:
        """Choose the first session from now on, or the first of the day Today opens on."""
        assert self._known is not None
        clock = self._clock()
        day = opening_day(self._known.timetable, clock)
        on_day = [s for s in self._known.timetable.sessions if clock.day(s.start) == day]
        ahead = [s for s in on_day if s.end > clock.now] or on_day
        shown = (s.id for s in ahead if s.kind is not SessionKind.READING)
        self.grid.choose(next(shown, self.grid.board.blocks[0].id))

    @property
    def current(self) -> Session | None:
        """Return the session chosen, or None."""
        known, chosen = self._known, self.grid.current
        if known is None:
            return None
        return next((s for s in known.timetable.sessions if s.id == chosen), None)

    @Slot()
    def _show_chosen(self) -> None:
        """Show the session chosen in the form, as soon as nothing is unsaved there.

        What was read before the last key in the form is older than what stands there.
        """
        form = self.beside.form
        is_older = form.edits != self._edits and form.session == self.grid.current
        if form.save.is_unsaved:
            form.save.flush()
        elif self._known is not None and not is_older:
            form.show_session(self.current, self._known, self._clock())

    # Writing.

    def _do(self, words: str, work: actions.Work) -> None:
        self.beside.form.save.flush()
        self.history.do(words, work)

    def _put(self, session: Session, place: Place) -> None:
        """Show a session in its new place at once, and have it written."""
        block = self.grid.block(session.id)
        assert self._known is not None
        assert block is not None
        moved = placed(self.grid.board, session, block, place, self._clock().zone)
        if moved == session:
            return
        others = (moved if s.id == session.id else s for s in self._known.timetable.sessions)
        timetable = replace(self._known.timetable, sessions=tuple(others))
        self._show(replace(self._known, timetable=timetable))
        stream = moved.stream if moved.stream != session.stream else None
        self._do(self.tr("move"), actions.moving(session.id, moved.start, moved.end, stream))
        after = self.grid.block(session.id)
        if after is not None:
            self.grid.scrollTo(self.grid.currentIndex())
            announce(self.grid, after.spoken)

    @Slot(object)
    def _on_history_written(self, steps: Steps) -> None:
        here = {step.record for step in steps}
        if not self._to_choose and self._known is not None:
            shown = (s.id for s in self._known.timetable.sessions if s.id in here)
            self._to_choose = next(shown, steps[0].record if steps else "")
        self.timetable_written.emit()

    @Slot()
    def _on_form_settled(self) -> None:
        written = False
        for joins, steps in self.beside.form.writer.fetch():
            self.history.did(self.tr("change"), steps, joins)
            written = written or bool(steps)
        if written:
            self._telling.start()
        if not self.beside.form.save.is_unsaved and self.beside.form.session != self.grid.current:
            self._show_chosen()

    # What the person does.

    @Slot()
    def add_session(self) -> None:
        """Add a session after the one chosen, and begin typing what it is."""
        if self._known is None:
            return
        board, chosen = self.grid.board, self.grid.current_block
        days = board.days
        day = days[0].date if days else self._clock().today
        place = free_place(board, chosen)
        stream = ""
        if chosen is not None:
            day = days[place.day].date
            stream = self.current.stream if self.current is not None else ""
        zone = self._clock().zone
        values: dict[str, Value] = {
            "title": self.tr("New session"),
            "kind": SessionKind.INTERVIEW.value,
            "start": to_stored(model.moment(day, place.start, zone)),
            "end": to_stored(model.moment(day, place.end, zone)),
            "stream": stream,
        }
        self._to_type_in = True
        self._do(self.tr("new session"), actions.adding(values))

    @Slot()
    def copy_session(self) -> None:
        """Add another session like the one chosen, right after it."""
        if (session := self.current) is not None:
            work = actions.copying(session, session.end)
            self._do(self.tr("another session"), work)

    @Slot()
    def cancel_or_not(self) -> None:
        """Cancel the session chosen, or put it on again."""
        if (session := self.current) is not None:
            words = self.tr("on again") if session.cancelled else self.tr("cancelled")
            self._do(words, actions.changing(session.id, {"cancelled": not session.cancelled}))

    @Slot()
    def delete_session(self) -> None:
        """Delete the session chosen, which was added by mistake."""
        if (session := self.current) is not None:
            self._do(self.tr("deleted"), actions.changing(session.id, {"deleted": True}))
            self.grid.setFocus()

    @Slot()
    def move_as_asked(self) -> None:
        """Move the session chosen as the action says that asked for it."""
        wanted, session, block = self.sender(), self.current, self.grid.current_block
        assert isinstance(wanted, QAction)
        if session is None or block is None:
            return
        place = pushed(self.grid.board, block, wanted.data())
        if place is None:
            self._context.messages.tell(self.tr("There is nothing further that way."))
        else:
            self._put(session, place)

    @Slot(str, object)
    def _on_grid_dropped(self, session: str, place: Place) -> None:
        if self._known is not None and self.current is not None and self.current.id == session:
            self._put(self.current, place)

    @Slot(str)
    def _on_grid_chosen(self, session: str) -> None:
        self._type_in_form()

    def _type_in_form(self) -> None:
        self.beside.tabs.setCurrentIndex(FORM)
        self.sight_requested.emit()
        self._show_chosen()
        self.beside.form.title.setFocus()
        self.beside.form.title.selectAll()

    @Slot()
    def leave_form(self) -> None:
        """Save what is typed and go back to the days."""
        self.beside.form.save.flush()
        self.first_focus().setFocus()

    # Clashes.

    @Slot()
    def go_to_next_clash(self) -> None:
        """Go to the next clash, after the last to the first."""
        self._step_clash(1)

    @Slot()
    def go_to_clash_before(self) -> None:
        """Go to the clash before."""
        self._step_clash(-1)

    def _step_clash(self, step: int) -> None:
        if self._known is None or not self._known.clashes:
            self._context.messages.tell(self.tr("Nothing clashes."))
            return
        before = self.beside.clash
        count = len(self._known.clashes)
        following = (before + step) % count if before >= 0 else (0 if step > 0 else count - 1)
        self.beside.go_to(following)
        self._go_to_clash(following)

    @Slot(int)
    def _go_to_clash(self, place: int) -> None:
        assert self._known is not None
        clash = self._known.clashes[place]
        self.sight_requested.emit()
        if clash.sessions:
            self.grid.choose(clash.sessions[0])
        announce(self.grid, clash.words)
