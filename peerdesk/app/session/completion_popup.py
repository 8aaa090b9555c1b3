"""The small list under the caret that offers themes and organisations; never has the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from peerdesk.app.look import Look
from peerdesk.app.session.choices import Choice
from peerdesk.app.widgets.making import column

_ROW = 40
_PAD = 12
_EDGE = 16
_NARROW, _WIDE = 240, 480
_Index = QModelIndex | QPersistentModelIndex
_CHOICE = Qt.ItemDataRole.UserRole + 1


class ChoiceModel(QAbstractListModel):
    """The choices on offer, in words."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Offer these choices instead."""
        self.beginResetModel()
        self.choices = tuple(choices)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """Return how many choices there are."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a choice, or the words for it."""
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == _CHOICE:
            return choice
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(choice)
        return None

    def words(self, choice: Choice) -> str:
        """Return a choice as it is read out."""
        if choice.is_new:
            return self.tr("New emergent theme: {word}").format(word=choice.tag)
        return f"{choice.sign}{choice.tag}, {choice.name}"


class ChoiceDelegate(QStyledItemDelegate):
    """Paints what is typed for a choice, and beside it what that is called."""

    def __init__(self, look: Look, view: QWidget) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return a row a finger can meet."""
        high = max(_ROW, QFontMetrics(self._font(False)).lineSpacing() + 16)
        return QSize(self.wide(index.data(_CHOICE)), high)

    def wide(self, choice: Choice) -> int:
        """Return the width a choice needs."""
        lead, rest = self._parts(choice)
        bold, plain = QFontMetrics(self._font(True)), QFontMetrics(self._font(False))
        return bold.horizontalAdvance(lead) + plain.horizontalAdvance(rest) + 3 * _PAD + 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colour = self._look.theme.colour
        painter.save()
        rect = option.rect
        if chosen:
            painter.fillRect(rect, colour("chosen"))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), colour("accent"))
        lead, rest = self._parts(index.data(_CHOICE))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setPen(colour("on_chosen" if chosen else "text"))
        painter.setFont(self._font(True))
        painter.drawText(inside, middle, lead)
        inside.setLeft(inside.left() + painter.fontMetrics().horizontalAdvance(lead) + _PAD)
        painter.setPen(colour("on_chosen" if chosen else "muted"))
        painter.setFont(self._font(False))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            inside, middle, painter.fontMetrics().elidedText(rest, elide, inside.width())
        )
        painter.restore()

    def _parts(self, choice: Choice) -> tuple[str, str]:
        if choice.is_new:
            return self.tr("New emergent theme:"), choice.tag
        return choice.sign + choice.tag, choice.name

    def _font(self, bold: bool) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._look.pixels(14))
        font.setBold(bold)
        return font


class CompletionPopup(QFrame):
    """Shows choices beside a place on its parent; one of them may be the current one."""

    chosen = Signal(object)

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__(page)
        self.page = page
        self.setObjectName("completion")
        self._look = look
        self.offered = ChoiceModel()
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Themes and organisations to choose from"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setModel(self.offered)
        self._delegate = ChoiceDelegate(look, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._on_list_clicked)
        self.setLayout(column(self.list, margin=4))
        self.hide()

    @property
    def current(self) -> Choice | None:
        """Return the choice that Enter would take."""
        found = self.list.currentIndex().data(_CHOICE)
        return found if isinstance(found, Choice) else None

    def offer(self, choices: Sequence[Choice], first_is_current: bool) -> None:
        """Show these choices, the first of them as the current one or none."""
        if tuple(choices) != self.offered.choices:
            self.offered.show(choices)
        self._go_to(0 if first_is_current else -1)

    def step(self, by: int) -> None:
        """Make the next or last choice the current one, going round."""
        rows = len(self.offered.choices)
        at = self.list.currentIndex().row()
        self._go_to((at + by) % rows if at >= 0 else (0 if by > 0 else rows - 1))

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self.offered.index(row))
        else:
            self.list.selectionModel().clear()

    def words(self) -> str:
        """Return the current choice as it is read out, with its place in the list."""
        choice = self.current
        if choice is None:
            return ""
        return self.tr("{choice}, {n} of {all}").format(
            choice=self.offered.words(choice),
            n=self.list.currentIndex().row() + 1,
            all=len(self.offered.choices),
        )

    def place(self, caret: QRect) -> None:
        """Stand below a caret of the page, or above it where there is no room."""
        room = self.page.size()
        rows = self.offered.choices
        wide = max((self._delegate.wide(choice) for choice in rows), default=0)
        most = min(round(_WIDE * min(self._look.scale, 1.5)), room.width() - 2 * _EDGE)
        wide = min(max(wide, _NARROW), most) + 10
        high = sum(self.list.sizeHintForRow(row) for row in range(len(rows))) + 10
        below = caret.bottom() + 4
        top = below if below + high <= room.height() else max(0, caret.top() - high - 4)
        left = max(0, min(caret.left() - _PAD, room.width() - wide - _EDGE))
        self.setGeometry(QRect(QPoint(left, top), QSize(wide, high)))
        self.show()
        self.raise_()

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(_CHOICE))
