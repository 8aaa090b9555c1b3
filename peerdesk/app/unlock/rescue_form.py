"""The form for a forgotten passphrase: a file for the lead, and later the lead's answer."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.unlock.fields import FileField, NewPassphrase
from peerdesk.app.unlock.forms import Form, named
from peerdesk.app.unlock.model import KnownStore
from peerdesk.app.widgets.making import button, column, label, row, tabs
from peerdesk.app.widgets.passphrase import PassphraseField
from peerdesk.app.widgets.six_words import SixWords


class RescueForm(Form):
    """Three steps, of which the second is the lead's; the notes stay where they are meanwhile."""

    ask_requested = Signal(object, str)  # folder, new passphrase; where to is asked next
    finish_requested = Signal(object, object, str)  # folder, answer, new passphrase

    def __init__(self) -> None:
        super().__init__(self.tr("I forgot my passphrase"), "")
        self._store: KnownStore | None = None
        self._whose = label("", "heading")
        self.parts = tabs(self.tr("Steps of getting back in"))
        self._build_ask()
        self._build_finish()
        self.fields.addWidget(self._whose)
        self.fields.addWidget(self.parts)
        self.action_row.addWidget(self.back_button())
        self.action_row.addStretch(1)

    def _build_ask(self) -> None:
        self.passphrase = NewPassphrase()
        self._ask = button(self.tr("Save the file for your lead…"), "main")
        self.words = SixWords(self.tr("The six words of your file"))
        self._tab(
            self.tr("1. Ask your lead"),
            self.tr(
                "Choose a new passphrase, and send your lead the file that is saved then. It opens"
                " nothing by itself. Until the answer is here, your old passphrase works too."
            ),
            named(self.tr("Your own passphrase"), self.passphrase),
            row(self._ask, None),
            self.words,
        )
        self._ask.clicked.connect(self._on_ask_clicked)
        self.passphrase.entered.connect(self._on_ask_clicked)

    def _build_finish(self) -> None:
        self.answer = FileField(
            self.tr("The lead’s answer"), self.tr("Answers (*.peerdesk-answer);;All files (*)")
        )
        self.chosen = PassphraseField(self.tr("The new passphrase you chose"))
        self._finish = button(self.tr("Open my notes"), "main")
        self._tab(
            self.tr("2. Open the answer"),
            self.tr("Your lead sent a file back. Open it with the new passphrase you chose."),
            named(self.tr("The lead’s answer"), self.answer),
            named(self.tr("The new passphrase you chose"), self.chosen),
            row(self._finish, None),
        )
        self._finish.clicked.connect(self._on_finish_clicked)
        self.chosen.entered.connect(self._on_finish_clicked)

    def _tab(self, title: str, explanation: str, *parts: object) -> None:
        inside = QWidget()
        layout = column(label(explanation, "muted"), *parts, None, gap=16)  # type: ignore[arg-type]
        layout.setContentsMargins(0, 16, 0, 0)
        inside.setLayout(layout)
        self.parts.addTab(inside, title)

    def show_store(self, store: KnownStore, is_asked: bool) -> None:
        """Begin for these notes, at the second step where the lead has been asked already."""
        self._store = store
        self._whose.setText(store.label)
        self.parts.setCurrentIndex(1 if is_asked else 0)

    def first_focus(self) -> QWidget:
        """Return what has the keyboard first."""
        return self.answer if self.parts.currentIndex() else self.passphrase

    def show_words(self, words: str) -> None:
        """Show what to compare with the lead, now that the file is saved."""
        self.words.show_words(
            self.tr(
                "The file is saved. Send it to your lead, and ring: the lead sees these six words"
                " too, and answers when they are the same."
            ),
            words,
        )

    def set_busy(self, busy: bool) -> None:
        """Wait while a file is written or the notes are opened."""
        for made in (self._ask, self._finish):
            made.setEnabled(not busy)

    def clear(self) -> None:
        """Forget everything typed."""
        self.passphrase.clear()
        self.chosen.clear()
        self.answer.edit.clear()
        self.words.forget()
        self.say("")

    @Slot()
    def _on_ask_clicked(self) -> None:
        problem = self.passphrase.problem()
        self.say(problem)
        if not problem and self._store is not None and self._ask.isEnabled():
            self.ask_requested.emit(self._store.folder, self.passphrase.text)

    @Slot()
    def _on_finish_clicked(self) -> None:
        if self.answer.path is None or not self.chosen.text:
            self.say(self.tr("Choose the lead’s answer and enter the new passphrase first."))
        elif self._store is not None and self._finish.isEnabled():
            self.say("")
            self.finish_requested.emit(self._store.folder, self.answer.path, self.chosen.text)
