"""Every page, walked: a name for every control, a tooltip for every icon, Tab all the way round."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QWidget

from peerdesk.app.session.rooms.rooms import BIN, HISTORY, SORT
from tests.app.conftest import Screen
from tests.helpers.accessible import troubles

LEAD = ("today", "notes", "evidence", "timetable", "team", "findings", "feedback", "setup")
PEER = ("today", "notes", "evidence", "hand-in")
# Parts of a control that have the keyboard on its behalf; the control itself carries the name.
PARTS = (
    "qt_spinbox_lineedit",
    "qt_scrollarea_viewport",
    "ScrollLeftButton",
    "ScrollRightButton",
)


def controls(inside: QWidget) -> Iterator[QWidget]:
    """Yield everything that can have the keyboard, shown or on a tab not in front."""
    for widget in inside.findChildren(QWidget):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.objectName() in PARTS:
            continue
        if widget.focusProxy() is None and type(widget) is not QScrollArea:
            yield widget


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says the control is called."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def check(inside: QWidget) -> None:
    found = list(controls(inside))
    assert found
    for widget in found:
        assert name_of(widget).strip(), f"{widget} in {widget.parentWidget()} has no name"
        if isinstance(widget, QAbstractButton) and not widget.text():
            assert widget.toolTip(), f"{widget.accessibleName()} has no tooltip"
        if isinstance(widget, QAbstractButton):
            assert widget.minimumSizeHint().height() >= 38, f"{widget.text()} is too small"


def test_every_control_of_a_leads_page_has_a_name(lead: Screen) -> None:
    lead.open_first_session()
    for name in LEAD:
        lead.go(name)
        lead.desk.side.toggle()
        check(lead.window)


def test_every_control_of_a_peers_page_has_a_name(peer: Screen) -> None:
    for name in PEER:
        peer.go(name)
        check(peer.window)


def test_a_screen_reader_finds_name_role_and_value_on_every_page_of_a_lead(lead: Screen) -> None:
    assert troubles(lead.window) == []
    lead.open_first_session()
    for name in LEAD:
        lead.go(name)
        assert troubles(lead.window) == [], name


def test_a_screen_reader_finds_name_role_and_value_on_every_page_of_a_peer(peer: Screen) -> None:
    for name in PEER:
        peer.go(name)
        assert troubles(peer.window) == [], name


def test_every_control_of_the_unlock_page_has_a_name(screen_on_nothing: Screen) -> None:
    unlock = screen_on_nothing.window.unlock
    unlock.verbs.join.click()
    unlock._forms.setCurrentWidget(unlock.first)
    unlock.verbs.set_up.click()
    check(screen_on_nothing.window)


def test_a_passphrase_is_never_the_name_or_value_of_its_field(screen_on_nothing: Screen) -> None:
    unlock = screen_on_nothing.window.unlock
    unlock.verbs.set_up.click()
    assert unlock.begin.setup_form is not None
    field = unlock.begin.setup_form.passphrase.first.edit
    field.setText("otter lantern")
    interface = QAccessible.queryAccessibleInterface(field)
    spoken = [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
    assert not any("otter" in text for text in spoken)
    assert field.echoMode() is QLineEdit.EchoMode.Password


def test_tab_goes_all_the_way_round_every_page(lead: Screen) -> None:
    lead.open_first_session()
    for name in LEAD:
        lead.go(name)
        go_round(lead)


def test_tab_goes_through_the_notes_page_and_its_panel_in_the_order_they_are_seen(
    lead: Screen,
) -> None:
    lead.window.resize(1366, 768)
    lead.open_first_session()
    lead.rest()
    panel = lead.notes.beside.findChild(QWidget, "scrolled")
    assert panel is not None
    for part in (lead.notes.marking.bar, panel):
        assert part.isVisible()
        places = [place_in(part, one) for one in stops(lead, part)]
        assert places == sorted(places)
        assert len(places) > 8


def stops(lead: Screen, part: QWidget) -> list[QWidget]:
    """Return what Tab comes to inside a part of the window, from the editor on."""
    lead.notes.editor.setFocus()
    found: list[QWidget] = []
    for _ in range(100):
        lead.press(Qt.Key.Key_Tab)
        focus = lead.focus
        assert isinstance(focus, QWidget)
        if part.isAncestorOf(focus):
            found.append(focus)
        if focus is lead.notes.editor:
            break
    return found


def place_in(part: QWidget, stop: QWidget) -> tuple[int, int]:
    middle = stop.mapTo(part, stop.rect().center())
    return middle.y(), middle.x()


def test_every_room_of_the_notes_page_can_be_walked_and_heard(lead: Screen) -> None:
    lead.open_first_session()
    rooms = lead.notes.rooms
    lead.notes.find_bar.open_bar()
    check(lead.window)
    go_round(lead)
    for name in (SORT, BIN, HISTORY):
        rooms.go(name)
        lead.rest()
        check(lead.window)
        assert troubles(lead.window) == [], name
        go_round(lead)


def go_round(lead: Screen) -> None:
    seen = [lead.focus]
    while seen.count(lead.focus) < 2 and len(seen) < 100:
        lead.press(Qt.Key.Key_Tab)
        seen.append(lead.focus)
    assert seen[-1] is seen[0], [name_of(one) for one in seen]  # type: ignore[arg-type]  # widgets
    assert len(seen) > 4


def test_rows_are_read_out_whole(lead: Screen) -> None:
    lead.go("evidence")
    from peerdesk.app.evidence.view import EvidencePage

    page = lead.desk.page("evidence")
    assert isinstance(page, EvidencePage)
    lead.until(lambda: page.list.view.entries.rowCount() == 4)
    model = page.list.view.entries
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Strength: One front door works.")
    assert "#prevention" in str(spoken)
