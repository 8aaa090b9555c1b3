"""The form in which one finding is written; saved as one types, like notes."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave
from peerdesk.app.fields import FieldsDraft
from peerdesk.app.findings.actions import Conclusions, FindingWriter
from peerdesk.app.findings.model import behind_words
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import choice, column, label, scrolled
from peerdesk.app.widgets.save_label import SaveLabel
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Finding
from peerdesk.domain.words import FindingKind, FindingState

_HEADLINE_LINES = 2
_NARRATIVE_LINES = 5


class FindingForm(QWidget):
    """Headline, narrative, kind, theme and state of one finding."""

    written = Signal(str)  # its id, after each save

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._writer = FindingWriter(None)
        self._look = context.look
        self._draft = FieldsDraft()
        self.save = context.drafts.add(Autosave(context.jobs, self._draft, self))
        self._build()
        self._connect()

    def _build(self) -> None:
        self.headline = QPlainTextEdit()
        self.headline.setTabChangesFocus(True)
        self.headline.setAccessibleName(self.tr("Headline"))
        self.headline.setPlaceholderText(self.tr("One sentence the team can say aloud"))
        self.narrative = QPlainTextEdit()
        self.narrative.setAccessibleName(self.tr("Narrative"))
        self.narrative.setTabChangesFocus(True)
        self.narrative.setPlaceholderText(self.tr("What the team heard, without saying from whom"))
        self.kind = self._choice(self.tr("Kind"), [(k.label, k.value) for k in FindingKind])
        self.theme = self._choice(self.tr("Theme"), [])
        self.state = self._choice(self.tr("State"), [(s.label, s.value) for s in FindingState])
        choices = FlowLayout()
        for words, field in (
            (self.tr("Kind"), self.kind),
            (self.tr("Where it is said"), self.state),
        ):
            one = QWidget()
            one.setLayout(column(self._above(words, field), field, gap=2))
            choices.addWidget(one)
        self._behind = label("")
        self._saved = SaveLabel()
        layout = column(
            self._above(self.tr("Headline"), self.headline),
            self.headline,
            self._above(self.tr("Narrative"), self.narrative),
            self.narrative,
            self._above(self.tr("Theme"), self.theme),
            self.theme,
            choices,
            self._behind,
            self._saved,
            gap=8,
        )
        layout.setStretch(3, 1)
        layout.setContentsMargins(0, 0, 8, 0)
        inside = QWidget()
        inside.setLayout(layout)
        self.setLayout(column(scrolled(inside, self.tr("This finding"))))

    def _above(self, words: str, field: QWidget) -> QWidget:
        made = label(words, "caption", wrap=False)
        made.setBuddy(field)
        return made

    def _choice(self, name: str, items: list[tuple[str, str]]) -> QComboBox:
        made = choice(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(13)
        for words, value in items:
            made.addItem(words, value)
        return made

    def _connect(self) -> None:
        self.headline.textChanged.connect(self._on_edited)
        self.narrative.textChanged.connect(self._on_edited)
        for field in (self.kind, self.theme, self.state):
            field.activated.connect(self._on_edited)
        self.save.state_changed.connect(self._saved.show_state)
        self.save.settled.connect(self._on_save_settled)

    @property
    def record(self) -> RecordId | None:
        """Return the finding's id, or None while it has no headline yet."""
        return self._writer.record

    def show_finding(self, finding: Finding | None, conclusions: Conclusions) -> None:
        """Show a finding, or empty fields for a new one."""
        self._writer = FindingWriter(finding.id if finding else None)
        self._offer_themes(conclusions)
        values: dict[str, Any] = {
            "headline": finding.headline if finding else "",
            "narrative": finding.narrative if finding else "",
            "kind": (finding.kind if finding else FindingKind.STRENGTH).value,
            "state": (finding.state if finding else FindingState.DRAFT).value,
            "theme": (finding.theme or "") if finding else "",
        }
        self._draft.begin(values, self._writer.write)
        for field, name in ((self.headline, "headline"), (self.narrative, "narrative")):
            before = field.blockSignals(True)
            field.setPlainText(values[name])
            field.blockSignals(before)
        self.headline.setFixedHeight(self._look.lines_high(_HEADLINE_LINES) + 24)
        self.narrative.setMinimumHeight(self._look.lines_high(_NARRATIVE_LINES) + 24)
        for name, box in (("kind", self.kind), ("theme", self.theme), ("state", self.state)):
            box.setCurrentIndex(max(box.findData(values[name]), 0))
        self.show_behind(conclusions)

    def show_behind(self, conclusions: Conclusions) -> None:
        """Say what stands behind the finding."""
        record = self._writer.record
        self._behind.setText(behind_words(conclusions.behind.get(record) if record else None))

    def _offer_themes(self, conclusions: Conclusions) -> None:
        self.theme.clear()
        self.theme.addItem(self.tr("No theme yet"), "")
        for theme in conclusions.evidence.themes:
            if not theme.joined:
                self.theme.addItem(theme.name, theme.id)

    @Slot()
    def _on_edited(self) -> None:
        self._draft.now.update(
            headline=" ".join(self.headline.toPlainText().split()),
            narrative=self.narrative.toPlainText(),
            kind=self.kind.currentData(),
            state=self.state.currentData(),
            theme=self.theme.currentData(),
        )
        self.save.touch()

    @Slot()
    def _on_save_settled(self) -> None:
        if self._writer.record:
            self.written.emit(self._writer.record)
