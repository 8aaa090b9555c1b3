"""The lead's part in getting back in: the recovery sheet, and answers to forgotten passphrases."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from peerdesk.app.context import Context
from peerdesk.app.team import actions, sheet
from peerdesk.app.unlock.forms import named
from peerdesk.app.widgets.files import FileAsk
from peerdesk.app.widgets.making import button, clear, column, label, row
from peerdesk.app.widgets.six_words import SixWords

_ACROSS = 5
_ASKED = "Requests for help (*.peerdesk-help);;All files (*)"
_ANSWERS = "Answers (*.peerdesk-answer)"


class GettingBack(QWidget):
    """What only a lead can do for somebody who is locked out, and how a lead prepares for it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._request = Path()
        self._sheet: actions.Sheet | None = None
        self._build_answer()
        self._build_sheet()
        self._build_typed()
        self.setLayout(
            column(
                label(self.tr("A peer has forgotten their passphrase"), "heading"),
                label(
                    self.tr(
                        "They send you a file from their unlock page. Open it, and ring them: you"
                        " both see six words. Answer only when they are the same."
                    ),
                    "muted",
                ),
                self._typed,
                row(self.open_button, None),
                self.words,
                self._answering,
                label(self.tr("Recovery sheet"), "heading"),
                label(
                    self.tr(
                        "What opens any laptop of the team when a passphrase is lost. It is on this"
                        " laptop only, so keep it on paper too, locked away."
                    ),
                    "muted",
                ),
                self._sheet_row,
                self._shown,
                None,
                gap=16,
            )
        )

    def _build_answer(self) -> None:
        self.open_button = button(self.tr("Open the file they sent…"), "main")
        self.words = SixWords(self.tr("The six words of the request"))
        self._answer = button(self.tr("The words are the same: save the answer…"), "main")
        self._refuse = button(self.tr("They are not"))
        self._answering = QWidget()
        self._answering.setLayout(row(self._answer, self._refuse, None))
        self._answering.hide()
        self.open_button.clicked.connect(self._on_open_clicked)
        self._answer.clicked.connect(self._on_answer_clicked)
        self._refuse.clicked.connect(self._on_refuse_clicked)

    def _build_sheet(self) -> None:
        self._show_sheet = button(self.tr("Show it to write down"), checkable=True)
        self._save_sheet = button(self.tr("Save it as PDF to print…"))
        self._sheet_row = QWidget()
        self._sheet_row.setLayout(row(self._show_sheet, self._save_sheet, None))
        self._about = label("", "strong")
        self._begins = label("", "words", wrap=False)
        self._groups = QGridLayout()
        self._groups.setHorizontalSpacing(24)
        self._shown = QFrame()
        self._shown.setObjectName("card")
        said = [label(words, "muted") for words in sheet.explanation()]
        self._shown.setLayout(column(self._about, *said, self._begins, self._groups, margin=16))
        self._shown.hide()
        self._show_sheet.toggled.connect(self._on_show_toggled)
        self._save_sheet.clicked.connect(self._on_save_clicked)

    def _build_typed(self) -> None:
        self.typed = QLineEdit()
        self.typed.setAccessibleName(self.tr("What the recovery sheet says"))
        self._keep = button(self.tr("Let this laptop answer"))
        self._typed = QFrame()
        self._typed.setObjectName("card")
        words = self.tr("This laptop cannot answer by itself. Type in what the recovery sheet says")
        line = column(named(words, self.typed), row(self._keep, None))
        line.setContentsMargins(16, 16, 16, 16)
        self._typed.setLayout(line)
        self._keep.clicked.connect(self._on_keep_clicked)
        self.typed.returnPressed.connect(self._on_keep_clicked)

    def show_team(self, team: actions.Team) -> None:
        """Offer what this laptop can do."""
        self._typed.setVisible(not team.holds_recovery)
        self.open_button.setEnabled(team.holds_recovery)
        self._sheet_row.setEnabled(team.holds_recovery)

    def forget(self) -> None:
        """Show no secret any longer."""
        self._show_sheet.setChecked(False)
        self.words.forget()
        self._answering.hide()

    # Answering.

    @Slot()
    def _on_open_clicked(self) -> None:
        FileAsk(self, self.tr("Open the file they sent"), _ASKED, self.open_request).to_open()

    def open_request(self, paths: list[Path]) -> None:
        """Show the six words of a request."""
        self._request = paths[0]
        job = self._context.jobs.post(actions.read_request(paths[0]))
        job.done.connect(self._on_request_read)

    @Slot(object)
    def _on_request_read(self, words: str) -> None:
        self.words.show_words(
            self.tr("Ring them, and compare these words with those on their screen:"), words
        )
        self._answering.show()
        self._answer.setFocus()

    @Slot()
    def _on_refuse_clicked(self) -> None:
        self.words.forget()
        self._answering.hide()
        self._context.messages.tell(
            self.tr("Nothing was written. Ask for a new file, and send it another way.")
        )
        self.open_button.setFocus()

    @Slot()
    def _on_answer_clicked(self) -> None:
        ask = FileAsk(self, self.tr("Save the answer"), _ANSWERS, self._write_answer)
        ask.to_save("back-in.peerdesk-answer")

    def _write_answer(self, paths: list[Path]) -> None:
        job = self._context.jobs.post(actions.answer_request(self._request, paths[0]))
        job.done.connect(self._on_answered)

    @Slot(object)
    def _on_answered(self, words: str) -> None:
        self.open_button.setFocus()
        self.words.forget()
        self._answering.hide()
        self._context.messages.tell(
            self.tr("The answer is saved. Send it back: it opens their notes and nothing else.")
        )

    # The sheet.

    @Slot(bool)
    def _on_show_toggled(self, shown: bool) -> None:
        words = self.tr("Hide it") if shown else self.tr("Show it to write down")
        self._show_sheet.setText(words)
        self._shown.hide()
        self._begins.clear()
        clear(self._groups)
        if shown:
            self._context.jobs.post(actions.recovery_sheet).done.connect(self._on_sheet_read)

    @Slot(object)
    def _on_sheet_read(self, found: actions.Sheet) -> None:
        self._about.setText(f"{found.title} ({found.code})")
        self._begins.setText(found.begins)
        for number, group in enumerate(found.groups):
            cell = label(group, "words", wrap=False)
            self._groups.addWidget(cell, number // _ACROSS, number % _ACROSS)
        self._shown.show()

    @Slot()
    def _on_save_clicked(self) -> None:
        self._context.jobs.post(actions.recovery_sheet).done.connect(self._on_sheet_wanted)

    @Slot(object)
    def _on_sheet_wanted(self, found: actions.Sheet) -> None:
        self._sheet = found
        ask = FileAsk(self, self.tr("Save the recovery sheet"), "PDF (*.pdf)", self._write_sheet)
        ask.to_save("recovery-sheet.pdf")

    def _write_sheet(self, paths: list[Path]) -> None:
        found, self._sheet = self._sheet, None
        assert found is not None
        job = self._context.jobs.post_bare(lambda: sheet.write_sheet(found, paths[0]))
        job.done.connect(self._on_sheet_written)

    @Slot(object)
    def _on_sheet_written(self, nothing: object) -> None:
        self._context.messages.tell(
            self.tr("The sheet is saved. Print it, lock it away, and delete the file.")
        )

    @Slot()
    def _on_keep_clicked(self) -> None:
        job = self._context.jobs.post(actions.keep_recovery(self.typed.text()))
        job.done.connect(self._on_kept)

    @Slot(object)
    def _on_kept(self, nothing: object) -> None:
        self.typed.clear()
        self._typed.hide()
        self.open_button.setEnabled(True)
        self._sheet_row.setEnabled(True)
        self.open_button.setFocus()
