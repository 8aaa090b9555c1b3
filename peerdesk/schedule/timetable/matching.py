"""Which session of a timetable that is here each one of a revised file is; pure functions."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from peerdesk.domain.records import Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import SessionKind
from peerdesk.schedule.timetable.found import Found

_ALIKE = 0.6  # of two titles, when something else is the same too
_VERY_ALIKE = 0.85
_RENAMED = 0.25
_SAME_TITLE = 10.0
_START, _DAY, _PLACE = 3.0, 1.0, 1.0


def match(found: Sequence[Found], sessions: Sequence[Session], zone: str) -> dict[int, Session]:
    """Return the session each found one is, by its index; each session is used once.

    Titles count most, then the start, then day and place. What happens in every week or day (a
    break) is itself only on its own day.
    """
    scored = sorted(
        (
            (score, -abs((one.start - _local(session, zone)).total_seconds()), number, place)
            for number, one in enumerate(found)
            for place, session in enumerate(sessions)
            if (score := _score(one, session, zone))
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


def _score(found: Found, session: Session, zone: str) -> float:
    start = _local(session, zone)
    same_start, same_day = found.start == start, found.day == start.date()
    if SessionKind.BREAK in (found.kind, session.kind) and not same_day:
        return 0
    near = _START * same_start + _DAY * same_day
    if found.place and found.place.casefold() == session.place.casefold():
        near += _PLACE
    alike = _alike(found.title, session.title, _RENAMED if same_start else _ALIKE)
    if alike == 1:
        return _SAME_TITLE + near
    if alike >= _VERY_ALIKE or (alike >= _ALIKE and same_day):
        return _SAME_TITLE / 2 * alike + near
    stays = same_start and found.stream == session.stream and near > _START + _DAY
    return near if stays and alike >= _RENAMED else 0


def _alike(one: str, other: str, least: float) -> float:
    """Return how alike two titles are, 0 to 1; 0 where it would be below `least`."""
    one, other = (" ".join(text.casefold().split()) for text in (one, other))
    if one == other:
        return 1
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0


def _local(session: Session, zone: str) -> datetime:
    return to_local(session.start, zone).replace(tzinfo=None)


def unmatched(matched: dict[int, Session], sessions: Sequence[Session]) -> Iterator[Session]:
    """Yield the sessions that nothing in the file is."""
    there = {session.id for session in matched.values()}
    return (session for session in sessions if session.id not in there)
