"""The buttons under the editor: each shows the mark it stands for, and is a key too."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from peerdesk.app.session.lines import Line
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.kinds import glyph
from peerdesk.app.widgets.making import button, column, set_checked_quietly
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Organisation, Theme
from peerdesk.domain.words import ObservationKind

_KINDS = (
    ObservationKind.STRENGTH,
    ObservationKind.CONSIDERATION,
    ObservationKind.QUOTE,
    ObservationKind.FACT,
    ObservationKind.FOLLOW_UP,
    ObservationKind.PLAIN,
)
_THEME_KEYS = 9


class MarksBar(QWidget):
    """Says what the current line is, and asks for a change when pressed."""

    kind_requested = Signal(object)
    theme_requested = Signal(str, bool)
    organisation_requested = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Kind, themes and organisations of this line"))
        self._kinds: dict[ObservationKind, QPushButton] = {}
        self._themes: dict[str, QPushButton] = {}
        self._actions: dict[str, QAction] = {}
        self._kind_row, self._theme_row = FlowLayout(gap=4), FlowLayout(gap=4)
        for number, kind in enumerate(_KINDS, 1):
            self._add_kind(number, kind)
        self._organisations = button(
            self.tr("@  Organisation      "),
            tip=self.tr("Which organisations this line is about (Alt+O)"),
        )
        self._organisations.setAccessibleName(self.tr("Organisations this line is about"))
        QShortcut(QKeySequence("Alt+O"), self).activated.connect(self._open_menu)
        self._menu = QMenu(self._organisations)
        self._menu.setAccessibleName(self.tr("Organisations"))
        self._organisations.setMenu(self._menu)
        self._menu.triggered.connect(self._on_menu_triggered)
        self.setLayout(column(self._kind_row, self._theme_row, gap=4))

    def _add_kind(self, number: int, kind: ObservationKind) -> None:
        key = f"Alt+{number}"
        made = button(f"{glyph(kind)}  {kind.label}", checkable=True, tip=f"{kind.label} ({key})")
        made.setAccessibleName(kind.label)
        made.setProperty("kind", kind.value)
        self._add_key(key, made)
        made.clicked.connect(self._on_kind_clicked)
        self._kinds[kind] = made
        self._kind_row.addWidget(made)

    def _add_key(self, key: str, made: QPushButton) -> None:
        """Give a button a key that works at once: its own shortcut waits for an animation."""
        QShortcut(QKeySequence(key), made).activated.connect(made.click)

    @Slot()
    def _open_menu(self) -> None:
        corner = self._organisations.rect().bottomLeft()
        self._menu.popup(self._organisations.mapToGlobal(corner))

    def show_choices(self, themes: Sequence[Theme], organisations: Sequence[Organisation]) -> None:
        """Offer these themes and organisations."""
        while (item := self._theme_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self._organisations:
                old.deleteLater()
        self._themes = {}
        for number, theme in enumerate(themes, 1):
            self._add_theme(number, theme)
        self._theme_row.addWidget(self._organisations)
        self._organisations.show()
        self._menu.clear()
        self._actions = {}
        for organisation in organisations:
            action = self._menu.addAction(f"@{organisation.short}  {organisation.name}")
            action.setCheckable(True)
            action.setData(organisation.id)
            self._actions[organisation.id] = action

    def _add_theme(self, number: int, theme: Theme) -> None:
        key = f"Ctrl+{number}" if number <= _THEME_KEYS else ""
        tip = f"{theme.name} ({key})" if key else theme.name
        made = button(f"#{theme.tag}", checkable=True, tip=tip)
        made.setAccessibleName(self.tr("Theme {name}").format(name=theme.name))
        made.setProperty("theme", theme.id)
        if key:
            self._add_key(key, made)
        made.clicked.connect(self._on_theme_clicked)
        self._themes[theme.id] = made
        self._theme_row.addWidget(made)

    def show_line(self, line: Line) -> None:
        """Show what a line is."""
        for kind, made in self._kinds.items():
            set_checked_quietly(made, kind is line.kind)
        for theme, made in self._themes.items():
            set_checked_quietly(made, RecordId(theme) in line.themes)
        for organisation, action in self._actions.items():
            action.setChecked(RecordId(organisation) in line.organisations)

    @Slot()
    def _on_kind_clicked(self) -> None:
        chosen = self.sender().property("kind")
        self.kind_requested.emit(ObservationKind.read(chosen, ObservationKind.PLAIN))

    @Slot(bool)
    def _on_theme_clicked(self, yes: bool) -> None:
        self.theme_requested.emit(self.sender().property("theme"), yes)

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        self.organisation_requested.emit(action.data(), action.isChecked())
