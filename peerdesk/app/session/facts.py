"""Beside the notes: who is in the session, whether it was held, the summary, the questions."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave
from peerdesk.app.fields import FieldsDraft
from peerdesk.app.session.actions import Opened
from peerdesk.app.widgets.making import button, column, label, row, scrolled, set_checked_quietly
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant
from peerdesk.store import notes
from peerdesk.store.store import Store

_MOST_HEADS = 500
_SUMMARY_LINES = 4


def write_account(
    store: Store, session: RecordId, new: Mapping[str, Any], whole: Mapping[str, Any]
) -> None:
    """Write what differs of this peer's account of a session."""
    with store.atomic():
        if new.get("held") is not None:
            notes.say_held(store, session, new["held"])
        if "summary" in new:
            notes.summarise(store, session, new["summary"], typing=True)
        heads = {RecordId(who): n for who, n in new.items() if who not in ("held", "summary")}
        if heads:
            notes.count_heads(store, session, heads)


class FactsPanel(QWidget):
    """What the Notes page puts beside itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._look = context.look
        self._draft = FieldsDraft()
        self.save = context.drafts.add(Autosave(context.jobs, self._draft, self))
        self._heads: dict[str, QSpinBox] = {}
        self._build()
        self._summary.textChanged.connect(self._on_summary_changed)
        self._held.clicked.connect(self._on_held_clicked)
        self._not_held.clicked.connect(self._on_not_held_clicked)

    def _build(self) -> None:
        self._held = button(self.tr("Held"), checkable=True)
        self._not_held = button(self.tr("Not held"), checkable=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(4)
        self._summary = QPlainTextEdit()
        self._summary.setAccessibleName(self.tr("Your summary of the session in two lines"))
        self._summary.setTabChangesFocus(True)
        self._summary.setPlaceholderText(self.tr("Two lines: what mattered here?"))
        self._questions = label("", "muted")
        self._questions_title = label(self.tr("Questions of the focus areas"), "heading")
        self._emergency = label("", "trouble")
        inside = QWidget()
        self._column = column(
            self._emergency,
            label(self.tr("Was it held?"), "heading"),
            row(self._held, self._not_held, None),
            label(self.tr("Who was there?"), "heading"),
            self._people,
            label(self.tr("Summary"), "heading"),
            self._summary,
            self._questions_title,
            self._questions,
            None,
            gap=8,
        )
        inside.setLayout(self._column)
        self.setLayout(column(scrolled(inside, self.tr("About the session"))))

    def show_session(self, opened: Opened) -> None:
        """Show a session that has just been read."""
        account = opened.account
        present = dict(account.present) if account else {}
        values: dict[str, Any] = {
            "held": account.held if account else None,
            "summary": account.summary if account else "",
        }
        values |= {str(who): heads for who, heads in present.items()}
        session = opened.session.id
        self._draft.begin(
            values, lambda store, new, whole: write_account(store, session, new, whole)
        )
        self._show_held(values["held"])
        before = self._summary.blockSignals(True)
        self._summary.setPlainText(values["summary"])
        self._summary.blockSignals(before)
        self._summary.setFixedHeight(self._look.lines_high(_SUMMARY_LINES) + 24)
        self._show_people(opened, present)
        self._show_questions(opened)

    def _show_people(self, opened: Opened, present: dict[RecordId, int]) -> None:
        while (item := self._people.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._heads = {}
        names = {o.id: o.name for o in opened.organisations}
        for participant in opened.session.participants:
            heads = present.get(participant.id, participant.expected)
            self._people.addWidget(self._person(participant, names, heads))
        if not opened.session.participants:
            self._people.addWidget(label(self.tr("The timetable names nobody."), "muted"))

    def _person(self, participant: Participant, names: dict[RecordId, str], heads: int) -> QWidget:
        home = names.get(participant.organisation, "") if participant.organisation else ""
        said = f"{participant.role}, {home}" if home else participant.role
        spin = QSpinBox()
        spin.setRange(0, _MOST_HEADS)
        spin.setValue(heads)
        spin.setAccessibleName(self.tr("Heads present: {who}").format(who=said))
        spin.setProperty("participant", participant.id)
        spin.valueChanged.connect(self._on_heads_changed)
        self._heads[participant.id] = spin
        made = QWidget()
        line = row(label(said), spin)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _show_questions(self, opened: Opened) -> None:
        said = [
            f"{t.name}\n" + "\n".join(f"– {q.text}" for q in t.questions)
            for t in opened.themes
            if t.questions
        ]
        self._questions.setText("\n\n".join(said))
        self._questions_title.setVisible(bool(said))
        phone = opened.challenge.emergency
        self._emergency.setVisible(bool(phone))
        self._emergency.setText(
            self.tr("Someone at risk? Phone {number}, do not wait.").format(number=phone)
        )

    def _show_held(self, held: bool | None) -> None:
        set_checked_quietly(self._held, held is True)
        set_checked_quietly(self._not_held, held is False)

    def _say_held(self, held: bool) -> None:
        self._draft.now["held"] = held
        self._show_held(held)
        self.save.touch()
        self.save.flush()

    @Slot()
    def _on_held_clicked(self) -> None:
        self._say_held(True)

    @Slot()
    def _on_not_held_clicked(self) -> None:
        self._say_held(False)

    @Slot()
    def _on_summary_changed(self) -> None:
        self._draft.now["summary"] = self._summary.toPlainText()
        self.save.touch()

    @Slot(int)
    def _on_heads_changed(self, heads: int) -> None:
        self._draft.now[str(self.sender().property("participant"))] = heads
        self.save.touch()
