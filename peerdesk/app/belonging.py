"""What the open notes belong to: a challenge, none yet, or practice; said across the window."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFrame

from peerdesk.app.widgets.making import button, label, restyle, row
from peerdesk.domain.words import StorePurpose

if TYPE_CHECKING:
    from peerdesk.app.window import MainWindow


class PurposeBar(QFrame):
    """Stands above every page of notes that belong to no challenge, with the way out of there."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("messageBar")
        self.setProperty("tone", "news")
        self.setAccessibleName(self.tr("What these notes are"))
        self._mark = label(role="strong", wrap=False)
        self._text = label()
        self.way_out = button("")
        bar = row(self._mark, self._text, self.way_out, gap=16)
        bar.setStretch(1, 1)
        bar.setContentsMargins(16, 4, 8, 4)
        self.setLayout(bar)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what it says, or the empty text."""
        return "" if self.isHidden() else f"{self._mark.text()} {self._text.text()}"

    def say(self, purpose: StorePurpose) -> None:
        """Say what the open notes are for."""
        practice = purpose is StorePurpose.PRACTICE
        if practice:
            self._mark.setText(self.tr("PRACTICE"))
            self._text.setText(
                self.tr(
                    "Everything here is invented. It never leaves this laptop, and is thrown away"
                    " when you leave."
                )
            )
            self.way_out.setText(self.tr("Leave practice"))
        else:
            self._mark.setText(self.tr("NO CHALLENGE YET"))
            self._text.setText(
                self.tr("Your notes are safe on this laptop. When you join, they move in with you.")
            )
            self.way_out.setText(self.tr("Open the file I was sent"))
        for part in (self._mark, self._text):
            restyle(part)
        self.setVisible(purpose is not StorePurpose.CHALLENGE)


class Belonging(QObject):
    """Knows what the open notes are for, and leads out of notes that belong to no challenge."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.bar: PurposeBar | None = None
        self.purpose = StorePurpose.CHALLENGE
        self._joins_next = False
        self._left: Path | None = None

    @property
    def _window(self) -> "MainWindow":
        return cast("MainWindow", self.parent())  # not kept, see Locking

    def take(self, purpose: StorePurpose) -> None:
        """Hear what the notes that have just been opened are for."""
        self.purpose = purpose
        self.show_bar()

    @property
    def is_practice(self) -> bool:
        """Say whether practice is open."""
        return self.purpose is StorePurpose.PRACTICE

    @Slot()
    def on_arrived(self) -> None:
        """Let nobody lock practice by going away: nothing knows what would open it again."""
        if self.is_practice and self._window.guard is not None:
            self._window.guard.rest()

    def show_bar(self) -> None:
        """Say above every page what the notes are for, where it is no challenge."""
        if self.bar is None and self.purpose is not StorePurpose.CHALLENGE:
            self.bar = PurposeBar()
            self.bar.way_out.clicked.connect(self._on_way_out_clicked)
            self._window.put_above(self.bar)
        if self.bar is not None:
            self.bar.say(self.purpose)

    def rest(self) -> None:
        """Hear that the notes are locked: nothing is said of them."""
        if self.bar is not None:
            self.bar.hide()

    @Slot()
    def _on_way_out_clicked(self) -> None:
        if self.is_practice:
            self.leave_practice()
        else:
            self.open_file_sent()

    # Practice.

    @Slot()
    def leave_practice(self) -> None:
        """Close practice and throw it away."""
        window = self._window
        self._left, self.purpose = window.locking.folder, StorePurpose.CHALLENGE
        self.rest()
        window.drop_desk()
        window.show_all_notes()
        window.context.jobs.close().ended.connect(self._on_practice_closed)

    @Slot()
    def _on_practice_closed(self) -> None:
        from peerdesk.store.loose import put_away

        folder = self._left
        assert folder is not None
        job = self._window.context.jobs.post_bare(lambda: put_away(folder))
        job.ended.connect(self._window.locked)

    # Notes that have just moved in.

    def offer_sessions(self) -> None:
        """Ask of each conversation that moved in whether it was a session planned for then."""
        from peerdesk.app.unlock.tie_bar import TieBar

        bar = TieBar(self._window.context)
        self._window.put_above(bar)
        bar.look()

    # Notes without a challenge.

    @Slot()
    def open_file_sent(self) -> None:
        """Save and close these notes, then ask for the file they move into."""
        self._joins_next = True
        self._window.lock()

    @Slot()
    def on_locked(self) -> None:
        """Hear that notes are closed."""
        wanted, self._joins_next = self._joins_next, False
        if wanted and self._window.desk is None:
            self._window.show_all_notes()
            self._window.unlock.begin.show_join()

    @Slot()
    def show_others(self) -> None:
        """Offer every set of notes on this laptop instead of the one that is locked."""
        if self._window.desk is None:
            self._window.show_all_notes()
        else:
            self._window.context.messages.warn(
                self.tr(
                    "Something typed in these notes is not on the disk yet. Open them once more,"
                    " so that it can be saved, before you open others."
                )
            )
