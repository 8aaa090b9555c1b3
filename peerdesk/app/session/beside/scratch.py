"""The scratch pad: private to this laptop and session, saved as it is typed, never handed in."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave
from peerdesk.app.fields import FieldsDraft
from peerdesk.app.session.actions import Opened
from peerdesk.app.widgets.fold import FoldingSection
from peerdesk.app.widgets.making import column, label, set_text_quietly
from peerdesk.domain.ids import RecordId
from peerdesk.store.scratch import write_scratch
from peerdesk.store.store import Store

_LINES = 4


class ScratchSection(QWidget):
    """A small sheet of paper that nobody else ever sees."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._look = context.look
        self._draft = FieldsDraft()
        self.save = context.drafts.add(Autosave(context.jobs, self._draft, self))
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(self.tr("Scratch pad, only on this laptop, never handed in"))
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(self.tr("A word to come back to, a number to check …"))
        said = label(self.tr("Only on this laptop, never handed in."), "caption")
        self.fold = FoldingSection(self.tr("Scratch pad"), column(self.edit, said, gap=4))
        self.setLayout(column(self.fold))
        self.edit.textChanged.connect(self._on_edit_changed)
        self._look.applied.connect(self._fit)
        self._fit()

    def show_session(self, opened: Opened) -> None:
        """Show the pad of a session."""
        session = opened.session.id
        self._draft.begin(
            {"text": opened.scratch},
            lambda store, new, whole: _write(store, session, new),
            {"part": "scratch", "session": session},
        )
        set_text_quietly(self.edit, opened.scratch)

    @Slot()
    def _on_edit_changed(self) -> None:
        self._draft.now["text"] = self.edit.toPlainText()
        self.save.touch()

    @Slot()
    def _fit(self) -> None:
        self.edit.setFixedHeight(self._look.lines_high(_LINES) + 24)


def _write(store: Store, session: RecordId, new: Mapping[str, Any]) -> None:
    write_scratch(store, session, new["text"])
