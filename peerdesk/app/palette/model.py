"""What the command palette offers: the actions of what is in sight, and sessions to go to."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette: an action to trigger, or the session to go to."""

    words: str
    where: str
    key: str = ""
    on: bool = False
    action: QAction | None = None
    session: str = ""


def choices_of(widgets: Iterable[QWidget], where: str) -> list[Choice]:
    """Return what can be done now with these widgets; each action once, in their order."""
    found: dict[QAction, None] = {}
    for widget in widgets:
        if not isinstance(widget, QMenu):
            found |= dict.fromkeys(action for action in widget.actions() if _is_offered(action))
    return [_choice(action, where) for action in found]


def in_sight(window: QWidget, parts: Sequence[tuple[QWidget, str]]) -> list[Choice]:
    """Return what can be done in a window now: in its parts, under their names, then anywhere."""
    seen = [window, *(widget for widget in window.findChildren(QWidget) if widget.isVisible())]
    found: list[Choice] = []
    for part, name in parts:
        inside = [widget for widget in seen if widget is part or part.isAncestorOf(widget)]
        found += choices_of(inside, name)
        seen = [widget for widget in seen if widget not in inside]
    return [*found, *choices_of(seen, "Everywhere")]


def _is_offered(action: QAction) -> bool:
    return action.isEnabled() and bool(action.text()) and not action.isSeparator()


def _choice(action: QAction, where: str) -> Choice:
    keys = " or ".join(keys.toString(_NATIVE) for keys in action.shortcuts())
    words = action.text().replace("&", "")
    return Choice(words, where, keys, action.isCheckable() and action.isChecked(), action)


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Return the choices that hold every word typed; those that begin with it come first."""
    wanted = _plain(typed)
    words = wanted.split()
    found = [c for c in choices if all(word in _plain(f"{c.words} {c.where}") for word in words)]
    return sorted(found, key=lambda choice: not _plain(choice.words).startswith(wanted))


def _plain(text: str) -> str:
    """Return a text without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
