"""Files that are either the old one or the new one whole, whatever happens in between."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from peerdesk.store.cipher import naming_errors

PRIVATE = 0o600
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn every line end into two bytes


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`; raises DiskFull or NotWritable, changing nothing."""
    with naming_errors():
        replace_file(path, content)


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, sync it, and rename it over `path`.

    The file can be read by its owner only. Raises OSError, leaving what was there.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, PRIVATE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut where the system can say so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
