"""Finds words in the notes that are open: marks every place, never the text, the caret or undo."""

from bisect import bisect_left

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QTextEdit, QWidget

from peerdesk.app.look import Look
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.widgets.found import found_format, qt_spans
from peerdesk.app.widgets.making import action, announce, button, column, label, row
from peerdesk.domain.matching import text_spans

_AGAIN_AFTER_MS = 150
_ROOM_FOR_WORDS = 240
Places = list[tuple[int, int]]


class FindBar(QFrame):
    """A row above the editor: what to find, which of how many, back and on."""

    def __init__(self, editor: NoteEditor, look: Look) -> None:
        super().__init__()
        self._editor = editor
        self._look = look
        self._places: Places = []
        self._current = -1
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("Words to find in this session"))
        self.words.setPlaceholderText(self.tr("Find in this session"))
        self.words.setClearButtonEnabled(True)
        self.count = label("", wrap=False)
        self._back = button(self.tr("Previous"), tip=self.tr("Previous place (Shift+F3)"))
        self._on = button(self.tr("Next"), tip=self.tr("Next place (F3 or Enter)"))
        self._here = button(self.tr("Write here"), tip=self.tr("Put the caret here (Ctrl+Enter)"))
        self._close = button(self.tr("Close"), tip=self.tr("Back to the caret (Escape)"))
        asked = row(self.words, self.count)
        asked.setStretch(0, 1)
        self._buttons = QWidget()
        self._buttons.setLayout(row(self._back, self._on, self._here, self._close, None))
        self._line = column(asked, self._buttons)
        self.setLayout(self._line)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._on_words_changed)
        self.words.returnPressed.connect(self.go_on)
        self._back.clicked.connect(self.go_back)
        self._on.clicked.connect(self.go_on)
        self._here.clicked.connect(self.write_here)
        self._close.clicked.connect(self.close_bar)
        self._editor.touched.connect(self._on_editor_touched)
        self._editor.verticalScrollBar().valueChanged.connect(self._mark)
        self._look.applied.connect(self._mark)
        self._again.timeout.connect(self._find_again)
        for words, keys, slot in (
            (self.tr("Close finding"), "Esc", self.close_bar),
            (self.tr("Previous place found"), "Shift+Return", self.go_back),
            (self.tr("Write where it was found"), "Ctrl+Return", self.write_here),
        ):
            made = action(self, words, keys, slot)
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def give_keys(self, page: QWidget) -> QAction:
        """Give the page the keys that open the bar and go on; return what opens it."""
        opening, *others = (
            action(page, words, keys, slot)
            for words, keys, slot in (
                (self.tr("Find in this session"), "Ctrl+F", self.open_bar),
                (self.tr("Next place found"), "F3", self.go_on),
                (self.tr("Previous place found"), "Shift+F3", self.go_back),
            )
        )
        for made in (opening, *others):
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return opening

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the words where there is room, else below them."""
        super().resizeEvent(event)
        needed = self._buttons.minimumSizeHint().width() + self._look.pixels(_ROOM_FOR_WORDS)
        is_wide = event.size().width() >= needed
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(way)
        self._line.setStretch(0, int(is_wide))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the buttons alone, since they can stand below the words."""
        return QSize(self._buttons.minimumSizeHint().width(), super().minimumSizeHint().height())

    # Opening and closing.

    @Slot()
    def open_bar(self) -> None:
        """Show the bar, with what is selected to look for, and give it the keyboard."""
        chosen = self._editor.textCursor().selectedText()
        if chosen and "\u2029" not in chosen:
            self.words.setText(chosen)
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    @Slot()
    def close_bar(self) -> None:
        """Take the bar away and give the keyboard back to where the caret has stayed."""
        self.hide()
        self._editor.ensureCursorVisible()
        self._editor.setFocus()

    @Slot()
    def write_here(self) -> None:
        """Put the caret at the place in sight, and take the bar away."""
        if self._current >= 0:
            cursor = self._editor.textCursor()
            cursor.setPosition(self._places[self._current][0])
            self._editor.setTextCursor(cursor)
        self.close_bar()

    def showEvent(self, event: QShowEvent) -> None:
        """Find again when it comes into sight, after the page was away too."""
        super().showEvent(event)
        self._find_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Mark nothing while it is not shown."""
        super().hideEvent(event)
        self._mark()

    # Finding.

    @Slot()
    def _on_words_changed(self) -> None:
        self._find()
        self._go_to(self._first_from(self._editor.textCursor().selectionStart()))

    @Slot()
    def _on_editor_touched(self) -> None:
        if self.isVisible():
            self._again.start()

    @Slot()
    def _find_again(self) -> None:
        """Find anew where the text has changed, staying at the place in sight."""
        at = self._places[self._current][0] if self._current >= 0 else -1
        self._find()
        start = at if at >= 0 else self._editor.textCursor().selectionStart()
        self._current = self._first_from(start)
        self._show_count()
        self._mark()

    def _find(self) -> None:
        sought, self._places = self.words.text(), []
        block = self._editor.document().begin()
        while block.isValid():
            text = block.text()
            for start, length in qt_spans(text, text_spans(text, sought)):
                self._places.append((block.position() + start, length))
            block = block.next()

    def _first_from(self, position: int) -> int:
        """Return the first place at or after a position, from the top again; -1 without any."""
        place = bisect_left(self._places, (position, 0))
        return place % len(self._places) if self._places else -1

    @Slot()
    def go_on(self) -> None:
        """Go to the next place."""
        self._step(1)

    @Slot()
    def go_back(self) -> None:
        """Go to the place before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self.isVisible():
            self.open_bar()
        elif self._places:
            self._go_to((self._current + by) % len(self._places))

    def _go_to(self, place: int) -> None:
        self._current = place
        if place >= 0:
            self._scroll_to(self._places[place][0])
        self._show_count()
        self._mark()
        announce(self, self._spoken())

    def _scroll_to(self, position: int) -> None:
        """Bring a place into sight, a third from the top, unless it is; the caret stays."""
        block = self._editor.document().findBlock(position)
        if any(shown == block for shown, rect in self._editor.visible_blocks() if rect.top() >= 0):
            return
        bar = self._editor.verticalScrollBar()
        bar.setValue(max(0, block.firstLineNumber() - bar.pageStep() // 3))

    def _show_count(self) -> None:
        found = self._current >= 0
        counted = self.tr("{n} of {m}").format(n=self._current + 1, m=len(self._places))
        nothing = self.tr("Not found") if self.words.text().strip() else ""
        self.count.setText(counted if found else nothing)
        for made in (self._back, self._on, self._here):
            made.setEnabled(found)

    def _spoken(self) -> str:
        if self._current < 0:
            return self.count.text()
        block = self._editor.document().findBlock(self._places[self._current][0])
        return f"{self.count.text()}: {block.text()}"

    @Slot()
    def _mark(self) -> None:
        """Mark the places in sight; thousands out of sight would cost more than a frame."""
        if not self.isVisible():
            self._editor.setExtraSelections([])
            return
        shown = [block for block, _ in self._editor.visible_blocks()]
        if not shown:
            return
        first = bisect_left(self._places, (shown[0].position(), 0))
        last = bisect_left(self._places, (shown[-1].position() + shown[-1].length(), 0))
        self._editor.setExtraSelections([self._selection(n) for n in range(first, last)])

    def _selection(self, place: int) -> QTextEdit.ExtraSelection:
        start, length = self._places[place]
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        made.format = found_format(self._look, place == self._current)
        return made
