"""Starts the application: what the bare `peerdesk` command calls.

What takes long to load (cryptography, the database, documents) is imported by the pages and jobs
that need it, so that the passphrase prompt is there at once.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from peerdesk.app.collecting import Collector
from peerdesk.app.context import Context
from peerdesk.app.crash import CrashHook
from peerdesk.app.unlock.model import KnownStore, known_stores, label_of
from peerdesk.app.window import MainWindow

_SETTLED_MS = 300
_NO_SCREEN = (
    "PeerDesk cannot open a window here; nothing was changed, start it from a desktop session or"
    " use its commands, which need no screen (“peerdesk --help”)."
)


def lacks_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Say whether Qt would look in vain for a display: only X11 and Wayland can be missing."""
    if environment.get("QT_QPA_PLATFORM") or platform in ("win32", "darwin"):
        return False
    return not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def run(store: Path | None = None, file: Path | None = None) -> int:
    """Open the window, on the notes in `store` or with a `file`; return the exit status."""
    if lacks_screen(os.environ, sys.platform):
        sys.stderr.write(_NO_SCREEN + "\n")
        return 1
    _leave_no_core_dump()
    application = make_application()
    context = Context.build()
    window = open_window(context, store)
    if file is not None:
        from peerdesk.app.opened_file import OpenedFile

        OpenedFile(window, file.absolute())
    hook = CrashHook(context.drafts, context.messages)
    hook.install()
    context.jobs.broke.connect(hook.on_job_broke)
    hook.reported.connect(window.show_fault)
    application.commitDataRequest.connect(window.on_session_ending)
    QTimer.singleShot(_SETTLED_MS, partial(Collector, application))
    try:
        return application.exec()
    finally:
        context.jobs.stop()


def make_application() -> QApplication:
    """Return the application, saying in words what Qt would only abort about."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    before = qInstallMessageHandler(_on_qt_message)
    application = QApplication(["peerdesk", "-style", "Fusion"])
    qInstallMessageHandler(before)
    application.setApplicationName("PeerDesk")
    application.setDesktopFileName("peerdesk")
    return application


def open_window(context: Context, store: Path | None = None) -> MainWindow:
    """Show the window with the notes on this laptop, or with those in `store` alone."""
    window = MainWindow(context)
    context.look.apply()  # after it is built, so that all of it is styled once
    if store is None:
        window.show_stores(known_stores(context.stores))
    else:
        folder = store.absolute()
        window.show_stores([KnownStore(folder, label_of(folder))])
    window.show()
    QTimer.singleShot(_SETTLED_MS, window.settle)
    return window


def _on_qt_message(kind: QtMsgType, where: QMessageLogContext, text: str) -> None:
    if kind is QtMsgType.QtFatalMsg:  # Qt aborts when this returns
        sys.stderr.write(_NO_SCREEN + "\n")
        sys.stderr.flush()
        os._exit(1)


def _leave_no_core_dump() -> None:
    """Keep notes in memory from being written to the disk should the program die."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
