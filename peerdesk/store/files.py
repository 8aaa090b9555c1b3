"""Files that are either the old one or the new one whole, whatever happens in between."""

import os
import secrets
from pathlib import Path

from peerdesk.store.cipher import naming_errors

PRIVATE = 0o600


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, sync it, and rename it over `path`.

    The file can be read by its owner only. Raises DiskFull or NotWritable, leaving what was there.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with naming_errors():
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
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
