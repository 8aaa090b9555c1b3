"""The Timetable page in a real window: by the keyboard alone, with the mouse, and undone."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from peerdesk.app.timetable.view import TimetablePage
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session
from peerdesk.domain.schema import Value
from peerdesk.domain.times import to_stored
from peerdesk.store import opening, reading
from peerdesk.store.store import Store
from tests.app.conftest import FIRST, SECOND, Screen, key_of_store
from tests.app.test_today import ask, sessions

Open = Callable[[Path | None], Screen]
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
QUARTER = timedelta(minutes=15)


@pytest.fixture
def screen(open_on: Open, noted_store: Path) -> Screen:
    """Return the lead's window on the Timetable, at the second session, both on one fixed day."""
    with opening.open_with_key(noted_store, key_of_store(noted_store)) as store, store.atomic():
        first, second = reading.sessions(store)
        day = reading.challenge(store).start
        for session, hour in ((first, 10), (second, 12)):
            start = session.start.replace(
                year=day.year, month=day.month, day=day.day, hour=hour, minute=0, second=0
            )
            times = {"start": to_stored(start), "end": to_stored(start + timedelta(minutes=45))}
            store.change(session.id, {**times, "stream": "A" if hour == 10 else "B"})
    made = open_on(noted_store)
    made.open(noted_store)
    made.window.resize(1366, 768)
    page = timetable(made)
    page.grid.setFocus()
    page.grid.choose(sessions(made)[SECOND].id)
    return made


def timetable(screen: Screen) -> TimetablePage:
    page = screen.go("timetable")
    assert isinstance(page, TimetablePage)
    return page


def second(screen: Screen) -> Session:
    return sessions(screen)[SECOND]


def writing(record: RecordId, values: Mapping[str, Value]) -> Callable[[Store], bool]:
    """Return how somebody else writes to the timetable."""

    def work(store: Store) -> bool:
        store.change(record, values)
        return True

    return work


def settled(screen: Screen) -> None:
    page = screen.desk.page("timetable")
    assert isinstance(page, TimetablePage)
    screen.until(lambda: not page.history.is_busy)
    screen.saved()
    screen.rest()


# By keyboard.


def test_a_session_is_moved_by_quarters_and_days_and_all_of_it_undone(screen: Screen) -> None:
    before = second(screen)
    screen.press(Qt.Key.Key_Down, ALT, times=2)
    screen.press(Qt.Key.Key_Right, ALT)
    screen.press(Qt.Key.Key_Down, ALT, SHIFT)
    settled(screen)
    after = second(screen)
    assert after.start - before.start == 2 * QUARTER + timedelta(days=1)
    assert after.length - before.length == QUARTER
    screen.press(Qt.Key.Key_Z, CTRL, times=4)
    settled(screen)
    assert second(screen) == before
    screen.press(Qt.Key.Key_Z, CTRL, SHIFT, times=4)
    settled(screen)
    assert second(screen) == after


def test_a_session_goes_to_another_stream_and_no_further_than_there_are(screen: Screen) -> None:
    screen.press(Qt.Key.Key_Left, ALT, SHIFT)
    settled(screen)
    assert second(screen).stream == "A"
    screen.press(Qt.Key.Key_Left, ALT)
    settled(screen)
    assert "nothing further" in screen.window.message_bar.sentence


def test_arrow_keys_go_between_sessions_and_streams(screen: Screen) -> None:
    page = timetable(screen)
    screen.press(Qt.Key.Key_Left)
    assert page.grid.current == sessions(screen)[FIRST].id
    screen.press(Qt.Key.Key_Right)
    assert page.grid.current == second(screen).id


def test_a_session_is_added_typed_in_and_undone_field_by_field(screen: Screen) -> None:
    page = timetable(screen)
    screen.press(Qt.Key.Key_N, CTRL, SHIFT)
    screen.until(lambda: screen.focus is page.beside.form.title)
    screen.type("Leader of the council")
    settled(screen)
    page.beside.form.end.setFocus()
    page.beside.form.end.selectAll()
    screen.type("1.45pm")
    settled(screen)
    added = sessions(screen)["Leader of the council"]
    assert (added.start, added.length) == (second(screen).end, timedelta(hours=1))
    assert added.stream == "B"
    screen.press(Qt.Key.Key_Escape)
    assert screen.focus is page.grid
    screen.press(Qt.Key.Key_Z, CTRL)
    settled(screen)
    assert sessions(screen)["Leader of the council"].length == timedelta(minutes=45)
    screen.press(Qt.Key.Key_Z, CTRL, times=2)
    settled(screen)
    assert len(sessions(screen)) == 2


def test_bad_hours_are_said_beside_the_field_and_not_kept(screen: Screen) -> None:
    page, before = timetable(screen), second(screen)
    form = page.beside.form
    screen.press(Qt.Key.Key_Return)
    for start, end in (("soon", "13:00"), ("14:00", "13:00")):
        form.start.setText(start)
        form.end.setText(end)
        form.end.textEdited.emit(end)
        assert form.trouble.isVisible()
        assert "old" in form.trouble.text()
    settled(screen)
    assert second(screen) == before


def test_peers_and_participants_are_put_right_in_the_form(screen: Screen) -> None:
    page = timetable(screen)
    screen.press(Qt.Key.Key_Return)
    form = page.beside.form
    (gone, *_) = form._peers.values()
    gone.click()
    settled(screen)
    assert len(second(screen).peers) == 1
    form.people.add.click()
    screen.type("Ward sisters")
    form.people.fields[-1].heads.setValue(4)
    settled(screen)
    assert [(p.role, p.expected) for p in second(screen).participants] == [
        ("Director", 1),
        ("Ward sisters", 4),
    ]
    form.people.fields[0].remove.click()
    settled(screen)
    assert [p.role for p in second(screen).participants] == ["Ward sisters"]
    screen.press(Qt.Key.Key_Escape)
    screen.press(Qt.Key.Key_Z, CTRL)
    settled(screen)
    assert len(second(screen).participants) == 2


def test_reading_again_takes_nothing_away_from_who_is_typing(screen: Screen) -> None:
    page = timetable(screen)
    screen.press(Qt.Key.Key_Return)
    form = page.beside.form
    form.people.add.click()
    fields = form.people.fields[-1]
    reread(screen, page)
    assert form.people.fields[-1] is fields  # still empty
    screen.type("Ward")
    settled(screen)
    reread(screen, page)
    screen.type(" sisters")
    settled(screen)
    reread(screen, page)
    assert screen.focus is fields.role
    assert [p.role for p in second(screen).participants] == ["Director", "Ward sisters"]
    form.end.setFocus()
    form.end.selectAll()
    screen.type("13")
    reread(screen, page)
    screen.type(":1")
    reread(screen, page)
    assert form.end.text() == "13:1"
    screen.type("5")
    settled(screen)
    assert second(screen).length == timedelta(minutes=75)


def reread(screen: Screen, page: TimetablePage) -> None:
    screen.saved()
    page.refresh()
    screen.rest()


def test_a_session_is_cancelled_keeps_its_notes_and_is_on_again(screen: Screen) -> None:
    page = timetable(screen)
    screen.press(Qt.Key.Key_Delete)
    settled(screen)
    assert second(screen).cancelled
    block = page.grid.current_block
    assert block is not None
    assert block.lines[0] == "Cancelled"
    record = second(screen).id
    (noted,) = ask(screen, lambda store: reading.observations(store, record))
    assert len(noted) == 2
    screen.press(Qt.Key.Key_Z, CTRL)
    settled(screen)
    assert not second(screen).cancelled


def test_one_with_notes_cannot_be_deleted_and_a_copy_can(screen: Screen) -> None:
    page = timetable(screen)
    assert page.beside.form.delete.isHidden()
    screen.press(Qt.Key.Key_D, CTRL)
    settled(screen)
    titles = [s.title for s in ask(screen, reading.sessions)[0]]
    assert titles == [FIRST, SECOND, SECOND]
    screen.until(page.beside.form.delete.isVisible)
    page.beside.form.delete.click()
    settled(screen)
    assert len(ask(screen, reading.sessions)[0]) == 2
    screen.press(Qt.Key.Key_Z, CTRL)
    settled(screen)
    assert len(ask(screen, reading.sessions)[0]) == 3


def test_what_somebody_else_changed_meanwhile_is_not_undone_and_it_is_said(
    screen: Screen,
) -> None:
    screen.press(Qt.Key.Key_Down, ALT)
    settled(screen)
    moved = second(screen)
    elsewhere = to_stored(moved.start + 3 * QUARTER)
    ask(screen, writing(moved.id, {"start": elsewhere}))
    screen.press(Qt.Key.Key_Z, CTRL)
    settled(screen)
    assert "Somebody else has changed this since" in screen.window.message_bar.sentence
    assert to_stored(second(screen).start) == elsewhere


# With the mouse.


def test_a_session_is_dragged_to_another_day_and_its_end_drawn_out(screen: Screen) -> None:
    page = timetable(screen)
    before = second(screen)
    grid = page.grid
    geometry = grid.geometry_of
    start = grid.visualRect(grid.currentIndex()).center()
    dropped = start + QPoint(geometry.day_rect(1).left() - geometry.lane_rect(0, 1).left(), 0)
    drag(screen, start, dropped + QPoint(0, round(geometry.minute * 20)))
    settled(screen)
    after = second(screen)
    assert after.start - before.start == timedelta(days=1, minutes=20)
    assert after.length == before.length
    edge = grid.visualRect(grid.currentIndex())
    low = QPoint(edge.center().x(), edge.bottom() - 2)
    drag(screen, low, low + QPoint(0, round(grid.geometry_of.minute * 30)))
    settled(screen)
    assert second(screen).length == timedelta(minutes=75)


def drag(screen: Screen, start: QPoint, end: QPoint) -> None:
    page = screen.desk.page("timetable")
    assert isinstance(page, TimetablePage)
    port, left = page.grid.viewport(), Qt.MouseButton.LeftButton
    screen.qtbot.mousePress(port, left, pos=start)
    for part in (0.5, 1.0):
        screen.qtbot.mouseMove(port, start + (end - start) * part)
    screen.qtbot.mouseRelease(port, left, pos=end)


# What clashes.


def test_clashes_are_walked_with_a_key_and_said(screen: Screen) -> None:
    page = timetable(screen)
    later = second(screen)
    times = {"start": to_stored(later.start), "end": to_stored(later.end)}
    ask(screen, writing(sessions(screen)[FIRST].id, {**times, "place": "Room 5"}))
    page.refresh()
    screen.rest()
    assert page.clashing.text().endswith("clashes")
    kinds = [clash.kind.value for clash in page._known.clashes]  # type: ignore[union-attr]
    assert {"two_places", "room"} <= set(kinds)
    screen.press(Qt.Key.Key_F8)
    assert page.beside.clash == 0
    assert page.grid.current in page._known.clashes[0].sessions  # type: ignore[union-attr]
    model = page.grid.entries
    spoken = model.data(page.grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert "clash: " in str(spoken)
    screen.press(Qt.Key.Key_F8, SHIFT)
    assert page.beside.clash == len(kinds) - 1


# Heard and empty.


def test_each_session_is_read_out_with_time_place_stream_and_peers(screen: Screen) -> None:
    page = timetable(screen)
    model = page.grid.entries
    spoken = str(model.data(page.grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith(f"12:00 to 12:45, Tue 10 Nov, {SECOND}, Room 5, stream B, with")
    assert "peers Ada Marsh, Ben Okoro" in spoken


def test_an_empty_timetable_says_what_will_be_here_and_takes_a_first_session(
    screen: Screen,
) -> None:
    page = timetable(screen)
    for one in sessions(screen).values():
        ask(screen, writing(one.id, {"deleted": True}))
    page.refresh()
    screen.rest()
    assert page._empty.isVisible()
    assert page.first_focus() is page.add
    page.add.click()
    settled(screen)
    assert sessions(screen)["New session"].start.isoformat().startswith("2026-11-10T09:00")


def test_a_screen_reader_finds_each_session_as_a_row_where_it_stands(screen: Screen) -> None:
    page = timetable(screen)
    interface = QAccessible.queryAccessibleInterface(page.grid)
    found = {
        interface.child(n).text(QAccessible.Text.Name): interface.child(n).rect().size()
        for n in range(interface.childCount())
    }
    (size,) = [size for name, size in found.items() if name.startswith("12:00 to 12:45, Tue 10")]
    assert size == page.grid.visualRect(page.grid.currentIndex()).size()
