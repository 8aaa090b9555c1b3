"""The buttons and keys of Sort: kinds, numbered themes, organisations by letter, and Next."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.kinds import glyph
from peerdesk.app.widgets.making import action, button, column, in_tab_order, set_checked_quietly
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation, Organisation, Theme
from peerdesk.domain.words import ObservationKind

_KEYS = {
    ObservationKind.STRENGTH: "+",
    ObservationKind.CONSIDERATION: "!",
    ObservationKind.QUOTE: '"',
    ObservationKind.FACT: "=",
    ObservationKind.FOLLOW_UP: ">",
    ObservationKind.PLAIN: "-",
}
_THEME_KEYS = 9


class SortBar(QWidget):
    """Shows what the note in hand is; a press asks for a change. Its keys belong to the list."""

    kind_requested = Signal(object)
    theme_requested = Signal(str)
    organisation_requested = Signal(str)
    next_requested = Signal()
    undo_requested = Signal()

    def __init__(self, keys_of: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Kind, theme and organisation of this note"))
        self._keys_of = keys_of
        self._kinds: dict[ObservationKind, QPushButton] = {}
        self._themes: list[QPushButton] = []
        self._kind_row, self._theme_row = FlowLayout(gap=4), FlowLayout(gap=4)
        for kind, key in _KEYS.items():
            self._add_kind(kind, key)
        self._add_menu()
        self.next_button = button(
            self.tr("Next"), "main", self.tr("Go to the next note without a theme (Enter or space)")
        )
        self.next_button.clicked.connect(self.next_requested)
        self.undo_button = button(
            self.tr("Take back"), tip=self.tr("Take back the last step of sorting (Ctrl+Z)")
        )
        self.undo_button.setEnabled(False)
        self.undo_button.clicked.connect(self.undo_requested)
        self._key(self.tr("Next note to sort"), "Space", self.next_button.click)
        for number in range(1, _THEME_KEYS + 1):
            words = self.tr("Theme {n} for this note").format(n=number)
            self._key(words, str(number), partial(self._press_theme, number))
        self.setLayout(column(self._kind_row, self._theme_row, gap=4))

    def _key(self, words: str, key: str, slot: Callable[[], object]) -> None:
        made = action(self._keys_of, words, key, slot)
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _add_kind(self, kind: ObservationKind, key: str) -> None:
        made = button(f"{glyph(kind)}  {kind.label}", checkable=True, tip=f"{kind.label} ({key})")
        made.setAccessibleName(kind.label)
        made.setProperty("kind", kind.value)
        made.clicked.connect(self._on_kind_clicked)
        self._key(self.tr("Make this note: {kind}").format(kind=kind.label), key, made.click)
        self._kinds[kind] = made
        self._kind_row.addWidget(made)

    def _add_menu(self) -> None:
        self.organisations = button(
            self.tr("@  Organisation      "),
            tip=self.tr("Which organisations this note is about (@ or O, then a letter)"),
        )
        self.organisations.setAccessibleName(self.tr("Organisations this note is about"))
        self.menu = QMenu(self.organisations)
        self.menu.setAccessibleName(self.tr("Organisations"))
        self.organisations.setMenu(self.menu)
        self.menu.triggered.connect(self._on_menu_triggered)
        for key in ("@", "O"):
            self._key(self.tr("Organisation of this note"), key, self._open_menu)

    def show_choices(self, themes: Sequence[Theme], organisations: Sequence[Organisation]) -> None:
        """Offer these themes and organisations."""
        while (item := self._theme_row.takeAt(0)) is not None:
            if (old := item.widget()) in self._themes:
                old.deleteLater()
        self._themes = [self._theme(number, theme) for number, theme in enumerate(themes, 1)]
        for made in (*self._themes, self.organisations, self.next_button, self.undo_button):
            self._theme_row.addWidget(made)
            made.show()
        last_kind = list(self._kinds.values())[-1]
        last = (self.organisations, self.next_button, self.undo_button)
        in_tab_order((last_kind, *self._themes, *last))
        self.menu.clear()
        for organisation in organisations:
            short = organisation.short or organisation.name
            added = self.menu.addAction(f"&{short}  {organisation.name}")
            added.setCheckable(True)
            added.setData(organisation.id)

    def _theme(self, number: int, theme: Theme) -> QPushButton:
        key = f"{number}  " if number <= _THEME_KEYS else ""
        tip = f"{theme.name} ({number})" if key else theme.name
        made = button(f"{key}#{theme.tag or theme.name}", checkable=True, tip=tip)
        made.setAccessibleName(self.tr("Theme {name}").format(name=theme.name))
        made.setProperty("theme", theme.id)
        made.clicked.connect(self._on_theme_clicked)
        return made

    def show_note(self, note: Observation | None) -> None:
        """Show what a note is; without one there is nothing to press."""
        for made in (*self._kinds.values(), *self._themes, self.organisations, self.next_button):
            made.setEnabled(note is not None)
        for kind, made in self._kinds.items():
            set_checked_quietly(made, note is not None and kind is note.kind)
        for made in self._themes:
            theme = RecordId(made.property("theme"))
            set_checked_quietly(made, note is not None and theme in note.themes)
        for chosen in self.menu.actions():
            chosen.setChecked(note is not None and chosen.data() in note.organisations)

    def _press_theme(self, number: int) -> None:
        if number <= len(self._themes):
            self._themes[number - 1].click()

    @Slot()
    def _open_menu(self) -> None:
        self.menu.popup(self.organisations.mapToGlobal(self.organisations.rect().bottomLeft()))

    @Slot()
    def _on_kind_clicked(self) -> None:
        kind = ObservationKind.read(self.sender().property("kind"), ObservationKind.PLAIN)
        set_checked_quietly(self._kinds[kind], True)
        self.kind_requested.emit(kind)
        self._keys_of.setFocus()

    @Slot()
    def _on_theme_clicked(self) -> None:
        self.theme_requested.emit(self.sender().property("theme"))
        self._keys_of.setFocus()

    @Slot(QAction)
    def _on_menu_triggered(self, chosen: QAction) -> None:
        self.organisation_requested.emit(chosen.data())
        self._keys_of.setFocus()
