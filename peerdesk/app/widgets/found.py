"""How words that were looked for are marked, in the editor and in lists alike."""

from collections.abc import Iterable

from PySide6.QtGui import QTextCharFormat

from peerdesk.app.look import Look


def found_format(look: Look, current: bool = False) -> QTextCharFormat:
    """Return the format of a place that was found: ground and line, never colour alone."""
    made = QTextCharFormat()
    made.setBackground(look.theme.colour("accent" if current else "found"))
    made.setForeground(look.theme.colour("on_accent" if current else "on_found"))
    made.setFontUnderline(True)
    return made


def qt_spans(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return (start, length) as Qt counts: a character outside the basic plane is two."""
    if text.isascii() or max(text) <= "\uffff":
        return [(start, end - start) for start, end in spans]
    return [(_units(text[:start]), _units(text[start:end])) for start, end in spans]


def from_qt(text: str, units: int) -> int:
    """Return the index in Python of a place as Qt counts."""
    if text.isascii() or max(text) <= "\uffff":
        return units
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
