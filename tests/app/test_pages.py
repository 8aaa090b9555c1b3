"""The pages at work on real stores and real files."""

from functools import partial
from pathlib import Path
from typing import TypeVar
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from peerdesk.app.evidence.view import EvidencePage
from peerdesk.app.feedback.view import FeedbackPage
from peerdesk.app.findings.view import FindingsPage
from peerdesk.app.handin.view import HandInPage
from peerdesk.app.team.view import TeamPage
from peerdesk.app.today.view import TodayPage
from peerdesk.domain.words import FindingKind, FindingState
from peerdesk.exchange.packing import write_export
from peerdesk.store import findings, reading
from peerdesk.store.opening import open_with_key
from peerdesk.store.store import Store
from tests.app.conftest import FIRST, Screen, key_of_store, note

CTRL = Qt.KeyboardModifier.ControlModifier
P = TypeVar("P")


def page(screen: Screen, kind: type[P], name: str) -> P:
    """Show a page and return it once it has read what it shows."""
    found = screen.go(name)
    assert isinstance(found, kind)
    return found


def do(screen: Screen, work: object) -> None:
    """Have something done to the open store as if it came from elsewhere."""
    job = screen.context.jobs.post(work)  # type: ignore[arg-type]  # a function of the store
    with screen.qtbot.waitSignal(job.done, timeout=10_000):
        pass


def shows(screen: Screen, said: str) -> bool:
    """Say whether the message bar shows a sentence."""
    return screen.window.message_bar.sentence == said


def answer_dialog(screen: Screen, path: Path) -> None:
    """Give the file dialog that is open a path."""

    def dialog() -> QFileDialog | None:
        tops = QApplication.topLevelWidgets()
        return next((w for w in tops if isinstance(w, QFileDialog) and w.isVisible()), None)

    screen.until(dialog)
    asked = dialog()
    assert asked is not None
    name = asked.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setText(str(path))
    with screen.qtbot.waitSignal(asked.finished):
        asked.accept()


@pytest.fixture
def export(peer_store: Path, tmp_path: Path) -> Path:
    """Return what a peer hands in: two notes."""
    path = tmp_path / "TST26-BO-Tue-1740.peerdesk"
    with open_with_key(peer_store, key_of_store(peer_store)) as store:
        note(store, FIRST, "! Waiting lists differ. #flow", "+ Warm welcome.")
        write_export(store, path)
    return path


# Today.


def test_today_shows_what_is_on_now_and_opens_it_with_enter(lead: Screen) -> None:
    today = page(lead, TodayPage, "today")
    assert today.banner.first.text() == f"On now: {FIRST}"
    assert "Room 5" in today.banner.second.text()
    lead.open_first_session()
    assert lead.desk.current == "notes"
    assert lead.notes._title.text() == FIRST
    assert lead.notes._unsent.text() == "4 notes not handed in"


def test_a_day_without_sessions_says_how_to_see_others(lead: Screen) -> None:
    today = page(lead, TodayPage, "today")
    timetable = today._timetable
    assert timetable is not None
    from dataclasses import replace

    today.show_timetable(replace(timetable, me=None))
    assert "Tick “All sessions”" in today._list._empty.text()
    today.show_timetable(replace(timetable, sessions=()))
    assert "The timetable will be here" in today._list._empty.text()


# Evidence.


def test_evidence_is_found_by_words_and_choices(lead: Screen) -> None:
    evidence = page(lead, EvidencePage, "evidence")
    rows = evidence.list.view.entries
    lead.until(lambda: rows.rowCount() == 4)
    lead.type("ask")
    lead.until(lambda: [e.text for e in rows.entries] == ["“We were asked twice.”"])
    assert evidence._counts.text().startswith("1 of 4 notes")
    evidence.filters.clear()
    lead.until(lambda: rows.rowCount() == 4)
    evidence.filters.choose_theme(evidence.filters.theme.itemData(2))
    lead.until(lambda: rows.rowCount() == 2)
    lead.type("nothing like this")
    lead.until(lambda: rows.rowCount() == 0)
    assert "Nothing fits" in evidence.list._empty.text()


def test_a_note_is_shown_in_full_with_the_findings_that_rest_on_it(lead: Screen) -> None:
    def conclude(store: Store) -> None:
        record = findings.save_finding(
            store,
            headline="One front door",
            narrative="It works.",
            kind=FindingKind.STRENGTH,
            state=FindingState.PRESENT,
            theme=None,
        )
        findings.tie_evidence(store, record, reading.observations(store)[0].id)

    do(lead, conclude)
    evidence = page(lead, EvidencePage, "evidence")
    lead.until(lambda: evidence.list.view.entries.rowCount() == 4)
    evidence.list.view.setCurrentIndex(evidence.list.view.entries.index(0))
    links = [b for b in evidence.detail.findChildren(QPushButton) if b.text() == "One front door"]
    assert len(links) == 1
    links[0].click()
    lead.until(lambda: lead.desk.current == "findings")
    form = lead.desk.page("findings")
    assert isinstance(form, FindingsPage)
    lead.until(lambda: form.form.headline.toPlainText() == "One front door")


def test_coverage_says_where_nobody_has_asked(lead: Screen) -> None:
    evidence = page(lead, EvidencePage, "evidence")
    lead.until(lambda: evidence._coverage.rowCount() == 2)
    cells = {
        str(evidence._coverage.data(evidence._coverage.index(row, column)))
        for row in range(2)
        for column in range(2)
    }
    assert cells == {"1 session\n1 note", "1 session\n2 notes", "Nobody yet"}


# Findings.


def test_a_finding_is_written_and_evidence_tied_with_the_keyboard(lead: Screen) -> None:
    findings_page = page(lead, FindingsPage, "findings")
    findings_page.new.click()
    lead.type("Partners use one front door")
    lead.press(Qt.Key.Key_Tab)
    lead.type("It is well used.")
    lead.saved()
    findings_page.evidence.words.setFocus()
    lead.type("front")
    rows = findings_page.evidence.list.view.entries
    lead.until(lambda: rows.rowCount() == 1 and not rows.entries[0].mark.strip())
    findings_page.evidence.list.view.choose(rows.entries[0].id)
    findings_page.evidence.list.view.setFocus()
    lead.press(Qt.Key.Key_Return)
    lead.until(lambda: rows.rowCount() == 1 and rows.entries[0].mark == "✓")
    lead.until(lambda: findings_page.form._behind.text().startswith("1 note from 1 session"))
    seen: list = []
    job = lead.context.jobs.post(reading.findings)
    job.done.connect(seen.extend)
    with lead.qtbot.waitSignal(job.ended):
        pass
    (made,) = seen
    assert (made.headline, made.narrative) == ("Partners use one front door", "It is well used.")
    assert len(made.evidence) == 1


def test_going_to_another_finding_saves_the_first(lead: Screen) -> None:
    findings_page = page(lead, FindingsPage, "findings")
    for text in ("First", "Second"):
        findings_page.new.click()
        lead.type(text)
        lead.saved()
        lead.until(lambda: not findings_page.form.save.is_unsaved)
    findings_page.refresh()
    rows = findings_page.list.view.entries
    lead.until(lambda: rows.rowCount() == 2)
    lead.type(" thoughts")
    findings_page.list.view.choose(rows.entries[0].id)
    lead.until(lambda: findings_page.form.headline.toPlainText() == "First")
    findings_page.refresh()
    lead.until(lambda: [e.text for e in rows.entries] == ["First", "Second thoughts"])


def test_a_recommendation_is_written_and_rests_on_a_finding(lead: Screen) -> None:
    findings_page = page(lead, FindingsPage, "findings")
    findings_page.new.click()
    lead.type("Numbers differ")
    lead.saved()
    findings_page.refresh()
    lead.until(lambda: findings_page.list.view.entries.rowCount() == 1)
    findings_page.tabs.setCurrentIndex(1)
    tab = findings_page.recommendations
    tab.new.click()
    lead.type("Agree one set of numbers.")
    tab.behind.view.setCurrentIndex(tab.behind.view.entries.index(0))
    tab._toggle.click()
    lead.saved()
    lead.until(lambda: tab.list.view.entries.rowCount() == 1)
    assert tab.list.view.entries.entries[0].second == "1 finding behind it"


# Feedback.


def write_finding(headline: str) -> object:
    """Return how to add a finding that goes into the documents."""
    return lambda store: findings.save_finding(
        store,
        headline=headline,
        narrative="The team heard so in several places.",
        kind=FindingKind.STRENGTH,
        state=FindingState.PRESENT,
        theme=reading.themes(store)[0].id,
    )


def test_a_name_in_a_finding_is_listed_and_no_document_is_written(lead: Screen) -> None:
    do(lead, write_finding("Wilhelmina Tarrow leads well"))
    feedback = page(lead, FeedbackPage, "feedback")
    lead.until(lambda: feedback.flags.rows.rowCount() > 0)
    assert "Reword what is listed" in feedback._verdict.text()
    assert not feedback._report.isEnabled()
    assert feedback.tabs.tabText(1).startswith("Check (")


def test_both_documents_are_written(lead: Screen, tmp_path: Path) -> None:
    do(lead, write_finding("Partners use one front door"))
    feedback = page(lead, FeedbackPage, "feedback")
    lead.until(lambda: feedback._report.isEnabled())
    assert "Partners use one front door" in feedback._preview.toPlainText()
    for made, name, said in (
        (feedback._report, "report.docx", "The report is written."),
        (feedback._slides, "slides.pptx", "Slides are written."),
    ):
        made.click()
        answer_dialog(lead, tmp_path / name)
        lead.until(partial(shows, lead, said))
        assert ZipFile(tmp_path / name).testzip() is None


def test_feedback_without_findings_says_what_will_be_there(lead: Screen) -> None:
    feedback = page(lead, FeedbackPage, "feedback")
    lead.until(lambda: "No finding is set" in feedback._verdict.text())
    assert "will be shown here" in feedback._preview.toPlainText()
    assert not feedback._slides.isEnabled()


# Team and Hand in.


def test_files_are_chosen_merged_listed_and_undone(lead: Screen, export: Path) -> None:
    team = page(lead, TeamPage, "team")
    assert "Ben Okoro" in team._missing.text()
    team.bring_in._choose.click()
    answer_dialog(lead, export)
    rows = team.bring_in.table.rows
    lead.until(lambda: rows.rowCount() == 1)
    assert rows.rows[0].words == (export.name, "Ben Okoro", "Brought in: 2 new, 0 changed", "")
    assert "2 new notes" in lead.window.message_bar.sentence
    lead.until(lambda: team._missing.text() == "Everybody has handed in today.")
    evidence = page(lead, EvidencePage, "evidence")
    lead.until(lambda: evidence.list.view.entries.rowCount() == 6)
    team.bring_in._undo.click()
    lead.until(lambda: "set aside" in lead.window.message_bar.sentence)
    lead.until(lambda: evidence.list.view.entries.rowCount() == 4)


def test_what_was_marked_for_the_lead_is_one_press_away(lead: Screen) -> None:
    team = page(lead, TeamPage, "team")
    assert team._for_lead.isHidden()
    lead.open_first_session()
    lead.type("Somebody may be at risk at the second address")
    lead.press(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    lead.saved()
    team = page(lead, TeamPage, "team")
    lead.until(lambda: team._for_lead.text() == "⚑ 1 note marked for the lead")
    team._for_lead.click()
    evidence = lead.desk.page("evidence")
    assert isinstance(evidence, EvidencePage) and lead.desk.current == "evidence"
    lead.until(lambda: evidence.list.view.entries.rowCount() == 1)
    assert "⚑ For the lead" in evidence.list.view.entries.entries[0].second


def test_a_file_that_is_refused_says_why(lead: Screen, tmp_path: Path) -> None:
    bad = tmp_path / "bad.peerdesk"
    bad.write_bytes(b"not a bundle")
    team = page(lead, TeamPage, "team")
    team.bring_in.bring_in([bad])
    lead.until(lambda: team.bring_in.table.rows.rowCount() == 1)
    assert team.bring_in.table.rows.rows[0].words[2] == "Refused"
    assert team.bring_in.table.rows.rows[0].words[3]
    assert "refused" in lead.window.message_bar.sentence


def test_files_are_dropped(lead: Screen, export: Path) -> None:
    team = page(lead, TeamPage, "team")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(export)), QUrl.fromLocalFile("/nothing.txt")])
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, left, none)
    team.bring_in._zone.dropEvent(event)
    lead.until(lambda: team.bring_in.table.rows.rowCount() == 1)


def test_a_new_laptop_is_confirmed_by_its_words(lead: Screen, export: Path) -> None:
    team = page(lead, TeamPage, "team")
    team.bring_in.bring_in([export])
    lead.until(lambda: team.laptops.table.rows.rowCount() == 2)
    words = [row.words for row in team.laptops.table.rows.rows]
    assert words[0][1] == "Says it is Ben Okoro"
    assert words[1][1] == "✓ Confirmed (this laptop)"
    assert len(words[0][2].split()) == 6
    assert team._waiting.text() == "1 laptop waits for you to confirm"
    team._see_waiting.click()
    assert team.laptops.whose.currentText().startswith("Ben Okoro")
    team.laptops._confirm.click()
    lead.until(lambda: "✓ Confirmed" in {row.words[1] for row in team.laptops.table.rows.rows})
    assert team.laptops._card.isHidden()


def test_a_merge_keeps_a_session_that_is_open_where_it_was(lead: Screen, export: Path) -> None:
    lead.open_first_session()
    lead.press(Qt.Key.Key_Home, CTRL)
    team = page(lead, TeamPage, "team")
    team.bring_in.bring_in([export])
    lead.until(lambda: team.bring_in.table.rows.rowCount() == 1)
    with lead.qtbot.waitSignal(lead.notes.session_opened):
        lead.desk.go("notes")
    assert lead.notes.caret == 0
    assert lead.notes._opened is not None
    assert lead.notes._opened.colleagues == 2
    assert lead.notes.editor.document().blockCount() == 3


def test_the_merged_pack_is_written(lead: Screen, tmp_path: Path) -> None:
    team = page(lead, TeamPage, "team")
    team.tabs.setCurrentIndex(2)
    team.send_out._make_merged.click()
    answer_dialog(lead, tmp_path / "merged.peerdesk")
    lead.until(lambda: "merged pack is written" in lead.window.message_bar.sentence)
    assert (tmp_path / "merged.peerdesk").stat().st_size > 0


def test_a_folder_that_cannot_be_written_to_says_so(lead: Screen, tmp_path: Path) -> None:
    team = page(lead, TeamPage, "team")
    team.send_out._write_merged([tmp_path / "missing" / "x.peerdesk"])
    lead.until(lambda: "cannot be written to" in lead.window.message_bar.sentence)


def test_the_first_note_that_is_saved_is_at_once_one_that_is_not_handed_in(peer: Screen) -> None:
    peer.open_first_session()
    peer.type("+ From the peer.")
    peer.notes.save.flush()
    peer.saved()
    peer.rest()
    assert peer.notes._unsent.text() == "1 note not handed in"


def test_a_peer_hands_in_and_opens_what_the_lead_sent(
    peer: Screen, noted_store: Path, tmp_path: Path
) -> None:
    peer.open_first_session()
    assert peer.notes._unsent.text() == "Nothing to hand in yet"
    peer.type("+ From the peer.")
    peer.saved()
    hand_in = page(peer, HandInPage, "hand-in")
    peer.until(lambda: hand_in._unsent.text() == "1 note not handed in")
    hand_in._save.click()
    answer_dialog(peer, tmp_path / "mine.peerdesk")
    peer.until(lambda: hand_in._unsent.text() == "All notes handed in")
    assert len(hand_in._words.text().split()) == 6 + 6
    with open_with_key(noted_store, key_of_store(noted_store)) as store:
        note(store, FIRST, "Said since.")
        write_export(store, tmp_path / "lead.peerdesk")
    hand_in.bring_in.bring_in([tmp_path / "lead.peerdesk"])
    peer.until(lambda: hand_in.bring_in.table.rows.rowCount() == 1)
    assert "1 new" in hand_in.bring_in.table.rows.rows[0].words[2]


def test_file_dialogs_leave_no_list_of_places_behind(
    lead: Screen, export: Path, tmp_path: Path
) -> None:
    team = page(lead, TeamPage, "team")
    team.bring_in._choose.click()
    answer_dialog(lead, export)
    team.send_out._make_merged.click()
    answer_dialog(lead, tmp_path / "merged.peerdesk")
    lead.until(lambda: not lead.window.findChildren(QFileDialog))
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.beginGroup("FileDialog")
    assert not {"history", "lastVisited", "shortcuts"} & set(kept.childKeys())
