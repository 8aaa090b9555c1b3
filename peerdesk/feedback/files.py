"""Puts a finished document where a person asked for it, whole or not at all."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from peerdesk.domain.errors import PeerDeskError


class DocumentNotWritten(PeerDeskError):
    """A document could not be put where it was asked for; `what` says why, as a clause."""

    def __init__(self, path: Path, what: str, then: str) -> None:
        super().__init__(f"{path} was not written, because {what}; nothing was changed, {then}.")


def write_document(path: Path, content: bytes) -> None:
    """Write a document beside `path`, sync it and rename it over `path`.

    Raises DocumentNotWritten, leaving an older document of that name as it was.
    """
    try:
        if path.is_dir():
            raise DocumentNotWritten(path, "there is a folder of that name", "choose another name")
        _write_beside_and_rename(path, content)
    except OSError as error:
        raise DocumentNotWritten(path, *_reason(error)) from error


def _write_beside_and_rename(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _reason(error: OSError) -> tuple[str, str]:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "there is no such folder", "choose a folder that exists"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full", "free some space and try again"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            "the folder does not allow it or the file is open in another program",
            "close it or choose another folder and try again",
        )
    return "the disk refused it", "choose another place and try again"
