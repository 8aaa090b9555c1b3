"""A lead lists what the team reads; each stands on Today, is noted on, and counts as read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from peerdesk.app.timetable.documents.form import DocumentsForm
from peerdesk.app.timetable.view import TimetablePage
from peerdesk.domain.records import Session
from peerdesk.domain.words import SessionKind, Source
from peerdesk.store import reading
from peerdesk.store.store import Store
from tests.app.conftest import Screen
from tests.helpers.accessible import troubles


@pytest.fixture
def form(lead: Screen) -> DocumentsForm:
    """Return the form, come to by the palette's words for it."""
    page = lead.go("timetable")
    assert isinstance(page, TimetablePage)
    next(one for one in page.actions() if one.text() == "Documents to read").trigger()
    lead.rest()
    assert isinstance(page.side, DocumentsForm) and lead.focus is page.side.titles
    return page.side


def _titles(form: DocumentsForm) -> list[str]:
    return [entry.text for entry in form.listed.view.entries.entries]


def test_nothing_typed_says_what_to_do(lead: Screen, form: DocumentsForm) -> None:
    form.add.click()
    lead.rest()
    assert lead.window.message_bar.sentence == "Type or paste a title first, one a line."
    assert _titles(form) == [] and not form.remove.isEnabled()
    assert not list(troubles(form))


def test_pasted_titles_are_listed_once_undone_and_done_again_by_keyboard(
    lead: Screen, form: DocumentsForm
) -> None:
    form.titles.setPlainText("- Position statement\n\n•  Budget   book\nposition statement\n")
    for _ in range(2):
        lead.press(Qt.Key.Key_Tab)
    assert lead.focus is form.add
    lead.press(Qt.Key.Key_Space)
    lead.rest()
    assert sorted(_titles(form)) == ["Budget book", "Position statement"]
    page = lead.desk.page("timetable")
    assert isinstance(page, TimetablePage)
    page.history.undo()
    lead.rest()
    assert _titles(form) == []
    page.history.redo()
    lead.rest()
    assert len(_titles(form)) == 2


def test_files_are_listed_by_their_names_and_never_opened(
    lead: Screen, form: DocumentsForm, tmp_path: Path
) -> None:
    form.take([tmp_path / "Annual_report 2026.pdf"])  # there is no such file
    lead.rest()
    assert _titles(form) == ["Annual report 2026"]
    (listed,) = _readings(lead)
    assert listed.document == "Annual_report 2026.pdf" and not listed.peers


def test_one_peers_document_stands_on_their_today_and_counts_as_read_when_noted_on(
    lead: Screen, form: DocumentsForm
) -> None:
    me = form.whose.findText("Ada Marsh")
    form.whose.setCurrentIndex(me)
    form.titles.setPlainText("Winter plan")
    form.add.click()
    lead.rest()
    lead.go("today")
    (listed,) = _readings(lead)
    assert len(listed.peers) == 1
    lead.desk.open_session(listed.id)
    lead.until(lambda: lead.notes.session == listed.id)
    lead.type("The plan names no lead.")
    lead.notes.save.flush()
    lead.saved()
    (noted,) = _read(lead, lambda store: reading.observations(store, listed.id))
    assert noted.source is Source.READ
    page = lead.go("timetable")
    assert isinstance(page, TimetablePage)
    form.refresh()
    lead.rest()
    form.listed.view.choose(listed.id)
    assert not form.remove.isEnabled()  # somebody has taken notes on it


def test_what_was_listed_by_mistake_is_taken_off_again(lead: Screen, form: DocumentsForm) -> None:
    form.titles.setPlainText("A mistake")
    form.add.click()
    lead.rest()
    form.listed.view.setCurrentIndex(form.listed.view.entries.index(0))
    form.remove.click()
    lead.rest()
    assert _titles(form) == [] and _readings(lead) == []


def _readings(screen: Screen) -> list[Session]:
    found = _read(screen, reading.sessions)
    return [one for one in found if one.kind is SessionKind.READING]


def _read(screen: Screen, work: Callable[[Store], Any]) -> Any:
    """Return what a job reads."""
    job = screen.context.jobs.post(work)
    with screen.qtbot.waitSignal(job.done) as waited:
        pass
    (found,) = waited.args
    return found
