"""Works out how one list becomes another in as few runs of rows as is worth it; knows no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

_MOST_RUNS = 200  # beyond this the view spends longer on the steps than on one large replacement


@dataclass(frozen=True, slots=True)
class Step:
    """Remove rows `first` to `last`, or insert there what the new list has from `source` on."""

    removes: bool
    first: int
    last: int
    source: int = 0

    @property
    def source_end(self) -> int:
        """Return the end (not included) of what is inserted in the new list."""
        return self.source + self.last - self.first + 1


def steps_between(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Return the steps that turn the ids `old` into `new`, to be done in order."""
    if list(old) == list(new):
        return []
    wanted, had = set(new), set(old)
    stay = [i for i in old if i in wanted]
    if stay != [i for i in new if i in had]:
        return _replacement(old, new)
    removals = _runs([n for n, i in enumerate(old) if i not in wanted])
    inserts = _runs([n for n, i in enumerate(new) if i not in had])
    if len(removals) + len(inserts) > _MOST_RUNS:
        return _replacement(old, new)
    steps = [Step(True, first, last) for first, last in reversed(removals)]
    return steps + [Step(False, first, last, first) for first, last in inserts]


def _runs(places: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _replacement(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Keep what both begin and end with, and replace the middle in one go."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    steps = []
    if len(old) - tail > head:
        steps.append(Step(True, head, len(old) - tail - 1))
    if len(new) - tail > head:
        steps.append(Step(False, head, len(new) - tail - 1, head))
    return steps
