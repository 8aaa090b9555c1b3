"""The fields above the list that say what to show; they keep what is chosen when names change."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from peerdesk.app.evidence.actions import Loaded
from peerdesk.app.widgets.flow import FlowLayout
from peerdesk.app.widgets.making import button, choice, column, row
from peerdesk.domain.words import ObservationKind
from peerdesk.store.narrowing import Filters

_TYPED_MS = 60
_LEAST_LETTERS = 10  # of the widest; words of as many and four more fit


class FilterBar(QWidget):
    """Words, six choices, one's own, what is for the lead; `changed` comes after the last key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("Words to look for in the notes"))
        self.words.setPlaceholderText(self.tr("Search the notes"))
        self.words.setClearButtonEnabled(True)
        self.mine = button(
            self.tr("Mine"), checkable=True, tip=self.tr("Only what I noted, or was typed for me")
        )
        self.for_lead = button(
            self.tr("⚑ For the lead"),
            checkable=True,
            tip=self.tr("Only what was marked for the lead to see"),
        )
        self.theme = self._choice(self.tr("Theme"), self.tr("Any theme"))
        self.kind = self._choice(self.tr("Kind"), self.tr("Any kind"))
        self.session = self._choice(self.tr("Session"), self.tr("Any session"))
        self.peer = self._choice(self.tr("Peer"), self.tr("Any peer"))
        self.organisation = self._choice(self.tr("Organisation"), self.tr("Any organisation"))
        self.day = self._choice(self.tr("Day"), self.tr("Any day"))
        self.clear_button = button(self.tr("Show all"))
        choices = FlowLayout()
        choices.addWidget(self.mine)
        choices.addWidget(self.for_lead)
        for one in self._choices():
            choices.addWidget(one)
        first = row(self.words, self.clear_button)
        self.setLayout(column(first, choices))
        self._timer = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._timer.timeout.connect(self.changed)
        self.words.textChanged.connect(self._on_words_changed)
        self.clear_button.clicked.connect(self.clear)
        self.mine.clicked.connect(self.changed)
        self.for_lead.clicked.connect(self.changed)

    def _choices(self) -> tuple[QComboBox, ...]:
        return (self.theme, self.kind, self.day, self.session, self.peer, self.organisation)

    def _choice(self, name: str, anything: str) -> QComboBox:
        made = choice(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(max(_LEAST_LETTERS, len(anything) - 4))
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.addItem(anything, "")
        made.activated.connect(self.changed)
        return made

    def show_choices(self, loaded: Loaded) -> None:
        """Offer what the challenge has, keeping what is chosen."""
        evidence = loaded.evidence
        titles = sorted({s.title for s in evidence.sessions}, key=str.casefold)
        by_title = {s.title: s.id for s in evidence.sessions}
        self._fill(self.theme, [(t.name, t.id) for t in evidence.themes if not t.joined])
        self._fill(self.kind, [(kind.label, kind.value) for kind in ObservationKind])
        self._fill(self.session, [(title, by_title[title]) for title in titles])
        self._fill(self.peer, [(m.name, m.id) for m in evidence.members])
        self._fill(self.day, [(f"{d:%a} {d.day} {d:%b}", d.isoformat()) for d in loaded.days])
        self._fill(self.organisation, [(o.name, o.id) for o in evidence.organisations])

    def _fill(self, choice: QComboBox, items: Sequence[tuple[str, str]]) -> None:
        shown = [(choice.itemText(n), choice.itemData(n)) for n in range(1, choice.count())]
        if shown == list(items):
            return
        kept = choice.currentData()
        while choice.count() > 1:
            choice.removeItem(1)
        for words, value in items:
            choice.addItem(words, value)
        choice.setCurrentIndex(max(choice.findData(kept), 0))

    @property
    def filters(self) -> Filters:
        """Return what is chosen."""
        day = self.day.currentData()
        return Filters(
            words=self.words.text(),
            mine=self.mine.isChecked(),
            for_lead=self.for_lead.isChecked(),
            day=date.fromisoformat(day) if day else None,
            theme=self.theme.currentData(),
            kind=self.kind.currentData(),
            session=self.session.currentData(),
            peer=self.peer.currentData(),
            organisation=self.organisation.currentData(),
        )

    def choose_theme(self, theme: str) -> None:
        """Show one theme only."""
        self.theme.setCurrentIndex(max(self.theme.findData(theme), 0))
        self.changed.emit()

    def choose_for_lead(self) -> None:
        """Show only what was marked for the lead."""
        self._empty()
        self.for_lead.setChecked(True)
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Show everything."""
        self._empty()
        self.changed.emit()

    def _empty(self) -> None:
        self.words.clear()
        self.mine.setChecked(False)
        self.for_lead.setChecked(False)
        for one in self._choices():
            one.setCurrentIndex(0)

    @Slot(str)
    def _on_words_changed(self, words: str) -> None:
        self._timer.start()
