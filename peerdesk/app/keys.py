"""What the window itself can do, each with its key and its words."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from peerdesk.app.widgets.making import action

if TYPE_CHECKING:
    from peerdesk.app.window import MainWindow


def give_keys(window: "MainWindow") -> None:
    """Give the window its actions."""
    action(window, window.tr("Lock"), "Ctrl+L", window.lock)
    action(window, window.tr("Help for this page"), "F1", window.toggle_help)
    action(window, window.tr("Show or hide the panel"), "Ctrl+.", window.toggle_panel)
    larger = action(window, window.tr("Larger text"), "", window.enlarge_text)
    larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    action(window, window.tr("Smaller text"), "Ctrl+-", window.shrink_text)
    action(window, window.tr("Usual text size"), "Ctrl+0", window.reset_text)
    action(window, window.tr("Close PeerDesk"), "Ctrl+Q", window.close)
    action(window, window.tr("Find anything you can do"), "Ctrl+K", window.finder.toggle)
