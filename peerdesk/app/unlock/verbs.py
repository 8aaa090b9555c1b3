"""What somebody can do on a laptop before any notes are open: a button each, and what it means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from peerdesk.app.widgets.making import button, column, label


class Verbs(QWidget):
    """Four ways to begin; the last one needs nothing but a passphrase."""

    join_requested = Signal()
    set_up_requested = Signal()
    practice_requested = Signal()
    notes_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Ways to begin"))
        self.caption = label(self.tr("New here"), "caption")
        self.join = button(self.tr("Open the file I was sent"))
        self.set_up = button(self.tr("Set up a challenge"))
        self.practise = button(self.tr("Try it"))
        self.notes = button(self.tr("Take notes now"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for line, (made, means) in enumerate(
            (
                (self.join, self.tr("With the six words your lead tells you.")),
                (self.set_up, self.tr("You lead a team and send out its file.")),
                (self.practise, self.tr("Practice that never leaves this laptop.")),
                (self.notes, self.tr("No file yet? They move in when you join.")),
            )
        ):
            made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            made.setAccessibleDescription(means)
            grid.addWidget(made, line, 0)
            grid.addWidget(label(means, "muted"), line, 1)
        self.setLayout(column(self.caption, grid))
        self.join.clicked.connect(self.join_requested)
        self.set_up.clicked.connect(self.set_up_requested)
        self.practise.clicked.connect(self.practice_requested)
        self.notes.clicked.connect(self.notes_requested)
