"""The wave under words nobody knows, in lines that are in sight; it never touches text or undo.

It knows an editor and a lexicon, no page and no store.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from peerdesk.app.look import Look
from peerdesk.domain.spelling import Found

if TYPE_CHECKING:
    from peerdesk.app.spelling.lexicon import Lexicon

_AFTER_SCROLLING_MS = 40
_NONE = -1
_LARGE = 1.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands in its line, counted as Qt counts: an emoji is two."""

    start: int
    end: int

    def __contains__(self, position: object) -> bool:
        """Say whether a caret there touches the word."""
        return isinstance(position, int) and self.start <= position <= self.end


def place_of(text: str, word: Found) -> Place:
    """Return where Qt has a word of a line."""
    if text.isascii():
        return Place(word.start, word.end)
    start = word.start + _wide(text[: word.start])
    return Place(start, start + len(word.text) + _wide(word.text))


def _wide(text: str) -> int:
    return sum(letter > "\uffff" for letter in text)


class Underline(QSyntaxHighlighter):
    """Underlines what a lexicon does not know, but not the word that is still being typed."""

    def __init__(self, editor: QPlainTextEdit, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._look = look
        self._lexicon: Lexicon | None = None
        self._asked = False
        self._held = Place(_NONE, _NONE)  # the word being typed, in the line numbered:
        self._held_in = _NONE
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._waiting = QTimer(self, singleShot=True, interval=_AFTER_SCROLLING_MS)
        self._connect()

    def _connect(self) -> None:
        self._waiting.timeout.connect(self.check_in_sight)
        bar = self._editor.verticalScrollBar()
        bar.valueChanged.connect(self._on_view_changed)
        bar.rangeChanged.connect(self._on_view_changed)
        self._editor.cursorPositionChanged.connect(self._on_caret_moved)
        self._look.applied.connect(self._on_look_applied)

    def begin(self, lexicon: "Lexicon") -> None:
        """Underline from now on."""
        self._lexicon = lexicon
        self._colour()
        if self.document() is None:
            self.setDocument(self._editor.document())
        self._waiting.start()

    @property
    def is_on(self) -> bool:
        """Say whether words are underlined."""
        return self._lexicon is not None

    def end(self) -> None:
        """Take every underline away and stop."""
        self._lexicon = None
        self.rehighlight()  # taking the document away would be told as a change of its text

    @Slot()
    def check_in_sight(self) -> None:
        """Check every line in sight again."""
        if self._lexicon is None:
            return
        self._asked = True
        block, last = self._editor.firstVisibleBlock(), self._last_in_sight()
        while block.isValid() and block.blockNumber() <= last:
            self.rehighlightBlock(block)
            block = block.next()
        self._asked = False

    def highlightBlock(self, text: str) -> None:
        """Underline in one line, which Qt says has changed or which was asked for."""
        block = self.currentBlock()
        if self._lexicon is None or not text or not self._is_wanted(block):
            return
        number = block.blockNumber()
        caret = self._caret_in(number)
        if number == self._held_in and not self._asked:
            self._held_in = _NONE
        for word in self._lexicon.unknown(text):
            place = place_of(text, word)
            if caret in place and (not self._asked or number == self._held_in):
                self._held, self._held_in = place, number
            else:
                self.setFormat(place.start, place.end - place.start, self._format)

    def _is_wanted(self, block: QTextBlock) -> bool:
        """Say whether a line is in sight, and not one in which text is being composed."""
        first = self._editor.firstVisibleBlock().blockNumber()
        if not first <= block.blockNumber() <= self._last_in_sight():
            return False
        return not block.layout().preeditAreaText()

    def _last_in_sight(self) -> int:
        rows = self._editor.viewport().height() // max(1, self._editor.fontMetrics().height())
        return self._editor.firstVisibleBlock().blockNumber() + rows + 1

    def _caret_in(self, number: int) -> int:
        cursor = self._editor.textCursor()
        return cursor.positionInBlock() if cursor.blockNumber() == number else _NONE

    @Slot()
    def _on_view_changed(self) -> None:
        if self._lexicon is not None and not self._waiting.isActive():
            self._waiting.start()

    @Slot()
    def _on_caret_moved(self) -> None:
        """Check the word that was being typed once the caret has left it."""
        number = self._held_in
        if number == _NONE or self._caret_in(number) in self._held:
            return
        self._held_in = _NONE
        self._asked = True
        self.rehighlightBlock(self._editor.document().findBlockByNumber(number))
        self._asked = False

    @Slot()
    def _on_look_applied(self) -> None:
        self._colour()
        self.check_in_sight()

    def _colour(self) -> None:
        """Take the look's colours; Qt's wave stays thin in large text, so a ground helps it."""
        theme = self._look.theme
        self._format.setUnderlineColor(theme.colour("trouble"))
        if self._look.scale >= _LARGE or theme.name == "high-contrast":
            self._format.setBackground(theme.colour("slip"))
        else:
            self._format.clearBackground()
