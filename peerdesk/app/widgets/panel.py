"""The panel of context at the right: whatever the page puts beside itself, and help."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from peerdesk.app.look import Look
from peerdesk.app.widgets.icons import icon
from peerdesk.app.widgets.making import column, icon_button, label, row, scrolled

_WIDTH = 304
_BY_TAB = Qt.FocusPolicy.TabFocus


class ContextPanel(QFrame):
    """Shows one widget at a time under a title, and can be closed."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Beside the page"))
        self._look = look
        self._title = label(role="heading", wrap=True)
        self._close = icon_button(
            look.pixels(16), self.tr("Close this panel"), self.tr("Close this panel (Ctrl+.)")
        )
        self._stack = QStackedWidget()
        self._help = label()
        inside = QWidget()
        inside.setLayout(column(self._help, None))
        self._help_area = scrolled(inside, self.tr("Help"))
        self._stack.addWidget(self._help_area)
        top = row(self._title, self._close)
        layout = column(top, self._stack, gap=8)
        layout.setContentsMargins(16, 8, 8, 8)
        self.setLayout(layout)
        self._close.clicked.connect(self.closed)
        look.applied.connect(self._on_look_applied)
        self._on_look_applied()

    def show_help(self, title: str, text: str) -> None:
        """Show help instead of what the page puts here."""
        self._title.setText(title)
        self._help.setText(text)
        self._stack.setCurrentWidget(self._help_area)

    @property
    def shows_help(self) -> bool:
        """Say whether help is shown."""
        return self._stack.currentWidget() is self._help_area

    def first_focus(self) -> QWidget:
        """Return what is reached first inside, or the button that closes the panel."""
        at = self._close.nextInFocusChain()
        while at is not None and at is not self._close:
            if self._stack.isAncestorOf(at) and at.isVisible() and at.focusPolicy() & _BY_TAB:
                return at
            at = at.nextInFocusChain()
        return self._close

    def show_side(self, title: str, side: QWidget) -> None:
        """Show what a page puts beside itself."""
        self._title.setText(title)
        if self._stack.indexOf(side) < 0:
            self._stack.addWidget(side)
        self._stack.setCurrentWidget(side)

    @Slot()
    def _on_look_applied(self) -> None:
        self.setFixedWidth(round(_WIDTH * min(self._look.scale, 1.5)))
        self._close.setIcon(icon("close", self._look, size=16))
