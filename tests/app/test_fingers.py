"""A finger on a list moves it, and a tap on it chooses."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QPlainTextEdit,
    QScroller,
    QWidget,
)
from pytestqt.qtbot import QtBot

from peerdesk.app import pages
from peerdesk.app.context import Context
from peerdesk.app.look import Look
from peerdesk.app.widgets.entries import Entry, EntryView
from tests.app.conftest import Screen

_STEP = 10  # pixels between one place of the finger and the next


def _draw(view: EntryView, places: list[QPoint]) -> None:
    """Put a finger down at the first place, draw it over the others, and lift it at the last."""
    device = QTest.createTouchDevice()
    target = view.viewport()
    QTest.touchEvent(target, device).press(0, places[0], target).commit()
    for place in places[1:]:
        QTest.touchEvent(target, device).move(0, place, target).commit()
    QTest.touchEvent(target, device).release(0, places[-1], target).commit()


def _list(qtbot: QtBot, look: Look) -> EntryView:
    view = EntryView("Notes", look)
    qtbot.addWidget(view)
    view.entries.show([Entry(str(n), f"Line {n}") for n in range(100)])
    view.resize(400, 400)
    with qtbot.waitExposed(view):
        view.show()
    return view


def test_a_swipe_scrolls_a_list(qtbot: QtBot, context: Context) -> None:
    view = _list(qtbot, context.look)
    _draw(view, [QPoint(100, 350 - _STEP * n) for n in range(30)])
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 200)


def test_a_tap_chooses_what_is_under_it(qtbot: QtBot, context: Context) -> None:
    view = _list(qtbot, context.look)
    second = view.visualRect(view.entries.index(1)).center()
    _draw(view, [second])
    qtbot.waitUntil(lambda: view.current == "1")
    assert view.verticalScrollBar().value() == 0


def _is_written_in(area: QAbstractScrollArea) -> bool:
    """Say whether a finger drawn over it marks text, or it belongs to a choice or a table."""
    above: QWidget | None = area
    while above is not None:
        if isinstance(above, QPlainTextEdit | QHeaderView | QComboBox):
            return True
        above = above.parentWidget()
    return False


@pytest.mark.parametrize("name", [*pages.LEAD, "bring-in"])
def test_whatever_scrolls_on_a_page_follows_a_finger(lead: Screen, name: str) -> None:
    lead.go(name)
    stiff = [
        area.accessibleName() or type(area).__name__
        for area in lead.window.findChildren(QAbstractScrollArea)
        if not _is_written_in(area)
        and area.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and not QScroller.hasScroller(area.viewport())
    ]
    assert stiff == []
