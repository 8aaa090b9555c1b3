"""Which session of a timetable that is here each one of a revised file is; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from peerdesk.domain.records import Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.timetable.found import Found

_ALIKE = 0.6  # of two titles, when something else is the same too
_VERY_ALIKE = 0.85
_RENAMED = 0.25
_SAME_TITLE = 10.0
_START, _DAY, _PLACE = 3.0, 1.0, 1.0
_NEARLY = 0.999  # of titles that have the same pairs of letters and are not the same
_COMPARED = 200  # characters of a title


def match(found: Sequence[Found], sessions: Sequence[Session], zone: str) -> dict[int, Session]:
    """Return the session each found one is, by its index; each session is used once.

    Titles count most, then the start, then day and place. What happens in every week or day (a
    break) is itself only on its own day.
    """
    here = [_Compared.of(one, to_local(one.start, zone).replace(tzinfo=None)) for one in sessions]
    scored = sorted(
        (
            (score, -abs((one.start - other.start).total_seconds()), number, place)
            for number, one in enumerate(_Compared.of(each, each.start) for each in found)
            for place, other in enumerate(here)
            if (score := _score(one, other))
        ),
        reverse=True,
    )
    matched: dict[int, Session] = {}
    used: set[int] = set()
    for _, _, number, place in scored:
        if number not in matched and place not in used:
            matched[number] = sessions[place]
            used.add(place)
    return matched


@dataclass(frozen=True, slots=True)
class _Compared:
    """What counts of a session, made ready once: every one is compared with every other."""

    title: str
    pairs: frozenset[tuple[str, str]]
    start: datetime
    place: str
    stream: str
    is_break: bool
    is_reading: bool

    @classmethod
    def of(cls, one: Found | Session, start: datetime) -> "_Compared":
        title = " ".join(one.title.casefold().split())[:_COMPARED]
        return cls(
            title,
            frozenset(pairwise(title)),
            start,
            one.place.casefold(),
            one.stream,
            one.kind is SessionKind.BREAK,
            one.kind is SessionKind.READING,
        )


def _score(found: _Compared, here: _Compared) -> float:
    same_start, same_day = found.start == here.start, found.start.date() == here.start.date()
    if not same_day and (found.is_break or here.is_break):
        return 0
    if here.is_reading and not found.is_reading:
        return 0
    near = _START * same_start + _DAY * same_day
    if found.place and found.place == here.place:
        near += _PLACE
    alike = _alike(found, here)
    if alike == 1:
        return _SAME_TITLE + near
    if alike >= _VERY_ALIKE or (alike >= _ALIKE and same_day):
        return _SAME_TITLE / 2 * alike + near
    stays = same_start and found.stream == here.stream and near > _START + _DAY
    return near if stays and alike >= _RENAMED else 0


def _alike(one: _Compared, other: _Compared) -> float:
    """Return how alike two titles are, 0 to 1: the share of their pairs of letters in both.

    This is Dice's coefficient; it costs the same however hostile the titles are.
    """
    if one.title == other.title:
        return 1
    both = len(one.pairs) + len(other.pairs)
    return min(2 * len(one.pairs & other.pairs) / both, _NEARLY) if both else 0
