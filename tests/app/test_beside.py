"""The panel beside the notes: what is filled in there is kept, what others noted stays hidden."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from peerdesk.app.drafts import SaveState
from peerdesk.app.session.beside.colleagues import ColleaguesSection
from peerdesk.app.session.beside.minutes import MinutesLabel
from peerdesk.app.session.beside.model import minutes_words
from peerdesk.app.session.beside.panel import BesidePanel
from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.records import Session
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import ObservationKind, SessionKind
from peerdesk.exchange.merging import merge_files
from peerdesk.exchange.packing import write_merged_pack
from peerdesk.store import notes, reading
from peerdesk.store.opening import open_with_key
from peerdesk.store.scratch import read_scratch
from peerdesk.store.store import Store
from tests.app.conftest import FIRST, SECOND, Screen, key_of_store, on_disk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)


def within(screen: Screen, work: Callable[[Store], object]) -> object:
    """Return what a job finds in the open store."""
    found: list[object] = []
    job = screen.context.jobs.post(work)
    job.done.connect(found.append)
    with screen.qtbot.waitSignal(job.ended):
        pass
    return found[0]


def member(store: Store, initials: str) -> RecordId:
    return next(m.id for m in reading.members(store) if m.initials == initials)


@pytest.fixture
def shared(open_on: Callable[[Path], Screen], empty_store: Path) -> Screen:
    """Return a window on a session in which a colleague has noted and asked things too."""
    with open_with_key(empty_store, key_of_store(empty_store)) as store, store.atomic():
        ben = member(store, "BO")
        first, second = reading.sessions(store)
        tags = {t.tag: t.id for t in reading.themes(store)}
        for session, text, tag in (
            (first, "Ben in this room", ""),
            (second, "Ben on flow", "flow"),
            (second, "Ben on prevention", "prevention"),
        ):
            line = MarkedLine(
                text, ObservationKind.PLAIN, themes=frozenset({tags[tag]} if tag else ())
            )
            notes.add_observation(store, session.id, line, noted_by=ben)
    screen = open_on(empty_store)
    screen.window.resize(1366, 768)
    screen.open(empty_store)
    screen.open_first_session()
    screen.rest()
    return screen


# Minutes left.


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-13 * 60, ""),
        (-120, "Starts in 2 hours"),
        (-20, "Starts in 20 minutes"),
        (-0.5, "Starts in 1 minute"),
        (0, "60 minutes left"),
        (48, "12 minutes left"),
        (59.5, "1 minute left"),
        (60, "Time is up"),
        (65.9, "Over by 5 minutes"),
        (61, "Over by 1 minute"),
        (120, ""),
    ],
)
def test_it_says_how_long_there_still_is(minutes: float, words: str) -> None:
    assert minutes_words(session(), NOON + timedelta(minutes=minutes)) == words


@pytest.mark.parametrize("changes", [{"kind": SessionKind.READING}, {"cancelled": True}])
def test_a_reading_and_a_cancelled_session_have_no_minutes(changes: dict) -> None:
    assert minutes_words(session(**changes), NOON) == ""


def test_the_minutes_change_with_the_clock(qapp: object) -> None:
    clock = [NOON + timedelta(minutes=48)]
    shown = MinutesLabel(lambda: clock[0])
    shown.show_session(session())
    assert shown.text() == "12 minutes left"
    assert 0 < shown._timer.remainingTime() <= 60_001
    clock[0] += timedelta(minutes=1)
    shown._timer.timeout.emit()
    assert shown.text() == "11 minutes left"


def session(**changes: Any) -> Session:
    end = NOON + timedelta(hours=1)
    return replace(Session(RecordId("s"), "T", SessionKind.INTERVIEW, NOON, end), **changes)


# Facts.


def test_the_facts_name_roles_and_never_a_participant(writing: Screen) -> None:
    facts = writing.notes.beside.facts
    assert facts._with.text() == "Director, Quillshire Council"
    assert facts._team.text() == "Ada Marsh, Ben Okoro"
    assert facts._where.text() == "Room 4 · Interview"
    shown = " ".join(one.text() for one in writing.notes.beside.findChildren(type(facts._with)))
    assert "Tarrow" not in shown
    assert facts.minutes.text().endswith("minutes left")


# Questions.


def asked(screen: Screen) -> set[str]:
    def read(store: Store) -> set[str]:
        mine = reading.me(store)
        questions = {q.id: q.text for t in reading.themes(store) for q in t.questions}
        return {
            questions[q]
            for account in reading.attendances(store)
            if mine and account.member == mine.id
            for q in account.asked
        }

    found = within(screen, read)
    assert isinstance(found, set)
    return found


def test_a_tick_is_kept_and_taken_back(writing: Screen) -> None:
    row = next(iter(writing.notes.beside.questions.rows.values()))
    row.tick.setFocus()
    writing.press(Qt.Key.Key_Space)
    writing.saved()
    assert asked(writing) == {"Does prevention work?"}
    assert "1 of 1" in next(iter(writing.notes.beside.questions.areas.values()))._title
    writing.press(Qt.Key.Key_Space)
    writing.saved()
    assert asked(writing) == set()


def test_pressing_the_words_of_a_question_ticks_it(writing: Screen) -> None:
    row = next(iter(writing.notes.beside.questions.rows.values()))
    next(iter(writing.notes.beside.questions.areas.values())).open()
    writing.qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert row.tick.isChecked()


def test_a_colleagues_tick_comes_with_a_merge_said_quietly_and_not_as_mine(
    peer: Screen, noted_store: Path, tmp_path: Path
) -> None:
    with open_with_key(noted_store, key_of_store(noted_store)) as lead:
        on_now = reading.sessions(lead)[0].id
        question = reading.themes(lead)[0].questions[0].id
        notes.give_account(lead, on_now, {f"asked:{question}": True})
        write_merged_pack(lead, tmp_path / "pack.peerdesk")
    peer.open_first_session()
    row = peer.notes.beside.questions.rows[question]
    assert row._by.text() == ""
    within(peer, lambda store: merge_files(store, [tmp_path / "pack.peerdesk"]))
    with peer.qtbot.waitSignal(peer.notes.session_opened):
        peer.context.changed.tell_all()
    assert (row._by.text(), row.tick.isChecked()) == ("asked by AM", False)
    assert row.tick.accessibleDescription() == "asked by AM"


def test_of_many_questions_an_area_says_how_far_it_is_before_it_is_opened(
    open_on: Callable[[Path], Screen], empty_store: Path
) -> None:
    with open_with_key(empty_store, key_of_store(empty_store)) as store, store.atomic():
        area = reading.themes(store)[0].id
        made = [
            store.create(RecordKind.QUESTION, {"theme": area, "text": f"Question {n}?"})
            for n in range(7)
        ]
        notes.give_account(store, reading.sessions(store)[0].id, {f"asked:{made[0]}": True})
    screen = open_on(empty_store)
    screen.open(empty_store)
    screen.open_first_session()
    questions = screen.notes.beside.questions
    shown = questions.areas[area]
    assert (shown.heading.accessibleName(), shown.is_open) == ("1 of 8 · Prevention", False)
    shown.heading.click()
    assert questions.rows[made[0]].tick.isChecked()
    assert not questions.rows[made[1]].tick.isChecked()


# The scratch pad.


def test_the_scratch_pad_is_saved_as_it_is_typed_and_is_no_note(
    writing: Screen, empty_store: Path, tmp_path: Path
) -> None:
    writing.notes.beside.scratch.edit.setFocus()
    writing.type("kittiwake-quarrel-47")
    writing.saved()
    shown = RecordId(writing.notes.session)
    assert within(writing, lambda s: read_scratch(s, shown)) == "kittiwake-quarrel-47"
    assert on_disk(empty_store, tmp_path) == []


def test_each_session_has_its_own_scratch_pad_and_it_comes_back(writing: Screen) -> None:
    pad = writing.notes.beside.scratch.edit
    first = writing.notes.session
    pad.setFocus()
    writing.type("for later")
    second = within(writing, lambda s: next(x.id for x in reading.sessions(s) if x.title == SECOND))
    open_session(writing, str(second))
    assert pad.toPlainText() == ""
    open_session(writing, first)
    assert pad.toPlainText() == "for later"


def open_session(screen: Screen, wanted: str) -> None:
    with screen.qtbot.waitSignal(screen.notes.session_opened):
        screen.notes.open_session(wanted)
    screen.rest()


def test_a_scratch_pad_that_cannot_be_saved_says_so(writing: Screen) -> None:
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    beside = writing.notes.beside
    beside.scratch.edit.setFocus()
    writing.type("kept in memory")
    writing.until(lambda: "NOT SAVED" in beside._trouble.text())
    assert beside.scratch.edit.toPlainText() == "kept in memory"


# What colleagues noted.


def colleagues(screen: Screen) -> ColleaguesSection:
    return screen.notes.beside.colleagues


def texts(screen: Screen) -> list[str]:
    return [entry.text for entry in colleagues(screen).noted.list.entries.entries]


def on_flow(screen: Screen) -> None:
    screen.notes.editor.setFocus()
    screen.type("We wait. #flow ")
    screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_Up)
    section = colleagues(screen)
    screen.until(lambda: section.noted.on.text() == "On #flow, in other sessions")
    screen.until(lambda: section.noted.button.isVisible())


def test_what_colleagues_noted_is_not_even_read_until_it_is_asked_for(shared: Screen) -> None:
    on_flow(shared)
    hidden = colleagues(shared).noted
    assert hidden.button.text() == "Show 1 note"
    assert texts(shared) == []
    assert not hidden.list.isVisible()
    hidden.button.click()
    shared.until(lambda: texts(shared) == ["Ben on flow"])
    assert hidden.list.isVisible()
    hidden.button.click()
    assert (texts(shared), hidden.list.isVisible()) == ([], False)


def test_it_is_hidden_again_by_another_session_a_lock_and_another_page(shared: Screen) -> None:
    second = within(shared, lambda s: next(x.id for x in reading.sessions(s) if x.title == SECOND))
    for leave in (
        lambda: open_session(shared, str(second)),
        lambda: shared.desk.go("today"),
        shared.desk.side.toggle,
        lambda: shared.press(Qt.Key.Key_F9),
    ):
        show_pair(shared)
        leave()
        assert not colleagues(shared).pair.is_shown
        assert colleagues(shared).pair.list.entries.entries == []
        shared.desk.set_discreet(False)
        shared.desk.go("notes")
        if not shared.desk.panel.isVisible():
            shared.desk.side.toggle()
    show_pair(shared)
    pair = colleagues(shared).pair
    shared.window._stack.setCurrentWidget(shared.window.unlock)
    assert not pair.is_shown


def show_pair(screen: Screen) -> None:
    first = within(screen, lambda s: next(x.id for x in reading.sessions(s) if x.title == FIRST))
    open_session(screen, str(first))
    pair = colleagues(screen).pair
    pair.button.click()
    screen.until(lambda: pair.list.entries.entries)


def test_the_pairs_notes_stand_side_by_side_by_time(shared: Screen) -> None:
    shared.type("Ada in this room")
    shared.saved()
    pair = colleagues(shared).pair
    assert pair.button.accessibleName() == "This session, side by side: Show 1 note"
    pair.button.click()
    shared.until(lambda: pair.list.entries.entries)
    shown = [(e.text, e.second.split(" · ")[1]) for e in pair.list.entries.entries]
    assert shown == [("Ben in this room", "BO"), ("Ada in this room", "you")]
    shared.notes.editor.setFocus()
    shared.type(", again")
    shared.until(lambda: pair.list.entries.entries[1].text == "Ada in this room, again")


def test_enter_on_a_colleagues_note_opens_it_in_evidence(shared: Screen) -> None:
    show_pair(shared)
    listed = colleagues(shared).pair.list
    listed.setFocus()
    wanted = listed.entries.entries[0].id
    listed.choose(wanted)
    shared.press(Qt.Key.Key_Return)
    shared.until(lambda: shared.desk.current == "evidence")
    page = shared.desk.page("evidence")
    shared.until(lambda: page.list.view.current == wanted)  # type: ignore[attr-defined]


def test_with_nothing_from_colleagues_it_says_what_will_be_here(writing: Screen) -> None:
    writing.rest()
    hidden = colleagues(writing)
    assert not hidden.pair.button.isVisible()
    assert "will be here" in hidden.pair.empty.text()
    assert "nothing on this yet" in hidden.noted.empty.text()


# Not yet sorted.


def test_the_count_of_notes_to_sort_follows_what_is_typed_and_asks_for_sorting(
    writing: Screen,
) -> None:
    shown = writing.notes.beside.leaving.unsorted
    assert not shown.isVisible()
    writing.type("No theme yet")
    writing.press(Qt.Key.Key_Return)
    writing.type("With one #flow")
    writing.press(Qt.Key.Key_Return)
    writing.until(lambda: shown.text() == "1 note not yet sorted")
    shown.click()
    assert writing.notes.rooms.current == "sort"
    type_for(writing, "Ben Okoro")
    assert writing.notes.rooms.current == "write"


# Typing for a colleague.


def lines(screen: Screen) -> str:
    return screen.notes.editor.toPlainText().strip()


def type_for(screen: Screen, name: str) -> None:
    whose = screen.notes.beside.typing_for.whose
    with screen.qtbot.waitSignal(screen.notes.session_opened):
        whose.setCurrentIndex(whose.findText(name))
        whose.activated.emit(whose.currentIndex())
    screen.rest()


def noted_by(screen: Screen) -> dict[str, str]:
    def read(store: Store) -> dict[str, str]:
        names = {m.id: m.initials for m in reading.members(store)}
        found = [o for s in reading.sessions(store) for o in reading.observations(store, s.id)]
        return {o.text: names[o.noted_by] for o in found if o.noted_by}

    found = within(screen, read)
    assert isinstance(found, dict)
    return found


def test_lines_typed_for_a_colleague_are_theirs_and_stay_apart_from_mine(writing: Screen) -> None:
    editor, bar = writing.notes.editor, writing.notes._typing_for
    writing.type("mine")
    assert not bar.isVisible()
    type_for(writing, "Ben Okoro")
    assert bar.isVisible()
    assert bar._who.text() == "Typing for Ben Okoro"
    assert lines(writing) == ""
    assert editor.hasFocus()
    writing.type("from Ben's paper")
    bar.stop.click()
    writing.until(lambda: lines(writing) == "mine")
    assert not bar.isVisible()
    assert noted_by(writing) == {"mine": "AM", "from Ben's paper": "BO"}


def test_what_i_typed_for_a_colleague_can_be_changed_later(writing: Screen) -> None:
    type_for(writing, "Ben Okoro")
    writing.type("from Ben's paper")
    open_session(writing, writing.notes.session)
    assert lines(writing) == ""
    type_for(writing, "Ben Okoro")
    assert lines(writing) == "from Ben's paper"
    writing.press(Qt.Key.Key_Up)
    writing.press(Qt.Key.Key_End)
    writing.type(", page 2")
    writing.saved()
    assert noted_by(writing) == {"from Ben's paper, page 2": "BO"}


def test_a_line_cut_from_mine_and_pasted_into_theirs_becomes_theirs(writing: Screen) -> None:
    writing.type("Ben said this")
    writing.press(Qt.Key.Key_A, CTRL)
    writing.press(Qt.Key.Key_X, CTRL)
    writing.saved()
    type_for(writing, "Ben Okoro")
    writing.press(Qt.Key.Key_V, CTRL)
    writing.saved()
    assert noted_by(writing) == {"Ben said this": "BO"}
    type_for(writing, "My own notes")
    assert lines(writing) == ""


def test_while_my_own_cannot_be_saved_nobody_elses_take_their_place(writing: Screen) -> None:
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    writing.type("mine")
    writing.until(lambda: writing.notes.save.state is SaveState.NOT_SAVED)
    whose = writing.notes.beside.typing_for.whose
    whose.setCurrentIndex(1)
    whose.activated.emit(1)
    writing.rest()
    assert lines(writing) == "mine"
    assert (whose.currentText(), writing.notes.typing_for) == ("My own notes", "")


def test_what_i_typed_for_a_colleague_stands_beside_my_own(writing: Screen) -> None:
    type_for(writing, "Ben Okoro")
    writing.type("from Ben's paper")
    type_for(writing, "My own notes")
    pair = colleagues(writing).pair
    assert pair.button.accessibleName() == "This session, side by side: Show 1 note"


def test_a_lock_comes_back_to_the_colleagues_lines(writing: Screen) -> None:
    type_for(writing, "Ben Okoro")
    writing.type("from Ben's paper")
    with writing.qtbot.waitSignal(writing.window.locked):
        writing.press(Qt.Key.Key_L, CTRL)
    writing.unlock()
    writing.until(lambda: lines(writing) == "from Ben's paper")
    assert writing.notes._typing_for._who.text() == "Typing for Ben Okoro"
    writing.type(" and on")
    writing.saved()
    assert noted_by(writing) == {"from Ben's paper and on": "BO"}


def test_opened_again_it_comes_back_to_the_colleagues_lines(
    writing: Screen, open_on: Callable[[Path], Screen], empty_store: Path
) -> None:
    type_for(writing, "Ben Okoro")
    writing.type("from Ben's paper")
    writing.desk.go("today")
    writing.rest()
    writing.window.close_anyway()
    with writing.qtbot.waitSignal(writing.context.jobs.close().ended):
        pass
    again = open_on(empty_store)
    again.arrive(empty_store)
    again.until(lambda: lines(again) == "from Ben's paper")
    assert again.notes._typing_for._who.text() == "Typing for Ben Okoro"


def test_another_session_begins_with_my_own_notes(writing: Screen) -> None:
    type_for(writing, "Ben Okoro")
    second = within(writing, lambda s: next(x.id for x in reading.sessions(s) if x.title == SECOND))
    open_session(writing, str(second))
    assert writing.notes.typing_for == ""


def test_a_merge_keeps_the_lines_of_whom_one_types_for(writing: Screen) -> None:
    type_for(writing, "Ben Okoro")
    writing.type("from Ben's paper")
    writing.saved()
    with writing.qtbot.waitSignal(writing.notes.session_opened):
        writing.context.changed.tell_all()
    assert lines(writing) == "from Ben's paper"
    assert writing.notes.typing_for


def test_the_typist_and_the_page_write_the_same(writing: Screen, empty_store: Path) -> None:
    within(writing, lambda s: note_for(s, "BO", "typed by the command"))
    type_for(writing, "Ben Okoro")
    assert lines(writing) == "typed by the command"


def note_for(store: Store, initials: str, text: str) -> None:
    found = next(s for s in reading.sessions(store) if s.title == FIRST)
    line = MarkedLine(text, ObservationKind.PLAIN)
    notes.add_observation(store, found.id, line, noted_by=member(store, initials))


# Keys.


def holds(part: QWidget, screen: Screen) -> bool:
    return screen.focus in part.findChildren(QWidget)


def test_one_key_goes_round_the_parts_and_comes_back_to_the_same_place(writing: Screen) -> None:
    writing.window.resize(1366, 768)
    writing.desk.side.show()
    assert writing.desk.panel.isVisible()
    writing.notes.editor.setFocus()
    writing.press(Qt.Key.Key_F6)
    assert holds(writing.desk.panel, writing)
    pad = writing.notes.beside.scratch.edit
    pad.setFocus()
    writing.press(Qt.Key.Key_F6)
    assert holds(writing.desk.rail, writing)
    writing.press(Qt.Key.Key_F6)
    assert writing.focus is writing.notes.editor
    writing.press(Qt.Key.Key_F6, SHIFT)
    assert holds(writing.desk.rail, writing)
    writing.press(Qt.Key.Key_F6, SHIFT)
    assert writing.focus is pad


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Go to the scratch pad", lambda beside: beside.scratch.edit),
        ("Write the summary of this session", lambda beside: beside.leaving.summary),
        ("Type for a colleague", lambda beside: beside.typing_for.whose),
    ],
)
def test_the_palette_can_bring_one_to_a_part_of_a_closed_panel(
    writing: Screen, words: str, where: Callable[[BesidePanel], QWidget]
) -> None:
    writing.desk.side.close()
    assert not writing.desk.panel.isVisible()
    next(one for one in writing.notes.actions() if one.text() == words).trigger()
    assert writing.focus is where(writing.notes.beside)
    assert where(writing.notes.beside).isVisible()


def test_a_section_folds_away_and_says_its_name(writing: Screen) -> None:
    fold = writing.notes.beside.scratch.fold
    fold.heading.click()
    assert not writing.notes.beside.scratch.edit.isVisible()
    assert fold.heading.accessibleName() == "Scratch pad"
    fold.open()
    assert fold.is_open
