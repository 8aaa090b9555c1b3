"""What the editor's room can do beyond its buttons, for a finger or a mouse: each has a key too."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.widgets.making import action


class MoreButton(QPushButton):
    """Opens a menu of actions; the editor keeps the keyboard, and with it the caret."""

    def __init__(self) -> None:
        super().__init__(self.tr("More") + " ▾")
        tip = self.tr("Undo, find, and what a line was before")
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.setAccessibleName(self.tr("More for these notes"))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_shown = QMenu(self)
        self.menu_shown.setAccessibleName(self.accessibleName())
        self.clicked.connect(self.open)

    def offer(self, *groups: Sequence[QAction]) -> None:
        """Offer these actions, a line between the groups."""
        for number, group in enumerate(groups):
            if number:
                self.menu_shown.addSeparator()
            self.menu_shown.addActions(list(group))

    @Slot()
    def open(self) -> None:
        """Open the menu below the button, its right edge under the button's."""
        wide = self.menu_shown.sizeHint().width()
        self.menu_shown.popup(self.mapToGlobal(QPoint(self.width() - wide, self.height())))


def undo_actions(editor: NoteEditor) -> tuple[QAction, QAction]:
    """Give the editor what its own keys for undo and redo do, to be pressed and listed too."""
    undo = action(editor, editor.tr("Undo"), "", editor.undo)
    redo = action(editor, editor.tr("Redo"), "", editor.redo)
    for made, keys, can in (
        (undo, QKeySequence.StandardKey.Undo, editor.undoAvailable),
        (redo, QKeySequence.StandardKey.Redo, editor.redoAvailable),
    ):
        made.setShortcut(keys)  # which the editor, having the keyboard, hears before the action
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.setEnabled(False)
        can.connect(made.setEnabled)
    return undo, redo
