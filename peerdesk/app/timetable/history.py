"""What was done to the timetable, to be undone and done again, one thing at a time.

It is no QUndoStack: that does and undoes at once, while these write on the store's thread, take a
moment, and may be refused because somebody else has changed the same field since.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from peerdesk.app.context import Context
from peerdesk.app.jobs import Job
from peerdesk.domain.errors import NotAllowed
from peerdesk.store.acts import ChangedSince, Step, joined, take_back

if TYPE_CHECKING:
    from peerdesk.store.store import Store

Steps = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """One entry: in words what it was, how to take it back, and what may be joined to it."""

    words: str
    steps: Steps
    joins: str = ""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What waits its turn; `back` is the pile to take from, None for something new."""

    work: "Callable[[Store], Steps] | None"
    words: str = ""
    back: "list[Done] | None" = None


class History(QObject):
    """Does, undoes and does again.

    `do` has something done in a job and remembers it; `did` remembers what was written elsewhere,
    such as a whole timetable brought in: give it the `steps` of its `store.acts.Act`.
    """

    written = Signal(object)  # the steps of what has just been written, also by undoing
    failed = Signal()
    changed = Signal()  # what there is to undo or do again
    told = Signal(str)  # what was undone or done again, in a sentence

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._undo: list[Done] = []
        self._redo: list[Done] = []
        self._waiting: deque[_Wish] = deque()
        self._now: _Wish | None = None
        self._taken: Done | None = None

    @property
    def is_busy(self) -> bool:
        """Say whether anything is still on its way to the disk."""
        return self._now is not None or bool(self._waiting)

    @property
    def can_undo(self) -> bool:
        """Say whether there is anything to undo."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Say whether there is anything to do again."""
        return bool(self._redo)

    def do(self, words: str, work: "Callable[[Store], Steps]") -> None:
        """Have something done that answers with its steps; `words` name it, such as “move”."""
        self._want(_Wish(work, words))

    def did(self, words: str, steps: Steps, joins: str = "") -> None:
        """Remember what has been written; what has the same `joins` as the last joins it."""
        if not steps:
            return
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        if joins and last is not None and last.joins == joins:
            self._undo[-1] = Done(words, joined(last.steps, steps), joins)
        else:
            self._undo.append(Done(words, steps, joins))
        self.changed.emit()

    @Slot()
    def undo(self) -> None:
        """Take back the last thing done."""
        self._want(_Wish(None, back=self._undo))

    @Slot()
    def redo(self) -> None:
        """Do again what was last undone."""
        self._want(_Wish(None, back=self._redo))

    def _want(self, wish: _Wish) -> None:
        self._waiting.append(wish)
        self._go_on()

    def _go_on(self) -> None:
        while self._now is None and self._waiting:
            wish = self._waiting.popleft()
            work = wish.work
            if wish.back is not None:
                if not wish.back:
                    self._say_nothing_left(wish)
                    continue
                self._taken = wish.back.pop()
                work = _taking_back(self._taken.steps)
            assert work is not None
            self._now = wish
            self._listen(self._context.jobs.post(work))

    def _listen(self, job: Job) -> None:
        job.done.connect(self._on_job_done)
        job.failed.connect(self._on_job_failed)
        job.ended.connect(self._on_job_ended)

    @Slot(object)
    def _on_job_done(self, steps: Steps) -> None:
        wish, taken = self._now, self._taken
        assert wish is not None
        if wish.back is None:
            self.did(wish.words, steps)
        elif taken is not None:
            undone = wish.back is self._undo
            other = self._redo if undone else self._undo
            other.append(Done(taken.words, steps))
            self.told.emit(self._sentence(undone, taken.words))
        self._taken = None
        self.changed.emit()
        self.written.emit(steps)

    @Slot(object)
    def _on_job_failed(self, error: Any) -> None:
        assert self._now is not None
        stays = not isinstance(error, (ChangedSince, NotAllowed))  # it may work another time
        if stays and self._now.back is not None and self._taken is not None:
            self._now.back.append(self._taken)
        self._taken = None
        self.changed.emit()
        self.failed.emit()

    @Slot()
    def _on_job_ended(self) -> None:
        self._now = None
        self._go_on()

    def _sentence(self, undone: bool, words: str) -> str:
        if undone:
            return self.tr("Undone: {what}. Ctrl+Shift+Z does it again.").format(what=words)
        return self.tr("Done again: {what}. Ctrl+Z takes it back.").format(what=words)

    def _say_nothing_left(self, wish: _Wish) -> None:
        undoing = wish.back is self._undo
        self.told.emit(
            self.tr("There is nothing to undo.")
            if undoing
            else self.tr("There is nothing to do again.")
        )


def _taking_back(steps: Steps) -> "Callable[[Store], Steps]":
    def work(store: "Store") -> Steps:
        return take_back(store, steps)

    return work
