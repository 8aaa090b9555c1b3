"""How large the challenges are that the bench plays."""

from dataclasses import dataclass

SESSIONS = 40
PEERS = 10


@dataclass(frozen=True, slots=True)
class Size:
    """A named number of observations for each of ten peers, and how often to measure.

    Long work is done `repeats` times; `samples` notes are typed, and so many words looked for.
    """

    name: str
    each: int
    repeats: int
    samples: int = 200

    @property
    def observations(self) -> int:
        """Return how many observations the whole team has."""
        return PEERS * self.each


SIZES = {
    "s": Size("s", 200, 7),
    "m": Size("m", 2_000, 5),
    "l": Size("l", 10_000, 3),
}
