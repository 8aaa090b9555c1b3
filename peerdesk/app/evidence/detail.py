"""Beside the list: one note in full, and the findings that rest on it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QPushButton, QVBoxLayout, QWidget

from peerdesk.app.evidence.model import Names
from peerdesk.app.widgets.making import button, column, label, scrolled
from peerdesk.domain.records import Finding, Observation


class DetailPanel(QWidget):
    """Shows a note; a finding under it opens with a press."""

    finding_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._text = label("", "heading")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts = QFormLayout()
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._facts.setVerticalSpacing(0)
        self._findings = QVBoxLayout()
        inside = QWidget()
        inside.setLayout(column(self._text, self._facts, self._findings, None, gap=16))
        self.setLayout(column(scrolled(inside, self.tr("This note"))))
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what will be here."""
        self._clear()
        self._text.setText("")
        self._findings.addWidget(label(self.tr("Choose a note to see all of it here."), "muted"))

    def show_note(self, note: Observation, names: Names, findings: Sequence[Finding]) -> None:
        """Show a note in full with the findings tied to it."""
        self._clear()
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
