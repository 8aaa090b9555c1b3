"""What is wrong with a file that somebody filled in by hand, and where."""

from peerdesk.domain.errors import PeerDeskError


class SetupFault(PeerDeskError):
    """A fault of a setup or findings file: which file, which place in it, what to do.

    `problem` and `action` are half-sentences without a full stop.
    """

    def __init__(self, file: str, where: str, problem: str, action: str) -> None:
        place = f"{file}, {where}" if where else file
        super().__init__(f"{place}: {problem}; nothing was changed, {action}.")
