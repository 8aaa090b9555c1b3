"""The lead's Team page: bring in what peers hand in, confirm laptops, send packs out, help in."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLayout, QWidget

from peerdesk.app.context import Context
from peerdesk.app.handin.earlier import EarlierNotes
from peerdesk.app.team import actions, model
from peerdesk.app.team.bring_in import BringIn
from peerdesk.app.team.getting_back import GettingBack
from peerdesk.app.team.laptops import LaptopsPanel
from peerdesk.app.team.packs import SendOut
from peerdesk.app.widgets.making import button, column, label, row, scrolled, tabs
from peerdesk.app.widgets.page import Page

_LAPTOPS = 1


class TeamPage(Page):
    """Three tabs in the order of a day, and a fourth for whoever is locked out."""

    merged = Signal()
    team_changed = Signal()
    for_lead_requested = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Team"),
            self.tr(
                "Bring in: choose or drop the files peers handed in, all at once. A file brought in"
                " twice changes nothing. “Undo this” sets aside what came. What peers marked for"
                " you is one press away.\n\nLaptops: compare the six words of a new laptop with"
                " its owner, aloud, then confirm it.\n\nSend"
                " out: the team pack is for people who join; its six words go another way than the"
                " file. The merged pack gives everybody what you have.\n\nGetting back in: help"
                " somebody who has forgotten their passphrase, and keep the recovery sheet."
            ),
        )
        self._context = context
        self._build()
        self._connect()

    def _build(self) -> None:
        self.add_title()
        self.tabs = tabs(self.tr("Parts of the Team page"))
        self._missing = label("", "muted")
        self.bring_in = BringIn(
            self._context,
            self.tr("Choose files…"),
            self.tr("Or drop the files that peers handed in here."),
        )
        self._for_lead = button("", tip=self.tr("Show them on Evidence"))
        self._for_lead.hide()
        self._build_waiting()
        self.earlier = EarlierNotes(self._context)
        self._see_earlier = button(
            self.tr("Notes you took before…"),
            tip=self.tr("Bring in what you noted without a challenge, here or on another laptop"),
        )
        above = row(self._missing, self._for_lead, self._see_earlier)
        above.setStretch(0, 1)
        self._tab(self.tr("Bring in"), above, self._waiting_row, self.earlier, self.bring_in)
        self.laptops = LaptopsPanel(self._context)
        self._scrolled_tab(self.tr("Laptops"), self.laptops)
        self.send_out = SendOut(self._context)
        self._scrolled_tab(self.tr("Send out"), self.send_out)
        self.getting_back = GettingBack(self._context)
        self._scrolled_tab(self.tr("Getting back in"), self.getting_back)
        self.body.addWidget(self.tabs, 1)

    def _build_waiting(self) -> None:
        self._waiting = label("", "strong", wrap=False)
        self._see_waiting = button(self.tr("Look at them"))
        self._waiting_row = QWidget()
        self._waiting_row.setLayout(row(self._waiting, self._see_waiting, None))
        self._waiting_row.hide()

    def _tab(self, title: str, *parts: QWidget | QLayout) -> None:
        inside = QWidget()
        layout = column(*parts, gap=16)
        layout.setContentsMargins(0, 16, 0, 0)
        inside.setLayout(layout)
        self.tabs.addTab(inside, title)

    def _scrolled_tab(self, title: str, inside: QWidget) -> None:
        layout = inside.layout()
        assert layout is not None
        layout.setContentsMargins(0, 16, 16, 0)
        self.tabs.addTab(scrolled(inside, title), title)

    def _connect(self) -> None:
        self.bring_in.merged.connect(self.merged)
        self.earlier.brought.connect(self.merged)
        self._see_earlier.clicked.connect(self._on_see_earlier_clicked)
        self._for_lead.clicked.connect(self.for_lead_requested)
        self._see_waiting.clicked.connect(self._on_see_waiting_clicked)
        self.laptops.confirmed.connect(self._on_team_changed)
        self.send_out.team_changed.connect(self._on_team_changed)
        self.tabs.currentChanged.connect(self._on_tabs_changed)

    def first_focus(self) -> QWidget:
        """Return the tabs."""
        return self.tabs.tabBar()

    def refresh(self) -> None:
        """Read the team again."""
        job = self._context.jobs.post(actions.load, key="team")
        job.done.connect(self._on_loaded)

    @Slot(object)
    def _on_loaded(self, team: actions.Team) -> None:
        self._missing.setText(model.missing_words(team.missing))
        self._for_lead.setText(model.for_lead_words(team.for_lead))
        self._for_lead.setVisible(team.for_lead > 0)
        self._waiting.setText(model.waiting_words(team))
        self._waiting_row.setVisible(bool(team.waiting))
        self.laptops.show_team(team)
        self.send_out.show_team(team)
        self.getting_back.show_team(team)

    @Slot()
    def _on_team_changed(self) -> None:
        self.team_changed.emit()
        self.refresh()

    @Slot()
    def _on_see_earlier_clicked(self) -> None:
        self.earlier.open()

    @Slot()
    def _on_see_waiting_clicked(self) -> None:
        self.tabs.setCurrentIndex(_LAPTOPS)
        self.laptops.whose.setFocus()

    @Slot()
    def _on_tabs_changed(self) -> None:
        self.getting_back.forget()
