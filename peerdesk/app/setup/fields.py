"""A form of one record, saved as it is left or typed; which record is its child's to say."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave
from peerdesk.app.fields import FieldsDraft
from peerdesk.app.setup.actions import Known, RecordWriter
from peerdesk.app.widgets.making import (
    announce,
    choice,
    column,
    label,
    scrolled,
    set_checked_quietly,
    set_text_quietly,
)
from peerdesk.app.widgets.save_label import SaveLabel
from peerdesk.domain.ids import RecordId

Values = dict[str, Any]


class RecordFields(QWidget):
    """Captioned fields by name; what cannot be stored stays in the field, with a sentence why."""

    def __init__(self, context: Context, name: str, none: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.record = ""
        self.edits = 0  # how often anything was typed, so that what was read before is not shown
        self.known: Known | None = None
        self.fields: dict[str, QWidget] = {}
        self.writer = RecordWriter(RecordId(""))
        self._shown: Values = {}
        self._draft = FieldsDraft()
        self.save = context.drafts.add(Autosave(context.jobs, self._draft, self))
        self.trouble = label("", "trouble")
        self.trouble.hide()
        self._saved = SaveLabel()
        self.inside = QWidget()
        self.form: QVBoxLayout = column(gap=8)
        self._none = label(none, "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.build()
        self.form.addStretch(1)
        self.form.setContentsMargins(0, 0, 16, 0)
        self.inside.setLayout(self.form)
        self._shown_part = QWidget()
        area = scrolled(self.inside, name)
        self._shown_part.setLayout(column(area, self.trouble, self._saved, gap=4))
        self.setLayout(column(self._none, self._shown_part))
        self.save.state_changed.connect(self._saved.show_state)
        self._show_any(False)

    # For children.

    @abstractmethod
    def build(self) -> None:
        """Add the fields."""

    def checked(self, typed: Values) -> tuple[Values, str]:
        """Return what can be stored of what is typed, and a sentence on what cannot."""
        return typed, ""

    def line(self, name: str, words: str, hint: str = "") -> QLineEdit:
        """Add a line of text."""
        made = QLineEdit()
        made.setPlaceholderText(hint)
        made.textEdited.connect(self._on_edited)
        self._add(name, words, made)
        return made

    def box(self, name: str, words: str, items: Iterable[tuple[str, str]] = ()) -> QComboBox:
        """Add a choice of (value, words)."""
        made = choice(words)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(10)
        for value, shown in items:
            made.addItem(shown, value)
        made.activated.connect(self._on_edited)
        self._add(name, words, made)
        return made

    def tick(self, name: str, words: str) -> QCheckBox:
        """Add a tick."""
        made = QCheckBox(words)
        made.setToolTip(words)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.clicked.connect(self._on_edited)
        self.fields[name] = made
        self.form.addWidget(made)
        return made

    def text(self, name: str, words: str, lines: int) -> QPlainTextEdit:
        """Add a text of several lines, each one a text of a list."""
        made = QPlainTextEdit()
        made.setTabChangesFocus(True)
        made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 16)
        made.textChanged.connect(self._on_edited)
        self._add(name, words, made)
        return made

    def _add(self, name: str, words: str, field: QWidget) -> None:
        above = label(words, "caption")
        above.setBuddy(field)
        field.setAccessibleName(words)
        self.fields[name] = field
        part = QWidget()
        part.setLayout(column(above, field, gap=2))
        self.form.addWidget(part)

    # Showing.

    def show_record(self, record: str, values: Mapping[str, Any], known: Known) -> None:
        """Show what is known of a record; nothing may be unsaved of another."""
        self.known = known
        is_other = record != self.record
        self._show_any(bool(record))
        if is_other:
            self.record = record
            self.writer = RecordWriter(RecordId(record))
            self.say("")
        for name, value in values.items():
            self._show_value(name, value, is_other)
        self._shown = dict(values)
        self._draft.begin(values, self.writer.write)

    def _show_any(self, is_any: bool) -> None:
        self._shown_part.setVisible(is_any)
        self._none.setVisible(not is_any)

    def _show_value(self, name: str, value: Any, is_other: bool) -> None:
        field = self.fields[name]
        if not is_other and self._shown.get(name) == value:
            return  # what is typed and cannot be stored stays
        if isinstance(field, QLineEdit) and field.text().strip() != self.words_of(name, value):
            field.setText(self.words_of(name, value))
            field.setCursorPosition(0)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(max(field.findData(value), 0))
        elif isinstance(field, QCheckBox):
            set_checked_quietly(field, bool(value))
        elif isinstance(field, QPlainTextEdit) and _lines(field) != list(value):
            set_text_quietly(field, "\n".join(value))

    def words_of(self, name: str, value: Any) -> str:
        """Return a stored value as its line shows it."""
        return str(value)

    def say(self, sentence: str) -> None:
        """Say what cannot be stored, or nothing."""
        shown = f"▲ {sentence}" if sentence else ""
        if shown != self.trouble.text():
            self.trouble.setText(shown)
            self.trouble.setVisible(bool(shown))
            announce(self, sentence)

    # What the person does.

    def typed(self) -> Values:
        """Return what stands in the fields."""
        found: Values = {}
        for name, field in self.fields.items():
            if isinstance(field, QLineEdit):
                found[name] = field.text().strip()
            elif isinstance(field, QComboBox):
                found[name] = field.currentData() or ""
            elif isinstance(field, QCheckBox):
                found[name] = field.isChecked()
            elif isinstance(field, QPlainTextEdit):
                found[name] = _lines(field)
        return found

    @Slot()
    def _on_edited(self) -> None:
        if not self.record or self.known is None:
            return
        self.edits += 1
        values, trouble = self.checked(self.typed())
        self.say(trouble)
        self._draft.now.update(values)
        self.save.touch()


def _lines(field: QPlainTextEdit) -> list[str]:
    lines = (" ".join(line.split()) for line in field.toPlainText().splitlines())
    return [line for line in lines if line]
