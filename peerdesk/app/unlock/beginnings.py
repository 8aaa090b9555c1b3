"""The forms that make new notes, each made when it is first wanted, and the jobs they ask for."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from peerdesk.app.context import Context
from peerdesk.app.unlock.forms import Form
from peerdesk.app.unlock.model import (
    LOOSE,
    PRACTICE,
    KnownStore,
    free_label,
    is_rescue_asked,
    known_stores,
    new_folder,
    waiting_notes,
)

if TYPE_CHECKING:
    from peerdesk.app.unlock.actions import Joining
    from peerdesk.app.unlock.join_form import JoinForm, JoinWish
    from peerdesk.app.unlock.now_form import NowForm
    from peerdesk.app.unlock.rescue_form import RescueForm
    from peerdesk.app.unlock.setup_form import SetupForm


class Beginnings(QObject):
    """Shows a form in the stack it is given, and says what store is to be opened and how."""

    back_requested = Signal()
    open_requested = Signal(object, object, object)  # form, folder, opener
    failed = Signal(object, object)  # form, error

    def __init__(self, context: Context, forms: QStackedWidget, first: Form) -> None:
        super().__init__(forms)
        self._context, self._forms, self._first = context, forms, first
        self._busy: Form = first
        self.joining: Joining | None = None
        self.join_form: JoinForm | None = None
        self.setup_form: SetupForm | None = None
        self.now_form: NowForm | None = None
        self.rescue_form: RescueForm | None = None
        self._rescued = (Path(), "")

    def forget(self) -> None:
        """Forget everything that was typed into the forms."""
        for form in (self.join_form, self.setup_form, self.now_form, self.rescue_form):
            if form is not None:
                form.clear()

    def _show(self, form: Form, focus: QWidget) -> None:
        self._forms.setCurrentWidget(form)
        focus.setFocus()

    def _take(self, form: Form) -> None:
        self._forms.addWidget(form)
        form.back_requested.connect(self.back_requested)

    def ask(self, form: Form, work: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        """Have a job done that needs no store, the form waiting for its answer."""
        self._busy = form
        form.set_busy(True)
        job = self._context.jobs.post_bare(work, quiet=True)
        job.done.connect(answer)
        job.failed.connect(self._on_job_failed)
        job.ended.connect(self._on_job_ended)

    @Slot(object)
    def _on_job_failed(self, error: object) -> None:
        self.failed.emit(self._busy, error)

    @Slot()
    def _on_job_ended(self) -> None:
        self._busy.set_busy(False)

    # Joining.

    @Slot()
    def show_join(self, file: Path | None = None) -> None:
        """Ask for the file that was sent, or, where it is known, for its words."""
        if self.join_form is None:
            from peerdesk.app.unlock.join_form import JoinForm

            self.join_form = JoinForm()
            self._take(self.join_form)
            self.join_form.pack_requested.connect(self._on_pack_requested)
            self.join_form.join_requested.connect(self._on_join_requested)
        stores = self._context.stores
        labels = [store.label for store in known_stores(stores)]
        self.join_form.offer_waiting(waiting_notes(stores), labels)
        self._show(self.join_form, self.join_form.file)
        if file is not None:
            self.join_form.take_file(file)

    @Slot(object, str)
    def _on_pack_requested(self, path: Path, words: str) -> None:
        from peerdesk.app.unlock import actions

        assert self.join_form is not None
        self.ask(self.join_form, lambda: actions.read_pack(path, words), self._on_pack_read)

    @Slot(object)
    def _on_pack_read(self, answer: Any) -> None:
        assert self.join_form is not None
        self.join_form.show_pack(*answer)

    @Slot(object)
    def _on_join_requested(self, wish: "JoinWish") -> None:
        from peerdesk.app.unlock.actions import Joining

        folder = new_folder(self._context.stores)
        self.joining = Joining(wish, folder)
        self.open_requested.emit(self.join_form, folder, self.joining)

    def take_joining(self) -> "Joining | None":
        """Return how somebody has just joined, once."""
        joining, self.joining = self.joining, None
        return joining

    # Setting up.

    @Slot()
    def show_set_up(self) -> None:
        """Ask for the setup file."""
        if self.setup_form is None:
            from peerdesk.app.unlock.setup_form import SetupForm

            self.setup_form = SetupForm()
            self._take(self.setup_form)
            self.setup_form.setup_requested.connect(self._on_setup_requested)
            self.setup_form.establish_requested.connect(self._on_establish_requested)
            self.setup_form.empty_requested.connect(self._on_empty_requested)
            job = self._context.jobs.post_bare(_theme_sets)
            job.done.connect(self.setup_form.empty.offer)
        self._show(self.setup_form, self.setup_form.file)

    @Slot(object)
    def _on_setup_requested(self, path: Path) -> None:
        from peerdesk.app.unlock import actions

        assert self.setup_form is not None
        self.ask(self.setup_form, lambda: actions.read_setup_file(path), self._on_setup_read)

    @Slot(object)
    def _on_setup_read(self, answer: Any) -> None:
        assert self.setup_form is not None
        self.setup_form.show_setup(*answer)

    @Slot()
    def _on_empty_requested(self) -> None:
        from peerdesk.app.unlock import actions

        form = self.setup_form
        assert form is not None
        said = form.empty
        days = (said.start.text().strip(), said.end.text().strip())
        title, lead, place = said.title.text().strip(), said.lead.text(), self.tr("This form")
        work = actions.empty_setup(title, days, lead, said.sets.currentData(), place)
        self.ask(form, work, form.establish_empty)

    @Slot(object, str, str, str)
    def _on_establish_requested(self, setup: Any, name: str, passphrase: str, words: str) -> None:
        from peerdesk.app.unlock import actions

        folder = new_folder(self._context.stores)
        opener = actions.establishing(setup, folder, passphrase, name, words)
        self.open_requested.emit(self.setup_form, folder, opener)

    # Taking notes now, and practising.

    @Slot()
    def show_now(self) -> None:
        """Ask for nothing but a passphrase."""
        if self.now_form is None:
            from peerdesk.app.unlock.now_form import NowForm

            self.now_form = NowForm()
            self._take(self.now_form)
            self.now_form.begin_requested.connect(self._on_begin_requested)
        self._show(self.now_form, self.now_form.passphrase)

    @Slot(str)
    def _on_begin_requested(self, passphrase: str) -> None:
        from peerdesk.app.unlock import actions

        stores = self._context.stores
        words = self.tr("Notes of {when}").format(when=_local(self._context.now()))
        label = free_label(words, [store.label for store in known_stores(stores)])
        folder = new_folder(stores, LOOSE)
        opener = actions.beginning_notes(folder, passphrase, label)
        self.open_requested.emit(self.now_form, folder, opener)

    @Slot()
    def practise(self) -> None:
        """Begin to practise at once."""
        from peerdesk.app.unlock import actions

        folder = new_folder(self._context.stores, PRACTICE)
        opener = actions.practising(folder, self._context.now(), self.tr("Practice"))
        self.open_requested.emit(self._first, folder, opener)

    # A forgotten passphrase.

    def show_rescue(self, store: KnownStore) -> None:
        """Ask the lead's help for these notes, or for the file that the lead sent back."""
        if self.rescue_form is None:
            from peerdesk.app.unlock.rescue_form import RescueForm

            self.rescue_form = RescueForm()
            self._take(self.rescue_form)
            self.rescue_form.ask_requested.connect(self._on_ask_requested)
            self.rescue_form.finish_requested.connect(self._on_finish_requested)
        self.rescue_form.show_store(store, is_rescue_asked(store.folder))
        self._show(self.rescue_form, self.rescue_form.first_focus())

    @Slot(object, str)
    def _on_ask_requested(self, folder: Path, passphrase: str) -> None:
        from peerdesk.app.widgets.files import FileAsk

        assert self.rescue_form is not None
        self._rescued = (folder, passphrase)
        pattern = self.tr("Requests for help (*.peerdesk-help)")
        ask = FileAsk(self.rescue_form, self.tr("Save the file"), pattern, self._write_request)
        ask.to_save("help-me-in.peerdesk-help")

    def _write_request(self, paths: list[Path]) -> None:
        from peerdesk.app.unlock import actions

        assert self.rescue_form is not None
        work = actions.asking_for_rescue(*self._rescued, paths[0])
        self._rescued = (Path(), "")
        self.ask(self.rescue_form, work, self.rescue_form.show_words)

    @Slot(object, object, str)
    def _on_finish_requested(self, folder: Path, answer: Path, passphrase: str) -> None:
        from peerdesk.app.unlock import actions

        opener = actions.finishing_rescue(folder, passphrase, answer)
        self.open_requested.emit(self.rescue_form, folder, opener)

    def sweep(self) -> None:
        """Throw away practice that was not left properly."""
        from peerdesk.app.unlock import actions

        stores = self._context.stores
        if any(stores.glob(f"{PRACTICE}*")):
            self._context.jobs.post_bare(lambda: actions.sweep_practice(stores), quiet=True)


def _local(now: datetime) -> str:
    from peerdesk.domain.times import DEFAULT_ZONE, to_local

    local = to_local(now, DEFAULT_ZONE)
    return f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"


def _theme_sets() -> Any:
    from peerdesk.app.unlock import actions

    return actions.theme_sets()
