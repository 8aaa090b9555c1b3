"""Offers theme sets to begin with, those that PeerDesk has and a file of one's own."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button, choice
from peerdesk.schedule.themes import Template, read_template, shipped


class TemplateBar(QWidget):
    """A choice and two buttons; the themes are its page's to add."""

    chosen = Signal(object)  # the Template

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.sets = choice(self.tr("Theme set"))
        self.take = button(self.tr("Add these themes"))
        self.file = button(self.tr("From a file…"), tip=self.tr("A theme set of your own (TOML)"))
        parts = FlowLayout()
        for part in (self.sets, self.take, self.file):
            parts.addWidget(part)
        self.setLayout(parts)
        self.take.clicked.connect(self._on_take_clicked)
        self.file.clicked.connect(self._on_file_clicked)
        self.sets.currentIndexChanged.connect(self._on_sets_changed)
        context.jobs.post_bare(shipped).done.connect(self._on_read)

    @Slot(object)
    def _on_read(self, found: tuple[Template, ...]) -> None:
        for one in found:
            if one.areas:
                self.sets.addItem(one.title, one)

    @Slot()
    def _on_sets_changed(self) -> None:
        one = self.sets.currentData()
        for said in (self.sets, self.take):
            said.setToolTip(one.about if one else "")
            said.setAccessibleDescription(one.about if one else "")

    @Slot()
    def _on_take_clicked(self) -> None:
        if (one := self.sets.currentData()) is not None:
            self.chosen.emit(one)

    @Slot()
    def _on_file_clicked(self) -> None:
        pattern = self.tr("Theme sets (*.toml)")
        FileAsk(self, self.tr("A theme set"), pattern, self._on_file_answered).to_open()

    def _on_file_answered(self, paths: list[Path]) -> None:
        self.take_file(paths[0])

    def take_file(self, path: Path) -> None:
        """Read a theme set from a file and ask for its themes."""
        job = self._context.jobs.post_bare(_Reading(path))
        job.done.connect(self.chosen)


class _Reading:
    """The reading of one file, to be done elsewhere."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> Template:
        return read_template(self._path)
