"""What colleagues noted: on the theme or organisation of the line, and in this same session."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.session.actions import Opened
from peerdesk.app.session.beside import actions, model
from peerdesk.app.session.beside.hidden_notes import HiddenNotes
from peerdesk.app.session.lines import Line
from peerdesk.app.widgets.entries import Entry
from peerdesk.app.widgets.fold import FoldingSection
from peerdesk.app.widgets.making import column
from peerdesk.store.colleagues import Topic

_LOOK_AFTER_MS = 300


class ColleaguesSection(QWidget):
    """Two lists, each hidden until asked for; neither can be written in."""

    note_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._jobs = context.jobs
        self._opened: Opened | None = None
        self._topic = Topic()
        self._of_session = Topic()
        look = context.look
        self.noted = HiddenNotes(self.tr("What colleagues noted"), look)
        self.pair = HiddenNotes(self.tr("This session, side by side"), look)
        inside = column(self.noted, self.pair, gap=16)
        self.fold = FoldingSection(self.tr("Colleagues"), inside)
        self.setLayout(column(self.fold))
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._looking.timeout.connect(self._look_up)
        self.noted.asked.connect(self._list_noted)
        self.pair.asked.connect(self._list_pair)
        for one in (self.noted, self.pair):
            one.note_requested.connect(self.note_requested)

    def show_session(self, opened: Opened, is_other: bool) -> None:
        """Offer what there is for a session; another one hides what was shown of the last."""
        homes = {p.organisation for p in opened.session.participants if p.organisation}
        self._opened, self._of_session = opened, Topic(organisations=frozenset(homes))
        if is_other:
            self.noted.conceal()
            self.pair.conceal()
            self._topic = self._of_session
        self.pair.show_count(
            opened.colleagues,
            self.tr(
                "What colleagues note in this session will be here once you have brought in their"
                " files."
            ),
        )
        if self.pair.is_shown:
            self._list_pair()
        self._look_up()

    def show_line(self, line: Line) -> None:
        """Look up what colleagues noted on a line's themes and organisations in a moment."""
        topic = Topic(line.themes, line.organisations)
        if topic == Topic():
            topic = self._of_session
        if topic != self._topic:
            self._topic = topic
            self._looking.start()

    @Slot()
    def hear_saved(self) -> None:
        """Read the session's notes again, where they are shown, because some were written."""
        if self.pair.is_shown:
            self._list_pair()

    @Slot()
    def _look_up(self) -> None:
        if self._opened is None:
            return
        topic = self._topic
        words = model.topic_words(topic.themes, topic.organisations, self._opened)
        said = self.tr("On {topic}, in other sessions").format(topic=words)
        self.noted.show_topic(said if words else "")
        job = self._jobs.post(actions.counting(self._opened, topic), key="colleagues-count")
        job.done.connect(self._on_counted)

    @Slot(object)
    def _on_counted(self, count: int) -> None:
        self.noted.show_count(
            count,
            self.tr("Colleagues have noted nothing on this yet, as far as this laptop knows."),
        )
        if self.noted.is_shown:
            self._list_noted()

    @Slot()
    def _list_noted(self) -> None:
        if self._opened is not None:
            work = actions.listing(self._opened, self._topic)
            self._jobs.post(work, key="colleagues-list").done.connect(self._on_listed)

    @Slot(object)
    def _on_listed(self, entries: list[Entry]) -> None:
        self.noted.show_entries(entries)

    @Slot()
    def _list_pair(self) -> None:
        if self._opened is not None:
            work = actions.pairing(self._opened)
            self._jobs.post(work, key="pair-list").done.connect(self._on_pair_listed)

    @Slot(object)
    def _on_pair_listed(self, entries: list[Entry]) -> None:
        self.pair.show_entries(entries)
