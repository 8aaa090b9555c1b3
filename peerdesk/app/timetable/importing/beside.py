"""Beside the table: the current row in full, and what the file does not say itself."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from peerdesk.app.timetable.importing import wording
from peerdesk.app.widgets.fold import FoldingSection
from peerdesk.app.widgets.making import choice, clear, column, label, restyle, scrolled
from peerdesk.domain.times import to_local
from peerdesk.schedule.timetable.headings import Meaning, normal
from peerdesk.schedule.timetable.proposal import Proposal
from peerdesk.schedule.timetable.proposed import Row, State
from peerdesk.schedule.timetable.words import day_of

_MOST_CANDIDATES = 60
_MOST_COLUMNS = 30
_NOT_PAIRED = frozenset({State.GONE, State.UNREAD})


class Asked(QWidget):
    """One question to the lead under its words, with a choice of answers."""

    answered = Signal(str, object)

    def __init__(
        self, key: str, words: str, answers: Sequence[tuple[object, str]], now: object
    ) -> None:
        super().__init__()
        self.key = key
        caption = label(words, "caption")
        self.choice = choice(words)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(12)
        for value, said in answers:
            self.choice.addItem(said, value)
        self.choice.setCurrentIndex(max(self.choice.findData(now), 0))
        caption.setBuddy(self.choice)
        self.setLayout(column(caption, self.choice, gap=2))
        self.choice.activated.connect(self._on_choice_activated)

    @Slot(int)
    def _on_choice_activated(self, place: int) -> None:
        self.answered.emit(self.key, self.choice.itemData(place))


class RowPanel(QWidget):
    """The current row: what the file says, what will be of it, and which session it is."""

    paired = Signal(str, object)
    column_meant = Signal(str, object)
    day_given = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._proposal: Proposal | None = None
        self._with_keyboard = ""  # the question that had it and is asked anew
        self._build()

    def _build(self) -> None:
        self._state = label("", "strong")
        self._said_heading = label("", "caption")
        self._said = label("")
        self._reasons = label("", "trouble")
        self._changes = label("")
        self._which = QVBoxLayout()
        self._days = QVBoxLayout()
        self._columns = QVBoxLayout()
        self.days = FoldingSection(self.tr("Days the file does not say"), self._days)
        self.columns = FoldingSection(self.tr("What the columns mean"), self._columns, False)
        inside = QWidget()
        layout = column(
            self._state,
            self._reasons,
            self._changes,
            self._said_heading,
            self._said,
            self._which,
            self.days,
            self.columns,
            None,
        )
        layout.setContentsMargins(0, 0, 8, 0)
        inside.setLayout(layout)
        self.setLayout(column(scrolled(inside, self.tr("This row"))))

    def show_proposal(self, proposal: Proposal, is_first: bool) -> None:
        """Show what can be said of the whole file; `is_first` when nothing has been said yet."""
        self._proposal = proposal
        self._show_days(proposal)
        self._show_columns(proposal)
        if is_first:
            unknown = any(one.meaning == Meaning.OTHER for one in proposal.reading.columns)
            self.columns.heading.setChecked(unknown)

    def show_row(self, row: Row | None) -> None:
        """Show a row in full, or that there is none."""
        self._forget(self._which)
        self._state.setText(wording.state_words(row) if row else self.tr("No row is chosen."))
        self._said.setText(row.said if row else "")
        place = f" ({row.where})" if row and row.where else ""
        self._said_heading.setText(self.tr("The file says") + place)
        for shown in (self._said_heading, self._said):
            shown.setVisible(bool(row and row.said))
        self._reasons.setText("\n".join(row.reasons) if row else "")
        self._reasons.setVisible(bool(row and row.reasons))
        is_unread = bool(row and row.state is State.UNREAD)
        self._reasons.setProperty("role", "trouble" if is_unread else "strong")
        restyle(self._reasons)
        self._changes.setText(self._changes_of(row) if row else "")
        self._changes.setVisible(bool(self._changes.text()))
        if row:
            self._ask_which(row)

    def _changes_of(self, row: Row) -> str:
        return wording.about(row) or "\n".join(
            self.tr("{name}: was {was}, will be {will}").format(
                name=one.name, was=one.was or self.tr("empty"), will=one.will or self.tr("empty")
            )
            for one in row.changes
        )

    def _ask_which(self, row: Row) -> None:
        if self._proposal is None or row.state in _NOT_PAIRED:
            return
        known = self._proposal.known
        answers: list[tuple[object, str]] = [("", self.tr("A new session"))]
        candidates = list(self._proposal.candidates(row.key))[:_MOST_CANDIDATES]
        if row.session and row.session.id not in {one.id for one in candidates}:
            candidates.append(row.session)
        for one in candidates:
            start = to_local(one.start, known.zone)
            answers.append(
                (str(one.id), f"{day_of(start.date(), known)} {start:%H:%M} {one.title}")
            )
        if len(answers) == 1:
            return
        asked = Asked(
            row.key, self.tr("It is"), answers, str(row.session.id) if row.session else ""
        )
        self._ask(asked, self.paired, self._which)

    def _ask(self, asked: Asked, wish: SignalInstance, layout: QVBoxLayout) -> None:
        """Ask a question; one that is asked anew keeps the keyboard."""
        asked.answered.connect(wish)
        layout.addWidget(asked)
        if asked.key == self._with_keyboard:
            self._with_keyboard = ""
            asked.show()  # what is not in sight yet cannot have the keyboard
            asked.choice.setFocus()

    def _forget(self, layout: QVBoxLayout) -> None:
        """Take the questions of a layout away, and remember which has the keyboard."""
        for asked in self.findChildren(Asked):
            if asked.choice.hasFocus():
                self._with_keyboard = asked.key
        clear(layout)

    def _show_days(self, proposal: Proposal) -> None:
        self._forget(self._days)
        days = proposal.known.days
        given = proposal.known.sheet_days
        sheets = list(dict.fromkeys((*given, *proposal.reading.dayless)))
        self.days.setVisible(bool(sheets))
        offered = _days(days.first - timedelta(days=1), days.last + timedelta(days=1))
        answers: list[tuple[object, str]] = [(None, self.tr("Choose its day"))]
        answers += [(one, day_of(one, proposal.known)) for one in offered]
        for sheet in sheets:
            asked = Asked(sheet, sheet[:1].upper() + sheet[1:], answers, given.get(sheet))
            self._ask(asked, self.day_given, self._days)

    def _show_columns(self, proposal: Proposal) -> None:
        self._forget(self._columns)
        found = {normal(one.heading): one for one in reversed(proposal.reading.columns)}
        self.columns.setVisible(bool(found))
        self.columns.set_title(self.tr("What the columns mean ({n})").format(n=len(found)))
        for key, one in list(reversed(found.items()))[:_MOST_COLUMNS]:
            words = " ".join(one.heading.split())[:60]
            asked = Asked(key, words, wording.MEANINGS, one.meaning)
            self._ask(asked, self.column_meant, self._columns)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
