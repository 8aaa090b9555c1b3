"""Puts a finished document where a person asked for it, whole or not at all."""

import errno
from pathlib import Path

from peerdesk.domain.errors import PeerDeskError
from peerdesk.store.files import replace_file


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
        replace_file(path, content)
    except OSError as error:
        raise DocumentNotWritten(path, *_reason(error)) from error


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
