"""The wave under words nobody knows, in lines that are in sight; it never touches text or undo.

It knows an editor and a lexicon, no page and no store.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLayout
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


class Underline(QObject):
    """Underlines what a lexicon does not know, but not the word that is still being typed.

    QSyntaxHighlighter would lay out and paint every line in sight at each key, because it takes
    what it sets for changed without looking; here only what differs is set.
    """

    def __init__(self, editor: QPlainTextEdit, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._look = look
        self._lexicon: Lexicon | None = None
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
        self._editor.document().contentsChange.connect(self._on_document_contents_change)
        self._editor.cursorPositionChanged.connect(self._on_caret_moved)
        self._look.applied.connect(self._on_look_applied)

    @property
    def is_on(self) -> bool:
        """Say whether words are underlined."""
        return self._lexicon is not None

    def begin(self, lexicon: "Lexicon") -> None:
        """Underline from now on."""
        self._lexicon = lexicon
        self._colour()
        self.check_in_sight()

    def end(self) -> None:
        """Take every underline away and stop."""
        self._lexicon = None
        block = self._editor.document().begin()
        while block.isValid():
            self._show(block, [])
            block = block.next()

    @Slot()
    def check_in_sight(self) -> None:
        """Check every line in sight again."""
        self._check_lines(self._editor.firstVisibleBlock(), self._last_in_sight(), typed=False)

    def _check_lines(self, block: QTextBlock, last: int, typed: bool) -> None:
        while self._lexicon is not None and block.isValid() and block.blockNumber() <= last:
            if not block.layout().preeditAreaText():  # text is being composed in it
                self._check(self._lexicon, block, typed)
            block = block.next()

    def _check(self, lexicon: "Lexicon", block: QTextBlock, typed: bool) -> None:
        text, number = block.text(), block.blockNumber()
        slips = [place_of(text, word) for word in lexicon.unknown(text)]
        if slips:
            slips = self._without_held(slips, number, typed)
        elif number == self._held_in:
            self._held_in = _NONE
        self._show(block, slips, laid_out=typed)

    def _without_held(self, slips: list[Place], number: int, typed: bool) -> list[Place]:
        """Return the slips but the one at the caret, if that is in the word by being typed."""
        if not typed and number != self._held_in:
            return slips
        caret = self._caret_in(number)
        held = next((place for place in slips if caret in place), None)
        if held is not None:
            self._held, self._held_in = held, number
        elif number == self._held_in:
            self._held_in = _NONE
        return [place for place in slips if place != held]

    def _show(self, block: QTextBlock, slips: list[Place], laid_out: bool = False) -> None:
        """Underline these in a line; one that is about to be laid out anyway is not asked to be."""
        layout = block.layout()
        before = layout.formats()
        same = [(one.start, one.length) for one in before] == [
            (slip.start, slip.end - slip.start) for slip in slips
        ] and all(one.format == self._format for one in before)
        if same:
            return
        layout.setFormats([self._range(slip) for slip in slips])
        if not laid_out:
            self._editor.document().markContentsDirty(block.position(), 1)

    def _range(self, slip: Place) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = slip.start, slip.end - slip.start, self._format
        return made

    def _last_in_sight(self) -> int:
        rows = self._editor.viewport().height() // max(1, self._editor.fontMetrics().height())
        return self._editor.firstVisibleBlock().blockNumber() + rows + 1

    def _caret_in(self, number: int) -> int:
        cursor = self._editor.textCursor()
        return cursor.positionInBlock() if cursor.blockNumber() == number else _NONE

    @Slot(int, int, int)
    def _on_document_contents_change(self, position: int, removed: int, added: int) -> None:
        """Check what was changed before it is laid out, as far as it is in sight."""
        if self._lexicon is None:
            return
        document = self._editor.document()
        block = document.findBlock(position)
        if added == 1 and not removed and self._goes_on_with_word(block, position):
            return
        last = document.findBlock(position + added)
        if not last.isValid():  # Qt counts the end of the last line, which is no place in it
            last = document.lastBlock()
        if block.blockNumber() >= self._editor.firstVisibleBlock().blockNumber():
            self._check_lines(block, min(last.blockNumber(), self._last_in_sight()), typed=True)

    def _goes_on_with_word(self, block: QTextBlock, position: int) -> bool:
        """Say whether a letter was put at the end of a line, where its word is not checked yet.

        It is when something else is typed or the caret leaves it. Where a word just before is
        underlined, that has to go.
        """
        at, text = position - block.position(), block.text()
        if at != block.length() - 2 or not text[-1:].isalpha():
            return False
        if any(one.start + one.length == at for one in block.layout().formats()):
            return False
        number = block.blockNumber()
        goes_on = number == self._held_in and self._held.end == at
        self._held, self._held_in = Place(self._held.start if goes_on else at, at + 1), number
        return True

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
        block = self._editor.document().findBlockByNumber(number)
        self._check_lines(block, number, typed=False)

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
