"""Python's garbage collected in the GUI thread alone.

Left to itself the collector runs in whichever thread happens to make an object; a widget or timer
in a cycle that dies in the store's thread takes the process with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 1_000


class Collector(QObject):
    """Turns the automatic collector off while it lives, and does its work from time to time.

    What is there at its making is never looked through again: it stays until the end.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.collect()
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that has passed its threshold, as Python itself would."""
        passed = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(passed) if count > most]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.enable()
        gc.unfreeze()
