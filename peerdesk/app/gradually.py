"""Work in the thread of the window that is done in small steps, a turn of the event loop each."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Slot

Step = Callable[[], object]


class Gradually(QObject):
    """Takes one step whenever nothing else waits; each has to be short, for a key may come."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Step] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_turn_come)

    @property
    def is_busy(self) -> bool:
        """Say whether there are steps left."""
        return self._timer.isActive()

    def begin(self, steps: Iterable[Step]) -> None:
        """Begin with these steps, instead of any that are left."""
        self._steps = iter(steps)
        self._timer.start()

    def stop(self) -> None:
        """Leave out the steps that are left."""
        self._timer.stop()

    @Slot()
    def _on_turn_come(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
        else:
            step()
