"""Spelling of one editor: loads the words, underlines, offers others, goes to the next to check.

What it knows of the store is two jobs; what it shows never leaves the window.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.spelling.underline import Place, Underline, place_of
from peerdesk.app.spelling.word_menu import WordMenu
from peerdesk.app.widgets.making import action, announce
from peerdesk.domain.spelling import words_in
from peerdesk.store import words

if TYPE_CHECKING:
    from peerdesk.app.spelling.lexicon import Lexicon
    from peerdesk.store.store import Store

_AFTER_PAINTING_MS = 400


@dataclass(frozen=True, slots=True)
class Words:
    """What was read: the dictionary, and the words that only this store has."""

    lexicon: "Lexicon"
    challenge: frozenset[str]
    own: frozenset[str]


def read_words(store: "Store", lexicon: "Lexicon | None") -> Words:
    """Load the dictionary unless it is there, and read the store's words."""
    from peerdesk.app.spelling.lexicon import Lexicon

    return Words(lexicon or Lexicon(), words.challenge_words(store), words.own_words(store))


class Speller(QObject):
    """Checks an editor of a page; `start` it when there is something to check."""

    def __init__(self, context: Context, editor: QPlainTextEdit, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._editor = editor
        self._lexicon: Lexicon | None = None
        self._word = QTextCursor()  # the word the menu is about
        self.underline = Underline(editor, context.look, self)
        self._build(page)
        self._connect()

    def _build(self, page: QWidget) -> None:
        self._waiting = QTimer(self, singleShot=True, interval=_AFTER_PAINTING_MS)
        following = action(page, self.tr("Next word to check"), "F7", self.go_to_next)
        following.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        offer = action(
            self._editor, self.tr("Other spellings of this word"), "", self.open_menu_at_caret
        )
        offer.setShortcuts([QKeySequence("Menu"), QKeySequence("Shift+F10")])
        offer.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        settings = self._context.settings
        self.switch = action(
            page, self.tr("Check spelling as I type"), "", self._on_switch_triggered
        )
        self.switch.setCheckable(True)
        self.switch.setChecked(settings.spelling)
        self._editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        self._waiting.timeout.connect(self._load)
        self._editor.customContextMenuRequested.connect(self._on_editor_menu_requested)

    @property
    def is_on(self) -> bool:
        """Say whether words are being checked."""
        return self.underline.is_on

    # Loading.

    @Slot()
    def start(self) -> None:
        """Read the words once the page has been painted; again, when they may have changed."""
        if self.switch.isChecked():
            self._waiting.start()

    @Slot()
    def _load(self) -> None:
        lexicon = self._lexicon
        job = self._context.jobs.post(
            lambda store: read_words(store, lexicon), key="spelling", quiet=True
        )
        job.done.connect(self._on_words_read)

    @Slot(object)
    def _on_words_read(self, read: Words) -> None:
        read.lexicon.know(read.challenge, read.own)
        self._lexicon = read.lexicon
        if self.switch.isChecked():
            self.underline.begin(read.lexicon)

    @Slot()
    def _on_switch_triggered(self) -> None:
        self._context.settings.choose_spelling(self.switch.isChecked())
        if self.switch.isChecked():
            self._load()
        else:
            self.underline.end()

    # Going to the next.

    @Slot()
    def go_to_next(self) -> None:
        """Select the next word nobody knows, from the caret on and around."""
        found = self._next() if self.is_on else None
        if found is None:
            announce(self._editor, self._nothing_words())
            self._context.messages.tell(self._nothing_words())
            return
        self._context.messages.clear()
        self._editor.setTextCursor(found)
        self._editor.ensureCursorVisible()
        self._editor.setFocus()
        announce(self._editor, self.tr("To check: {word}").format(word=found.selectedText()))

    def _nothing_words(self) -> str:
        if not self.switch.isChecked():
            return self.tr("Spelling is not being checked; turn it on in the menu of the notes.")
        return self.tr("No word of these notes needs checking.")

    def _next(self) -> QTextCursor | None:
        caret = self._editor.textCursor()
        here = self._editor.document().findBlock(caret.selectionEnd())
        after = caret.selectionEnd() - here.position()
        block = here
        while block.isValid():
            for place in self._unknown(block):
                if block != here or place.start >= after:
                    return _selected(block, place)
            block = block.next()
        block = self._editor.document().begin()
        while block.isValid() and block.blockNumber() <= here.blockNumber():
            for place in self._unknown(block):
                return _selected(block, place)
            block = block.next()
        return None

    def _unknown(self, block: QTextBlock) -> list[Place]:
        assert self._lexicon is not None
        text = block.text()
        return [place_of(text, word) for word in self._lexicon.unknown(text)]

    # The menu.

    @Slot(QPoint)
    def _on_editor_menu_requested(self, at: QPoint) -> None:
        self._open_menu(self._editor.cursorForPosition(at), self._editor.viewport().mapToGlobal(at))

    @Slot()
    def open_menu_at_caret(self) -> None:
        """Open the editor's menu for the word the caret is in."""
        corner = self._editor.cursorRect().bottomLeft()
        self._open_menu(self._editor.textCursor(), self._editor.viewport().mapToGlobal(corner))

    def _open_menu(self, caret: QTextCursor, corner: QPoint) -> None:
        editing = self._editor.createStandardContextMenu()
        editing.addSeparator()
        editing.addAction(self.switch)
        of_word = self._menu_of_word(caret, editing) if self.is_on else None
        if of_word is None:
            editing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            editing.setAccessibleName(self.tr("Edit"))
        (of_word or editing).popup(corner)

    def _menu_of_word(self, caret: QTextCursor, editing: QMenu) -> WordMenu | None:
        """Return a menu for the word at a caret, or None when there is nothing to say of it."""
        lexicon, block = self._lexicon, caret.block()
        assert lexicon is not None
        text, at = block.text(), caret.positionInBlock()
        found = next((word for word in words_in(text) if at in place_of(text, word)), None)
        if found is None:
            return None
        self._word = _selected(block, place_of(text, found))
        if found in lexicon.unknown(text):
            return self._menu_of_unknown(WordMenu(editing, self._editor), lexicon, found.text)
        if lexicon.has_own(found.text):
            menu = WordMenu(editing, self._editor)
            menu.offer_for_own(found.text)
            menu.remove_requested.connect(self._on_remove_requested)
            return menu
        return None

    def _menu_of_unknown(self, menu: WordMenu, lexicon: "Lexicon", word: str) -> WordMenu:
        menu.offer_for_unknown(word)
        menu.spelling_chosen.connect(self._on_spelling_chosen)
        menu.add_requested.connect(self._on_add_requested)
        menu.ignore_requested.connect(self._on_ignore_requested)
        job = self._context.jobs.post_bare(lambda: lexicon.suggest(word), key="spellings")
        job.done.connect(menu.show_spellings)
        return menu

    @Slot(str)
    def _on_spelling_chosen(self, spelling: str) -> None:
        """Put a spelling in place of the word, as one step that can be undone."""
        word = self._word
        word.beginEditBlock()
        word.insertText(spelling)
        word.endEditBlock()
        self._editor.setTextCursor(word)

    @Slot()
    def _on_add_requested(self) -> None:
        if self._lexicon is not None:
            added = self._lexicon.add(self._word.selectedText())
            self._context.jobs.post(lambda store: words.add_own_word(store, added))
            self.underline.check_in_sight()

    @Slot()
    def _on_remove_requested(self) -> None:
        if self._lexicon is not None:
            removed = self._lexicon.remove(self._word.selectedText())
            self._context.jobs.post(lambda store: words.remove_own_word(store, removed))
            self.underline.check_in_sight()

    @Slot()
    def _on_ignore_requested(self) -> None:
        if self._lexicon is not None:
            self._lexicon.ignore(self._word.selectedText())
            self.underline.check_in_sight()


def _selected(block: QTextBlock, place: Place) -> QTextCursor:
    """Return a cursor around a word; it stays around it while text before it changes."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + place.start)
    cursor.setPosition(block.position() + place.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
