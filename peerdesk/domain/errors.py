"""The one family of errors a person can act on; everything else is a bug."""


class PeerDeskError(Exception):
    """Say in one sentence what happened, what was kept safe and what to do next.

    The text never holds anything from a note, a name of a participant or a passphrase.
    """


class UnknownName(PeerDeskError):
    """A name, title or id that the challenge does not hold, or holds more than once."""


class NotAllowed(PeerDeskError):
    """Something only a lead, or only the author, may do."""
