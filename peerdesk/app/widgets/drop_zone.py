"""A place to drop files on; knows only how their names end."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from peerdesk.app.widgets.making import label, restyle, row


def dropped(data: QMimeData, endings: tuple[str, ...]) -> list[Path]:
    """Return the files in what is dragged whose names end in one of these."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in endings]


class DropZone(QFrame):
    """A place to drop files on, around the button that chooses them."""

    files_dropped = Signal(list)

    def __init__(self, words: str, choose: QWidget, *endings: str) -> None:
        super().__init__()
        self.setObjectName("dropZone")
        self._endings = endings
        self.setAcceptDrops(True)
        line = row(choose, label(words, "muted"), gap=16)
        line.setStretch(1, 1)
        line.setContentsMargins(16, 16, 16, 16)
        self.setLayout(line)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of ours only."""
        if dropped(event.mimeData(), self._endings):
            self._show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Stop showing that files would be taken."""
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self._show_over(False)
        self.files_dropped.emit(dropped(event.mimeData(), self._endings))
        event.acceptProposedAction()

    def _show_over(self, over: bool) -> None:
        self.setProperty("over", "true" if over else "false")
        restyle(self)


class FileDrops(QObject):
    """Has a whole page take files that are dropped on it."""

    files_dropped = Signal(list)

    def __init__(self, page: QWidget, *endings: str) -> None:
        super().__init__(page)
        self._endings = endings
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files of ours, and leave everything else to the page."""
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        ):
            files = dropped(event.mimeData(), self._endings)
            if files:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.files_dropped.emit(files)
                return True
        return super().eventFilter(watched, event)
