"""The Notes page: the session's facts, the editor, its buttons, and how it stands on the disk."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave, SaveState
from peerdesk.app.session import actions, model
from peerdesk.app.session.beside.panel import BesidePanel
from peerdesk.app.session.beside.typing_for import TypingForBar
from peerdesk.app.session.caret import CaretPlace, caret_place, put_caret, put_caret_in
from peerdesk.app.session.catching_up import catch_up
from peerdesk.app.session.commands import have_new_lines
from peerdesk.app.session.draft import SessionDraft
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.find_bar import FindBar
from peerdesk.app.session.help_text import help_text
from peerdesk.app.session.marking import Marking
from peerdesk.app.session.more_menu import MoreButton, undo_actions
from peerdesk.app.session.rooms.rooms import SORT, WRITE, Rooms
from peerdesk.app.session.rooms.words import line_again
from peerdesk.app.session.typing_place import TypingPlace
from peerdesk.app.spelling.speller import Speller
from peerdesk.app.widgets.making import action, button, column, label, row, scrolled
from peerdesk.app.widgets.page import Page
from peerdesk.app.widgets.save_label import SaveLabel
from peerdesk.domain.ids import RecordId
from peerdesk.store.history import Version

_COUNT_AFTER_MS = 700


class SessionPage(Page):
    """Notes of one session; shows an invitation while none is chosen."""

    today_requested = Signal()
    session_opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Notes"),
            help_text(),
        )
        self._writing_help = self.help_text
        self._context = context
        self._opened: actions.Opened | None = None
        self._wanted = ("", "")  # the session, and the colleague typed for, last asked for
        self._caret = -1
        self._note = ""  # where the caret is wanted in the session asked for
        self._is_behind = False
        self._is_of_rooms = False  # behind by nothing but what was done in the other rooms
        self.editor = NoteEditor(context.look)
        self.draft = SessionDraft(self.editor)
        self.marking = Marking(context, self.editor, self.draft.begun, self)
        self.save = context.drafts.add(Autosave(context.jobs, self.draft, self))
        self.typing_place = TypingPlace(context, self.editor)
        self.find_bar = FindBar(self.editor, context.look)
        self.speller = Speller(context, self.editor, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._title = label(self.title, "title")
        self._title.setMinimumHeight(40)
        self._facts = label("", "muted")
        self._typing_for = TypingForBar()
        self.saved = SaveLabel()
        self._unsent = label("", "", wrap=False)
        self.editor.setAccessibleName(self.tr("Notes of this session, one a line"))
        self.editor.setPlaceholderText(self.tr("Type what you hear. Enter begins the next note."))
        bar = QFrame()
        bar.setObjectName("saveBar")
        bar_row = row(self.saved, self._unsent, gap=16)
        bar_row.setStretch(0, 1)
        bar_row.setContentsMargins(0, 8, 0, 0)
        bar.setLayout(bar_row)
        inside = QWidget()
        parts = column(
            self._facts,
            self._typing_for,
            self.find_bar,
            self.editor,
            self.marking.status,
            self.marking.bar,
            bar,
            gap=8,
        )
        parts.setStretchFactor(self.editor, 1)
        inside.setLayout(parts)
        self._go = button(self.tr("Choose a session"), "main")
        nothing = QWidget()
        words = label(self.tr("Your notes will be here once you have chosen a session."), "muted")
        nothing.setLayout(column(words, row(self._go, None), None, gap=16))
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(scrolled(inside, self.tr("Notes")))
        self.more = MoreButton()
        self.more.setEnabled(False)
        self.rooms = Rooms(self._context, self._title, self._stack, self.more)
        self.body.addWidget(self.rooms)
        self.beside = BesidePanel(self._context, self)
        self.beside.add_actions(self)
        self.side_title = self.tr("This session")
        self._are_unsent = False
        self._counting = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)

    def _connect(self) -> None:
        self.editor.touched.connect(self.save.touch)
        self.editor.left.connect(self.save.flush)
        self.editor.composed.connect(self._catch_up)
        self.save.state_changed.connect(self.saved.show_state)
        self.save.settled.connect(self._on_save_settled)
        self.save.settled.connect(self.marking.refresh_line)
        self.save.settled.connect(self.editor.paint_margins_here)
        self._counting.timeout.connect(self._count_unsent)
        self._context.look.applied.connect(self.editor.place_margins)
        self.editor.line_changed.connect(self._on_line_changed)
        self.save.settled.connect(self._on_line_changed)
        self.save.settled.connect(self.beside.hear_saved)
        self.beside.typing_for_requested.connect(self.type_for)
        self.beside.sort_requested.connect(self._on_sort_requested)
        self._typing_for.stopped.connect(self._on_typing_for_stopped)
        self._go.clicked.connect(self.today_requested)
        self.rooms.writing_left.connect(self.save.flush)
        self.rooms.written.connect(self._on_rooms_written)
        self.rooms.written.connect(self.beside.hear_saved)
        for save in (self.save, *self.beside.saves):
            save.settled.connect(self._catch_up)
        self.rooms.write_entered.connect(self._on_write_entered)
        self.rooms.version_wanted.connect(self._on_version_wanted)
        self.rooms.help_changed.connect(self._on_help_changed)
        find = self.find_bar.give_keys(self._stack)
        history = action(
            self._stack, self.tr("What this line was before"), "Ctrl+H", self.show_history
        )
        history.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.more.offer(undo_actions(self.editor), (find, history))

    # Opening.

    @property
    def session(self) -> str:
        """Return the id of the session shown, or the empty text."""
        return self._opened.session.id if self._opened else ""

    @property
    def session_asked_for(self) -> str:
        """Return the id of the session shown or on its way, or the empty text."""
        return self._wanted[0]

    @property
    def caret(self) -> int:
        """Return where the caret is, for coming back after a lock."""
        return self.editor.textCursor().position()

    def first_focus(self) -> QWidget:
        """Return the editor, or the way to a session."""
        return self.rooms.first_focus() or (self.editor if self._opened else self._go)

    @property
    def typing_for(self) -> str:
        """Return the id of the colleague whose notes are shown, or the empty text for one's own."""
        return (self._opened.typing_for or "") if self._opened else ""

    def show_only_current(self, only: bool) -> bool:
        """Keep to the editor of the session open, if there is one."""
        self.rooms.keep_to_write(only)
        return self._opened is not None

    def open_session(
        self, session: str, caret: int = -1, typing_for: str = "", note: str = ""
    ) -> None:
        """Show a session with the caret at its end, in a note, or where it was before a lock."""
        if note and (session, typing_for) == self._wanted == (self.session, self.typing_for):
            self.rooms.go_to_write()
            put_caret_in(self.editor, self.draft, note)
            return
        self._wanted = (session, typing_for)
        self._note = note
        self._caret = caret
        self.save.flush()
        self.beside.flush()
        wanted, whose = RecordId(session), RecordId(typing_for) if typing_for else None
        job = self._context.jobs.post(
            lambda s: actions.open_session(s, wanted, whose), key="session"
        )
        job.done.connect(self._on_session_read)

    def refresh(self) -> None:
        """Read the session again, unless something typed is still on its way to the disk."""
        self._is_of_rooms = False
        self.rooms.refresh()
        self._read_again()

    def _read_again(self) -> None:
        session, whose = self._wanted  # which may still be on its way
        is_here = self._wanted == (self.session, self.typing_for)
        if session:
            self.open_session(session, -1 if is_here else self._caret, whose)

    @Slot(object)
    def _on_session_read(self, opened: actions.Opened | None) -> None:
        if opened is None:
            self._leave_deleted()
            return
        if not self._may_replace(opened):
            return
        is_other = self._differs(opened)
        place = None if is_other else caret_place(self.editor, self.draft)
        self.typing_place.follow(opened.session.id, opened.typing_for)
        self._opened = opened
        self._title.setText(opened.session.title)
        self._facts.setText(model.facts(opened))
        self.marking.show_session(opened)
        have_new_lines(self.editor.document(), opened.session.kind.source)
        self._typing_for.show_session(opened)
        self._is_behind = False
        if is_other or not (self.draft.shows(opened.lines) or self._takes_in(opened)):
            self._show_lines(opened, place)
        self._is_of_rooms = False
        self.beside.show_session(opened)
        self._show_unsent(opened.unsent)
        self._stack.setCurrentIndex(1)
        self.more.setEnabled(True)
        self.side = self.beside
        self.side_changed.emit()
        self.rooms.show_session(opened.session.id)
        if is_other and self.isVisible():
            self.first_focus().setFocus()
        if self._caret >= 0:
            self._put_caret(self._caret)
            self._caret = -1
        if self._note:
            put_caret_in(self.editor, self.draft, self._note)
            self._note = ""
        self.editor.ensureCursorVisible()
        self.speller.start()
        self.session_opened.emit(opened.session.id)

    def _differs(self, opened: actions.Opened) -> bool:
        """Say whether it is another session, or lines of another person, than those shown."""
        return (opened.session.id, opened.typing_for or "") != (self.session, self.typing_for)

    def _leave_deleted(self) -> None:
        """Invite to choose a session where the one shown is no longer here."""
        if self._wanted[0] == self.session and not self.save.is_unsaved:
            self._opened, self._wanted = None, ("", "")
            self.side = None
            self.side_changed.emit()
            self._stack.setCurrentIndex(0)
            self.more.setEnabled(False)

    def _may_replace(self, opened: actions.Opened) -> bool:
        """Say whether nothing typed would go; what was typed while it was read is newer."""
        unsaved = [s for s in (self.save, *self.beside.saves) if s.is_unsaved]
        is_composing = self.editor.is_composing and not self._differs(opened)
        if not unsaved and not is_composing:
            return True
        if any(save.state is SaveState.NOT_SAVED for save in unsaved):
            self._wanted = (self.session, self.typing_for)
            self._context.messages.warn(
                self.tr("What you typed here is not saved yet, so this session stays open.")
            )
        elif self._differs(opened):
            self.open_session(opened.session.id, typing_for=opened.typing_for or "")
        else:
            self._is_behind = True
        return False

    def _show_lines(self, opened: actions.Opened, place: CaretPlace | None) -> None:
        """Show what was read in place of what is shown, the caret where it was."""
        caret = self.caret
        self.draft.begin(opened.session.id, opened.lines, opened.positions, opened.typing_for)
        self.editor.show_lines(opened.lines)
        if place is not None and not put_caret(self.editor, place):
            self._put_caret(caret)

    def _takes_in(self, opened: actions.Opened) -> bool:
        """Take in what this person did in other rooms as a step of undo; say whether it could be.

        What a merge brought is no step of theirs, nor for Ctrl+Z to take away again.
        """
        lines = self.draft.by_keys(opened.lines) if self._is_of_rooms else []
        if not self._is_of_rooms or not catch_up(self.editor, lines):
            return False
        self.draft.go_on(lines, opened.lines, opened.positions)
        return True

    def _put_caret(self, position: int) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(min(position, self.editor.document().characterCount() - 1))
        self.editor.setTextCursor(cursor)

    # The other rooms.

    @Slot()
    def _on_rooms_written(self) -> None:
        """Hear of a step in another room: the editor, out of sight, is brought up to it later."""
        self._is_behind = self._is_of_rooms = True
        self._count_unsent()
        self._catch_up()  # who comes back at once is there before the last step is written

    @Slot()
    def _on_write_entered(self) -> None:
        self.first_focus().setFocus()
        self._catch_up()

    @Slot()
    def _catch_up(self) -> None:
        """Read the session again where it has changed on the disk and nothing is on its way."""
        if self._is_behind and self.rooms.current == WRITE:
            self._read_again()

    @Slot(str)
    def _on_help_changed(self, words: str) -> None:
        self.help_text = words or self._writing_help

    @Slot()
    def show_history(self) -> None:
        """Show what the line with the caret was before."""
        if self._opened:
            self.rooms.show_history(self.draft.versions_of(self.editor.current_line().key))

    @Slot(object)
    def _on_version_wanted(self, version: Version) -> None:
        self.editor.put_line(line_again(self.editor.current_line(), version))

    # Whose notes they are.

    @Slot(str)
    def type_for(self, member: str) -> None:
        """Show the lines typed for a colleague and write new ones for them; or one's own again."""
        if self._opened:
            self.rooms.go_to_write()
            self.open_session(self.session, typing_for=member)

    @Slot()
    def _on_typing_for_stopped(self) -> None:
        self.type_for("")

    @Slot()
    def _on_sort_requested(self) -> None:
        self.rooms.go(SORT)

    # What the line is.

    @Slot()
    def _on_line_changed(self) -> None:
        self.beside.show_line(self.editor.current_line())

    # What is not handed in.

    @Slot()
    def _on_save_settled(self) -> None:
        """Count soon, and at once where it says that there is nothing to hand in."""
        self._counting.start(_COUNT_AFTER_MS if self._are_unsent else 0)

    def _show_unsent(self, count: int | None) -> None:
        self._are_unsent = bool(count)
        self._unsent.setText(model.unsent_words(count))

    @Slot()
    def _count_unsent(self) -> None:
        job = self._context.jobs.post(actions.unsent, key="unsent", quiet=True)
        job.done.connect(self._on_unsent_counted)

    @Slot(object)
    def _on_unsent_counted(self, count: int | None) -> None:
        self._show_unsent(count)
        self._context.changed.handed_in.emit()
