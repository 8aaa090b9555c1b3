"""What can go wrong with a command before anything is asked of the store."""

import errno

from peerdesk.domain.errors import PeerDeskError


class NoPassphrase(PeerDeskError):
    """The passphrase file is empty, or nobody is there to type one."""


class Ambiguous(PeerDeskError):
    """What was typed stands for several records, or for none."""


class FileTrouble(PeerDeskError):
    """A file could not be read or written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(_sentence(error))


_SAID = {
    errno.ENOENT: "there is no such file or folder; check its name",
    errno.ENOTDIR: "there is no such file or folder; check its name",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.EACCES: "you may not read or write it; choose another place or ask for access",
    errno.EPERM: "you may not read or write it; choose another place or ask for access",
    errno.EROFS: "it cannot be written to; choose another place",
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "the disk is full; free some space and try again",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}


def _sentence(error: OSError) -> str:
    said = _SAID.get(error.errno or 0, "it could not be read or written; try another place")
    return f"{error.filename or 'A file'}: {said}."
