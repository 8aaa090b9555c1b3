"""Which pages there are, for whom, and how each is made; imports one only when it is wanted."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from peerdesk.app.context import Context
    from peerdesk.app.widgets.page import Page

    Loaded = Callable[[Context], Page]

PEER = ("today", "notes", "evidence", "hand-in")
LEAD = ("today", "notes", "evidence", "timetable", "team", "findings", "feedback", "setup")
EVERY = (*PEER, "timetable", "team", "findings", "feedback", "setup")


_UNDER = {"bring-in": "timetable"}  # pages that are reached from another one only


def on_rail(name: str) -> str:
    """Return which page of the rail a page belongs to, itself or the one it is reached from."""
    return _UNDER.get(name, name)


def words(name: str) -> str:
    """Return what the rail calls a page."""
    return str(_WORDS[name])


def make(name: str, context: "Context") -> "Page":
    """Make a page by its name."""
    return _LOADERS[name]()(context)


def loading(names: Iterable[str]) -> Iterator[Callable[[], object]]:
    """Yield the steps that load what pages are made from, so that showing one waits for none.

    They belong into the thread of the window: where a class of widgets comes into being in another
    while events are dealt with, the program can fall down.
    """
    for name in names:
        for part in _PARTS[name]:
            yield partial(import_module, f"peerdesk.app.{part}")


def _today() -> "Loaded":
    from peerdesk.app.today.view import TodayPage

    return TodayPage


def _notes() -> "Loaded":
    from peerdesk.app.session.view import SessionPage

    return SessionPage


def _evidence() -> "Loaded":
    from peerdesk.app.evidence.view import EvidencePage

    return EvidencePage


def _hand_in() -> "Loaded":
    from peerdesk.app.handin.view import HandInPage

    return HandInPage


def _timetable() -> "Loaded":
    from peerdesk.app.timetable.view import TimetablePage

    return TimetablePage


def _bring_in() -> "Loaded":
    from peerdesk.app.timetable.importing.view import ImportPage

    return ImportPage


def _team() -> "Loaded":
    from peerdesk.app.team.view import TeamPage

    return TeamPage


def _findings() -> "Loaded":
    from peerdesk.app.findings.view import FindingsPage

    return FindingsPage


def _feedback() -> "Loaded":
    from peerdesk.app.feedback.view import FeedbackPage

    return FeedbackPage


def _setup() -> "Loaded":
    from peerdesk.app.setup.view import SetupPage

    return SetupPage


_WORDS = {
    "today": QT_TRANSLATE_NOOP("Rail", "Today"),
    "notes": QT_TRANSLATE_NOOP("Rail", "Notes"),
    "evidence": QT_TRANSLATE_NOOP("Rail", "Evidence"),
    "hand-in": QT_TRANSLATE_NOOP("Rail", "Hand in"),
    "timetable": QT_TRANSLATE_NOOP("Rail", "Timetable"),
    "team": QT_TRANSLATE_NOOP("Rail", "Team"),
    "findings": QT_TRANSLATE_NOOP("Rail", "Findings"),
    "feedback": QT_TRANSLATE_NOOP("Rail", "Feedback"),
    "setup": QT_TRANSLATE_NOOP("Rail", "Setup"),
}
_LOADERS: dict[str, Callable[[], "Loaded"]] = {
    "today": _today,
    "notes": _notes,
    "evidence": _evidence,
    "hand-in": _hand_in,
    "timetable": _timetable,
    "bring-in": _bring_in,
    "team": _team,
    "findings": _findings,
    "feedback": _feedback,
    "setup": _setup,
}
# In parts that take some milliseconds each, for somebody may be typing.
_PARTS = {
    "today": ("today.view",),
    "notes": (
        "session.lines",
        "session.editor",
        "session.draft",
        "session.beside.panel",
        "session.rooms.rooms",
        "session.marking",
        "spelling.speller",
        "session.view",
    ),
    "evidence": ("evidence.view",),
    "hand-in": ("handin.earlier", "handin.view"),
    "timetable": (
        "timetable.model",
        "timetable.grid",
        "timetable.form",
        "timetable.view",
        "timetable.documents.form",
        "timetable.handing_out.form",
        "timetable.importing.model",
        "timetable.importing.table",
        "timetable.importing.view",
        "timetable.verbs",
    ),
    "team": ("team.sheet", "team.getting_back", "team.view"),
    "findings": ("findings.view",),
    "feedback": ("feedback.view",),
    "setup": ("setup.model", "setup.forms", "setup.view"),
}
