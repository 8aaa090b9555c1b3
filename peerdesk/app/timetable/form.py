"""The form in which a lead puts one session of the timetable right; saved as one types."""

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave
from peerdesk.app.fields import FieldsDraft
from peerdesk.app.timetable.actions import Known, SessionWriter
from peerdesk.app.timetable.hours import typed_span, typed_time
from peerdesk.app.timetable.model import clashes_by_session
from peerdesk.app.timetable.people import PeopleFields
from peerdesk.app.today.model import Clock, day_words
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import (
    button,
    captioned,
    choice,
    clear,
    column,
    label,
    scrolled,
    set_checked_quietly,
)
from peerdesk.app.widgets.save_label import SaveLabel
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Member, Session
from peerdesk.domain.times import from_local, to_local, to_stored
from peerdesk.domain.words import SessionKind

_MOST_DAYS = 21
_DAY = timedelta(days=1)


class SessionFields(QWidget):
    """What a session is, when, where, who goes, and who is spoken to."""

    cancelling_requested = Signal()
    copying_requested = Signal()
    deleting_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._look = context.look
        self.session = ""
        self._clock: Clock | None = None
        self._hours_shown = ("", "")
        self.edits = 0  # how often anything was typed, so that what was read before is not shown
        self._peers: dict[str, QCheckBox] = {}
        self._members: tuple[Member, ...] = ()
        self.writer = SessionWriter(RecordId(""))
        self._draft = FieldsDraft()
        self.save = context.drafts.add(Autosave(context.jobs, self._draft, self))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.reasons = label("", "risk")
        self.title = self._line(self.tr("Title"))
        self.kind = self._choice(self.tr("Kind of session"))
        for kind in SessionKind:
            if kind is not SessionKind.READING:
                self.kind.addItem(kind.label, kind.value)
        self.day = self._choice(self.tr("Day"))
        self.start = self._line(self.tr("From"))
        self.end = self._line(self.tr("Until"))
        self.trouble = label("", "trouble")
        self.place = self._line(self.tr("Place"))
        self.stream = self._line(self.tr("Stream"))
        self.ticks = column(gap=0)
        self.people = PeopleFields()
        self._saved = SaveLabel()
        self.cancel = button(self.tr("Cancel this session"), tip=self.tr("Notes of it stay (Del)"))
        self.copy = button(self.tr("Duplicate"), tip=self.tr("Another one after it (Ctrl+D)"))
        self.delete = button(
            self.tr("Delete"), tip=self.tr("For one added by mistake, while it has no notes")
        )
        self._inside = QWidget()
        self._inside.setLayout(self._column())
        self._none = label(
            self.tr("Choose a session to see it here. Enter begins changing it."), "muted"
        )
        self._none.setContentsMargins(0, 8, 0, 0)
        self.setLayout(column(self._none, scrolled(self._inside, self.tr("This session"))))
        self._show_any(False)

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        return made

    def _choice(self, name: str) -> QComboBox:
        made = choice(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(10)
        return made

    def _column(self) -> QVBoxLayout:
        when, buttons = FlowLayout(), FlowLayout()
        for field in (self.start, self.end, self.stream):
            when.addWidget(captioned(field))
        for pressed in (self.cancel, self.copy, self.delete):
            buttons.addWidget(pressed)
        layout = column(
            self.reasons,
            captioned(self.title),
            captioned(self.day),
            self.trouble,
            when,
            captioned(self.place),
            captioned(self.kind),
            column(label(self.tr("Peers"), "caption"), self.ticks, gap=0),
            self.people,
            self._saved,
            buttons,
            None,
            gap=8,
        )
        layout.setContentsMargins(0, 8, 8, 0)
        return layout

    def _connect(self) -> None:
        for line in (self.title, self.place, self.stream, self.start, self.end):
            line.textEdited.connect(self._on_edited)
        for box in (self.kind, self.day):
            box.activated.connect(self._on_edited)
        self.people.edited.connect(self._on_edited)
        self.cancel.clicked.connect(self.cancelling_requested)
        self.copy.clicked.connect(self.copying_requested)
        self.delete.clicked.connect(self.deleting_requested)
        self.save.state_changed.connect(self._saved.show_state)
        self._look.applied.connect(self._on_look_applied)
        self._on_look_applied()

    # Showing.

    def show_session(self, session: Session | None, known: Known, clock: Clock) -> None:
        """Show what is known of a session; nothing may be unsaved of another."""
        is_other = session is None or session.id != self.session
        self._show_any(session is not None)
        if session is None:
            self.session = ""
            return
        if is_other:
            self.session = session.id
            self.writer = SessionWriter(session.id)
        self._clock = clock
        self._show_reasons(session, known)
        self._offer_days(session, known, clock)
        self._show_ticks(session, known)
        self.people.show_people(
            session.participants, known.timetable.organisations, self.writer.made, is_other
        )
        self._show_lines(session)
        self._show_hours(session, clock, is_other)
        self.kind.setCurrentIndex(max(self.kind.findData(session.kind.value), 0))
        again, cancel = self.tr("It is on again"), self.tr("Cancel this session")
        self.cancel.setText(again if session.cancelled else cancel)
        self.delete.setVisible(session.id not in known.noted)
        self._draft.begin(self._typed() | self._stored(session), self.writer.write)

    def _show_any(self, is_any: bool) -> None:
        self._inside.setVisible(is_any)
        self._none.setVisible(not is_any)

    def _show_reasons(self, session: Session, known: Known) -> None:
        found = clashes_by_session(known.clashes).get(session.id, ())
        words = [self.tr("Cancelled.")] if session.cancelled else []
        self.reasons.setText("\n".join([*words, *(clash.words for clash in found)]))
        self.reasons.setVisible(bool(self.reasons.text()))

    def _show_lines(self, session: Session) -> None:
        texts = ((self.title, session.title), (self.place, session.place))
        for line, text in (*texts, (self.stream, session.stream)):
            if line.text().strip() != text:
                line.setText(text)
                line.setCursorPosition(0)

    def _show_hours(self, session: Session, clock: Clock, is_other: bool) -> None:
        """Show the hours, but leave alone what is being typed while nobody else changes them."""
        shown = (clock.time(session.start), clock.time(session.end))
        if not is_other and shown == self._hours_shown:
            return
        for line, text in zip((self.start, self.end), shown, strict=True):
            typed = typed_time(line.text())
            if is_other or not line.hasFocus() or typed is None or f"{typed:%H:%M}" != text:
                line.setText(text)
        self._hours_shown = shown
        self.trouble.hide()

    def _offer_days(self, session: Session, known: Known, clock: Clock) -> None:
        every = {clock.day(one.start) for one in known.timetable.sessions}
        challenge = known.timetable.challenge
        length = (challenge.end - challenge.start).days
        if challenge.start != date.min and 0 <= length < _MOST_DAYS:
            every |= {challenge.start + n * _DAY for n in range(-1, length + 2)}
        chosen = clock.day(session.start)
        shown = sorted({*every, chosen})
        self.day.clear()
        for day in shown:
            self.day.addItem(day_words(day), day)
        self.day.setCurrentIndex(shown.index(chosen))

    def _show_ticks(self, session: Session, known: Known) -> None:
        if known.timetable.members != self._members:
            self._members = known.timetable.members
            clear(self.ticks)
            self._peers = {}
            for member in self._members:
                tick = QCheckBox(member.name)
                tick.setToolTip(member.name)
                tick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
                tick.toggled.connect(self._on_edited)
                self._peers[member.id] = tick
                self.ticks.addWidget(tick)
        for peer, tick in self._peers.items():
            set_checked_quietly(tick, peer in session.peers)

    # What the person does.

    def _typed(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            "place": self.place.text().strip(),
            "stream": self.stream.text().strip(),
            "kind": self.kind.currentData(),
        }
        values |= {f"peer:{peer}": tick.isChecked() for peer, tick in self._peers.items()}
        return values | self.people.values()

    def _stored(self, session: Session) -> dict[str, Any]:
        return {
            "title": session.title,
            "start": to_stored(session.start),
            "end": to_stored(session.end),
            "kind": session.kind.value,
        }

    @Slot()
    def _on_edited(self) -> None:
        if self._clock is None or not self.session:
            return
        self.edits += 1
        self._draft.now.update(self._typed())
        if title := self.title.text().strip():  # one without a title could not be chosen
            self._draft.now["title"] = title
        self._take_hours(self._clock)
        self.save.touch()

    def _take_hours(self, clock: Clock) -> None:
        typed = (self.start.text(), self.end.text())
        span, day = typed_span(*typed), self.day.currentData()
        # What was not touched may be to the second, or past midnight.
        if typed == self._hours_shown and day is not None:
            self.trouble.hide()
            self._move_day(clock, day)
            return
        self.trouble.setText(self._trouble_of(typed))
        self.trouble.setVisible(span is None)
        if span is not None:
            start, end = (
                from_local(datetime.combine(day, clock_time), clock.zone) for clock_time in span
            )
            self._draft.now.update(start=to_stored(start), end=to_stored(end))

    def _move_day(self, clock: Clock, day: date) -> None:
        start, end = (datetime.fromisoformat(self._draft.now[name]) for name in ("start", "end"))
        local = to_local(start, clock.zone)
        if local.date() != day:
            moved = from_local(datetime.combine(day, local.time()), clock.zone)
            self._draft.now.update(start=to_stored(moved), end=to_stored(moved + (end - start)))

    def _trouble_of(self, typed: tuple[str, str]) -> str:
        if any(typed_time(text) is None for text in typed):
            return self.tr("Write times such as 9.30 or 14:15; until then the old ones stay.")
        return self.tr("It must end after it starts; until then the old times stay.")

    @Slot()
    def _on_look_applied(self) -> None:
        for line, wide in ((self.start, 76), (self.end, 76), (self.stream, 76)):
            line.setFixedWidth(round(wide * self._look.scale))
