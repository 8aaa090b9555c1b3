"""The Timetable page: the whole visit at a glance, where a lead puts it right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.today import actions
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button, label
from peerdesk.app.widgets.page import Page


class TimetablePage(Page):
    """Days as columns, streams side by side.

    `tools` is the row of verbs at the top: whoever brings a timetable in or hands it out adds its
    button there. Whoever has written to the timetable from this page emits `timetable_written`.
    """

    timetable_written = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Timetable"), self._help())
        self._context = context
        self._timetable: actions.Timetable | None = None
        self._build()

    def _help(self) -> str:
        return self.tr("The whole visit, day by day, with its streams side by side.")

    def _build(self) -> None:
        self.add_title()
        self.add = button(self.tr("Add a session"), "main")
        self.tools = FlowLayout()
        self.tools.addWidget(self.add)
        self.body.addLayout(self.tools)
        self._empty = label(
            self.tr(
                "The sessions of the visit will be here, day by day. Bring in the timetable that"
                " the council sent you, or add the first session."
            ),
            "muted",
        )
        self.body.addWidget(self._empty)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        """Return what has the keyboard when the page opens."""
        return self.add
