"""The lock that lets one program at a time hold a store; a program that dies lets go of it."""

from pathlib import Path

from filelock import FileLock, Timeout

from peerdesk.store.cipher import naming_errors
from peerdesk.store.errors import StoreBusy

_NAME = "lock"


class StoreLock:
    """Holds a store's folder from construction to `release`; raises StoreBusy or NotWritable."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / _NAME, timeout=0)
        with naming_errors():
            try:
                self._lock.acquire()
            except Timeout as error:
                raise StoreBusy from error

    def release(self) -> None:
        """Let other programs open the store."""
        self._lock.release()
