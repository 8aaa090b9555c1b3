"""The one hook for PeerDesk's own faults: saves drafts, then says where, never what was in it."""

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot, qVersion

from peerdesk.app.drafts import Drafts
from peerdesk.app.messages import Messages


def describe(kind: type[BaseException] | None, at: TracebackType | None) -> str:
    """Return versions and frames of a fault: no values, no message, no path of a person's."""
    import platform

    lines = [
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}",
        f"Fault: {'unknown' if kind is None else kind.__name__}",
    ]
    for frame in traceback.extract_tb(at):
        file = frame.filename.replace("\\", "/").rsplit("/", 3)[1:]
        lines.append(f"  {'/'.join(file)}, line {frame.lineno}, in {frame.name}")
    return "\n".join(lines)


class CrashHook(QObject):
    """Hears every fault of any thread; the work is done in the GUI thread."""

    reported = Signal(str)
    _met = Signal(object, object)

    def __init__(self, drafts: Drafts, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._messages = messages
        self.report = ""
        self._told = True
        self._met.connect(self._on_fault_met)
        drafts.settled.connect(self._on_drafts_settled)

    def install(self) -> None:
        """Become the process's hook for exceptions nobody caught, in every thread."""
        sys.excepthook = self.hook
        threading.excepthook = self._thread_hook

    def hook(
        self, kind: type[BaseException], error: BaseException, at: TracebackType | None
    ) -> None:
        """Record a fault; called in whatever thread it happened."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, at)
            return
        self._met.emit(kind, at)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        self._met.emit(args.exc_type, args.exc_traceback)

    @Slot(object)
    def on_job_broke(self, fault: tuple[type[BaseException] | None, TracebackType | None]) -> None:
        """Hear of a fault in a job."""
        self._on_fault_met(*fault)

    @Slot(object, object)
    def _on_fault_met(self, kind: type[BaseException] | None, at: TracebackType | None) -> None:
        self.report = describe(kind, at)
        sys.stderr.write(self.report + "\n")
        self._told = False
        self._drafts.save_all()
        self.reported.emit(self.report)

    @Slot(bool)
    def _on_drafts_settled(self, saved: bool) -> None:
        if self._told:
            return
        self._told = True
        if saved:
            kept = self.tr("Everything you typed is saved on this laptop.")
        else:
            kept = self.tr("NOT everything you typed is saved; leave the window open.")
        self._messages.warn(
            self.tr("PeerDesk met a fault of its own. {kept} Nothing was sent anywhere.").format(
                kept=kept
            )
        )
