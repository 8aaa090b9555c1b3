"""Which pages there are, for whom, and how each is made; imports one only when it is wanted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from peerdesk.app.context import Context
    from peerdesk.app.widgets.page import Page

PEER = ("today", "notes", "evidence", "hand-in")
LEAD = ("today", "notes", "evidence", "team", "findings", "feedback")


def words(name: str) -> str:
    """Return what the rail calls a page."""
    return str(_WORDS[name])


def make(name: str, context: "Context") -> "Page":
    """Make a page by its name."""
    return _MAKERS[name](context)


def _today(context: "Context") -> "Page":
    from peerdesk.app.today.view import TodayPage

    return TodayPage(context)


def _notes(context: "Context") -> "Page":
    from peerdesk.app.session.view import SessionPage

    return SessionPage(context)


def _evidence(context: "Context") -> "Page":
    from peerdesk.app.evidence.view import EvidencePage

    return EvidencePage(context)


def _hand_in(context: "Context") -> "Page":
    from peerdesk.app.handin.view import HandInPage

    return HandInPage(context)


def _team(context: "Context") -> "Page":
    from peerdesk.app.team.view import TeamPage

    return TeamPage(context)


def _findings(context: "Context") -> "Page":
    from peerdesk.app.findings.view import FindingsPage

    return FindingsPage(context)


def _feedback(context: "Context") -> "Page":
    from peerdesk.app.feedback.view import FeedbackPage

    return FeedbackPage(context)


_WORDS = {
    "today": QT_TRANSLATE_NOOP("Rail", "Today"),
    "notes": QT_TRANSLATE_NOOP("Rail", "Notes"),
    "evidence": QT_TRANSLATE_NOOP("Rail", "Evidence"),
    "hand-in": QT_TRANSLATE_NOOP("Rail", "Hand in"),
    "team": QT_TRANSLATE_NOOP("Rail", "Team"),
    "findings": QT_TRANSLATE_NOOP("Rail", "Findings"),
    "feedback": QT_TRANSLATE_NOOP("Rail", "Feedback"),
}
_MAKERS: dict[str, Callable[["Context"], "Page"]] = {
    "today": _today,
    "notes": _notes,
    "evidence": _evidence,
    "hand-in": _hand_in,
    "team": _team,
    "findings": _findings,
    "feedback": _feedback,
}
