"""Every connection between the window, its pages and what they share, as a map.

What a page connects inside itself stands in its own `_connect`; what crosses from one to another
stands here and nowhere else.
"""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from peerdesk.app.widgets.making import action

if TYPE_CHECKING:
    from peerdesk.app.changed import Changed
    from peerdesk.app.desk import Desk
    from peerdesk.app.guard import Guard
    from peerdesk.app.widgets.page import Page
    from peerdesk.app.window import MainWindow

# Which facts make which page's content out of date.
_READS = {
    "today": ("timetable", "own_notes", "team"),
    "notes": ("timetable", "observations"),
    "evidence": ("observations", "own_notes", "findings", "timetable", "team"),
    "hand-in": ("own_notes", "handed_in", "team"),
    "timetable": ("timetable", "team"),
    "bring-in": (),
    "team": ("team", "observations", "handed_in"),
    "findings": ("observations", "own_notes"),
    "feedback": ("observations", "findings", "timetable", "team"),
    "setup": ("team", "timetable"),
}


def wire_window(window: "MainWindow") -> None:
    """Connect what lives as long as the window."""
    context = window.context
    context.messages.said.connect(window.message_bar.show_message)
    context.messages.cleared.connect(window.message_bar.clear)
    context.jobs.failed.connect(context.messages.show_error)
    context.drafts.settled.connect(window.on_drafts_settled)
    window.unlock.opened.connect(window.on_store_opened)
    window.not_saved.brought_back.connect(context.changed.tell_all)
    window.unlock.warmed_up.connect(window.get_desk_ready)
    window.locked.connect(window.get_desk_ready)
    window.unlock.alarmed.connect(QApplication.beep)
    window.unlock.others_requested.connect(window.belonging.show_others)
    window.locked.connect(window.belonging.on_locked)
    window.message_bar.action_requested.connect(window.close_anyway)


def wire_guard(window: "MainWindow", guard: "Guard") -> None:
    """Connect what watches over notes that are open."""
    guard.lock_requested.connect(window.lock)
    guard.hide_requested.connect(window.hide_notes)
    guard.show_requested.connect(window.show_notes)
    window.arrived.connect(guard.begin)
    window.arrived.connect(window.belonging.on_arrived)
    window.locked.connect(guard.rest)


def wire_desk(window: "MainWindow", desk: "Desk") -> None:
    """Connect what lives while notes are open."""
    desk.rail.page_requested.connect(desk.go)
    desk.file_requested.connect(window.belonging.open_file_sent)
    desk.rail.lock_requested.connect(window.lock)
    desk.rail.look_requested.connect(window.context.settings.choose_look)
    desk.rail.text_step_requested.connect(window.context.settings.step_text_size)
    desk.rail.idle_requested.connect(window.context.settings.choose_idle)
    desk.rail.idle_requested.connect(desk.rail.show_idle)
    desk.rail.show_idle(window.context.settings.idle_minutes)
    desk.rail.panel_requested.connect(desk.side.toggle)
    desk.rail.help_requested.connect(desk.side.toggle_help)
    desk.rail.finder_requested.connect(window.finder.toggle)
    desk.rail.hiding_requested.connect(desk.toggle_discreet)
    desk.panel.closed.connect(desk.side.close)
    desk.page_painted.connect(window.page_painted)
    changed = window.context.changed
    desk.next_bar.session_requested.connect(desk.open_session)
    changed.timetable.connect(desk.next_bar.refresh)
    changed.handed_in.connect(desk.count_unsent)
    desk.session_actions.session_begun.connect(desk.open_session)
    desk.session_actions.timetable_written.connect(changed.timetable)
    action(desk, desk.tr("Open a saved copy"), "", window.not_saved.ask_which)
    action(desk, desk.tr("Search all notes"), "Ctrl+Shift+F", desk.search_everywhere)


def wire_page(desk: "Desk", name: str, page: "Page", changed: "Changed") -> None:
    """Connect a page that has just been made to what it asks for and to what it reads."""
    page.painted.connect(desk.on_page_painted)
    page.side_changed.connect(desk.side.show)
    for fact in _READS[name]:
        getattr(changed, fact).connect(page.mark_stale)
    _WISHES.get(name, _no_wishes)(desk, page, changed)


def _no_wishes(desk: "Desk", page: "Page", changed: "Changed") -> None:
    """Connect nothing: the page asks nothing of others."""


def _today(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.today.view import TodayPage

    assert isinstance(page, TodayPage)
    page.session_requested.connect(desk.open_session)
    page.conversation_requested.connect(desk.session_actions.begin_conversation)
    page.part_requested.connect(desk.session_actions.take_part)
    page.timetable_written.connect(changed.timetable)


def _notes(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.session.view import SessionPage

    assert isinstance(page, SessionPage)
    page.today_requested.connect(desk.go_to_today)
    page.session_opened.connect(desk.follow_session)
    page.session_opened.connect(desk.uncover_session)
    page.save.settled.connect(changed.own_notes)
    page.rooms.written.connect(changed.own_notes)
    page.marking.theme_made.connect(changed.own_notes)
    page.save.settled.connect(desk.copies.hear_saved)
    page.beside.account.save.settled.connect(changed.own_notes)
    page.beside.note_requested.connect(desk.open_note)
    page.beside.sight_requested.connect(desk.side.bring)


def _evidence(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.evidence.view import EvidencePage

    assert isinstance(page, EvidencePage)
    page.finding_requested.connect(desk.open_finding)
    page.line_requested.connect(desk.open_session)


def _hand_in(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.handin.view import HandInPage

    assert isinstance(page, HandInPage)
    page.merged.connect(changed.tell_all)
    page.handed_in.connect(changed.handed_in)
    page.file_requested.connect(desk.file_requested)


def _timetable(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.timetable.verbs import FileVerbs
    from peerdesk.app.timetable.view import TimetablePage

    assert isinstance(page, TimetablePage)
    page.timetable_written.connect(changed.timetable)
    page.sight_requested.connect(desk.side.bring)
    FileVerbs(desk.context, page, desk.page).page_requested.connect(desk.go)


def _bring_in(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.timetable.importing.view import ImportPage
    from peerdesk.app.timetable.view import TimetablePage

    timetable = desk.page("timetable")
    assert isinstance(page, ImportPage)
    assert isinstance(timetable, TimetablePage)
    page.page_requested.connect(desk.go)
    page.brought_in.connect(timetable.history.did)
    page.brought_in.connect(changed.timetable)
    page.undo_requested.connect(timetable.history.undo)
    timetable.history.written.connect(page.hear_written)


def _team(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.team.view import TeamPage

    assert isinstance(page, TeamPage)
    page.merged.connect(changed.tell_all)
    page.team_changed.connect(changed.team)
    page.for_lead_requested.connect(desk.show_for_lead)


def _findings(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.findings.view import FindingsPage

    assert isinstance(page, FindingsPage)
    page.written.connect(changed.findings)


def _setup(desk: "Desk", page: "Page", changed: "Changed") -> None:
    from peerdesk.app.setup.view import SetupPage

    assert isinstance(page, SetupPage)
    page.page_requested.connect(desk.go)
    page.setup_written.connect(changed.team)
    page.setup_written.connect(changed.timetable)


_WISHES = {
    "today": _today,
    "notes": _notes,
    "evidence": _evidence,
    "hand-in": _hand_in,
    "timetable": _timetable,
    "bring-in": _bring_in,
    "team": _team,
    "findings": _findings,
    "setup": _setup,
}
