"""The questions of the focus areas, to tick off as they are asked."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from peerdesk.app.session.actions import Opened
from peerdesk.app.session.beside import model
from peerdesk.app.session.beside.account import Account
from peerdesk.app.widgets.fold import FoldingSection
from peerdesk.app.widgets.making import clear, column, in_tab_order, label, row, set_checked_quietly
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Question, Theme

_FEW = 6  # so many questions are shown at once; of more, a focus area is opened when wanted


class QuestionRow(QWidget):
    """One question: a tick, its words, and quietly which colleague has asked it already."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question.id
        self.tick = QCheckBox()
        self.tick.setAccessibleName(question.text)
        self.tick.setToolTip(self.tr("Tick when it has been asked"))
        self.tick.setProperty("question", question.id)
        self._by = label("", "caption")
        words = column(label(question.text), self._by, gap=0)
        words.setContentsMargins(0, 8, 0, 4)
        line = row(self.tick, words, gap=4)
        line.setAlignment(self.tick, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_asked(self, mine: bool, by: str) -> None:
        """Show whether I have ticked it, and who else has."""
        set_checked_quietly(self.tick, mine)
        said = self.tr("asked by {initials}").format(initials=by) if by else ""
        self._by.setText(said)
        self._by.setVisible(bool(said))
        self.tick.setAccessibleDescription(said)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick when the words are pressed, which are far wider than the box."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.tick.click()


class QuestionsSection(QWidget):
    """A folding part for each focus area that has questions."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        self._account = account
        self._themes: tuple[Theme, ...] = ()
        self._by: Mapping[RecordId, str] = {}
        self.rows: dict[RecordId, QuestionRow] = {}
        self.areas: dict[RecordId, FoldingSection] = {}
        self._insides: dict[RecordId, QVBoxLayout] = {}
        self._empty = label(
            self.tr(
                "The questions of the focus areas will be here, to tick off, once Setup has some."
            ),
            "muted",
        )
        self._areas = QVBoxLayout()
        self._areas.setSpacing(0)
        inside = column(self._empty, self._areas, gap=0)
        self.fold = FoldingSection(self.tr("Questions to ask"), inside)
        self.setLayout(column(self.fold))

    def show_session(self, opened: Opened) -> None:
        """Show what has been asked in a session."""
        themes = tuple(theme for theme in opened.themes if theme.questions)
        if [t.questions for t in themes] != [t.questions for t in self._themes]:
            self._build_areas(themes)
        self._themes = themes
        self._by = model.asked_by(opened)
        self._empty.setVisible(not themes)
        for question in self.rows:
            self._show_asked(question)
        self._count()

    def _build_areas(self, themes: tuple[Theme, ...]) -> None:
        clear(self._areas)
        self.rows, self.areas, self._insides = {}, {}, {}
        few = sum(len(theme.questions) for theme in themes) <= _FEW
        for theme in themes:
            self._insides[theme.id] = column(gap=0)
            made = FoldingSection(theme.name, self._insides[theme.id], few, "subfold")
            made.setProperty("theme", theme.id)
            made.toggled.connect(self._on_area_toggled)
            self.areas[theme.id] = made
            self._areas.addWidget(made)
        in_tab_order((self.fold.heading, *(made.heading for made in self.areas.values())))
        for theme in themes if few else ():
            self._fill(theme)

    def _fill(self, theme: Theme) -> None:
        """Make the rows of a focus area, which are wanted only once it is open."""
        if self._insides[theme.id].count():
            return
        for question in theme.questions:
            made = QuestionRow(question)
            made.tick.toggled.connect(self._on_tick_toggled)
            self.rows[question.id] = made
            self._insides[theme.id].addWidget(made)
            self._show_asked(question.id)
        ticks = (self.rows[question.id].tick for question in theme.questions)
        in_tab_order((self.areas[theme.id].heading, *ticks))

    def _show_asked(self, question: RecordId) -> None:
        mine = self._account.is_asked(question)
        self.rows[question].show_asked(mine, self._by.get(question, ""))

    def _count(self) -> None:
        every = [question.id for theme in self._themes for question in theme.questions]
        asked = set(self._by) | {one for one in every if self._account.is_asked(one)}
        for theme in self._themes:
            self.areas[theme.id].set_title(model.asked_words(theme, asked))

    @Slot(bool)
    def _on_area_toggled(self, yes: bool) -> None:
        wanted = self.sender().property("theme")
        if yes:
            self._fill(next(theme for theme in self._themes if theme.id == wanted))

    @Slot(bool)
    def _on_tick_toggled(self, yes: bool) -> None:
        self._account.say(f"asked:{self.sender().property('question')}", yes, at_once=True)
        self._count()
