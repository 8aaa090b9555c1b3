"""The buttons under the editor: each shows the mark it stands for, and is a key too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from peerdesk.app.session.chips import FLAG
from peerdesk.app.session.choice_menu import Entry, MenuButton, text_width
from peerdesk.app.session.lines import Line
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.kinds import glyph
from peerdesk.app.widgets.making import action, button, column, in_tab_order, set_checked_quietly
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Organisation, Theme
from peerdesk.domain.words import ObservationKind, Source

_KINDS = (
    ObservationKind.STRENGTH,
    ObservationKind.CONSIDERATION,
    ObservationKind.QUOTE,
    ObservationKind.FACT,
    ObservationKind.FOLLOW_UP,
    ObservationKind.PLAIN,
)
_SOURCES = ((Source.SEEN, "Alt+S"), (Source.READ, "Alt+R"))
_THEME_KEYS = 9
_GAP = 4
_LEAST = 44  # a button that shows one sign only is still as wide as a finger


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of the bar is shown in full: words of kinds, of the flag, of menus; how many themes."""

    words: bool
    whole_lead: bool
    long_menus: bool
    themes: int


class MarksBar(QWidget):
    """Says what the current line is, and asks for a change when pressed.

    Two rows: the kinds and how it came; the themes and the menus. Where room is short words give
    way to signs and themes to their menu, so that the bar never eats the editor.
    """

    kind_requested = Signal(object)
    theme_requested = Signal(str, bool)
    organisation_requested = Signal(str, bool)
    source_requested = Signal(object)
    speaker_requested = Signal(str)
    for_lead_requested = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Kind, themes and organisations of this line"))
        self._kinds: dict[ObservationKind, QPushButton] = {}
        self._sources: dict[Source, QPushButton] = {}
        self._themes: dict[str, QPushButton] = {}
        self._theme_actions: list[QAction] = []
        self._plan_shown: _Plan | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._upper, self._lower = FlowLayout(gap=_GAP), FlowLayout(gap=_GAP)
        for number, kind in enumerate(_KINDS, 1):
            self._kinds[kind] = self._add_kind(kind, f"Alt+{number}")
        for source, key in _SOURCES:
            self._sources[source] = self._add_source(source, key)
        self._lead = self._add(self.tr("For the lead"), "Alt+L", self.tr("Flag it for the lead"))
        self._upper.addWidget(self._lead)
        self.themes_menu = self._add_menu(
            ("#  Themes", "#"), self.tr("Themes of this line"), self.tr("Choose themes"), "Alt+T"
        )
        self.organisations_menu = self._add_menu(
            ("@  Organisations", "@"),
            self.tr("Organisations this line is about"),
            self.tr("Choose organisations"),
            "Alt+O",
        )
        self.speakers_menu = self._add_menu(
            (self.tr("Who said it"), self.tr("Said by")),
            self.tr("Who said it"),
            self.tr("Choose who said it, a role or group"),
            "Alt+W",
        )
        self._menus = (self.themes_menu, self.organisations_menu, self.speakers_menu)
        self.setLayout(column(self._upper, self._lower, gap=_GAP))

    def _add_kind(self, kind: ObservationKind, key: str) -> QPushButton:
        words = self.tr("Kind: {kind}").format(kind=kind.label.lower())
        made = self._add(kind.label, key, words)
        made.setProperty("kind", kind.value)
        made.clicked.connect(self._on_kind_clicked)
        self._upper.addWidget(made)
        return made

    def _add_source(self, source: Source, key: str) -> QPushButton:
        words = self.tr("{source}, not heard").format(source=source.label)
        made = self._add(source.label, key, words)
        made.setText(source.label)
        made.setProperty("source", source.value)
        made.clicked.connect(self._on_source_clicked)
        self._upper.addWidget(made)
        return made

    def _add(self, name: str, key: str, words: str) -> QPushButton:
        """Return a button and give it its key: its own shortcut would wait for an animation."""
        made = button("", checkable=True, tip=f"{words} ({key})")
        made.setAccessibleName(name)
        made.setMinimumWidth(_LEAST)
        action(self, words, key, made.click)
        return made

    def _add_menu(self, text: tuple[str, str], name: str, words: str, key: str) -> MenuButton:
        made = MenuButton(*text, name, f"{words} ({key})")
        made.setMinimumWidth(_LEAST)
        action(self, words, key, made.open)
        return made

    def _connect(self) -> None:
        self._lead.clicked.connect(self.for_lead_requested)
        self.themes_menu.toggled_in_menu.connect(self.theme_requested)
        self.organisations_menu.toggled_in_menu.connect(self.organisation_requested)
        self.speakers_menu.toggled_in_menu.connect(self._on_speaker_chosen)

    # What is on offer.

    def show_choices(
        self,
        themes: Sequence[Theme],
        organisations: Sequence[Organisation],
        speakers: Sequence[str],
    ) -> None:
        """Offer these themes, organisations, and roles and groups of those who speak."""
        self._show_themes(themes)
        self.themes_menu.show_entries(
            [Entry(t.id, f"#{t.tag}   {t.name}", _theme_key(n)) for n, t in enumerate(themes, 1)],
            self.tr("No themes have been set up; type # and a word to make one"),
        )
        self.organisations_menu.show_entries(
            [Entry(o.id, f"@{o.short}   {o.name}") for o in organisations],
            self.tr("No organisations have been set up"),
        )
        nobody = [Entry("", self.tr("Nobody in particular"))] if speakers else []
        self.speakers_menu.show_entries(
            [Entry(who, who) for who in speakers] + nobody,
            self.tr("The timetable names no roles or groups for this session"),
        )
        self._plan_shown = None
        self.fit()

    def _show_themes(self, themes: Sequence[Theme]) -> None:
        while (item := self._lower.takeAt(0)) is not None:
            if item.widget() in self._themes.values():
                item.widget().deleteLater()  # type: ignore[union-attr]  # it is one of ours
        for old in self._theme_actions:
            self.removeAction(old)
            old.deleteLater()
        self._themes, self._theme_actions = {}, []
        for number, theme in enumerate(themes, 1):
            self._themes[theme.id] = self._add_theme(theme, _theme_key(number))
        for menu in self._menus:
            self._lower.addWidget(menu)
            menu.show()
        in_tab_order((self._lead, *self._themes.values(), *self._menus))

    def _add_theme(self, theme: Theme, key: str) -> QPushButton:
        tip = f"{theme.name} ({key})" if key else theme.name
        made = button(f"#{theme.tag}", checkable=True, tip=tip)
        name = self.tr("Theme {name}").format(name=theme.name)
        made.setAccessibleName(name)
        made.setProperty("theme", theme.id)
        made.clicked.connect(self._on_theme_clicked)
        if key:
            self._theme_actions.append(action(self, name, key, made.click))
        self._lower.addWidget(made)
        return made

    # What the line is.

    def show_line(self, line: Line) -> None:
        """Show what a line is."""
        for kind, made in self._kinds.items():
            set_checked_quietly(made, kind is line.kind)
        for source, made in self._sources.items():
            set_checked_quietly(made, source is line.source)
        for theme, made in self._themes.items():
            set_checked_quietly(made, RecordId(theme) in line.themes)
        set_checked_quietly(self._lead, line.for_lead)
        hidden = any(made.isHidden() and made.isChecked() for made in self._themes.values())
        self.themes_menu.show_ticked(frozenset(line.themes), hidden)
        about = frozenset(line.organisations)
        self.organisations_menu.show_ticked(about, bool(about))
        self.speakers_menu.show_ticked(frozenset((line.speaker,)), bool(line.speaker))

    # Making room.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make what is shown fit the new width."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Make what is shown fit once its sizes are those of the look."""
        super().showEvent(event)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Show as many words and themes as there is room for in two rows.

        It is worked out before anything is changed: hiding a button lays everything out at once.
        """
        plan = self._plan(self.width())
        if plan != self._plan_shown:
            self._plan_shown = plan
            self._show_plan(plan)

    def _plan(self, room: int) -> "_Plan":
        others = [text_width(made) for made in self._sources.values()]
        upper = ((words, lead) for words in (True, False) for lead in (True, False))
        words, lead = next(
            (pair for pair in upper if _row(self._upper_widths(*pair) + others) <= room),
            (False, False),
        )
        themes = [text_width(made) for made in self._themes.values()]
        for long in (True, False):
            menus = [menu.wide(long) for menu in self._menus]
            if _row(themes + menus) <= room:
                return _Plan(words, lead, long, len(themes))
        counts = reversed(range(len(themes)))
        shown = next((n for n in counts if _row(themes[:n] + menus) <= room), 0)
        return _Plan(words, lead, False, shown)

    def _upper_widths(self, with_words: bool, whole_lead: bool) -> list[int]:
        kinds = [text_width(made, _kind_text(k, with_words)) for k, made in self._kinds.items()]
        return [*kinds, text_width(self._lead, self._lead_text(whole_lead))]

    def _lead_text(self, whole: bool) -> str:
        return f"{FLAG}  " + (self.tr("For the lead") if whole else self.tr("Lead"))

    def _show_plan(self, plan: "_Plan") -> None:
        for kind, made in self._kinds.items():
            made.setText(_kind_text(kind, plan.words))
        self._lead.setText(self._lead_text(plan.whole_lead))
        for menu in self._menus:
            menu.be_long(plan.long_menus)
        for number, made in enumerate(self._themes.values()):
            made.setVisible(number < plan.themes)

    # What is pressed.

    @Slot()
    def _on_kind_clicked(self) -> None:
        chosen = self.sender().property("kind")
        self.kind_requested.emit(ObservationKind.read(chosen, ObservationKind.PLAIN))

    @Slot(bool)
    def _on_source_clicked(self, yes: bool) -> None:
        chosen = Source.read(self.sender().property("source"), Source.HEARD)
        self.source_requested.emit(chosen if yes else Source.HEARD)

    @Slot(bool)
    def _on_theme_clicked(self, yes: bool) -> None:
        self.theme_requested.emit(self.sender().property("theme"), yes)

    @Slot(str, bool)
    def _on_speaker_chosen(self, who: str, yes: bool) -> None:
        self.speaker_requested.emit(who if yes else "")


def _theme_key(number: int) -> str:
    return f"Ctrl+{number}" if number <= _THEME_KEYS else ""


def _kind_text(kind: ObservationKind, with_words: bool) -> str:
    return f"{glyph(kind)}  {kind.label}" if with_words else glyph(kind)


def _row(widths: Sequence[int]) -> int:
    """Return how wide a row of buttons is without a break."""
    return sum(widths) + _GAP * (len(widths) - 1)
