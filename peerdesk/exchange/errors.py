"""What can be wrong with a whole PeerDesk file; faults of one feed are the store's FeedFault."""

from peerdesk.domain.errors import PeerDeskError


class BundleFault(PeerDeskError):
    """The envelope of a file is at fault, so the whole file is refused."""


class FileNotReadable(BundleFault):
    """The file is missing, is a folder, or may not be read."""

    def __init__(self) -> None:
        super().__init__(
            "This file cannot be opened; nothing was changed, check that it is still there and try"
            " again."
        )


class NotABundle(BundleFault):
    """The file is no age file at all."""

    def __init__(self) -> None:
        super().__init__(
            "This is not a PeerDesk file; nothing was changed, choose one that ends in .peerdesk."
        )


class BundleDamaged(BundleFault):
    """The file was cut short or altered on its way."""

    def __init__(self) -> None:
        super().__init__(
            "This file was damaged or cut short on its way; nothing was changed, ask for it to be"
            " sent again."
        )


class WrongTeam(BundleFault):
    """The file is encrypted for another team, or belongs to another challenge."""

    def __init__(self) -> None:
        super().__init__(
            "This file belongs to another challenge or team; nothing was changed, check which file"
            " you chose."
        )


class WrongPackWords(BundleFault):
    """The six words do not open the team pack."""

    def __init__(self) -> None:
        super().__init__(
            "Those words do not open this team pack; nothing was changed, ask the lead to read them"
            " out again."
        )


class NotATeamPack(BundleFault):
    """A file of another kind was given where a team pack is needed."""

    def __init__(self) -> None:
        super().__init__(
            "This is not a team pack; nothing was changed, ask the lead for the team pack of your"
            " challenge."
        )


class IsATeamPack(BundleFault):
    """A team pack was given where notes are brought in."""

    def __init__(self) -> None:
        super().__init__(
            "This is a team pack, which is for joining; nothing was changed, choose a file that a"
            " peer handed in or your lead sent."
        )


class NewerBundle(BundleFault):
    """The file has a newer major format."""

    def __init__(self) -> None:
        super().__init__(
            "This file was made by a newer PeerDesk; nothing was changed, install that version and"
            " bring it in again."
        )


class BundleTooLarge(BundleFault):
    """The file passes a bound of the format, zipped or unzipped."""

    def __init__(self) -> None:
        super().__init__(
            "This file is larger than PeerDesk files can be; nothing was changed, ask for it to be"
            " sent again."
        )


class ManifestWrong(BundleFault):
    """The list of contents is missing, unreadable, or not signed by the one it names."""

    def __init__(self) -> None:
        super().__init__(
            "This file does not hold what its maker signed; nothing was changed, ask for it to be"
            " sent again."
        )


class TooMuchToSend(BundleFault):
    """What would be written passes a bound that every other store checks."""

    def __init__(self) -> None:
        super().__init__(
            "These notes are larger than one PeerDesk file can carry; nothing was written, ask for"
            " help before you delete anything."
        )


class AlreadyLed(BundleFault):
    """Somebody tried to join as a member whose laptop is known and confirmed."""

    def __init__(self) -> None:
        super().__init__(
            "That person has a laptop in this challenge already; nothing was made, join under your"
            " own name or ask them to open PeerDesk on theirs."
        )


class NotOnTheList(BundleFault):
    """The name is not one of the team's."""

    def __init__(self, names: str) -> None:
        super().__init__(
            f"That name is not in the team pack; nothing was made, use one of these: {names}."
        )
