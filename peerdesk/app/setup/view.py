"""The Setup page: challenge, themes, organisations and team, saved as they are typed."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.setup import actions, model
from peerdesk.app.setup.checklist import Checklist
from peerdesk.app.setup.fields import RecordFields
from peerdesk.app.setup.forms import (
    ChallengeFields,
    ListedFields,
    MemberFields,
    OrganisationFields,
    ThemeFields,
)
from peerdesk.app.setup.section import Section
from peerdesk.app.setup.template_bar import TemplateBar
from peerdesk.app.timetable.history import History, Steps
from peerdesk.app.widgets.making import action, button, tabs
from peerdesk.app.widgets.page import Page
from peerdesk.domain.ids import RecordId
from peerdesk.domain.order import between
from peerdesk.schedule.themes import Template

_TELL_AFTER_MS = 500  # after the last save of a typed field, so that typing waits for no reading


class SetupPage(Page):
    """A checklist over four sections."""

    setup_written = Signal()
    page_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(
            self.tr("Setup"),
            self.tr(
                "What the challenge is, what the team looks at, whom it meets and who is in it."
                " Everything is saved as you type.\n\nWhat is still missing stands at the top;"
                " each item leads to its place.\n\nCtrl+Shift+N adds one to the list in front,"
                " Delete takes the chosen one out, Alt+Up and Alt+Down move a theme. Ctrl+Z takes"
                " back what was done here, Ctrl+Shift+Z does it again."
            ),
        )
        self._context = context
        self._known: actions.Known | None = None
        self._edits = 0
        self._adding_in: Section | None = None
        self.history = History(context, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.undo = button(self.tr("Undo"), tip=self.tr("Take back the last act (Ctrl+Z)"))
        self.redo = button(self.tr("Do again"), tip=self.tr("What was undone (Ctrl+Shift+Z)"))
        self.add_title(self.undo, self.redo)
        self.checklist = Checklist()
        self.body.addWidget(self.checklist)
        self.tabs = tabs(self.tr("Sections of the setup"))
        self.challenge = ChallengeFields(self._context, self.tr("The challenge"), "")
        self.themes = self._section(
            self.tr("Themes"),
            self.tr(
                "What the team was asked to look at will be here, each theme with its questions."
                " Choose a theme set above and press “Add these themes”, or add the first one."
            ),
            ThemeFields,
        )
        self.templates = TemplateBar(self._context)
        self.themes.left.insertWidget(0, self.templates)
        self.organisations = self._section(
            self.tr("Organisations"),
            self.tr(
                "The organisations of the place will be here: the council, the trust, a residents'"
                " group. Press “Add”."
            ),
            OrganisationFields,
        )
        self.team = self._section(
            self.tr("Team"),
            self.tr("The team will be here: its peers, and whoever shadows it. Press “Add”."),
            MemberFields,
        )
        self.sections = (self.themes, self.organisations, self.team)
        for section in (self.organisations, self.team):
            section.allow_moving(False)
        self.challenge.setContentsMargins(0, 16, 0, 0)
        self.tabs.addTab(self.challenge, self.tr("Challenge"))
        for section in self.sections:
            self.tabs.addTab(section, section.name)
        self.body.addWidget(self.tabs, 1)

    def _section(self, name: str, empty: str, form: type[ListedFields]) -> Section:
        none = self.tr("Choose one in the list to see it here.")
        return Section(name, empty, form(self._context, name, none))

    def _connect(self) -> None:
        self.undo.clicked.connect(self.history.undo)
        self.redo.clicked.connect(self.history.redo)
        self.history.written.connect(self._on_history_written)
        self.history.failed.connect(self.refresh)
        self.history.changed.connect(self._show_history)
        self.history.told.connect(self._context.messages.tell)
        self._show_history()
        for form in self._forms():
            form.save.settled.connect(self._on_form_settled)
        for section in self.sections:
            section.adding_requested.connect(self._on_section_adding)
            section.deleting_requested.connect(self._on_section_deleting)
        self.themes.moving_requested.connect(self._on_themes_moving)
        self.templates.chosen.connect(self._on_template_chosen)
        self.checklist.wanted.connect(self._on_checklist_wanted)
        self._telling = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._telling.timeout.connect(self.setup_written)
        for words, keys, slot in (
            (self.tr("Undo what was done to the setup"), "Ctrl+Z", self.history.undo),
            (self.tr("Do again what was undone"), "Ctrl+Shift+Z", self.history.redo),
        ):
            made = action(self, words, keys, slot)
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _forms(self) -> list[RecordFields]:
        return [self.challenge, *(section.form for section in self.sections)]

    def first_focus(self) -> QWidget:
        """Return the sections."""
        return self.tabs.tabBar()

    # Reading and showing.

    def refresh(self) -> None:
        """Read the setup again."""
        self._edits = self.challenge.edits
        for section in self.sections:
            section.asked()
        self._context.jobs.post(actions.load, key="setup").done.connect(self._on_loaded)

    @Slot(object)
    def _on_loaded(self, known: actions.Known) -> None:
        if self.history.is_busy:
            return  # it is read again when that is on the disk
        self._known = known
        self.checklist.show_missing(model.missing(known))
        form = self.challenge
        if not form.save.is_unsaved and form.edits == self._edits:
            form.show_record(known.challenge.id, form.values(known), known)
        for section in self.sections:
            section.show_known(known)
            section.form.known = known
        form.known = known

    @Slot()
    def _show_history(self) -> None:
        self.undo.setEnabled(self.history.can_undo)
        self.redo.setEnabled(self.history.can_redo)

    # Writing.

    @Slot()
    def _on_form_settled(self) -> None:
        written = False
        for form in self._forms():
            for joins, steps in form.writer.fetch():
                self.history.did(self.tr("change"), steps, joins)
                written = written or bool(steps)
        if written:
            self._telling.start()
        for section in self.sections:
            section.go_on()

    @Slot(object)
    def _on_history_written(self, steps: Steps) -> None:
        section, self._adding_in = self._adding_in, None
        if section is not None and steps:
            section.choose(steps[0].record, to_type=True)
        self.setup_written.emit()

    def _do(self, words: str, work: actions.Work) -> None:
        for form in self._forms():
            form.save.flush()
        self.history.do(words, work)

    @Slot()
    def _on_section_adding(self) -> None:
        section = self.sender()
        assert isinstance(section, Section)
        if self._known is not None:
            self._adding_in = section
            values = section.form.new(self._known)
            self._do(self.tr("new one"), actions.adding(section.form.kind, values))

    @Slot()
    def _on_section_deleting(self) -> None:
        section = self.sender()
        assert isinstance(section, Section)
        if section.current:
            self._do(self.tr("deleted"), actions.deleting(RecordId(section.current)))

    @Slot(int)
    def _on_themes_moving(self, step: int) -> None:
        if self._known is None:
            return
        themes = self._known.themes
        place = next((n for n, t in enumerate(themes) if t.id == self.themes.current), -1)
        to = place + step
        if place < 0 or not 0 <= to < len(themes):
            self._context.messages.tell(self.tr("There is nothing further that way."))
            return
        before, following = (to - 1, to) if step < 0 else (to, to + 1)
        position = between(
            themes[before].position if before >= 0 else "",
            themes[following].position if following < len(themes) else "",
        )
        self.themes.choose(themes[place].id)
        self._do(self.tr("move"), actions.moving(themes[place].id, position))

    @Slot(object)
    def _on_template_chosen(self, template: Template) -> None:
        self._do(self.tr("theme set"), actions.taking_over(template))

    @Slot(object)
    def _on_checklist_wanted(self, item: model.Missing) -> None:
        if item.page:
            self.page_requested.emit(item.page)
            return
        self.tabs.setCurrentIndex(item.section)
        if item.field:
            self.challenge.fields[item.field].setFocus()
        else:
            section = self.sections[item.section - 1]
            (section.table.view if section.current else section.add).setFocus()
