"""The panel beside the notes, from the session's facts down to whom one types for."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave, SaveState
from peerdesk.app.session.actions import Opened
from peerdesk.app.session.beside import actions
from peerdesk.app.session.beside.account import Account
from peerdesk.app.session.beside.colleagues import ColleaguesSection
from peerdesk.app.session.beside.facts import FactsSection
from peerdesk.app.session.beside.leaving import LeavingSection
from peerdesk.app.session.beside.questions import QuestionsSection
from peerdesk.app.session.beside.scratch import ScratchSection
from peerdesk.app.session.beside.typing_for import TypingForSection
from peerdesk.app.session.lines import Line
from peerdesk.app.widgets.fold import FoldingSection
from peerdesk.app.widgets.making import action, announce, column, label, scrolled

_COUNT_AFTER_MS = 700


class BesidePanel(QWidget):
    """Shows one session; what is filled in here is saved like everything typed."""

    sort_requested = Signal()
    note_requested = Signal(str)
    typing_for_requested = Signal(str)
    sight_requested = Signal()  # to be shown, before the keyboard goes into it

    def __init__(self, context: Context, page: QWidget) -> None:
        """The page owns it, so that its clocks end with the page, until it stands in the window."""
        super().__init__(page)
        self.hide()
        self._jobs = context.jobs
        self._opened: Opened | None = None
        self.account = Account(context, self)
        self.facts = FactsSection(context.now)
        self.questions = QuestionsSection(self.account)
        self.scratch = ScratchSection(context)
        self.leaving = LeavingSection(context, self.account)
        self.colleagues = ColleaguesSection(context)
        self.typing_for = TypingForSection()
        self.saves: tuple[Autosave, ...] = (self.account.save, self.scratch.save)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._trouble = label("", "trouble")
        self._trouble.hide()
        inside = QWidget()
        inside.setLayout(
            column(
                self._trouble,
                self.facts,
                self.questions,
                self.scratch,
                self.leaving,
                self.colleagues,
                self.typing_for,
                None,
                gap=8,
            )
        )
        inside.layout().setContentsMargins(0, 0, 8, 0)  # type: ignore[union-attr]
        self._area = scrolled(inside, self.tr("About the session"))
        self.setLayout(column(self._area))
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)

    def _connect(self) -> None:
        for save in self.saves:
            save.state_changed.connect(self._on_save_state_changed)
        self._counting.timeout.connect(self._count_unsorted)
        self.leaving.sort_requested.connect(self.sort_requested)
        self.colleagues.note_requested.connect(self.note_requested)
        self.typing_for.chosen.connect(self.typing_for_requested)

    def add_actions(self, page: QWidget) -> None:
        """Give the page what can be asked of its panel, so that the palette lists it there."""
        action(page, self.tr("Go to the scratch pad"), "", self._on_scratch_wanted)
        action(page, self.tr("Write the summary of this session"), "", self._on_summary_wanted)
        action(page, self.tr("Type for a colleague"), "", self._on_typing_for_wanted)

    def _go_to(self, fold: FoldingSection, wanted: QWidget) -> None:
        self.sight_requested.emit()
        fold.open()
        wanted.setFocus()
        QTimer.singleShot(0, self._show_keyboard)  # once what was just opened has its place

    @Slot()
    def _show_keyboard(self) -> None:
        """Scroll to what has the keyboard, which Qt does only for the Tab key."""
        if (at := self._area.focusWidget()) is not None:
            self._area.ensureWidgetVisible(at, 0, at.height())  # Qt sees to the caret alone

    @Slot()
    def _on_scratch_wanted(self) -> None:
        self._go_to(self.scratch.fold, self.scratch.edit)

    @Slot()
    def _on_summary_wanted(self) -> None:
        self._go_to(self.leaving.fold, self.leaving.summary)

    @Slot()
    def _on_typing_for_wanted(self) -> None:
        self._go_to(self.typing_for.fold, self.typing_for.whose)

    def flush(self) -> None:
        """Save what was filled in now."""
        for save in self.saves:
            save.flush()

    def show_session(self, opened: Opened) -> None:
        """Show a session that has just been read."""
        shown = self._opened
        is_other = shown is None or shown.session.id != opened.session.id
        self._opened = opened
        self.account.begin(opened)
        self.facts.show_session(opened)
        self.questions.show_session(opened)
        self.scratch.show_session(opened)
        self.leaving.show_session(opened)
        self.colleagues.show_session(opened, is_other)
        self.typing_for.show_session(opened)
        self._count_unsorted()

    @Slot(object)
    def show_line(self, line: Line) -> None:
        """Look for what colleagues noted on what a line is about."""
        self.colleagues.show_line(line)

    @Slot()
    def hear_saved(self) -> None:
        """Hear that lines are on the disk: count and list anew in a moment."""
        self._counting.start()

    @Slot()
    def _count_unsorted(self) -> None:
        if self._opened is not None:
            job = self._jobs.post(actions.unsorted(self._opened), key="unsorted")
            job.done.connect(self.leaving.show_unsorted)
            self.colleagues.hear_saved()

    @Slot(object, str)
    def _on_save_state_changed(self, state: SaveState, why: str) -> None:
        reason = next((save.reason for save in self.saves if save.reason), "")
        words = self.tr("▲ NOT SAVED. {reason}").format(reason=reason) if reason else ""
        if words and words != self._trouble.text():
            announce(self, words)
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
