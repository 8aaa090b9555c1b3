"""Makes labels, buttons and layouts the way every page wants them."""

import sys
from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QStyledItemDelegate,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

GAP = 8
# Values of the Qt namespace by number: naming one makes Python's side of all its ninety enums,
# a sixth of the time to the passphrase prompt. What is needed before it must not name any.
PLAIN_TEXT = 0
CENTRED = 0x84
SELECTABLE_BY_MOUSE = 1
SECRET_INPUT = 0x2 | 0x40 | 0x4  # sensitive data, no predictive text, no automatic capitals


def label(
    text: str = "", role: str = "", wrap: bool = True, parent: QWidget | None = None
) -> QLabel:
    """Return a plain-text label in a role of the stylesheet (title, heading, muted …)."""
    made = QLabel(text, parent)
    made.setProperty("textFormat", PLAIN_TEXT)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(text: str, role: str = "", tip: str = "", checkable: bool = False) -> QPushButton:
    """Return a button in a role of the stylesheet (main, link, rail)."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setCheckable(checkable)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if role:
        made.setProperty("role", role)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    return made


def icon_button(icon_size: int, name: str, tip: str) -> QPushButton:
    """Return a button that shows only an icon, with its accessible name and tooltip."""
    made = button("", "link", tip)
    made.setAccessibleName(name)
    made.setIconSize(QSize(icon_size, icon_size))
    return made


def action(owner: QWidget, words: str, keys: str, slot: Callable[[], object]) -> QAction:
    """Give a widget an action with its key (none if empty) and return it.

    Whatever can be done by a key is one of these, so that the command palette can list it.
    """
    made = QAction(words, owner)
    if keys:
        made.setShortcut(QKeySequence(keys))
    made.triggered.connect(slot)
    owner.addAction(made)
    return made


def choice(name: str) -> QComboBox:
    """Return an empty choice whose list of items has its name too."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.view().setAccessibleName(name)
    made.setItemDelegate(QStyledItemDelegate(made))  # the stylesheet makes rows as high as a finger
    return made


def tabs(name: str) -> QTabWidget:
    """Return tabs whose bar and whose pages are read out under one name."""
    made = QTabWidget()
    made.setAccessibleName(name)
    made.tabBar().setAccessibleName(name)
    return made


def column(*parts: QWidget | QLayout | None, margin: int = 0, gap: int = GAP) -> QVBoxLayout:
    """Return a column of widgets and layouts; None is a stretch."""
    layout = QVBoxLayout()
    _fill(layout, parts, margin, gap)
    return layout


def row(*parts: QWidget | QLayout | None, margin: int = 0, gap: int = GAP) -> QHBoxLayout:
    """Return a row of widgets and layouts; None is a stretch."""
    layout = QHBoxLayout()
    _fill(layout, parts, margin, gap)
    return layout


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    parts: tuple[QWidget | QLayout | None, ...],
    margin: int,
    gap: int,
) -> None:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def captioned(field: QWidget) -> QWidget:
    """Return a field below the words it has for a screen reader, which also lead to it."""
    words = label(field.accessibleName(), "caption", wrap=False)
    words.setBuddy(field)
    made = QWidget()
    made.setLayout(column(words, field, gap=2))
    return made


def in_tab_order(widgets: Iterable[QWidget]) -> None:
    """Have Tab go from each widget to the next: what is made later would come after all others."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def restyle(widget: QWidget) -> None:
    """Have the stylesheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence when it is next silent."""
    if sentence:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def describe(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say what the control in focus is now, and keep it said of it.

    Orca 43, which Debian 12 has, reads a new description of what is in focus and knows nothing of
    announcements; the readers of other systems are told by an announcement.
    """
    widget.setAccessibleDescription(sentence)
    if not sys.platform.startswith("linux"):
        announce(widget, sentence)


def set_checked_quietly(target: QAbstractButton, yes: bool) -> None:
    """Show a state without telling those who listen for a person's click."""
    before = target.blockSignals(True)
    target.setChecked(yes)
    target.blockSignals(before)


def set_text_quietly(target: QPlainTextEdit, text: str) -> None:
    """Show a text that was read, keeping caret and undo where it is what stands there already."""
    if target.toPlainText() == text:
        return
    before = target.blockSignals(True)
    target.setPlainText(text)
    target.blockSignals(before)


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout for good."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    """Return a scroll area around a widget, for when large text makes it taller than the window."""
    area = QScrollArea()
    inside.setObjectName("scrolled")
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(name)
    follow_fingers(area)
    return area


def follow_fingers(area: QAbstractScrollArea) -> None:
    """Have a list or page move with the finger on it, and go on a little when it is let go."""
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
