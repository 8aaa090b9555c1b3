"""What has changed in the timetable, in sentences; pure functions of it and of the clock."""

from collections.abc import Iterable, Mapping

from peerdesk.app.today.model import Clock, day_words
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain.ids import RecordId
from peerdesk.domain.news import Facts, News, NewsKind
from peerdesk.domain.records import Member

_NO_LONGER = frozenset({NewsKind.GONE, NewsKind.CANCELLED, NewsKind.LEFT})


def news_entries(found: Iterable[News], members: Iterable[Member], clock: Clock) -> list[Entry]:
    """Return what has changed as rows, each a sentence and what else of it has changed."""
    initials = {member.id: member.initials for member in members}
    rows = []
    for one in found:
        words = _sentence(one, clock)
        second = _also(one, initials)
        rows.append(
            Entry(
                id=one.session,
                text=words,
                second=second,
                trail="Yours" if one.own else "",
                strong=one.own,
                spoken=". ".join(p for p in ("Yours" if one.own else "", words, second) if p),
            )
        )
    return rows


def _sentence(one: News, clock: Clock) -> str:
    facts = one.now or one.before
    assert facts is not None
    first = one.kinds[0]
    said = f"{first.label}: {facts.title}"
    if first is NewsKind.MOVED and one.before is not None:
        return f"{said}, now {_moved(one.before, facts, clock)}"
    if first in _NO_LONGER:
        return f"{said} (was {_when(one.before or facts, clock)})"
    if first is NewsKind.RENAMED and one.before is not None:
        return f"{said} (was {one.before.title}), {_when(facts, clock)}"
    return f"{said}, {_when(facts, clock)}"


def _moved(before: Facts, now: Facts, clock: Clock) -> str:
    """Return where it is now and was: 11:15 in Room 2 (was 10:30, Room 4)."""
    if (before.start, before.end) == (now.start, now.end):
        return f"in {now.place or 'no place yet'} (was {before.place or 'in no place'})"
    place = f" in {now.place}" if now.place else ""
    if before.start == now.start:
        until = f"until {clock.time(now.end)}"
        was = f"until {clock.time(before.end)}"
        return f"{until}{place} (was {was}{_place(before)})"
    return f"{_time(now, clock)}{place} (was {_when(before, clock)})"


def _when(facts: Facts, clock: Clock) -> str:
    return _time(facts, clock) + _place(facts)


def _place(facts: Facts) -> str:
    return f", {facts.place}" if facts.place else ""


def _time(facts: Facts, clock: Clock) -> str:
    day = clock.day(facts.start)
    time = clock.time(facts.start)
    return time if day == clock.today else f"{day_words(day)}, {time}"


def _also(one: News, initials: Mapping[RecordId, str]) -> str:
    rest = [kind for kind in one.kinds[1:] if one.kinds[0] not in _NO_LONGER]
    said = []
    for kind in one.kinds[:1] + tuple(rest):
        if kind is NewsKind.PEERS and one.now is not None and one.before is not None:
            now, before = (
                " ".join(sorted(initials[p] for p in facts.peers if p in initials)) or "nobody"
                for facts in (one.now, one.before)
            )
            said.append(f"peers now {now} (was {before})")
        elif kind in rest:
            said.append(kind.label.lower() if kind is not NewsKind.PEOPLE else "other people")
    return "Also " + ", ".join(said) if said and rest else ", ".join(said)
