"""What can be wrong with a whole PeerDesk file; faults of one feed are the store's FeedFault."""

from collections.abc import Sequence

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


class MistypedWord(WrongPackWords):
    """One of the words typed, or their number, is wrong in a way that can be told."""

    def __init__(self, typed: Sequence[str], wanted: int, place: int, meant: str) -> None:
        """Say it of the word at `place` (from 0), or of the number of words where that is wrong."""
        if len(typed) != wanted:
            said = f"You typed {len(typed)} words and the file has {wanted}"
        else:
            said = f"Word {place + 1}, “{typed[place]}”, is not one that PeerDesk uses"
        advice = f"perhaps it is “{meant}”" if meant else "ask the lead to read them out again"
        BundleFault.__init__(self, f"{said}; nothing was changed, {advice}.")


class NotATeamPack(BundleFault):
    """A file of another kind was given where a team pack is needed."""

    def __init__(self) -> None:
        super().__init__(
            "This is not a team pack; nothing was changed, ask the lead for the team pack of your"
            " challenge."
        )


class NotLooseNotes(BundleFault):
    """A file of another kind was given where notes taken before joining are needed."""

    def __init__(self) -> None:
        super().__init__(
            "This file holds no notes taken before joining; nothing was changed, choose the one"
            " that your other laptop wrote."
        )


class AreLooseNotes(BundleFault):
    """Notes taken before joining were given where a team pack is needed."""

    def __init__(self) -> None:
        super().__init__(
            "These are notes taken before joining, from another laptop; nothing was changed, open"
            " your own notes and bring them in on the page Hand in."
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


class AlreadyHere(BundleFault):
    """Somebody joins as a member whose laptop is known, and does not say that this is another."""

    def __init__(self) -> None:
        super().__init__(
            "That person has a laptop in this challenge already; nothing was made, join under your"
            " own name, or say that this is a second laptop of yours, which a lead then confirms."
        )


class NotOnTheList(BundleFault):
    """The name is not one of the team's."""

    def __init__(self, names: str) -> None:
        super().__init__(
            f"That name is not in the team pack; nothing was made, use one of these: {names}."
        )
