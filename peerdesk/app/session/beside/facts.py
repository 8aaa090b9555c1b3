"""The session's facts: when, where, who from the team, who is spoken to, how long is left."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from peerdesk.app.session.actions import Opened
from peerdesk.app.session.beside import model
from peerdesk.app.session.beside.minutes import MinutesLabel
from peerdesk.app.widgets.making import column, label


class FactsSection(QWidget):
    """Stands at the top of the panel; it shows and never changes anything."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.minutes = MinutesLabel(now)
        self._when, self._where = label(), label("", "muted")
        self._with_title, self._with = label(self.tr("With"), "caption"), label()
        self._team_title, self._team = label(self.tr("From the team"), "caption"), label()
        self.setLayout(
            column(
                self.minutes,
                column(self._when, self._where, gap=0),
                column(self._with_title, self._with, gap=0),
                column(self._team_title, self._team, gap=0),
            )
        )

    def show_session(self, opened: Opened) -> None:
        """Show the facts of a session that has just been read."""
        self.minutes.show_session(opened.session)
        self._when.setText(model.when_words(opened))
        self._where.setText(model.where_words(opened.session))
        self._with.setText(model.with_words(opened) or self.tr("The timetable names nobody."))
        team = model.team_words(opened)
        self._team.setText(team or self.tr("Nobody is down for it yet."))
