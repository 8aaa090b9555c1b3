"""The narrow rail of pages at the left, with Lock at its foot."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QPushButton, QSizePolicy

from peerdesk.app.look import Look
from peerdesk.app.settings import IDLE_MINUTES
from peerdesk.app.widgets.icons import icon
from peerdesk.app.widgets.making import button, column, label


def draw_ahead(pictures: Iterable[str], look: Look) -> None:
    """Draw the icons of a rail while nobody waits for them."""
    for picture in (*pictures, "view", "lock"):
        icon(picture, look, checked="on_chosen")


class Rail(QFrame):
    """One button for each page; the one in sight is checked."""

    page_requested = Signal(str)
    lock_requested = Signal()
    look_requested = Signal(str)
    text_step_requested = Signal(int)
    idle_requested = Signal(int)
    panel_requested = Signal()
    help_requested = Signal()
    finder_requested = Signal()
    hiding_requested = Signal()

    def __init__(self, pages: Sequence[tuple[str, str, str]], look: Look) -> None:
        """Build it from (name of the page, words, icon) in order."""
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self._look = look
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._icons: dict[QPushButton, str] = {}
        self._words: dict[QPushButton, str] = {}
        layout = column(margin=8, gap=4)
        for name, words, picture in pages:
            made = self._button(words, picture)
            made.setCheckable(True)
            made.setProperty("page", name)
            self._group.addButton(made)
            self._buttons[name] = made
            layout.addWidget(made)
        layout.addStretch(1)
        self._unsent = label("", "caption")
        self._unsent.setContentsMargins(8, 0, 8, 8)
        layout.addWidget(self._unsent)
        self._view = self._button(self.tr("View"), "view")
        self._tell_key(self._view, self.tr("look and text size"))
        self._idle: dict[int, QAction] = {}
        self._wishes = {
            "finder": self.finder_requested,
            "hide": self.hiding_requested,
            "panel": self.panel_requested,
            "help": self.help_requested,
        }
        self._menu = self._view_menu()
        layout.addWidget(self._view)
        self._lock = self._button(self.tr("Lock"), "lock")
        self._tell_key(self._lock, self.tr("Ctrl+L"))
        layout.addWidget(self._lock)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group.buttonClicked.connect(self._on_group_clicked)
        self._lock.clicked.connect(self.lock_requested)
        self._view.clicked.connect(self._on_view_clicked)
        look.applied.connect(self.draw_icons)
        self.draw_icons()

    def offer(self, names: Sequence[str]) -> None:
        """Keep the buttons of these pages, the first of them on Ctrl+Alt+1, and no others."""
        for name in [name for name in self._buttons if name not in names]:
            gone = self._buttons.pop(name)
            del self._icons[gone], self._words[gone]
            self._group.removeButton(gone)
            gone.hide()
            gone.deleteLater()
        for number, name in enumerate(names, 1):
            self._tell_key(self._buttons[name], self.tr("Ctrl+Alt+{n}").format(n=number))

    def show_current(self, name: str) -> None:
        """Check the button of the page in sight."""
        self._buttons[name].setChecked(True)

    def show_words(self, yes: bool) -> None:
        """Show words beside the icons, or icons alone where the page needs the room."""
        for made, words in self._words.items():
            made.setText(words if yes else "")
        self._unsent.setVisible(yes)

    def show_unsent(self, words: str) -> None:
        """Say how many notes are not handed in, wherever one is."""
        self._unsent.setText(words)

    @property
    def current(self) -> QPushButton:
        """Return the button of the page in sight."""
        found = self._group.checkedButton()
        assert isinstance(found, QPushButton)
        return found

    def _tell_key(self, made: QPushButton, key: str) -> None:
        tip = self.tr("{words} ({key})").format(words=self._words[made], key=key)
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)

    def _button(self, words: str, picture: str) -> QPushButton:
        made = button(words, "rail")
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setAccessibleName(words)
        self._icons[made], self._words[made] = picture, words
        return made

    def _view_menu(self) -> QMenu:
        menu = QMenu(self._view)
        menu.setAccessibleName(self.tr("View"))
        for words, look in (
            (self.tr("Look of the system"), "system"),
            (self.tr("Light"), "light"),
            (self.tr("Dark"), "dark"),
            (self.tr("High contrast"), "high-contrast"),
        ):
            menu.addAction(words).setData(look)
        menu.addSeparator()
        for words, step in (
            (self.tr("Larger text\tCtrl++"), 1),
            (self.tr("Smaller text\tCtrl+-"), -1),
            (self.tr("Usual text size\tCtrl+0"), 0),
        ):
            menu.addAction(words).setData(step)
        menu.addSeparator()
        menu.addAction(self.tr("Everything you can do\tCtrl+K")).setData("finder")
        menu.addAction(self.tr("Hide everything but this session\tF9")).setData("hide")
        menu.addAction(self.tr("Panel beside the page\tCtrl+.")).setData("panel")
        menu.addAction(self.tr("Help for this page\tF1")).setData("help")
        menu.addSeparator()
        menu.addMenu(self._idle_menu(menu))
        menu.triggered.connect(self._on_view_chosen)
        return menu

    def _idle_menu(self, above: QMenu) -> QMenu:
        menu = QMenu(self.tr("Lock when nobody touches it for"), above)
        for minutes in IDLE_MINUTES:
            words = self.tr("{n} minutes").format(n=minutes) if minutes else self.tr("Never")
            made = menu.addAction(words)
            made.setData(f"idle {minutes}")
            made.setCheckable(True)
            self._idle[minutes] = made
        return menu

    def show_idle(self, minutes: int) -> None:
        """Check how long nobody has to touch anything until it locks."""
        for choice, made in self._idle.items():
            made.setChecked(choice == minutes)

    @Slot()
    def _on_view_clicked(self) -> None:
        self._menu.popup(self._view.mapToGlobal(self._view.rect().topRight()))

    @Slot(QAction)
    def _on_view_chosen(self, action: QAction) -> None:
        chosen = action.data()
        if isinstance(chosen, int):
            self.text_step_requested.emit(chosen)
        elif chosen.startswith("idle "):
            self.idle_requested.emit(int(chosen.removeprefix("idle ")))
        elif chosen in self._wishes:
            self._wishes[chosen].emit()
        else:
            self.look_requested.emit(chosen)

    @Slot()
    def draw_icons(self) -> None:
        """Draw the icons in the colours of the look in force."""
        size = self._look.pixels(20)
        for made, picture in self._icons.items():
            made.setIcon(icon(picture, self._look, checked="on_chosen"))
            made.setIconSize(QSize(size, size))

    @Slot(object)
    def _on_group_clicked(self, pressed: QPushButton) -> None:
        self.page_requested.emit(pressed.property("page"))
