"""The form in which anyone says what a session was: title, place, when, with whom."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave
from peerdesk.app.fields import FieldsDraft
from peerdesk.app.today import actions, model
from peerdesk.app.today.actions import Timetable
from peerdesk.app.today.hours import typed_hours
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import action, button, captioned, choice, column, label, scrolled
from peerdesk.app.widgets.save_label import SaveLabel
from peerdesk.domain.records import Session
from peerdesk.domain.times import to_stored
from peerdesk.domain.words import SessionKind

_WIDTH = 640
_TELL_AFTER_MS = 500


class SessionForm(QWidget):
    """Saved as one types, like notes; a role or group is asked for, never a name."""

    left = Signal()
    written = Signal()
    notes_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._look = context.look
        self.session = ""
        self._clock: model.Clock | None = None
        self._day = date.min
        self._hours_shown = ("", "")
        self._draft = FieldsDraft()
        self.save = context.drafts.add(Autosave(context.jobs, self._draft, self))
        self._telling = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.heading = label(self.tr("Fill in this session"), "heading")
        self.title = self._line(self.tr("Title"))
        self.kind = choice(self.tr("Kind of session"))
        for kind in SessionKind:
            self.kind.addItem(kind.label, kind.value)
        self.start = self._line(self.tr("From"))
        self.end = self._line(self.tr("Until"))
        self.place = self._line(self.tr("Place"))
        self.role = self._line(self.tr("With whom"))
        self.role.setPlaceholderText(self.tr("A role or a group, never a name"))
        self.organisation = choice(self.tr("Organisation"))
        self._fix_widths()
        self._others = label("", "muted")
        self._hours_trouble = label(
            self.tr("Write times such as 10:30, the second after the first."), "trouble"
        )
        self._saved = SaveLabel()
        self._done = button(self.tr("Done"), "main", self.tr("Back to the day (Esc)"))
        self._notes = button(self.tr("Take notes"))
        self.delete = button(
            self.tr("Delete this session"), tip=self.tr("Only while nobody has notes of it")
        )
        inside = QWidget()
        inside.setLayout(self._column())
        self._area = inside
        self.setLayout(column(scrolled(inside, self.tr("This session"))))

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        return made

    def _fix_widths(self) -> None:
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box in (self.kind, self.organisation):
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(16)

    def _column(self) -> QVBoxLayout:
        when = FlowLayout(gap=16)
        for field in (self.start, self.end, self.kind):
            when.addWidget(captioned(field))
        buttons = FlowLayout()
        for pressed in (self._done, self._notes, self.delete):
            buttons.addWidget(pressed)
        layout = column(
            self.heading,
            captioned(self.title),
            captioned(self.place),
            when,
            self._hours_trouble,
            captioned(self.role),
            captioned(self.organisation),
            self._others,
            self._saved,
            buttons,
            None,
            gap=12,
        )
        layout.setContentsMargins(0, 0, 8, 0)
        return layout

    def _connect(self) -> None:
        for line in (self.title, self.place, self.role, self.start, self.end):
            line.textEdited.connect(self._on_edited)
        for box in (self.kind, self.organisation):
            box.activated.connect(self._on_edited)
        self._done.clicked.connect(self.leave)
        self._notes.clicked.connect(self._on_notes_clicked)
        self.delete.clicked.connect(self._on_delete_clicked)
        self.save.state_changed.connect(self._saved.show_state)
        self.save.settled.connect(self._telling.start)
        self._telling.timeout.connect(self.written)
        self._look.applied.connect(self._on_look_applied)
        self._on_look_applied()
        leave = action(self, self.tr("Back to the day"), "Esc", self.leave)
        leave.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Showing.

    def show_session(self, session: Session, timetable: Timetable, clock: model.Clock) -> None:
        """Show what is known of a session."""
        self.save.flush()
        self.session = session.id
        self._clock, self._day = clock, clock.day(session.start)
        first = session.participants[0] if session.participants else None
        self._offer_organisations(timetable)
        values: dict[str, Any] = {
            "title": session.title,
            "place": session.place,
            "kind": session.kind.value,
            "start": to_stored(session.start),
            "end": to_stored(session.end),
            "role": first.role if first else "",
            "organisation": (first.organisation or "") if first else "",
        }
        record = session.id
        self._draft.begin(
            values, lambda store, new, whole: actions.write_session(store, record, new)
        )
        for name in ("title", "place", "role"):
            getattr(self, name).setText(values[name])
        self._hours_shown = (clock.time(session.start), clock.time(session.end))
        self.start.setText(self._hours_shown[0])
        self.end.setText(self._hours_shown[1])
        for name, box in (("kind", self.kind), ("organisation", self.organisation)):
            box.setCurrentIndex(max(box.findData(values[name]), 0))
        more = model.with_whom(timetable, session.participants[1:])
        self._others.setText(self.tr("Also {others}.").format(others=more))
        self._others.setVisible(bool(more))
        self._hours_trouble.hide()
        self.delete.setVisible(session.id in timetable.unwritten)

    def _offer_organisations(self, timetable: Timetable) -> None:
        self.organisation.clear()
        self.organisation.addItem(self.tr("None of them"), "")
        for one in timetable.organisations:
            self.organisation.addItem(one.name, one.id)

    # What the person does.

    @Slot()
    def _on_edited(self) -> None:
        assert self._clock is not None
        self._take_hours(self._clock.zone)
        self._draft.now.update(
            place=self.place.text().strip(),
            kind=self.kind.currentData(),
            role=self.role.text().strip(),
            organisation=self.organisation.currentData(),
        )
        if title := self.title.text().strip():  # a session without a title could not be chosen
            self._draft.now["title"] = title
        self.save.touch()

    def _take_hours(self, zone: str) -> None:
        typed = (self.start.text(), self.end.text())
        hours = typed_hours(zone, self._day, *typed)
        is_untouched = typed == self._hours_shown  # which may be to the second, or past midnight
        self._hours_trouble.setVisible(hours is None and not is_untouched)
        if hours is not None and not is_untouched:
            start, end = hours
            self._draft.now.update(start=to_stored(start), end=to_stored(end))

    @Slot()
    def leave(self) -> None:
        """Save what is typed and go back to the day."""
        self.save.flush()
        self.left.emit()

    @Slot()
    def _on_notes_clicked(self) -> None:
        self.save.flush()
        self.notes_requested.emit(self.session)

    @Slot()
    def _on_delete_clicked(self) -> None:
        self.delete_requested.emit(self.session)

    @Slot()
    def _on_look_applied(self) -> None:
        scale = self._look.scale
        self._area.setMaximumWidth(round(_WIDTH * scale))
        for line in (self.start, self.end):
            line.setMaximumWidth(round(96 * scale))
