"""What may stand for a `#word` or `@word` as it is typed, best first; knows no widget, no store."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Organisation, Theme

THEME, ORGANISATION = "#", "@"
MOST = 6  # a list that is read at a glance
_TYPED = re.compile(r"(?:^|\s)([#@])(|[^\W\d_][\w-]*)$")


@dataclass(frozen=True, slots=True)
class Typed:
    """A mark being typed: its sign, the word so far, and where the sign stands in its line."""

    sign: str
    word: str
    start: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A theme or an organisation on offer; without a record, a theme that is still to be made."""

    sign: str
    tag: str
    name: str
    record: RecordId | None

    @property
    def is_new(self) -> bool:
        """Say whether accepting it makes a theme."""
        return self.record is None


def typed_before(before: str, after: str) -> Typed | None:
    """Return the mark that is being typed between what stands before and after the caret."""
    if after[:1] and not after[0].isspace():
        return None
    found = _TYPED.search(before)
    return Typed(found[1], found[2], found.start(1)) if found else None


def known_choices(
    themes: Iterable[Theme], organisations: Iterable[Organisation]
) -> tuple[Choice, ...]:
    """Return everything that has a word to type, in the order in which the team set it up."""
    about = [Choice(THEME, t.tag, t.name, t.id) for t in themes if t.tag]
    about += [Choice(ORGANISATION, o.short, o.name, o.id) for o in organisations if o.short]
    return tuple(about)


def offers(known: Sequence[Choice], typed: Typed, recent: Sequence[RecordId]) -> tuple[Choice, ...]:
    """Return what fits a typed mark: most recently used first, then by how well it fits.

    A word that is no theme's tag ends the list as an emergent theme that could be made of it.
    """
    word = typed.word.casefold()
    ranks = {one: rank for rank, one in enumerate(recent)}
    fitting = []
    for place, choice in enumerate(known):
        fit = _fit(choice, word) if choice.sign == typed.sign else None
        if fit is not None:
            used = ranks.get(choice.record, len(ranks)) if choice.record else len(ranks)
            fitting.append(((choice.tag.casefold() != word, used, fit, place), choice))
    found = [choice for _, choice in sorted(fitting, key=lambda pair: pair[0])][:MOST]
    if typed.sign == THEME and word and not any(c.tag.casefold() == word for c in found):
        found.append(Choice(THEME, typed.word, emergent_name(typed.word), None))
    return tuple(found)


def emergent_name(word: str) -> str:
    """Return what a theme made of a typed word is called until somebody gives it a better name."""
    name = " ".join(word.replace("-", " ").replace("_", " ").split())
    return name[:1].upper() + name[1:]  # what follows may be an acronym


def is_whole(choice: Choice, typed: Typed) -> bool:
    """Say whether a choice has been typed to its last letter."""
    return not choice.is_new and choice.tag.casefold() == typed.word.casefold()


def _fit(choice: Choice, word: str) -> int | None:
    """Return how well a choice fits, 0 best, or None when it does not."""
    tag = choice.tag.casefold()
    if tag.startswith(word):
        return 0
    if any(part.startswith(word) for part in choice.name.casefold().split()):
        return 1
    return 2 if len(word) > 1 and word in tag else None


class Recent:
    """The themes and organisations used of late, the latest first."""

    def __init__(self) -> None:
        self.order: list[RecordId] = []

    def use(self, record: RecordId) -> None:
        """Put a record first."""
        if record in self.order:
            self.order.remove(record)
        self.order.insert(0, record)

    def remember(self, records: Iterable[RecordId]) -> None:
        """Put records, the latest first, behind those used since."""
        self.order += [record for record in records if record not in self.order]

    def use_all(self, records: Iterable[RecordId]) -> None:
        """Put records first, the last of them before all."""
        for record in records:
            self.use(record)
