"""What can be done with the session chosen on Today, as buttons under its list."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerdesk.app.today import model
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session


class SessionChoices(QWidget):
    """Take notes, be in it or not, say what it was; what cannot be done now is disabled."""

    notes_requested = Signal()
    part_requested = Signal()
    filling_in_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.take = button(self.tr("Take notes"), tip=self.tr("Open this session (Enter)"))
        self.part = button("", tip=self.tr("Say whether you are in it (Ctrl+I)"))
        self.fill = button(self.tr("Fill in"), tip=self.tr("Say what this session was (F2)"))
        layout = FlowLayout(self)
        for pressed in (self.take, self.part, self.fill):
            layout.addWidget(pressed)
        self.take.clicked.connect(self.notes_requested)
        self.part.clicked.connect(self.part_requested)
        self.fill.clicked.connect(self.filling_in_requested)
        self.show_session(None, None)

    def show_session(self, session: Session | None, me: RecordId | None) -> None:
        """Offer what this person can do with a session; a gap is none."""
        is_in = session is not None and me in session.peers
        self.part.setText(self.tr("I'm not in this one") if is_in else self.tr("I'm in this one"))
        self.take.setEnabled(model.takes_notes(session))
        self.part.setEnabled(session is not None and me is not None)
        self.fill.setEnabled(session is not None)
