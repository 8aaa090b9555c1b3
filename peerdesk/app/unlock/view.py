"""The unlock page: the notes on this laptop to open, and the ways to begin new ones.

What only a press needs is imported then: the passphrase prompt has to be there at once.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from peerdesk.app.context import Context
from peerdesk.app.unlock.beginnings import Beginnings
from peerdesk.app.unlock.forms import Form, narrow
from peerdesk.app.unlock.model import KnownStore
from peerdesk.app.unlock.open_form import OpenForm
from peerdesk.app.unlock.verbs import Verbs
from peerdesk.app.widgets.making import column, label, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from peerdesk.app.unlock.locked_banner import LockedBanner

_WIDTH = 520
_ALARM_AT = 2


class UnlockPage(QFrame):
    """What a laptop shows before any notes are open, and while they are locked."""

    opened = Signal(object, object)  # folder, Arrival
    warmed_up = Signal()
    others_requested = Signal()  # notes other than those that are locked
    alarmed = Signal()  # somebody types although it is locked

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("unlock")
        self.setAccessibleName(self.tr("Open your notes"))
        self._context = context
        self._folder: Path | None = None
        self._warm = False
        self.open_form = OpenForm()
        self._forms = QStackedWidget()
        self.first = QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._name = label("PeerDesk", "display")
        self._promise = label(
            self.tr("Notes of a peer challenge, encrypted on this laptop."), "muted"
        )
        self._none = label(self.tr("There are no notes on this laptop yet."), "heading")
        self.verbs = Verbs()
        self.first.setLayout(column(self._none, self.open_form, self.verbs, None, gap=24))
        self._forms.addWidget(self.first)
        self.begin = Beginnings(self._context, self._forms, self.open_form)
        middle = QWidget()
        layout = column(self._name, self._promise, self._forms, gap=8)
        layout.insertSpacing(2, 24)
        middle.setLayout(layout)
        around = narrow(middle, _WIDTH)
        self._locked: LockedBanner | None = None
        self._keys_since_lock = -1  # none are counted while nothing is locked
        self.setLayout(column(scrolled(around, self.tr("Open your notes")), gap=0))

    def _connect(self) -> None:
        self.verbs.join_requested.connect(self.begin.show_join)
        self.verbs.set_up_requested.connect(self.begin.show_set_up)
        self.verbs.practice_requested.connect(self.begin.practise)
        self.verbs.notes_requested.connect(self.begin.show_now)
        self.begin.back_requested.connect(self.show_first)
        self.begin.open_requested.connect(self.open)
        self.begin.failed.connect(self._on_beginnings_failed)
        self.open_form.open_requested.connect(self._on_open_requested)
        self.open_form.typed.connect(self.get_ready)
        self.open_form.others.clicked.connect(self.others_requested)
        self.open_form.forgotten.clicked.connect(self._on_forgotten_clicked)
        self.open_form.passphrase.changed.connect(self._on_passphrase_changed)
        self._context.look.applied.connect(self._on_look_applied)
        self._on_look_applied()

    @Slot()
    def _on_look_applied(self) -> None:
        middle = self._forms.parentWidget()
        if middle is not None:
            middle.setMaximumWidth(round(_WIDTH * min(self._context.look.scale, 1.6)))

    def show_stores(self, stores: Sequence[KnownStore]) -> None:
        """Offer these stores, or, when there are none, the ways to begin alone."""
        self.open_form.show_stores(stores)
        self.open_form.setVisible(bool(stores))
        self._none.setVisible(not stores)
        self._forms.setCurrentWidget(self.first)

    def show_locked(self, store: KnownStore) -> None:
        """Say that these notes are locked and ask for their passphrase."""
        from peerdesk.app.unlock.locked_banner import LockedBanner

        self.show_stores([store])
        if self._locked is None:
            self._locked = LockedBanner(self._context.look)
            self.layout().insertWidget(0, self._locked)  # type: ignore[union-attr]
        self._locked.fit(self.width(), self.height())
        self._locked.show()
        self.verbs.hide()
        self.open_form.others.show()
        self._keys_since_lock = 0

    def first_focus(self) -> QWidget:
        """Return what has the keyboard first."""
        return self.open_form.passphrase.edit if not self.open_form.isHidden() else self.verbs.join

    def forget(self) -> None:
        """Forget everything that was typed here."""
        self.open_form.passphrase.clear()
        if self._locked is not None:
            self._locked.hide()
        self._keys_since_lock = -1
        self.open_form.others.hide()
        self.verbs.show()
        self.begin.forget()

    @property
    def says_locked(self) -> bool:
        """Say whether LOCKED is written across the page."""
        return self._locked is not None and not self._locked.isHidden()

    @Slot(str)
    def _on_passphrase_changed(self, text: str) -> None:
        """Beep at the second key after a lock: somebody may be typing notes without looking."""
        if text and self._keys_since_lock >= 0:
            self._keys_since_lock += 1
            if self._keys_since_lock == _ALARM_AT:
                self.alarmed.emit()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Keep LOCKED across the whole width."""
        super().resizeEvent(event)
        if self._locked is not None:
            self._locked.fit(self.width(), self.height())

    # Opening.

    @Slot()
    def get_ready(self) -> None:
        """Load what opening needs before it is asked for, once the prompt has been painted."""
        from peerdesk.app.unlock import actions

        if not self._warm:
            self._warm = True
            job = self._context.jobs.post_bare(actions.warm_up, quiet=True)
            job.done.connect(self.warmed_up)

    @Slot(object, str)
    def _on_open_requested(self, folder: Path, passphrase: str) -> None:
        from peerdesk.app.unlock import actions

        self.open(self.open_form, folder, actions.opening(folder, passphrase))

    @Slot(object, object, object)
    def open(self, form: Form, folder: Path, opener: Callable[[], Any]) -> None:
        """Open notes, or make them, while a form waits."""
        from peerdesk.app.unlock.actions import arrival

        self._folder = folder
        self._busy_form = form
        form.set_busy(True)
        job = self._context.jobs.open(opener, arrival, quiet=True)
        job.done.connect(self._on_open_done)
        job.failed.connect(self._on_open_failed)
        job.ended.connect(self._on_job_ended)

    @Slot(object)
    def _on_open_done(self, arrival: object) -> None:
        self.opened.emit(self._folder, arrival)
        self.forget()  # when it is out of sight, so that it is not laid out and painted again

    @Slot(object)
    def _on_open_failed(self, error: object) -> None:
        if self._busy_form.isHidden():  # practice, on a laptop without notes
            self._context.messages.warn(str(error))
        self._busy_form.say(str(error))
        if self._busy_form is self.open_form:
            self.open_form.passphrase.edit.selectAll()
            self.open_form.passphrase.edit.setFocus()

    @Slot()
    def _on_job_ended(self) -> None:
        self._busy_form.set_busy(False)

    @Slot(object, object)
    def _on_beginnings_failed(self, form: Form, error: object) -> None:
        form.say(str(error))

    @Slot()
    def _on_forgotten_clicked(self) -> None:
        store = self.open_form.chosen_store
        if store is not None:
            self.begin.show_rescue(store)

    @Slot()
    def show_first(self) -> None:
        """Go back to the first form."""
        self._forms.setCurrentWidget(self.first)
        self.first_focus().setFocus()
