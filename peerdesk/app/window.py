"""The one window: locked or open, with a message bar above. Its title never holds content."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from peerdesk import resources
from peerdesk.app.belonging import Belonging
from peerdesk.app.context import Context
from peerdesk.app.keys import give_keys
from peerdesk.app.locking import Locking
from peerdesk.app.palette.finder import Finder
from peerdesk.app.rehearsal import Rehearsal
from peerdesk.app.saving_elsewhere import NotSavedBar
from peerdesk.app.unlock.model import KnownStore, notes_to_open
from peerdesk.app.unlock.view import UnlockPage
from peerdesk.app.widgets.making import column
from peerdesk.app.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from peerdesk.app.arriving import Arrival
    from peerdesk.app.desk import Desk
    from peerdesk.app.guard import Guard

_PAINTED_MS = 250
_ONCE = Qt.ConnectionType.SingleShotConnection


class MainWindow(QMainWindow):
    """Shows the unlock page or the desk, and sees to it that nothing typed is lost in between."""

    arrived = Signal()  # notes are open and a page of them is shown
    locked = Signal()
    page_painted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.desk: Desk | None = None
        self.locking = Locking(self)
        self.finder = Finder(self)
        self.belonging = Belonging(self)
        self.guard: Guard | None = None
        self._closing = self._may_close = False
        context.look.applied.connect(self._on_look_applied)  # before anything in it hears of it
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWindowTitle("PeerDesk")
        self.resize(1180, 720)
        self.setMinimumSize(QSize(640, 480))
        self.message_bar = MessageBar()
        self.unlock = UnlockPage(self.context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.unlock)
        self.rehearsal = Rehearsal(self.context, self._stack)
        middle = QWidget()
        self.not_saved = NotSavedBar(self.context)
        middle.setLayout(column(self.not_saved, self.message_bar, self._stack, gap=0))
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        from peerdesk.app.wiring import wire_window

        wire_window(self)
        give_keys(self)

    @Slot()
    def _on_look_applied(self) -> None:
        self.context.look.dress(self)

    def show_all_notes(self) -> None:
        """Offer every set of notes on this laptop, and the ways to begin others."""
        self.unlock.forget()
        self.message_bar.clear()
        self._stack.setCurrentWidget(self.unlock)
        self.show_stores(notes_to_open(self.context.stores, self.locking.folder))

    def show_stores(self, stores: Sequence[KnownStore]) -> None:
        """Offer notes to open."""
        self.unlock.show_stores(stores)
        self.unlock.first_focus().setFocus()

    @Slot()
    def settle(self) -> None:
        """Do what can wait until the window has been painted."""
        from PySide6.QtGui import QIcon

        from peerdesk.app import pages
        from peerdesk.app.widgets.rail import draw_ahead

        self.setWindowIcon(QIcon(str(resources.path("icons", "peerdesk.svg"))))
        self.context.look.follow_system()
        self.unlock.get_ready()
        self.unlock.begin.sweep()
        self._watch()
        draw_ahead(pages.LEAD + pages.PEER, self.context.look)

    @Slot()
    def get_desk_ready(self) -> None:
        """Have what notes are shown in built before they are opened."""
        if self.desk is None:
            self.rehearsal.begin()

    def _watch(self) -> None:
        """Begin to watch for idle minutes, sleep, and the system's own lock."""
        from peerdesk.app.guard import Guard
        from peerdesk.app.wiring import wire_guard

        handle = self.windowHandle()
        if self.guard is None and handle is not None:
            self.guard = Guard(self.context, handle, self)
            wire_guard(self, self.guard)
            if self.desk is not None:
                self.guard.begin()
                self.belonging.on_arrived()
                self.guard.read_sessions()

    # Opening.

    @Slot(object, object)
    def on_store_opened(self, folder: Path, arrival: "Arrival") -> None:
        """Hear that notes are open: show the desk again, or build it from what is in them."""
        self.locking.open_folder(folder)
        if self.guard is not None:
            self.guard.hear_timetable(arrival.timetable)
        if self.desk is None:
            self._arrive(arrival)
            return
        self._show_desk()
        self.context.drafts.save_all()
        if self.guard is not None:
            self.guard.begin()

    def _arrive(self, arrival: "Arrival") -> None:
        from peerdesk.app.wiring import wire_desk

        self.desk = self.rehearsal.take()
        self.desk.belong_to(arrival.is_lead)
        self.belonging.take(arrival.purpose)
        wire_desk(self, self.desk)
        opening = arrival.opening(self.context.now()) if not self.locking.has_place else None
        self.desk.show_first(arrival.timetable, opening)
        self._show_desk()
        self._say_what_happened(arrival)
        QTimer.singleShot(_PAINTED_MS, self._load_pages)
        self.arrived.emit()

    def _say_what_happened(self, arrival: "Arrival") -> None:
        now, joining = self.context.now(), self.unlock.begin.take_joining()
        notice = arrival.notice(now) if joining is None else arrival.welcome(now, joining.moved)
        if notice:
            self.context.messages.tell(notice)
        if joining is not None and joining.trouble:
            self.context.messages.warn(joining.trouble)
        if joining is not None and joining.moved:
            self.belonging.offer_sessions()
        if arrival.has_just_begun:
            assert self.desk is not None
            self.desk.session_actions.begin_conversation()
        elif arrival.is_to_set_up:
            assert self.desk is not None
            self.desk.go("setup")

    @Slot()
    def _load_pages(self) -> None:
        """Load the other pages once Today has been painted: loading slows painting down.

        Whoever types notes already comes first: then it waits for a pause.
        """
        from peerdesk.store.running import begin_running, end_running

        if self.desk is not None and self.is_open():
            self.context.jobs.farewell = end_running
            self.context.jobs.post(begin_running, quiet=True)
            self.not_saved.get_ready()
            self.desk.count_unsent()
            if self.desk.current == "notes":
                self.context.jobs.rested.connect(self.desk.load_pages, _ONCE)
            else:
                self.desk.load_pages()

    def _show_desk(self) -> None:
        assert self.desk is not None
        self.message_bar.clear()
        self.belonging.show_bar()
        self._stack.setCurrentWidget(self.desk)
        place = self.locking.take_place()
        if place is not None:
            self.desk.go_back_to(place)

    # Locking.

    @Slot()
    def lock(self) -> None:
        """Lock at once, see `Locking`."""
        self.locking.lock()

    def show_locked(self, store: KnownStore) -> None:
        """Show nothing but that these notes are locked."""
        self.finder.close()
        self.belonging.rest()
        self.unlock.show_locked(store)
        self.message_bar.clear()
        self._stack.setCurrentWidget(self.unlock)
        self.unlock.first_focus().setFocus()

    @Slot()
    def hide_notes(self) -> None:
        """Show nothing while the system's screen is locked."""
        self.locking.hide()

    @Slot()
    def show_notes(self) -> None:
        """Show again what was hidden, if it has not been locked meanwhile."""
        self.locking.show()

    def show_instead(self, shown: QWidget) -> None:
        """Put something else in the place of the notes."""
        self.finder.close()
        self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)

    def put_above(self, bar: QWidget) -> None:
        """Put a bar above the notes, whichever page is shown."""
        middle = self.centralWidget()
        assert middle is not None
        layout = middle.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, bar)

    @property
    def is_locked(self) -> bool:
        """Say whether the passphrase is asked for."""
        return self._stack.currentWidget() is self.unlock

    def show_desk_again(self) -> None:
        """Show the notes that were hidden."""
        if self.desk is not None and not self.is_locked:
            self._stack.setCurrentWidget(self.desk)

    def drop_desk(self) -> None:
        """Take away what was shown of the notes."""
        if self.desk is not None:
            self.context.drafts.remove_all()
            self._stack.removeWidget(self.desk)
            self.desk.deleteLater()
            self.desk = None

    @Slot(bool)
    def on_drafts_settled(self, saved: bool) -> None:
        """Hear that everything typed is on the disk, or cannot be brought there."""
        if self.locking.is_under_way:
            self.locking.finish(saved)
        elif self._closing:
            self._closing = False
            if saved:
                self.close()
            else:
                self._warn_before_closing()

    # Closing.

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once everything typed is on the disk."""
        if self._may_close or not self.context.drafts.is_unsaved():
            event.accept()
            return
        event.ignore()
        if not self._closing:
            self._closing = True
            self.context.drafts.save_all()

    def _warn_before_closing(self) -> None:
        self.context.messages.warn(
            self.tr("NOT SAVED: {reason} Your text is still here.").format(
                reason=self.context.drafts.reason()
            )
        )
        self.message_bar.offer(self.tr("Close and lose it"))

    @Slot()
    def close_anyway(self) -> None:
        """Close although something could not be saved, because the person said so."""
        self._may_close = True
        self.close()

    @Slot()
    def on_session_ending(self) -> None:
        """Save at the last moment, when the computer is shutting down."""
        self.context.drafts.save_all()
        self.context.jobs.drain(5)

    # Keys.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the command palette over the whole window."""
        super().resizeEvent(event)
        self.finder.follow_window()

    @Slot()
    def toggle_help(self) -> None:
        """Show or hide help for the page."""
        if self.is_open():
            assert self.desk is not None
            self.desk.side.toggle_help()

    @Slot()
    def toggle_panel(self) -> None:
        """Show or hide the panel beside the page."""
        if self.is_open():
            assert self.desk is not None
            self.desk.side.toggle()

    @Slot(str)
    def show_fault(self, report: str) -> None:
        """Show what to report of a fault; nothing of it came from a note."""
        if self.is_open():
            assert self.desk is not None
            self.desk.side.show_text(self.tr("What to report"), report)

    @Slot()
    def enlarge_text(self) -> None:
        """Make text one step larger."""
        self.context.settings.step_text_size(1)

    @Slot()
    def shrink_text(self) -> None:
        """Make text one step smaller."""
        self.context.settings.step_text_size(-1)

    @Slot()
    def reset_text(self) -> None:
        """Make text the usual size."""
        self.context.settings.step_text_size(0)

    def is_open(self) -> bool:
        """Say whether notes are open and in sight."""
        return self.desk is not None and self._stack.currentWidget() is self.desk
