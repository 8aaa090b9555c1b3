"""The unlock page: three forms, and the jobs that open, join or set up.

What only a press needs is imported then: the passphrase prompt has to be there at once.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from peerdesk.app.context import Context
from peerdesk.app.unlock.forms import Form, narrow
from peerdesk.app.unlock.model import KnownStore, new_folder
from peerdesk.app.unlock.open_form import OpenForm
from peerdesk.app.widgets.making import button, column, label, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from peerdesk.app.unlock.join_form import JoinForm
    from peerdesk.app.unlock.locked_banner import LockedBanner
    from peerdesk.app.unlock.setup_form import SetupForm

_WIDTH = 520
_ALARM_AT = 2


class UnlockPage(QFrame):
    """What a laptop shows before any notes are open, and while they are locked."""

    opened = Signal(object)  # folder
    warmed_up = Signal()
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
        self._join = button(self.tr("Open the file I was sent"))
        self._set_up = button(self.tr("Set up a challenge"))
        self._others = QWidget()
        self._others.setLayout(
            column(label(self.tr("New here"), "caption"), self._join, self._set_up, margin=0)
        )
        self.first.setLayout(column(self._none, self.open_form, self._others, None, gap=24))
        self._forms.addWidget(self.first)
        self._join_form: JoinForm | None = None
        self._setup_form: SetupForm | None = None
        middle = QWidget()
        layout = column(self._name, self._promise, self._forms, gap=8)
        layout.insertSpacing(2, 24)
        middle.setLayout(layout)
        around = narrow(middle, _WIDTH)
        self._locked: LockedBanner | None = None
        self._keys_since_lock = -1  # none are counted while nothing is locked
        self.setLayout(column(scrolled(around, self.tr("Open your notes")), gap=0))

    def _connect(self) -> None:
        self._join.clicked.connect(self._on_join_clicked)
        self._set_up.clicked.connect(self._on_set_up_clicked)
        self.open_form.open_requested.connect(self._on_open_requested)
        self.open_form.typed.connect(self.get_ready)
        self.open_form.passphrase.changed.connect(self._on_passphrase_changed)
        self._context.look.applied.connect(self._on_look_applied)
        self._on_look_applied()

    @Slot()
    def _on_look_applied(self) -> None:
        middle = self._forms.parentWidget()
        if middle is not None:
            middle.setMaximumWidth(round(_WIDTH * min(self._context.look.scale, 1.6)))

    def show_stores(self, stores: Sequence[KnownStore]) -> None:
        """Offer these stores, or, when there are none, the two ways of getting one."""
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
        self._others.hide()
        self._keys_since_lock = 0

    def first_focus(self) -> QWidget:
        """Return what has the keyboard first."""
        return self.open_form.passphrase.edit if not self.open_form.isHidden() else self._join

    def forget(self) -> None:
        """Forget everything that was typed here."""
        self.open_form.passphrase.clear()
        if self._locked is not None:
            self._locked.hide()
        self._keys_since_lock = -1
        self._others.show()
        for form in (self._join_form, self._setup_form):
            if form is not None:
                form.clear()

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

        self._open(self.open_form, folder, actions.opening(folder, passphrase))

    def _open(self, form: Form, folder: Path, opener: Callable[[], Any]) -> None:
        self._folder = folder
        self._busy_form = form
        form.set_busy(True)
        job = self._context.jobs.open(opener, quiet=True)
        job.done.connect(self._on_open_done)
        job.failed.connect(self._on_open_failed)
        job.ended.connect(self._on_job_ended)

    @Slot()
    def _on_open_done(self) -> None:
        folder = self._folder
        self.forget()
        self.opened.emit(folder)

    @Slot(object)
    def _on_open_failed(self, error: object) -> None:
        self._busy_form.say(str(error))
        if self._busy_form is self.open_form:
            self.open_form.passphrase.edit.selectAll()
            self.open_form.passphrase.edit.setFocus()

    @Slot()
    def _on_job_ended(self) -> None:
        self._busy_form.set_busy(False)

    # Joining and setting up.

    @Slot()
    def _on_join_clicked(self) -> None:
        if self._join_form is None:
            from peerdesk.app.unlock.join_form import JoinForm

            self._join_form = JoinForm()
            self._forms.addWidget(self._join_form)
            self._join_form.back_requested.connect(self._on_back_requested)
            self._join_form.pack_requested.connect(self._on_pack_requested)
            self._join_form.join_requested.connect(self._on_join_requested)
        self._show_form(self._join_form, self._join_form.file)

    @Slot()
    def _on_set_up_clicked(self) -> None:
        if self._setup_form is None:
            from peerdesk.app.unlock.setup_form import SetupForm

            self._setup_form = SetupForm()
            self._forms.addWidget(self._setup_form)
            self._setup_form.back_requested.connect(self._on_back_requested)
            self._setup_form.setup_requested.connect(self._on_setup_requested)
            self._setup_form.establish_requested.connect(self._on_establish_requested)
        self._show_form(self._setup_form, self._setup_form.file)

    def _show_form(self, form: Form, focus: QWidget) -> None:
        self._forms.setCurrentWidget(form)
        focus.setFocus()

    @Slot()
    def _on_back_requested(self) -> None:
        self._forms.setCurrentWidget(self.first)
        self.first_focus().setFocus()

    def _ask(self, form: Form, work: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        self._busy_form = form
        form.set_busy(True)
        job = self._context.jobs.post_bare(work, quiet=True)
        job.done.connect(answer)
        job.failed.connect(self._on_open_failed)
        job.ended.connect(self._on_job_ended)

    @Slot(object, str)
    def _on_pack_requested(self, path: Path, words: str) -> None:
        from peerdesk.app.unlock import actions

        assert self._join_form is not None
        self._ask(self._join_form, lambda: actions.read_pack(path, words), self._on_pack_read)

    @Slot(object)
    def _on_pack_read(self, answer: Any) -> None:
        assert self._join_form is not None
        self._join_form.show_pack(*answer)

    @Slot(object, str, str, str)
    def _on_join_requested(self, pack: Any, name: str, passphrase: str, words: str) -> None:
        from peerdesk.app.unlock import actions

        assert self._join_form is not None
        folder = new_folder(self._context.stores)
        opener = actions.joining(pack, folder, passphrase, name, words)
        self._open(self._join_form, folder, opener)

    @Slot(object)
    def _on_setup_requested(self, path: Path) -> None:
        from peerdesk.app.unlock import actions

        assert self._setup_form is not None
        self._ask(self._setup_form, lambda: actions.read_setup_file(path), self._on_setup_read)

    @Slot(object)
    def _on_setup_read(self, answer: Any) -> None:
        assert self._setup_form is not None
        self._setup_form.show_setup(*answer)

    @Slot(object, str, str, str)
    def _on_establish_requested(self, setup: Any, name: str, passphrase: str, words: str) -> None:
        from peerdesk.app.unlock import actions

        assert self._setup_form is not None
        folder = new_folder(self._context.stores)
        opener = actions.establishing(setup, folder, passphrase, name, words)
        self._open(self._setup_form, folder, opener)
