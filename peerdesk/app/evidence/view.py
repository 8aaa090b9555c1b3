"""The Evidence page: a list to search and filter, and the matrix of who has been asked what."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from peerdesk.app.context import Context
from peerdesk.app.evidence import actions, model
from peerdesk.app.evidence.detail import DetailPanel
from peerdesk.app.evidence.filter_bar import FilterBar
from peerdesk.app.widgets.entries import EntryList
from peerdesk.app.widgets.making import column, follow_fingers, label, tabs
from peerdesk.app.widgets.page import Page
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation

_HEADING_LINES = 3
_THEME_WIDE, _THEME_WIDEST = 328, 440
# A header wraps only when told so through its alignment, which Qt types without that flag.
_LEFT_WRAPPED = Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value


class EvidencePage(Page):
    """Everything noted, by this peer until the lead sends the team's notes back."""

    finding_requested = Signal(str)
    line_requested = Signal(str, int, str, str)  # session, no caret, typed for whom, note

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Evidence"),
            self.tr(
                "Every note on this laptop. Type words to search; accents and capitals do not"
                " matter, and the last word may be the beginning of one. Enter goes to the notes"
                " found, and from a note of your own to its line. Choose Mine, a theme, kind,"
                " day, session, peer or organisation to see fewer. Ctrl+Shift+F comes here"
                " from every page."
                "\n\nCoverage shows for each focus area which parts of the system have been"
                " asked. “Nobody yet” is where to ask tomorrow. Enter on a row shows its notes."
            ),
        )
        self._context = context
        self._loaded: actions.Loaded | None = None
        self._wanted = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.add_title()
        self._tabs = tabs(self.tr("Notes or coverage"))
        self.filters = FilterBar()
        self._counts = label("", "muted")
        self.list = EntryList(
            self.tr("Notes"),
            self._context.look,
            self.tr("Notes will be here as soon as somebody has taken some."),
            lines=2,
        )
        notes = QWidget()
        notes.setLayout(column(self.filters, self._counts, self.list, gap=8))
        notes.layout().setContentsMargins(0, 16, 0, 0)  # type: ignore[union-attr]
        self._coverage = model.CoverageModel(self)
        self._matrix = QTableView()
        self._matrix.setAccessibleName(self.tr("Coverage of focus areas by sector"))
        self._matrix.setModel(self._coverage)
        self._matrix.setTabKeyNavigation(False)
        self._matrix.setWordWrap(True)
        self._matrix.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        follow_fingers(self._matrix)
        self._matrix.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._matrix.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._matrix.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag(_LEFT_WRAPPED))
        self._matrix.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag(_LEFT_WRAPPED | Qt.AlignmentFlag.AlignVCenter.value)
        )
        coverage = QWidget()
        coverage.setLayout(column(self._matrix))
        coverage.layout().setContentsMargins(0, 16, 0, 0)  # type: ignore[union-attr]
        self._tabs.addTab(notes, self.tr("Notes"))
        self._tabs.addTab(coverage, self.tr("Coverage"))
        self.body.addWidget(self._tabs, 1)
        self.side = self.detail = DetailPanel()
        self.side_title = self.tr("This note")

    def _connect(self) -> None:
        self.filters.changed.connect(self._find)
        self.filters.words.returnPressed.connect(self._on_words_entered)
        self.list.view.current_changed.connect(self._on_current_changed)
        self.detail.finding_requested.connect(self.finding_requested)
        self.detail.line_requested.connect(self._on_line_wanted)
        self.list.view.chosen.connect(self._on_line_wanted)
        self._matrix.activated.connect(self._on_matrix_activated)
        self._tabs.currentChanged.connect(self._on_tab_changed)
        self._context.look.applied.connect(self._size_headings)
        self._size_headings()

    @Slot()
    def _size_headings(self) -> None:
        look = self._context.look
        self._matrix.horizontalHeader().setFixedHeight(look.lines_high(_HEADING_LINES) + 24)
        cell = look.metrics().horizontalAdvance(self.tr("9999 sessions")) + 40
        self._matrix.horizontalHeader().setMinimumSectionSize(cell)
        self._matrix.verticalHeader().setMinimumSectionSize(look.lines_high(2) + 32)
        self._matrix.verticalHeader().setFixedWidth(min(look.pixels(_THEME_WIDE), _THEME_WIDEST))

    @Slot(int)
    def _on_tab_changed(self, tab: int) -> None:
        self.side = self.detail if tab == 0 else None
        self.side_changed.emit()

    def first_focus(self) -> QWidget:
        """Return the search field."""
        return self.filters.words

    @Slot()
    def start_search(self) -> None:
        """Give the keyboard to the search field, its words ready to be typed over."""
        self._tabs.setCurrentIndex(0)
        self.filters.words.setFocus()
        self.filters.words.selectAll()

    def open_note(self, note: str) -> None:
        """Show a note among all the others, now or as soon as they are read."""
        self._wanted = note
        self._tabs.setCurrentIndex(0)
        self.filters.clear()

    def show_for_lead(self) -> None:
        """Show what peers marked for the lead to see."""
        self._tabs.setCurrentIndex(0)
        self.filters.choose_for_lead()

    def refresh(self) -> None:
        """Read the evidence again."""
        job = self._context.jobs.post(actions.load, key="evidence")
        job.done.connect(self._on_loaded)

    @Slot(object)
    def _on_loaded(self, loaded: actions.Loaded) -> None:
        self._loaded = loaded
        self.filters.show_choices(loaded)
        self._coverage.show(loaded.evidence, loaded.coverage)
        self._find()

    @Slot()
    def _find(self) -> None:
        """Look for what is asked: first what fits in sight, which a later key makes stale."""
        self._look_for(at_once=True)

    def _look_for(self, at_once: bool) -> None:
        if self._loaded is None:
            return
        loaded, filters = self._loaded, self.filters.filters
        job = self._context.jobs.post(
            lambda store: actions.find(store, loaded, filters, at_once),
            key="evidence-list",
            urgent=at_once,
        )
        job.done.connect(self._on_found)

    @Slot(object)
    def _on_found(self, found: actions.Found) -> None:
        assert self._loaded is not None
        if self.filters.filters.is_empty:
            empty = self.tr("Notes will be here as soon as somebody has taken some.")
        else:
            empty = self.tr("Nothing fits. Try fewer words or choices, or press “Show all”.")
        self.list.show_entries(found.entries, empty)
        self._show_wanted()
        self._on_current_changed(self.list.view.current)
        if found.to_come:
            self._look_for(at_once=False)
            return
        shown, total = len(found.entries), len(self._loaded.entries)
        counts = self._loaded.counts
        self._counts.setText(
            model.counts_words(shown, total, found.more, counts.people, counts.sessions)
        )

    def _show_wanted(self) -> None:
        if self._wanted and self.list.view.entries.place_of(self._wanted) >= 0:
            self.list.view.choose(self._wanted)
            self.list.view.setFocus()
            self._wanted = ""

    @Slot()
    def _on_words_entered(self) -> None:
        """Go from the words to the first note that holds them."""
        if entries := self.list.view.entries.entries:
            self.list.view.choose(self.list.view.current or entries[0].id)
            self.list.view.setFocus()

    @Slot(str)
    def _on_current_changed(self, record: str) -> None:
        if self._loaded is None or not record:
            self.detail.show_nothing()
        elif (note := self._current_note()) is not None:
            loaded = self._loaded
            findings = loaded.evidence.findings
            self.detail.show_note(note, loaded.names, findings, loaded.is_own(note))

    def _current_note(self) -> Observation | None:
        wanted = RecordId(self.list.view.current)
        noted = self._loaded.evidence.observations if self._loaded else ()
        return next((o for o in noted if o.id == wanted), None)

    @Slot()
    def _on_line_wanted(self) -> None:
        """Ask for the line of a note where it is one's own; others' are only read here."""
        note, loaded = self._current_note(), self._loaded
        if note is not None and loaded is not None and loaded.is_own(note):
            self.line_requested.emit(note.session, -1, loaded.typed_for(note) or "", note.id)

    @Slot(QModelIndex)
    def _on_matrix_activated(self, index: QModelIndex) -> None:
        self._tabs.setCurrentIndex(0)
        self.filters.choose_theme(self._coverage.theme_at(index.row()))
