"""Asks for files to open or to save, and leaves no list of them behind."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QFileDialog, QWidget


class FileAsk(QObject):
    """One question for a file, asked in a dialog that does not block.

    Qt's own dialog is used because the systems' put what is chosen into their recent files; what
    Qt itself would remember is removed again.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        pattern: str,
        answer: Callable[[list[Path]], None],
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        self.dialog = QFileDialog(parent, title, str(Path.home()), pattern)
        self.dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.dialog.filesSelected.connect(self._on_dialog_selected)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.destroyed.connect(forget_places)

    def to_open(self, several: bool = False) -> None:
        """Ask for a file that is there, or for several."""
        mode = QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile
        self.dialog.setFileMode(mode)
        self.dialog.open()

    def to_folder(self) -> None:
        """Ask for a folder to put several files into."""
        self.dialog.setFileMode(QFileDialog.FileMode.Directory)
        self.dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.dialog.open()

    def to_save(self, name: str) -> None:
        """Ask where to save, offering a name; its ending is added where it is left out."""
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        self.dialog.selectFile(name)
        self.dialog.open()

    @Slot(list)
    def _on_dialog_selected(self, names: list[str]) -> None:
        self._answer([Path(name) for name in names])

    @Slot()
    def _on_dialog_finished(self) -> None:
        self.dialog.setHistory([])
        self.dialog.deleteLater()
        self.deleteLater()


@Slot()
def forget_places() -> None:
    """Remove what Qt's file dialog writes into its own settings when it goes."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.beginGroup("FileDialog")
    for name in ("history", "lastVisited", "shortcuts"):
        kept.remove(name)
    kept.endGroup()
    kept.sync()
