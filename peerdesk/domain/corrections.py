"""Which known words somebody may have meant by an unknown one, the likeliest first.

It knows no dictionary: whoever has one says what it holds and how common a word is.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from difflib import get_close_matches

_LETTERS = "abcdefghijklmnopqrstuvwxyz'é"
_MOST = 5
_PER_EDIT, _OTHER_START, _OTHER_LETTER = 40, 25, 15
_SPLIT_LEVEL, _NEAR_NAME = 20, 0.8
_SPLIT_ARTICLE, _SPLIT_OTHER = 70, 90
_LONG_ENOUGH = 4  # two slips in a shorter word leave nothing of it
_USUAL_LEVEL = 50  # a word this common one slip away is what was meant: look no further


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What is asked: how common a word is (0 if unknown, else low is common), what begins so."""

    level: Callable[[str], int]
    has_beginning: Callable[[str], bool]


def corrections(word: str, dictionary: Dictionary, names: Collection[str] = ()) -> list[str]:
    """Return up to five words for an unknown one, written with its capitals.

    `names` are further known words as they are written: those of the challenge, the person's own.
    """
    asked = word.casefold()
    scores = dict.fromkeys(_near_names(asked, names), -1)
    starts = [asked, asked.capitalize()] if word[:1].isupper() else [asked]
    for edits in (1, 2) if len(asked) > _LONG_ENOUGH else (1,):
        for start in starts:
            for one, slips in _Search(dictionary).near(start, edits).items():
                scores.setdefault(one, _score(asked, one, slips, dictionary.level(one)))
        if any(dictionary.level(one) <= _USUAL_LEVEL for one in scores):
            break
    for one in _splits(asked, dictionary):
        scores[one] = _SPLIT_ARTICLE if one.startswith("a ") else _SPLIT_OTHER
    written: dict[str, str] = {}
    for one in sorted(scores, key=lambda one: (scores[one], one.swapcase())):
        written.setdefault(one.casefold(), _written_as(word, one))
    return list(written.values())[:_MOST]


def _score(asked: str, found: str, edits: int, level: int) -> int:
    """Return how unlikely a word is: slips, rarity; a wrong first letter is a rare slip."""
    lower = found.casefold()
    score = edits * _PER_EDIT + level + abs(len(asked) - len(lower))
    score += _OTHER_START if asked[0] != lower[0] else 0
    return score + (0 if sorted(set(asked)) == sorted(set(lower)) else _OTHER_LETTER)


def _near_names(asked: str, names: Collection[str]) -> list[str]:
    known = {name.casefold(): name for name in names}
    return [known[one] for one in get_close_matches(asked, known, 2, _NEAR_NAME)]


def _splits(asked: str, dictionary: Dictionary) -> list[str]:
    """Return the two common words that were typed without the space between them."""
    pairs = ((asked[:at], asked[at:]) for at in range(1, len(asked)))
    return [
        f"{one} {other}"
        for one, other in pairs
        if all(0 < dictionary.level(part) <= _SPLIT_LEVEL for part in (one, other))
        and (len(one) > 1 or one in "ai")
        and len(other) > 1
    ]


def _written_as(word: str, found: str) -> str:
    if len(word) > 1 and word.isupper():
        return found.upper()
    return found[:1].upper() + found[1:] if word[:1].isupper() else found


@dataclass(slots=True)
class _Search:
    """Walks a dictionary along the letters of a word, with slips, where words begin like that."""

    dictionary: Dictionary
    _next: dict[str, str] = field(default_factory=dict)

    def near(self, word: str, edits: int) -> dict[str, int]:
        """Return the words at most so many slips away, and by how many."""
        found: dict[str, int] = {}
        seen: dict[tuple[str, str], int] = {}
        todo = [("", word, edits)]
        while todo:
            built, rest, left = todo.pop()
            if seen.get((built, rest), -1) >= left:
                continue
            seen[built, rest] = left
            if not rest and self.dictionary.level(built):
                found[built] = min(found.get(built, edits), edits - left)
            todo += self._steps(built, rest, left)
        return found

    def _steps(self, built: str, rest: str, left: int) -> list[tuple[str, str, int]]:
        following = self._following(built, rest)
        steps = []
        if rest and rest[0] in following:
            steps.append((built + rest[0], rest[1:], left))
        if left == 0:
            return steps
        if rest:
            steps.append((built, rest[1:], left - 1))  # a letter too many
            steps += [(built + c, rest[1:], left - 1) for c in following]  # another letter
        if len(rest) > 1 and rest[1] in following:  # two letters the wrong way round
            swapped = built + rest[1] + rest[0]
            if self.dictionary.has_beginning(swapped):
                steps.append((swapped, rest[2:], left - 1))
        return steps + [(built + c, rest, left - 1) for c in following]  # a letter too few

    def _following(self, built: str, rest: str) -> str:
        """Return the letters with which known words go on; capitals only begin a capital's."""
        if built not in self._next:
            letters = _LETTERS if built or rest[:1].islower() else _LETTERS.upper()
            begins = self.dictionary.has_beginning
            self._next[built] = "".join(c for c in letters if begins(built + c))
        return self._next[built]
