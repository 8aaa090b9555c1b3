"""Sort: a quick pass over the lines that have no theme yet, by keys or by buttons."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.session.rooms import actions, words
from peerdesk.app.session.rooms.room import Room
from peerdesk.app.session.rooms.sort_bar import SortBar
from peerdesk.app.widgets.entries import EntryList
from peerdesk.app.widgets.making import action, announce, column, label, row
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation
from peerdesk.domain.schema import Value
from peerdesk.domain.words import ObservationKind

Step = tuple[Observation, Observation]  # before, after


class SortRoom(Room):
    """Lists what was without a theme on entering; what gets one stays in sight, ticked."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            self.tr("Sort"),
            self.tr(
                "Your notes that have no theme yet. With the keyboard in the list:\n\n"
                "1 to 9  a theme, on and off\n"
                '+  strength\n!  consideration\n"  quote\n=  fact\n>  follow-up\n-  note\n'
                "@ or O  an organisation, by its letter\n"
                "Enter or space  the next note without a theme\n"
                "Ctrl+Z  takes the last step back\n\n"
                "The buttons below do the same. What you have sorted stays in sight, ticked, until"
                " you come here again. Escape goes back to writing."
            ),
        )
        self._loaded: actions.Unsorted | None = None
        self._notes: dict[str, Observation] = {}
        self._steps: list[Step] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self.progress = label("", "heading", wrap=False)
        self.list = EntryList(
            self.tr("Notes to sort"),
            self.context.look,
            self.tr("Everything is sorted."),
            lines=2,
        )
        self.bar = SortBar(self.list.view)
        top = row(self.progress, None, self.scope, gap=16)
        self.setLayout(column(top, self.list, self.bar, gap=8))
        self.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.keep_room_for(self.list)

    def _connect(self) -> None:
        self.list.view.current_changed.connect(self._on_current_changed)
        self.list.view.chosen.connect(self.go_on)
        self.bar.kind_requested.connect(self._on_kind_requested)
        self.bar.theme_requested.connect(self._on_theme_requested)
        self.bar.organisation_requested.connect(self._on_organisation_requested)
        self.bar.next_requested.connect(self.go_on)
        self.bar.undo_requested.connect(self.take_back)
        undo = action(self, self.tr("Take back the last step of sorting"), "Ctrl+Z", self.take_back)
        undo.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def first_focus(self) -> QWidget:
        """Return the list, or the choice of sessions where there is nothing to sort."""
        return self.list.view if self._notes else self.scope.choice

    # Reading.

    @Slot()
    def refresh(self) -> None:
        """Read what has no theme; what was sorted since goes."""
        session = self.scope.session
        self.read(lambda store: actions.load_unsorted(store, session), self._on_loaded)

    @Slot(object)
    def _on_loaded(self, loaded: actions.Unsorted) -> None:
        had_keyboard = self.has_keyboard()
        self._loaded = loaded
        self._notes = {note.id: note for note in loaded.notes}
        self.bar.show_choices(loaded.themes, loaded.organisations)
        self._show()
        if not self.list.view.current and loaded.notes:
            self.list.view.choose(loaded.notes[0].id)
        self._on_current_changed(self.list.view.current)
        if had_keyboard:
            self.first_focus().setFocus()

    def _show(self) -> None:
        if self._loaded is None:
            return
        names, where = self._loaded.names, not self.scope.session
        notes = self._notes.values()
        empty = self.tr("Everything is sorted.") if self._loaded.total else self._nothing()
        self.list.show_entries([words.sort_entry(n, names, where) for n in notes], empty)
        self.progress.setText(words.progress_words(self._left(), self._loaded.total))
        self.bar.undo_button.setEnabled(bool(self._steps))

    def _nothing(self) -> str:
        return self.tr("The notes you take will be here, to give each a theme.")

    def _left(self) -> int:
        return sum(not note.themes for note in self._notes.values())

    # Sorting.

    @property
    def current(self) -> Observation | None:
        """Return the note in hand."""
        return self._notes.get(self.list.view.current)

    @Slot(object)
    def _on_kind_requested(self, kind: ObservationKind) -> None:
        if (note := self.current) is not None and note.kind is not kind:
            self._step(note, replace(note, kind=kind))

    @Slot(str)
    def _on_theme_requested(self, theme: str) -> None:
        if (note := self.current) is not None:
            self._step(note, replace(note, themes=note.themes ^ {RecordId(theme)}))

    @Slot(str)
    def _on_organisation_requested(self, organisation: str) -> None:
        if (note := self.current) is not None:
            about = note.organisations ^ {RecordId(organisation)}
            self._step(note, replace(note, organisations=about))

    @Slot()
    def take_back(self) -> None:
        """Take back the last step, and go to its note."""
        if not self._steps:
            return
        before, after = self._steps.pop()
        if before.id in self._notes:
            self._put(after, before)
            self.list.view.choose(before.id)
            self.list.view.setFocus()
        else:  # sorted in an earlier pass: it comes back into the list
            self._write(before.id, actions.differences(after, before))
            self.refresh()

    def _step(self, note: Observation, after: Observation) -> None:
        self._steps.append((note, after))
        self._put(note, after)

    def _put(self, note: Observation, after: Observation) -> None:
        self._notes[note.id] = after
        self._write(note.id, actions.differences(note, after))
        self._show()
        self._on_current_changed(note.id)
        shown = self.list.view.entries.entries[self.list.view.entries.place_of(note.id)]
        announce(self.list.view, f"{shown.spoken} {self.progress.text()}.")

    def _write(self, record: RecordId, values: Mapping[str, Value]) -> None:
        job = self.context.jobs.post(lambda s: actions.write(s, record, values), urgent=True)
        job.done.connect(self._on_written)
        job.failed.connect(self._on_write_failed)

    @Slot()
    def _on_written(self) -> None:
        self.written.emit()

    @Slot()
    def _on_write_failed(self) -> None:
        self._steps.clear()
        self.refresh()

    # Moving.

    @Slot()
    def go_on(self) -> None:
        """Go to the next note that has no theme, from the top again after the last."""
        order = list(self._notes)
        at = order.index(self.list.view.current) + 1 if self.current is not None else 0
        following = order[at:] + order[:at]
        wanted = next((one for one in following if not self._notes[one].themes), None)
        if wanted is not None:
            self.list.view.choose(wanted)
        else:
            announce(self.list.view, self.tr("Everything is sorted."))
        self.list.view.setFocus()

    @Slot(str)
    def _on_current_changed(self, record: str) -> None:
        self.bar.show_note(self.current)
