"""Says on every page that something is not saved, and offers an encrypted copy on another disk."""

import uuid
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from peerdesk.app.context import Context
from peerdesk.app.widgets.making import announce, button, label, row

if TYPE_CHECKING:
    from peerdesk.store.store import Store

_PATTERN = "PeerDesk copies (*.peerdesk-copy)"


class NotSavedBar(QFrame):
    """Stands at the window's top, locked or open, for as long as something is in memory only."""

    brought_back = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("messageBar")
        self.setProperty("tone", "trouble")
        self.setAccessibleName(self.tr("Not saved"))
        self._context = context
        self._recipients: tuple[str, ...] = ()
        self._challenge = ""
        self._text = label()
        self._save = button(
            self.tr("Save a copy elsewhere…"),
            tip=self.tr("Write what is not saved into an encrypted file on another disk"),
        )
        bar = row(self._text, self._save, gap=16)
        bar.setStretch(0, 1)
        bar.setContentsMargins(16, 4, 8, 4)
        self.setLayout(bar)
        self.hide()
        self._save.clicked.connect(self.ask_where)
        context.drafts.trouble_changed.connect(self._on_drafts_trouble_changed)

    @property
    def sentence(self) -> str:
        """Return what it says, or the empty text."""
        return "" if self.isHidden() else self._text.text()

    def get_ready(self) -> None:
        """Learn while notes are open to whom a copy would be sealed."""
        self._context.jobs.post(_sealing, quiet=True).done.connect(self._on_sealing_known)

    @Slot(object)
    def _on_sealing_known(self, known: tuple[str, tuple[str, ...]]) -> None:
        self._challenge, self._recipients = known

    @Slot(str)
    def _on_drafts_trouble_changed(self, reason: str) -> None:
        said = self.tr(
            "▲ NOT SAVED. {reason} Go on typing: it is kept in memory while PeerDesk is open."
        ).format(reason=reason)
        if reason and self.sentence != said:
            self._text.setText(said)
            announce(self, said)
        self._save.setEnabled(bool(self._recipients))
        self.setVisible(bool(reason))

    # Away.

    @Slot()
    def ask_where(self) -> None:
        """Ask where the copy should go."""
        from peerdesk.app.widgets.files import FileAsk

        name = f"not-saved-{self._context.now():%a-%H%M}.peerdesk-copy"
        FileAsk(self, self.tr("Save a copy elsewhere"), _PATTERN, self._on_place_chosen).to_save(
            name
        )

    def _on_place_chosen(self, paths: list[Path]) -> None:
        self.save_to(paths[0])

    def save_to(self, path: Path) -> None:
        """Write everything that is in memory only into a sealed file."""
        from peerdesk.store.spare import write_copy

        content = {
            "challenge": self._challenge,
            "id": uuid.uuid4().hex,
            "at": self._context.now().astimezone(UTC).isoformat(),
            "parts": self._context.drafts.unsaved(),
        }
        recipients = self._recipients
        job = self._context.jobs.post_bare(lambda: write_copy(path, content, recipients))
        job.setProperty("name", path.name)
        job.done.connect(self._on_copy_written)

    @Slot()
    def _on_copy_written(self) -> None:
        self._context.messages.tell(
            self.tr(
                "What was not saved is in {name}, encrypted. When these notes can be saved again,"
                " bring it back with “Open a saved copy” (Ctrl+K)."
            ).format(name=self.sender().property("name"))
        )

    # And back.

    @Slot()
    def ask_which(self) -> None:
        """Ask which copy to bring back."""
        from peerdesk.app.widgets.files import FileAsk

        FileAsk(self, self.tr("Open a saved copy"), _PATTERN, self._on_copy_chosen).to_open()

    def _on_copy_chosen(self, paths: list[Path]) -> None:
        self.bring_back(paths[0])

    def bring_back(self, path: Path) -> None:
        """Bring a copy back into the notes that are open."""
        from peerdesk.app.saved_copy import bring_back

        job = self._context.jobs.post(lambda store: bring_back(store, path))
        job.done.connect(self._on_copy_brought)

    @Slot(object)
    def _on_copy_brought(self, lines: object) -> None:
        if lines is None:
            self._context.messages.tell(self.tr("Everything in this copy is here already."))
            return
        many = self.tr("1 line") if lines == 1 else self.tr("{n} lines").format(n=lines)
        said = self.tr("Brought back {many} from the copy. You can delete the file now.")
        self._context.messages.tell(said.format(many=many))
        self.brought_back.emit()


def _sealing(store: "Store") -> tuple[str, tuple[str, ...]]:
    from peerdesk.store.spare import copy_recipients

    return store.challenge, copy_recipients(store)
