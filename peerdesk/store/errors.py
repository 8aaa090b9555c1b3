"""What can go wrong with a store that a person can act on."""

from peerdesk.domain.errors import PeerDeskError


class StoreError(PeerDeskError):
    """Something about the encrypted folder itself."""


class NotAStore(StoreError):
    """The folder holds no PeerDesk store."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"There are no PeerDesk notes in {folder}; nothing was changed, choose another folder."
        )


class FolderTaken(StoreError):
    """A new store was to go where something is already."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"{folder} is not empty, so nothing was written there; choose a new or empty folder."
        )


class WrongPassphrase(StoreError):
    """No key slot opens with the passphrase given."""

    def __init__(self) -> None:
        super().__init__(
            "That passphrase does not open these notes; nothing was changed, check Caps Lock and"
            " try again, or ask your lead to help with a rescue."
        )


class StoreDamaged(StoreError):
    """The database or the key file cannot be read as what it should be."""

    def __init__(self) -> None:
        super().__init__(
            "These notes are damaged on the disk and were left as they are; open the newest"
            " snapshot with “peerdesk restore”, which loses nothing that was in it."
        )


class NewerStore(StoreError):
    """A newer PeerDesk made or changed this store."""

    def __init__(self) -> None:
        super().__init__(
            "These notes were last opened with a newer PeerDesk; nothing was changed, install that"
            " version to open them."
        )


class DiskFull(StoreError):
    """The disk has no room for what was to be written."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full, so this was not saved; what was saved before is safe, free some"
            " space and try again."
        )


class DriveGone(StoreError):
    """The drive that holds the notes does not answer any more."""

    def __init__(self) -> None:
        super().__init__(
            "The drive that holds your notes is no longer there; what was saved before is safe on"
            " it, connect it again or save a copy elsewhere."
        )


class NotWritable(StoreError):
    """The folder or file may not be written."""

    def __init__(self, where: object = "This folder") -> None:
        super().__init__(
            f"{where} cannot be written to, so nothing was changed; choose a folder of your own or"
            " ask for write access."
        )


class StoreBusy(StoreError):
    """Another program holds the store."""

    def __init__(self) -> None:
        super().__init__(
            "These notes are already open in another PeerDesk on this laptop; nothing was changed,"
            " close that one first."
        )


class TooLong(StoreError):
    """A text is past the bound that every other store checks too."""

    def __init__(self) -> None:
        super().__init__(
            "One text is longer than PeerDesk files can carry (64 KiB) and was not saved; split it"
            " into shorter notes."
        )


class FeedFault(PeerDeskError):
    """A feed that cannot be trusted; it is left as it was and the others go in."""


class SignatureWrong(FeedFault):
    """A segment was not signed by the device it names."""

    def __init__(self) -> None:
        super().__init__(
            "Notes in it are not signed by the laptop they name, so none of that laptop's were"
            " taken in; ask its owner to hand in again."
        )


class ChainBroken(FeedFault):
    """A segment does not follow the one before it."""

    def __init__(self) -> None:
        super().__init__(
            "The notes of one laptop do not follow on from each other, so none of them were taken"
            " in; ask its owner to hand in again."
        )


class SegmentMissing(FeedFault):
    """A feed has a gap, or does not begin at number 1."""

    def __init__(self) -> None:
        super().__init__(
            "A part of one laptop's notes is missing from this file, so none of them were taken in;"
            " ask its owner to hand in again."
        )


class FeedUnreadable(FeedFault):
    """A feed is cut short or holds lines that are not what the format says."""

    def __init__(self) -> None:
        super().__init__(
            "The notes of one laptop cannot be read in this file, so none of them were taken in;"
            " ask its owner to hand in again."
        )


class ValuesChanged(FeedFault):
    """A value is not the one that was signed."""

    def __init__(self) -> None:
        super().__init__(
            "Notes of one laptop were altered after they were signed, so none of them were taken"
            " in; ask its owner to hand in again."
        )


class FeedElsewhere(FeedFault):
    """A feed belongs to another challenge or another device than it is filed under."""

    def __init__(self) -> None:
        super().__init__(
            "Notes in this file belong to another challenge or laptop than it says, so they were"
            " not taken in; ask for the file again."
        )


class FeedTooLarge(FeedFault):
    """A feed passes a bound of the format."""

    def __init__(self) -> None:
        super().__init__(
            "The notes of one laptop are larger than PeerDesk files may be, so none of them were"
            " taken in; ask its owner to hand in again."
        )


class FeedNewer(FeedFault):
    """A feed is written in a newer format."""

    def __init__(self) -> None:
        super().__init__(
            "The notes of one laptop need a newer PeerDesk, so none of them were taken in; install"
            " it and bring the file in again."
        )
