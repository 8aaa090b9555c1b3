"""A section of Setup: a list of records, one of them in a form beside, and what is done to them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.app.setup.actions import Known
from peerdesk.app.setup.forms import ListedFields
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import action, button, column, row, scrolled
from peerdesk.app.widgets.rows import RowTable

_LINES = 10  # of the list are seen at least; with large text the page scrolls for them


class Section(QWidget):
    """Keeps list and form together; what is asked for is its page's to do."""

    adding_requested = Signal()
    deleting_requested = Signal()
    moving_requested = Signal(int)  # -1 up, 1 down

    def __init__(self, name: str, empty: str, form: ListedFields) -> None:
        super().__init__()
        self.name = name
        self.form = form
        self._known: Known | None = None
        self._edits = 0
        self._to_choose = ""
        self._to_type = False
        self._build(name, empty)
        self._connect()

    def _build(self, name: str, empty: str) -> None:
        self.table = RowTable(name, self.form.headings, empty, wide=0)
        self.add = button(self.tr("Add"), "main", self.tr("Another one (Ctrl+Shift+N)"))
        self.delete = button(self.tr("Delete"), tip=self.tr("What is chosen (Del in the list)"))
        self.up = button(self.tr("Up"), tip=self.tr("Before the one above (Alt+Up)"))
        self.down = button(self.tr("Down"), tip=self.tr("After the one below (Alt+Down)"))
        self.tools = FlowLayout()
        for pressed in (self.add, self.delete, self.up, self.down):
            self.tools.addWidget(pressed)
        left, right = QWidget(), self.form
        self.left = column(self.tools, self.table, gap=8)
        self.table.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        self.left.setContentsMargins(0, 0, 8, 0)
        left.setLayout(self.left)
        parts = row(scrolled(left, name), right, gap=16)
        parts.setStretch(0, 1)
        parts.setStretch(1, 1)
        parts.setContentsMargins(0, 16, 0, 0)
        self.setLayout(parts)

    def _connect(self) -> None:
        self.add.clicked.connect(self.adding_requested)
        self.delete.clicked.connect(self.deleting_requested)
        self.up.clicked.connect(self.move_up)
        self.down.clicked.connect(self.move_down)
        self.table.current_changed.connect(self.show_chosen)
        for words, keys, slot in (
            (self.tr("Add one here"), "Ctrl+Shift+N", self.adding_requested.emit),
            (self.tr("Move up"), "Alt+Up", self.move_up),
            (self.tr("Move down"), "Alt+Down", self.move_down),
        ):
            self._only_here(self, words, keys, slot)
        self._only_here(
            self.table, self.tr("Delete what is chosen"), "Del", self.deleting_requested.emit
        )

    def _only_here(self, owner: QWidget, words: str, keys: str, slot: Callable[[], object]) -> None:
        made = action(owner, words, keys, slot)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def allow_moving(self, yes: bool) -> None:
        """Offer to move records, or not where their order is their names'."""
        self.up.setVisible(yes)
        self.down.setVisible(yes)

    @property
    def current(self) -> str:
        """Return the record chosen, or the empty text."""
        return self.table.current

    def choose(self, record: str, to_type: bool = False) -> None:
        """Choose a record, once it is there, and perhaps begin to type its name."""
        self._to_choose = record
        self._to_type = to_type

    def asked(self) -> None:
        """Hear that the setup is being read: what is typed from now on is newer."""
        self._edits = self.form.edits

    def show_known(self, known: Known) -> None:
        """Show what is stored."""
        self._known = known
        rows = self.form.rows(known)
        wanted = self._to_choose or self.current
        self.table.show_rows(rows)
        places = {one.id: place for place, one in enumerate(rows)}
        if rows and (wanted in places or not self.current):
            self.table.view.selectRow(places.get(wanted, 0))
        self.delete.setEnabled(bool(rows))
        self.show_chosen()
        if self._to_choose and self._to_choose in places:
            self._to_choose = ""
            if self._to_type:
                name = self.form.fields["name"]
                assert isinstance(name, QLineEdit)
                self.form.follows = True
                name.setFocus()
                name.selectAll()

    @Slot()
    def show_chosen(self) -> None:
        """Show the record chosen in the form, as soon as nothing is unsaved there."""
        form, record = self.form, self.current
        if self._known is None:
            return
        if form.save.is_unsaved:
            form.save.flush()
        elif record != form.record or form.edits == self._edits:
            form.show_record(record, self.form.values(self._known).get(record, {}), self._known)

    @Slot()
    def move_up(self) -> None:
        """Ask for the record chosen to be moved up."""
        self.moving_requested.emit(-1)

    @Slot()
    def move_down(self) -> None:
        """Ask for the record chosen to be moved down."""
        self.moving_requested.emit(1)

    def go_on(self) -> None:
        """Show the record chosen meanwhile, once what was typed is saved and remembered."""
        if not self.form.save.is_unsaved and self.form.record != self.current:
            self.show_chosen()
