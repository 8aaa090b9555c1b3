"""What stands beside the lines, while they grow, wrap and scroll: as if all were painted anew."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.app.conftest import Screen

LONG = "We were told that people wait for days while nobody knows who has to arrange their care "


def _painted(screen: Screen) -> QImage:
    """Return what is on the screen once what waits has been painted."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    shown = screen.window.screen().grabWindow(screen.window.winId())
    return shown.toImage()


def _part(shown: QImage, widget: QWidget) -> QImage:
    corner = widget.mapTo(widget.window(), widget.rect().topLeft())
    return shown.copy(widget.rect().translated(corner))


def _beside(screen: Screen) -> list[QImage]:
    shown, editor = _painted(screen), screen.notes.editor
    return [_part(shown, margin) for margin in (editor.kinds_margin, editor.tags_margin)]


def _write_lines(screen: Screen, count: int) -> None:
    for number in range(count):
        screen.type(f"+ Line {number}. {LONG if number % 3 else ''}")
        screen.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        screen.press(Qt.Key.Key_Return)


@pytest.mark.parametrize("place", [Qt.Key.Key_End, Qt.Key.Key_Home])
def test_signs_and_chips_stay_beside_their_lines_while_one_is_typed(
    lead: Screen, place: Qt.Key
) -> None:
    lead.open_first_session()
    _write_lines(lead, 12)
    lead.saved()
    lead.press(place, Qt.KeyboardModifier.ControlModifier)
    lead.type("A")
    lead.saved()  # from now on its time is known
    for letter in LONG:
        lead.type(letter)
        now = _beside(lead)
        lead.notes.editor.paint_margins()
        assert _beside(lead) == now
    assert len({image.pixel(2, y) for image in now for y in range(image.height())}) > 1


def test_signs_and_chips_move_with_their_lines(lead: Screen) -> None:
    lead.open_first_session()
    _write_lines(lead, 20)
    lead.saved()
    bar = lead.notes.editor.verticalScrollBar()
    assert bar.maximum() > 3
    for value in (0, 1, 2, bar.maximum(), bar.maximum() - 1, 1):
        bar.setValue(value)
        now = _beside(lead)
        lead.notes.editor.paint_margins()
        assert _beside(lead) == now
