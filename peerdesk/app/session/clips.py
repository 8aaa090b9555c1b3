"""What was last cut or copied in the notes, for pasting the lines as what they were.

The clipboard gets the plain text and a token that says nothing; the rest stays in this program, so
that no more of a note is out there than its text. Another store, or this one unlocked again, does
not know the token and pastes plain text.
"""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from peerdesk.app.session.commands import as_lines, copies, take
from peerdesk.app.session.lines import Line
from peerdesk.app.widgets.clipboard import private_text

OURS = "application/x-peerdesk-lines"


class Clips:
    """Remembers the last clip. One that was cut keeps its lines' keys when first pasted."""

    def __init__(self) -> None:
        self._token = b""
        self._lines: Sequence[Line] = ()

    def copy(self, cursor: QTextCursor, cut: bool) -> QMimeData:
        """Return what is selected for the clipboard and remember it."""
        lines = take(cursor)
        self._lines = lines if cut else copies(lines)
        self._token = uuid4().hex.encode()
        made = text_of(lines)
        made.setData(OURS, self._token)
        return made

    def paste(self, source: QMimeData, there: frozenset[str]) -> list[Line]:
        """Return the lines to paste; `there` are the keys that the document has already."""
        if not self._token or source.data(OURS).data() != self._token:
            return [Line("", text) for text in as_lines(source.text())]
        lines, self._lines = self._lines, copies(self._lines)
        return [copies([line])[0] if line.key in there else line for line in lines]


def text_of(lines: Sequence[Line]) -> QMimeData:
    """Return the text of lines for the clipboard."""
    return private_text("\n".join(line.text for line in lines))
