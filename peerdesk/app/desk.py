"""What is seen while notes are open: the rail, one page, and the panel beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QWidget

from peerdesk.app import pages
from peerdesk.app.context import Context
from peerdesk.app.copies import HourlyCopies
from peerdesk.app.discreet import DiscreetView
from peerdesk.app.gradually import Gradually
from peerdesk.app.side import Side
from peerdesk.app.today.actions import Timetable
from peerdesk.app.today.next_bar import NextBar
from peerdesk.app.today.session_actions import SessionActions
from peerdesk.app.today.view import TodayPage
from peerdesk.app.widgets.making import action, column, row
from peerdesk.app.widgets.page import Page
from peerdesk.app.widgets.panel import ContextPanel
from peerdesk.app.widgets.parts import PartsRound
from peerdesk.app.widgets.rail import Rail
from peerdesk.domain.agenda import Opening

if TYPE_CHECKING:
    from peerdesk.app.changed import Changed
    from peerdesk.app.palette.model import Choice

_ROOM_FOR_WORDS = 900  # below this width, at the usual text size, the rail shows icons alone


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was, to come back to after a lock."""

    page: str
    session: str
    caret: int
    typing_for: str = ""
    discreet: bool = False


class Desk(QWidget):
    """Makes pages when they are first asked for and shows one at a time."""

    page_painted = Signal(str)
    file_requested = Signal()  # the one that was sent, to join from

    def __init__(
        self, context: Context, wire: Callable[["Desk", str, Page, "Changed"], None]
    ) -> None:
        """Build it for anybody: `belong_to` says whose it is, when that is known."""
        super().__init__()
        self._context = context
        self._wire = wire
        self.is_lead = False
        self._names: tuple[str, ...] = ()
        self._pages: dict[str, Page] = {}
        self.rail = Rail(
            [
                (name, QCoreApplication.translate("Rail", pages.words(name)), name)
                for name in pages.EVERY
            ],
            context.look,
        )
        self.view = DiscreetView()
        self.panel = ContextPanel(context.look)
        self.side = Side(self)
        self.next_bar = NextBar(context)
        self.session_actions = SessionActions(context, self)
        layout = row(self.rail, column(self.next_bar, self.view, gap=0), self.panel, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        context.look.applied.connect(self._fit_rail)
        PartsRound(self, (self._rail_part, self._page_part, self._panel_part))
        self.copies = HourlyCopies(context.jobs, self)
        self._loading = Gradually(self)
        self.current = ""
        self._add_actions()

    def belong_to(self, is_lead: bool) -> None:
        """Offer the pages that a lead has, or those of a peer."""
        self.is_lead = is_lead
        self._names = pages.LEAD if is_lead else pages.PEER
        self.rail.offer(self._names)
        self._give_keys()

    def _add_actions(self) -> None:
        for words, keys, slot in (
            (
                self.tr("Begin an unplanned conversation"),
                "Ctrl+N",
                self.session_actions.begin_conversation,
            ),
            (self.tr("I'm in this session, or not"), "Ctrl+I", self.take_part),
            (self.tr("Fill in this session"), "F2", self.fill_in_session),
            (self.tr("Open the session that is next"), "Ctrl+J", self.next_bar.open_next),
        ):
            action(self, words, keys, slot)
        self._hide_others = action(self, "", "F9", self.toggle_discreet)
        self._name_discreet()
        self.view.show_requested.connect(self.toggle_discreet)

    def _give_keys(self) -> None:
        for number, name in enumerate(self._names, 1):
            words = QCoreApplication.translate("Rail", pages.words(name))
            going = action(
                self, self.tr("Go to {page}").format(page=words), f"Ctrl+Alt+{number}", self._on_go
            )
            going.setData(name)

    @property
    def context(self) -> Context:
        """Return what every page is given."""
        return self._context

    def page(self, name: str) -> Page:
        """Return a page, made and wired now if this is the first time."""
        if name not in self._pages:
            made = pages.make(name, self._context)
            self._pages[name] = made
            self.view.pages.addWidget(made)
            self._wire(self, name, made, self._context.changed)
        return self._pages[name]

    def known_page(self, name: str) -> Page | None:
        """Return a page only if it has been made."""
        return self._pages.get(name)

    @Slot()
    def load_pages(self) -> None:
        """Load what the other pages are made from, in the turns in which nothing else is to do."""
        self._loading.begin(pages.loading(self._names))

    def has(self, name: str) -> bool:
        """Say whether this person has a page."""
        return name in self._names

    @Slot(str)
    def go(self, name: str) -> None:
        """Show a page and give it the keyboard."""
        page = self.page(name)
        in_sight = self._turn_to(name)
        if in_sight:
            page.come_into_sight()
        focus = page.first_focus() if in_sight else self.view.cover_part()[1]
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, name: str) -> bool:
        self.current = name
        self.rail.show_current(pages.on_rail(name))
        in_sight = self.view.show_page(self.page(name))
        self.side.show()
        self.follow_session()
        return in_sight

    def rehearse(self, timetable: Timetable) -> None:
        """Show Today while nobody sees it; it takes no keyboard away."""
        page = self.page("today")
        assert isinstance(page, TodayPage)
        page.take(timetable)
        self._turn_to("today")

    def show_first(self, timetable: Timetable, opening: Opening | None) -> None:
        """Show a session, or else Today, with a timetable that has just been read."""
        page = self.page("today")
        assert isinstance(page, TodayPage)
        page.take(timetable)
        self.next_bar.take(timetable)
        if opening is None:
            self.go("today")
        else:
            self.open_session(opening.session, opening.caret, opening.typing_for or "")

    @Slot()
    def _on_go(self) -> None:
        going = self.sender()
        assert isinstance(going, QAction)
        self.go(going.data())

    def choices(self) -> "list[Choice]":
        """Return what can be done here and now: on the page, beside it, and everywhere."""
        from peerdesk.app.palette.model import in_sight

        page = self.page(self.current)
        beside = self.panel.accessibleName()
        return in_sight(self.window(), ((page, page.title), (self.panel, beside)))

    # Hiding everything but the current session.

    @property
    def is_discreet(self) -> bool:
        """Say whether everything but the current session is hidden."""
        return self.view.is_on

    @Slot()
    def toggle_discreet(self) -> None:
        """Hide everything but the current session, or show it again."""
        self.set_discreet(not self.is_discreet)

    def set_discreet(self, on: bool) -> None:
        """Hide everything but the current session, or show everything."""
        if on == self.is_discreet:
            return
        before: QWidget | None = self.window().focusWidget()
        self.view.is_on = on
        self.rail.setVisible(not on)
        self._name_discreet()
        self.go(self.current)
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def uncover_session(self) -> None:
        """Show the session that has just been read, which was covered until it was there."""
        if self.is_discreet and not self.page(self.current).isVisible():
            self.go(self.current)

    def _name_discreet(self) -> None:
        hide, show = self.tr("Hide everything but this session"), self.tr("Show everything")
        self._hide_others.setText(show if self.is_discreet else hide)

    # Its parts, for the key that goes round them.

    def _rail_part(self) -> tuple[QWidget, QWidget]:
        return self.rail, self.rail.current

    def _page_part(self) -> tuple[QWidget, QWidget]:
        page = self.page(self.current)
        return (page, page.first_focus()) if page.isVisible() else self.view.cover_part()

    def _panel_part(self) -> tuple[QWidget, QWidget]:
        return self.panel, self.panel.first_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the rail's words and the panel away in a narrow window."""
        super().resizeEvent(event)
        self._fit_rail()
        self.side.follow_width()

    @Slot()
    def _fit_rail(self) -> None:
        self.rail.show_words(self.width() >= _ROOM_FOR_WORDS * self._context.look.scale)

    # The session in front.

    def session_in_front(self) -> str:
        """Return the id of the session that the page in front is about, or the empty text."""
        from peerdesk.app.session.view import SessionPage

        page = self._pages.get(self.current)
        if isinstance(page, TodayPage):
            return page.current
        return page.session_asked_for if isinstance(page, SessionPage) else ""

    @Slot()
    def follow_session(self) -> None:
        """Let the bar know what is in front; Today says itself what is next."""
        notes = self.current == "notes"
        wanted = self.current != "today" and not self.is_discreet
        self.next_bar.follow(self.session_in_front() if notes else "", wanted)

    @Slot()
    def take_part(self) -> None:
        """Say that this person is in the session in front, or take it back."""
        self.session_actions.take_part(self.session_in_front())

    @Slot()
    def fill_in_session(self) -> None:
        """Show on Today the form for the session in front."""
        session = self.session_in_front()
        page = self.page("today")
        if session and isinstance(page, TodayPage):
            self.go("today")
            page.fill_in(session)

    # Coming back.

    def place(self) -> Place:
        """Return where this person is."""
        from peerdesk.app.session.view import SessionPage

        notes = self._pages.get("notes")
        if isinstance(notes, SessionPage):
            return Place(
                self.current, notes.session, notes.caret, notes.typing_for, self.is_discreet
            )
        return Place(self.current, "", -1, discreet=self.is_discreet)

    @Slot(str)
    @Slot(str, int, str, str)
    def open_session(
        self, session: str, caret: int = -1, typing_for: str = "", note: str = ""
    ) -> None:
        """Show a session on the Notes page, with the caret in a note where one is given."""
        from peerdesk.app.session.view import SessionPage

        page = self.page("notes")
        assert isinstance(page, SessionPage)
        page.open_session(session, caret, typing_for, note)
        self.go("notes")

    @Slot()
    def search_everywhere(self) -> None:
        """Show Evidence with the keyboard in its search field."""
        from peerdesk.app.evidence.view import EvidencePage

        page = self.page("evidence")
        assert isinstance(page, EvidencePage)
        self.go("evidence")
        page.start_search()

    @Slot()
    def count_unsent(self) -> None:
        """Have the notes that are not handed in counted, for the foot of the rail."""
        from peerdesk.app.session.actions import unsent

        job = self._context.jobs.post(unsent, key="rail", quiet=True)
        job.done.connect(self._on_unsent_counted)

    @Slot(object)
    def _on_unsent_counted(self, count: int | None) -> None:
        from peerdesk.app.session.model import unsent_words

        self.rail.show_unsent(unsent_words(count))

    @Slot()
    def go_to_today(self) -> None:
        """Show Today."""
        self.go("today")

    @Slot(str)
    def open_finding(self, finding: str) -> None:
        """Show a finding, where this person has the page for it."""
        from peerdesk.app.findings.view import FindingsPage

        if self.has("findings"):
            page = self.page("findings")
            assert isinstance(page, FindingsPage)
            page.open_finding(finding)
            self.go("findings")

    @Slot()
    def show_for_lead(self) -> None:
        """Show on the Evidence page what was marked for the lead."""
        from peerdesk.app.evidence.view import EvidencePage

        page = self.page("evidence")
        assert isinstance(page, EvidencePage)
        page.show_for_lead()
        self.go("evidence")

    @Slot(str)
    def open_note(self, note: str) -> None:
        """Show a note on the Evidence page."""
        from peerdesk.app.evidence.view import EvidencePage

        page = self.page("evidence")
        assert isinstance(page, EvidencePage)
        page.open_note(note)
        self.go("evidence")

    @Slot()
    def on_page_painted(self) -> None:
        """Tell which page has been painted."""
        self.page_painted.emit(self.current)

    def go_back_to(self, place: Place) -> None:
        """Show what was shown before a lock, and hide what was hidden."""
        self.set_discreet(place.discreet)
        if place.session:
            self.open_session(place.session, place.caret, place.typing_for)
        if self.has(place.page):
            self.go(place.page)
