"""Beside the list: one note in full, and the findings that rest on it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QPushButton, QVBoxLayout, QWidget

from peerdesk.app.evidence.model import Names
from peerdesk.app.widgets.making import button, column, label, row, scrolled
from peerdesk.domain.records import Finding, Observation


class DetailPanel(QWidget):
    """Shows a note; a finding under it opens with a press."""

    finding_requested = Signal(str)
    line_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.open_button = button(
            self.tr("Open in Notes"), tip=self.tr("Go to this line in your notes (Enter)")
        )
        self.open_button.clicked.connect(self.line_requested)
        self._text = label("", "heading")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts = QFormLayout()
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._facts.setVerticalSpacing(0)
        self._findings = QVBoxLayout()
        inside = QWidget()
        opening = row(self.open_button, None)
        parts = (self._text, opening, self._facts, self._findings, None)
        inside.setLayout(column(*parts, gap=16))
        self.setLayout(column(scrolled(inside, self.tr("This note"))))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what will be here."""
        self._clear()
        self._text.setText("")
        self.open_button.hide()
        self._findings.addWidget(label(self.tr("Choose a note to see all of it here."), "muted"))

    def show_note(
        self, note: Observation, names: Names, findings: Sequence[Finding], is_own: bool
    ) -> None:
        """Show a note in full with the findings tied to it, and the way to one's own line."""
        self._clear()
        self.open_button.setVisible(is_own)
        self._text.setText(note.text)
        for word, value in names.describe(note):
            above = label(word, "caption")
            above.setContentsMargins(0, 6, 0, 0)
            self._facts.addRow(above, label(value))
        self._findings.addWidget(label(self.tr("Findings that rest on it"), "caption"))
        behind = [finding for finding in findings if note.id in finding.evidence]
        for finding in behind:
            made = button(finding.headline, "link", tip=finding.headline)
            made.setProperty("finding", finding.id)
            made.clicked.connect(self._on_finding_clicked)
            self._findings.addWidget(made)
        if not behind:
            self._findings.addWidget(label(self.tr("None yet.")))

    def _clear(self) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        while (item := self._findings.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()

    @Slot()
    def _on_finding_clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QPushButton)
        self.finding_requested.emit(sender.property("finding"))
