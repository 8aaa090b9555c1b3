"""Ctrl+Shift+F: everything noted is searched as it is typed, filtered, and marked in the rows."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from peerdesk.app.evidence.view import EvidencePage
from peerdesk.app.widgets.entry_text import MarkedText
from peerdesk.app.widgets.found import found_format, from_qt
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.records import Observation
from peerdesk.domain.words import ObservationKind
from peerdesk.store import notes, reading
from peerdesk.store.store import Store
from tests.app.conftest import FIRST, SECOND, Screen, note

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def do(screen: Screen, work: object) -> None:
    """Have something done to the open store as if it came from elsewhere."""
    job = screen.context.jobs.post(work)  # type: ignore[arg-type]  # a function of the store
    with screen.qtbot.waitSignal(job.done, timeout=10_000):
        pass


def search(screen: Screen, words: str = "") -> EvidencePage:
    """Press the key, type the words, and wait for what is found."""
    screen.press(Qt.Key.Key_F, CTRL, SHIFT)
    page = screen.desk.page("evidence")
    assert isinstance(page, EvidencePage)
    assert screen.focus is page.filters.words
    screen.until(lambda: page._loaded is not None)
    screen.type(words)
    settle(screen)
    return page


def settle(screen: Screen) -> None:
    screen.qtbot.wait(80)  # the field waits a moment after the last key, as a person would see
    screen.rest()


def rows(page: EvidencePage) -> list[str]:
    return [entry.text for entry in page.list.view.entries.entries]


def marked(page: EvidencePage) -> list[list[str]]:
    shown = page.list.view.entries.entries
    return [[e.text[start:end] for start, end in e.found] for e in shown]


def test_the_key_goes_to_the_search_field_from_every_page(lead: Screen) -> None:
    for name in ("today", "notes", "findings"):
        lead.go(name)
        page = search(lead)
        assert lead.desk.current == "evidence"
        assert page._tabs.currentIndex() == 0


def test_what_was_searched_before_is_typed_over(lead: Screen) -> None:
    search(lead, "front")
    lead.go("today")
    page = search(lead, "twice")
    assert page.filters.words.text() == "twice"
    assert rows(page) == ["“We were asked twice.”"]


def test_words_are_found_without_their_accents_and_marked(lead: Screen) -> None:
    do(lead, lambda store: note(store, FIRST, "The café's rota is made on Friday."))
    lead.context.changed.observations.emit()
    page = search(lead, "CAFE rot")
    assert rows(page) == ["The café's rota is made on Friday."]
    assert marked(page) == [["café", "rota"]]
    lead.type("x")
    settle(lead)
    assert rows(page) == []


def test_the_newest_comes_first(lead: Screen) -> None:
    def write(store: Store) -> None:
        for number in range(3):
            note(store, SECOND, f"needle {number}")

    do(lead, write)
    lead.context.changed.observations.emit()
    assert rows(search(lead, "needle")) == ["needle 2", "needle 1", "needle 0"]


def test_more_than_fit_in_sight_are_all_found_in_the_end(lead: Screen) -> None:
    def write(store: Store) -> None:
        with store.atomic():
            for number in range(120):
                note(store, SECOND, f"needle {number}")

    do(lead, write)
    lead.context.changed.observations.emit()
    page = search(lead, "needle")
    lead.until(lambda: page.list.view.entries.rowCount() == 120)
    assert page._counts.text().startswith("120 of 124 notes")
    assert rows(page)[0] == "needle 119"


def test_a_later_key_makes_an_earlier_answer_stale(lead: Screen) -> None:
    page = search(lead)
    for words in ("front", "twice", "waited"):
        page.filters.words.setText(words)
        page.filters.changed.emit()
    seen: list[list[str]] = []
    page.list.view.entries.rowsInserted.connect(lambda: seen.append(rows(page)))
    settle(lead)
    assert rows(page) == ["12 % waited longer."]
    assert not any("One front door works." in shown for shown in seen)


def test_mine_leaves_colleagues_notes_out(peer: Screen) -> None:
    do(peer, lambda store: note(store, FIRST, "Mine alone."))
    peer.context.changed.observations.emit()
    page = search(peer)
    peer.until(lambda: page.list.view.entries.rowCount() == 5)
    peer.qtbot.mouseClick(page.filters.mine, Qt.MouseButton.LeftButton)
    settle(peer)
    assert rows(page) == ["Mine alone."]
    page.filters.clear()
    settle(peer)
    assert len(rows(page)) == 5


def test_a_day_shows_that_day_s_notes(lead: Screen) -> None:
    def write(store: Store) -> None:
        first: Observation = reading.observations(store)[0]
        assert first.session
        from peerdesk.domain.marks import MarkedLine

        notes.add_observation(
            store,
            first.session,
            MarkedLine("The day before.", first.kind),
            at=first.at - timedelta(days=1),
        )

    do(lead, write)
    lead.context.changed.observations.emit()
    page = search(lead)
    lead.until(lambda: page.filters.day.count() == 3)
    page.filters.day.setCurrentIndex(1)
    page.filters.day.activated.emit(1)
    settle(lead)
    assert rows(page) == ["The day before."]
    lead.type("nothing")
    settle(lead)
    assert "Nothing fits" in page.list._empty.text()


def test_enter_goes_from_the_words_to_the_notes_found(lead: Screen) -> None:
    page = search(lead, "front")
    lead.press(Qt.Key.Key_Return)
    assert lead.focus is page.list.view
    assert page.list.view.current
    assert page.detail._text.text() == "One front door works."


def test_what_is_marked_is_not_in_what_is_read_out(lead: Screen) -> None:
    page = search(lead, "front")
    model = page.list.view.entries
    spoken = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Strength: One front door works.")


@pytest.mark.parametrize("look", ["light", "dark", "high-contrast"])
def test_what_was_found_is_painted_in_the_colour_for_it(lead: Screen, look: str) -> None:
    lead.context.settings.choose_look(look)
    page = search(lead, "twice")
    image = page.list.view.grab().toImage()
    wanted = lead.context.look.theme.colour("found").rgb()
    width, height = image.width(), min(image.height(), 80)
    assert any(image.pixel(x, y) == wanted for y in range(height) for x in range(width))
    lead.context.settings.choose_look("system")


def test_a_place_beyond_the_room_there_is_comes_into_sight(lead: Screen) -> None:
    font = lead.window.font()
    text = "one two three " * 30 + "needle and more"
    place = (text.index("needle"), text.index("needle") + 6)
    long = MarkedText(text, (place,), found_format(lead.context.look))
    cut = long.cut(QFontMetrics(font), 300, skip=True)
    ((start, end),) = cut.found
    assert cut.text[start:end] == "needle"
    assert cut.text.startswith("… ")
    whole = MarkedText("needle", ((0, 6),), long.format)
    assert whole.cut(QFontMetrics(font), 300, skip=True) == whole


def test_places_are_counted_back_from_qt() -> None:
    assert from_qt("a 😀 café", 5) == 4
    assert from_qt("café", 3) == 3


# From what was found to its line.


def test_enter_on_my_own_note_goes_to_its_line(lead: Screen) -> None:
    search(lead, "waited longer")
    lead.press(Qt.Key.Key_Return)
    with lead.qtbot.waitSignal(lead.notes.session_opened, timeout=10_000):
        lead.press(Qt.Key.Key_Return)
    assert lead.focus is lead.notes.editor
    assert lead.notes.editor.current_line().text == "12 % waited longer."


def test_the_way_to_a_line_of_the_session_that_is_open_reads_nothing_anew(lead: Screen) -> None:
    lead.open_first_session()
    lead.type("and more")
    page = search(lead, "front door")
    lead.press(Qt.Key.Key_Return)
    assert page.detail.open_button.isVisible()
    lead.qtbot.mouseClick(page.detail.open_button, Qt.MouseButton.LeftButton)
    assert lead.focus is lead.notes.editor
    assert lead.notes.editor.current_line().text == "One front door works."
    lead.press(Qt.Key.Key_Z, CTRL)
    assert "and more" not in lead.notes.editor.toPlainText()


def test_a_note_typed_for_a_colleague_opens_among_theirs(lead: Screen) -> None:
    def type_for(store: Store) -> None:
        colleague = reading.members(store)[1].id
        session = next(s for s in reading.sessions(store) if s.title == SECOND)
        line = MarkedLine("On paper.", ObservationKind.PLAIN)
        notes.add_observation(store, session.id, line, noted_by=colleague)

    do(lead, type_for)
    lead.context.changed.own_notes.emit()
    search(lead, "paper")
    lead.press(Qt.Key.Key_Return)
    with lead.qtbot.waitSignal(lead.notes.session_opened, timeout=10_000):
        lead.press(Qt.Key.Key_Return)
    assert lead.notes.typing_for
    assert lead.notes.editor.current_line().text == "On paper."


def test_a_colleagues_note_is_only_read(peer: Screen) -> None:
    page = search(peer, "front door")
    peer.press(Qt.Key.Key_Return, times=2)
    assert page.detail.open_button.isHidden()
    assert peer.desk.current == "evidence"
