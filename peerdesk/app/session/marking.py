"""What a line is, on the Notes page: its buttons, the list of choices, its words below the editor.

It turns what a person presses into changes of lines; of the store it asks only for a new theme.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.session import actions, choices, model
from peerdesk.app.session.completer import Completer
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.line_status import LineStatus
from peerdesk.app.session.lines import Line
from peerdesk.app.session.marks_bar import MarksBar
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Theme
from peerdesk.domain.words import ObservationKind, Source
from peerdesk.store import notes


class Marking(QObject):
    """Shows what the current line is and changes what the selected lines are."""

    theme_made = Signal()

    def __init__(
        self,
        context: Context,
        editor: NoteEditor,
        begun: Callable[[str], datetime | None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._context = context
        self._editor = editor
        self._begun = begun
        self._themes: tuple[Theme, ...] = ()
        self._opened: actions.Opened | None = None
        self._names: dict[RecordId, str] = {}
        self._shown: tuple[Line, bool, str] | None = None
        self._zone = ""
        self.status = LineStatus(context.look, editor)
        self.bar = MarksBar()
        self.completer = Completer(editor, context.look, page)
        self._connect()

    def _connect(self) -> None:
        self._editor.line_changed.connect(self.show_line)
        self._editor.kinds_margin.time_of = self.time_of
        self.bar.kind_requested.connect(self._on_bar_kind_requested)
        self.bar.theme_requested.connect(self._on_bar_theme_requested)
        self.bar.organisation_requested.connect(self._on_bar_organisation_requested)
        self.bar.source_requested.connect(self._on_bar_source_requested)
        self.bar.speaker_requested.connect(self._on_bar_speaker_requested)
        self.bar.for_lead_requested.connect(self._on_bar_for_lead_requested)
        self._context.look.applied.connect(self.bar.fit)
        self.completer.theme_requested.connect(self._on_completer_theme_requested)

    def show_session(self, opened: actions.Opened) -> None:
        """Take the themes and organisations of a session that has just been read."""
        if self._opened is None:
            job = self._context.jobs.post(notes.recently_used, quiet=True)
            job.done.connect(self.completer.recent.remember)
        self._opened = opened
        self._themes = opened.themes
        self._zone = opened.challenge.time_zone
        self.status.show_risk(model.risk_words(opened.challenge.emergency))
        for line in opened.lines:
            self.completer.recent.use_all(sorted(line.themes | line.organisations))
        self._take_choices()

    def _take_choices(self) -> None:
        assert self._opened is not None
        themes, organisations = self._themes, self._opened.organisations
        self._names = {t.id: t.name for t in themes} | {o.id: o.name for o in organisations}
        short = {t.id: t.tag for t in themes} | {o.id: o.short for o in organisations}
        self._editor.tags_margin.names = short
        self.completer.show_choices(choices.known_choices(themes, organisations))
        speakers = model.speakers(self._opened.session, organisations)
        self.bar.show_choices(themes, organisations, speakers)

    def time_of(self, line: Line) -> str:
        """Return when a line was begun, by the host's clocks."""
        at = line.at or self._begun(line.key)
        return model.clock(at, self._zone) if at and self._zone else ""

    @Slot()
    def show_line(self) -> None:
        """Show what the line with the caret is."""
        line = self._editor.current_line()
        self._shown = self._facts_of(line)
        words = model.line_words(line, self._names, self.time_of(line))
        self.status.show_line(line, words)
        self.bar.show_line(line)

    @Slot()
    def refresh_line(self) -> None:
        """Show the line with the caret again only where what it is has changed, as after a save."""
        if self._facts_of(self._editor.current_line()) != self._shown:
            self.show_line()

    def _facts_of(self, line: Line) -> tuple[Line, bool, str]:
        return replace(line, text=""), line.is_blank, self.time_of(line)

    # What the buttons ask for.

    def _change(self, change: Callable[[Line], Line]) -> None:
        self._editor.change_lines(change)
        self._editor.setFocus()

    @Slot(object)
    def _on_bar_kind_requested(self, kind: ObservationKind) -> None:
        self._change(lambda line: replace(line, kind=kind))

    @Slot(str, bool)
    def _on_bar_theme_requested(self, theme: str, yes: bool) -> None:
        self._use(theme, yes)
        self._change(lambda line: replace(line, themes=_with(line.themes, theme, yes)))

    @Slot(str, bool)
    def _on_bar_organisation_requested(self, about: str, yes: bool) -> None:
        self._use(about, yes)
        self._change(
            lambda line: replace(line, organisations=_with(line.organisations, about, yes))
        )

    @Slot(object)
    def _on_bar_source_requested(self, source: Source) -> None:
        self._change(lambda line: replace(line, source=source))

    @Slot(str)
    def _on_bar_speaker_requested(self, who: str) -> None:
        self._change(lambda line: replace(line, speaker=who))

    @Slot(bool)
    def _on_bar_for_lead_requested(self, yes: bool) -> None:
        self._change(lambda line: replace(line, for_lead=yes))

    def _use(self, record: str, yes: bool) -> None:
        if yes:
            self.completer.recent.use(RecordId(record))

    # A theme that nobody asked about.

    @Slot(str)
    def _on_completer_theme_requested(self, word: str) -> None:
        job = self._context.jobs.post(lambda store: (word, actions.make_theme(store, word)))
        job.done.connect(self._on_theme_made)

    @Slot(object)
    def _on_theme_made(self, made: tuple[str, Theme]) -> None:
        word, theme = made
        if theme.id not in self._names:
            self._themes = (*self._themes, theme)
            self._take_choices()
        self.completer.take_theme(word, theme.id)
        self.theme_made.emit()


def _with(records: Iterable[RecordId], record: str, yes: bool) -> frozenset[RecordId]:
    one = frozenset((RecordId(record),))
    return frozenset(records) | one if yes else frozenset(records) - one
