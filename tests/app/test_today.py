"""Today in a real window: the day by keyboard, taking part, conversations nobody planned."""

from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from peerdesk.app.today.view import TodayPage
from peerdesk.domain.records import Session
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.times import to_stored
from peerdesk.store import opening, reading
from peerdesk.store.store import Store
from tests.app.conftest import FIRST, PASSPHRASE, SECOND, Hand, Screen, key_of_store, on_disk

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[Path | None], Screen]


def today(screen: Screen) -> TodayPage:
    page = screen.go("today")
    assert isinstance(page, TodayPage)
    return page


def rows(screen: Screen) -> list[str]:
    return [entry.text for entry in today(screen)._list.view.entries.entries]


def ask(screen: Screen, question: Callable[[Store], object]) -> list:
    """Return the answer of the open store."""
    answers: list = []
    job = screen.context.jobs.post(question)
    job.done.connect(answers.append)
    screen.until(lambda: answers)
    return answers


def sessions(screen: Screen) -> dict[str, Session]:
    (found,) = ask(screen, reading.sessions)
    return {s.title: s for s in found}


def me(screen: Screen) -> str:
    (found,) = ask(screen, reading.me)
    return str(found.id)


def begin(screen: Screen) -> str:
    """Press Ctrl+N and wait for the conversation; return its title."""
    with screen.qtbot.waitSignal(screen.notes.session_opened, timeout=10_000):
        screen.press(Qt.Key.Key_N, CTRL)
    screen.rest()
    return screen.notes._title.text()


# The day.


def test_the_day_is_gone_through_with_the_keyboard(lead: Screen) -> None:
    page = today(lead)
    assert rows(lead)[0] == FIRST
    assert "minutes free, until" in rows(lead)[1]
    assert page._list.view.current == sessions(lead)[FIRST].id
    lead.press(Qt.Key.Key_Down)
    assert not page.choices.take.isEnabled()
    assert not page.choices.part.isEnabled()
    lead.press(Qt.Key.Key_Return)  # a gap opens nothing
    assert lead.desk.current == "today"
    lead.press(Qt.Key.Key_Down)
    with lead.qtbot.waitSignal(lead.notes.session_opened, timeout=10_000):
        lead.press(Qt.Key.Key_Return)
    assert lead.notes._title.text() == SECOND


def test_headings_are_passed_over_by_the_arrow_keys_and_read_out(
    open_on: Open, noted_store: Path
) -> None:
    with opening.open_with_key(noted_store, key_of_store(noted_store)) as store:
        first, second = reading.sessions(store)
        store.change(first.id, {"stream": "A"})
        store.change(second.id, {"stream": "B"})
    screen = open_on(noted_store)
    screen.open(noted_store)
    page = today(screen)
    page._all.click()
    assert rows(screen) == ["Stream A", FIRST, "Stream B", SECOND]
    view = page._list.view
    view.choose(first.id)
    screen.press(Qt.Key.Key_Down)
    assert view.current == second.id
    screen.press(Qt.Key.Key_Up)
    assert view.current == first.id
    spoken = view.entries.data(view.entries.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Stream A"


def test_a_reading_opens_and_takes_notes(open_on: Open, noted_store: Path) -> None:
    with opening.open_with_key(noted_store, key_of_store(noted_store)) as store:
        at = to_stored(reading.sessions(store)[0].start - timedelta(hours=3))
        store.create(
            RecordKind.SESSION,
            {"title": "Position statement", "kind": "reading", "start": at, "end": at},
        )
    screen = open_on(noted_store)
    screen.open(noted_store)
    page = today(screen)
    assert "Position statement" in rows(screen)
    page._list.view.choose(sessions(screen)["Position statement"].id)
    with screen.qtbot.waitSignal(screen.notes.session_opened, timeout=10_000):
        screen.press(Qt.Key.Key_Return)
    screen.type("page 4 says otherwise")
    screen.saved()
    page = today(screen)
    found = {e.text: e.trail for e in page._list.view.entries.entries}
    assert found["Position statement"] == "Notes taken"


def test_the_page_follows_the_clock_and_stays_on_a_day_that_was_chosen(
    lead: Screen, hand: Hand
) -> None:
    page = today(lead)
    hand.set(minutes=70)
    page._on_minute_passed()
    assert page.banner.first.text() == f"On now: {SECOND}"
    hand.set(hours=20)
    page._on_minute_passed()
    assert page.banner.isHidden()


def test_what_was_chosen_stays_chosen_among_everybodys_sessions(lead: Screen) -> None:
    page = today(lead)
    second = sessions(lead)[SECOND].id
    page._list.view.choose(second)
    page._all.click()
    assert page._list.view.current == second
    page._all.click()
    assert page._list.view.current == second


def test_a_laptop_without_a_timetable_says_what_to_do(lead: Screen) -> None:
    from dataclasses import replace

    page = today(lead)
    assert page._timetable is not None
    page.show_timetable(replace(page._timetable, sessions=()))
    assert "Ctrl+N takes notes of any conversation" in page._list._empty.text()
    assert page.first_focus() is page._all


def test_a_low_window_leaves_its_room_to_the_list(lead: Screen) -> None:
    page = today(lead)
    lead.window.resize(1000, 800)
    assert "Room 5" in page.banner.second.text()
    assert page._title.isVisible()
    lead.window.resize(1000, 500)
    assert "Room 5" not in page.banner.second.text()
    assert not page._title.isVisible()


# Taking part.


def test_anyone_takes_part_in_a_session_and_takes_it_back(peer: Screen) -> None:
    page, who = today(peer), me(peer)
    first = sessions(peer)[FIRST]
    assert who in first.peers
    assert page.choices.part.text() == "I'm not in this one"
    peer.press(Qt.Key.Key_I, CTRL)
    peer.rest()
    assert who not in sessions(peer)[FIRST].peers
    assert "no longer in this session" in peer.window.message_bar.sentence
    assert FIRST not in rows(peer)
    page._all.click()
    page._list.view.choose(first.id)
    assert page.choices.part.text() == "I'm in this one"
    page.choices.part.click()
    peer.rest()
    assert who in sessions(peer)[FIRST].peers


def test_one_takes_part_from_the_notes_too(peer: Screen) -> None:
    peer.open_first_session()
    peer.press(Qt.Key.Key_I, CTRL)
    peer.rest()
    assert me(peer) not in sessions(peer)[FIRST].peers
    peer.type("still here")
    peer.saved()
    assert "still here" in peer.notes.editor.toPlainText()


# A conversation nobody planned.


def test_a_conversation_begins_with_one_key_and_is_typed_at_once(
    open_on: Open, peer_store: Path, tmp_path: Path
) -> None:
    screen = open_on(peer_store)
    screen.open(peer_store)
    title = begin(screen)
    assert title.startswith("Conversation, ")
    assert screen.focus is screen.notes.editor
    assert "F2 fills in where and with whom" in screen.notes._facts.text()
    screen.type("met the ward sister on the stairs")
    screen.saved()
    found = sessions(screen)[title]
    assert found.peers == {me(screen)}
    assert found.start <= screen.context.now() < found.end
    assert "met the ward sister on the stairs" in [o.text for o in on_disk(peer_store, tmp_path)]
    assert title in rows(screen)


def test_it_begins_from_the_middle_of_other_notes_which_keep_theirs(peer: Screen) -> None:
    peer.open_first_session()
    peer.type("in the meeting")
    title = begin(peer)
    peer.type("outside")
    peer.saved()
    found = sessions(peer)
    noted: dict[str, list[str]] = {}
    for name in (FIRST, title):
        record = found[name].id
        (notes,) = ask(peer, lambda store, record=record: reading.observations(store, record))  # type: ignore[misc]
        noted[name] = [o.text for o in notes]
    assert "in the meeting" in noted[FIRST]
    assert "outside" not in noted[FIRST]
    assert noted[title] == ["outside"]


def test_what_it_was_is_filled_in_later_with_the_keyboard(peer: Screen) -> None:
    title = begin(peer)
    began = sessions(peer)[title]
    peer.press(Qt.Key.Key_F2)
    page = today(peer)
    assert page.is_filling_in
    assert peer.focus is page.form.title
    peer.type("Ward sister")
    peer.press(Qt.Key.Key_Tab)
    peer.type("Ward 4")
    page.form.role.setFocus()
    peer.type("Ward sister")
    page.form.organisation.setFocus()
    peer.press(Qt.Key.Key_Down, times=2)
    page.form._on_edited()
    peer.saved()
    found = sessions(peer)["Ward sister"]
    assert (found.start, found.length) == (began.start, began.length)
    (person,) = found.participants
    assert (found.place, person.role, bool(person.organisation)) == ("Ward 4", "Ward sister", True)
    peer.press(Qt.Key.Key_Escape)
    peer.until(lambda: "Ward sister" in rows(peer))
    assert peer.focus is page._list.view
    assert page._list.view.current == found.id


def test_it_can_be_filled_in_before_its_empty_page_has_been_read(peer: Screen) -> None:
    with peer.qtbot.waitSignal(peer.desk.session_actions.session_begun, timeout=10_000):
        peer.press(Qt.Key.Key_N, CTRL)
    peer.press(Qt.Key.Key_F2)
    page = today(peer)
    peer.until(lambda: page.is_filling_in)
    assert page.form.title.text().startswith("Conversation, ")


def test_times_that_make_no_sense_are_said_and_not_kept(peer: Screen) -> None:
    title = begin(peer)
    before = sessions(peer)[title]
    peer.press(Qt.Key.Key_F2)
    form = today(peer).form
    form.end.setText("soon")
    form.end.textEdited.emit("soon")
    assert form._hours_trouble.isVisible()
    peer.saved()
    assert sessions(peer)[title].end == before.end
    start = before.start.astimezone(UTC).replace(hour=9, minute=5, second=0)
    form.start.setText("9.05")
    form.end.setText("9.50")
    form.end.textEdited.emit("9.50")
    assert not form._hours_trouble.isVisible()
    peer.saved()
    after = sessions(peer)[title]
    assert after.start == start
    assert after.length == timedelta(minutes=45)


def test_a_conversation_without_notes_is_deleted_and_put_back(peer: Screen) -> None:
    title = begin(peer)
    peer.press(Qt.Key.Key_F2)
    page = today(peer)
    assert page.form.delete.isVisible()
    page.form.delete.click()
    peer.rest()
    assert title not in sessions(peer)
    assert title not in rows(peer)
    page._put_back.put_back.click()
    peer.rest()
    assert title in sessions(peer)
    assert title in rows(peer)


def test_notes_of_a_session_that_was_deleted_are_no_longer_offered(peer: Screen) -> None:
    begin(peer)
    peer.press(Qt.Key.Key_F2)
    today(peer).form.delete.click()
    peer.rest()
    peer.go("notes")
    assert peer.notes.session == ""
    assert peer.focus is peer.notes.first_focus()


def test_what_has_notes_or_came_with_the_timetable_cannot_be_deleted(peer: Screen) -> None:
    begin(peer)
    peer.type("words")
    peer.saved()
    peer.press(Qt.Key.Key_F2)
    page = today(peer)
    assert page.form.delete.isHidden()
    page.fill_in(sessions(peer)[SECOND].id)
    assert page.form.title.text() == SECOND
    assert page.form.delete.isHidden()


def test_a_lead_cannot_delete_what_was_planned_ahead_on_this_very_laptop(writing: Screen) -> None:
    page = today(writing)
    page.fill_in(sessions(writing)[SECOND].id)
    assert page.form.title.text() == SECOND
    assert page.form.delete.isHidden()
    page.form.leave()
    begin(writing)
    writing.press(Qt.Key.Key_F2)
    writing.until(page.form.delete.isVisible)


def test_what_is_typed_in_the_form_outlives_a_lock(open_on: Open, peer_store: Path) -> None:
    screen = open_on(peer_store)
    screen.open(peer_store)
    begin(screen)
    screen.press(Qt.Key.Key_F2)
    today(screen)
    screen.type("Typed just before locking")
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.press(Qt.Key.Key_L, CTRL)
    with opening.open_store(peer_store, PASSPHRASE) as store:
        assert "Typed just before locking" in {s.title for s in reading.sessions(store)}


def test_nothing_begins_while_the_notes_are_locked(open_on: Open, peer_store: Path) -> None:
    screen = open_on(peer_store)
    screen.open(peer_store)
    before = len(sessions(screen))
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.press(Qt.Key.Key_L, CTRL)
    screen.press(Qt.Key.Key_N, CTRL)
    with opening.open_store(peer_store, PASSPHRASE) as store:
        assert len(reading.sessions(store)) == before


# The bar.


@pytest.mark.parametrize("name", ["notes", "evidence"])
def test_the_bar_says_what_is_next_when_it_is_near(lead: Screen, hand: Hand, name: str) -> None:
    lead.open_first_session()
    lead.go(name)
    bar = lead.desk.next_bar
    hand.set(minutes=20)
    bar.look()
    assert bar.isHidden() is (name == "notes")  # which shows what is on
    hand.set(minutes=46)
    bar.look()
    assert bar.isVisible()
    assert bar.words.text().startswith("Next: ")
    assert bar.words.text().endswith(", Room 5")
    assert SECOND not in bar.words.text()
    assert lead.desk.current == name


def test_the_bar_opens_what_it_reminds_of_only_when_asked(lead: Screen, hand: Hand) -> None:
    lead.open_first_session()
    hand.set(minutes=61)
    bar = lead.desk.next_bar
    bar.look()
    assert bar.words.text().startswith("On now: ")
    assert lead.notes._title.text() == FIRST
    with lead.qtbot.waitSignal(lead.notes.session_opened, timeout=10_000):
        lead.press(Qt.Key.Key_J, CTRL)
    assert lead.notes._title.text() == SECOND
    lead.rest()
    assert bar.isHidden()


def test_the_bar_stays_closed_until_there_is_something_new(lead: Screen, hand: Hand) -> None:
    lead.open_first_session()
    hand.set(minutes=50)
    bar = lead.desk.next_bar
    bar.look()
    bar.close_button.click()
    assert bar.isHidden()
    hand.set(minutes=55)
    bar.look()
    assert bar.isHidden()
    requested: list[str] = []
    bar.session_requested.connect(requested.append)
    bar.open_next()  # the key opens it all the same
    assert requested == [sessions(lead)[SECOND].id]
    lead.rest()
    lead.open_first_session()
    hand.set(minutes=60)
    bar.look()
    assert bar.isVisible()
    assert bar.words.text().startswith("On now: ")


def test_today_needs_no_bar(lead: Screen, hand: Hand) -> None:
    today(lead)
    hand.set(minutes=50)
    lead.desk.next_bar.look()
    assert lead.desk.next_bar.isHidden()


def test_the_bar_hears_of_a_session_one_has_just_left(lead: Screen, hand: Hand) -> None:
    page = today(lead)
    page._list.view.choose(sessions(lead)[SECOND].id)
    lead.press(Qt.Key.Key_I, CTRL)
    lead.rest()
    lead.open_first_session()
    hand.set(minutes=50)
    lead.desk.next_bar.look()
    assert lead.desk.next_bar.isHidden()
