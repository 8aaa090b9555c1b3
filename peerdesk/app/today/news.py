"""What has changed in the timetable, in sentences; pure functions of it and of the clock."""

from collections.abc import Iterable, Mapping

from peerdesk.app.today.model import Clock, day_words
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain.ids import RecordId
from peerdesk.domain.news import Facts, News, NewsKind
from peerdesk.domain.records import Member

_NO_LONGER = frozenset({NewsKind.GONE, NewsKind.CANCELLED, NewsKind.LEFT})


def news_entries(found: Iterable[News], members: Iterable[Member], clock: Clock) -> list[Entry]:
    """Return what has changed as rows: what is so now, and below it what was and what else."""
    initials = {member.id: member.initials for member in members}
    rows = []
    for one in found:
        words = _now_words(one, clock)
        parts = (_where(one), _was_words(one, clock), _also(one, initials))
        was = ". ".join(part for part in parts if part)
        rows.append(
            Entry(
                id=one.session,
                text=words,
                second=was,
                trail="Yours" if one.own else "",
                strong=one.own,
                spoken=". ".join(p for p in ("Yours" if one.own else "", words, was) if p),
            )
        )
    return rows


def _now_words(one: News, clock: Clock) -> str:
    """Return such as: Moved: Chief executive, now 11:15 in Room 2."""
    facts = one.now or one.before
    assert facts is not None
    first = one.kinds[0]
    said = f"{first.label}: {facts.title}"
    if first in _NO_LONGER:
        return said
    if first is NewsKind.MOVED and one.before is not None:
        return f"{said}, now {_moved_to(one.before, facts, clock)}"
    return f"{said}, {_time(facts, clock)}"


def _moved_to(before: Facts, now: Facts, clock: Clock) -> str:
    place = f"in {now.place}" if now.place else "in no place yet"
    if (before.start, before.end) == (now.start, now.end):
        return place
    start = _time(now, clock)
    if before.start == now.start or now.end - now.start != before.end - before.start:
        start += f" to {clock.time(now.end)}"
    return f"{start} {place}" if now.place else start


def _where(one: News) -> str:
    """Return the place, where the sentence above does not say it or it no longer matters."""
    first = one.kinds[0]
    return one.now.place if one.now and first not in {*_NO_LONGER, NewsKind.MOVED} else ""


def _was_words(one: News, clock: Clock) -> str:
    first, before = one.kinds[0], one.before
    if before is None:
        return ""
    if first is NewsKind.MOVED and one.now is not None:
        is_longer = before.end - before.start != one.now.end - one.now.start
        until = f" to {clock.time(before.end)}" if is_longer else ""
        return f"Was {_time(before, clock)}{until}{_place(before)}"
    if first in _NO_LONGER:
        return f"Was {_when(before, clock)}"
    return f"Was called {before.title}" if first is NewsKind.RENAMED else ""


def _when(facts: Facts, clock: Clock) -> str:
    return _time(facts, clock) + _place(facts)


def _place(facts: Facts) -> str:
    return f", {facts.place}" if facts.place else ""


def _time(facts: Facts, clock: Clock) -> str:
    day = clock.day(facts.start)
    time = clock.time(facts.start)
    return time if day == clock.today else f"{day_words(day)}, {time}"


def _also(one: News, initials: Mapping[RecordId, str]) -> str:
    """Return what else has changed; of other peers it always says which."""
    if one.kinds[0] in _NO_LONGER or one.now is None or one.before is None:
        return ""
    said = [kind.label.lower() for kind in one.kinds[1:] if kind is not NewsKind.PEERS]
    words = [f"Also {', '.join(said)}"] if said else []
    if NewsKind.PEERS in one.kinds:
        words.append(f"{_initials(one.now, initials)} (was {_initials(one.before, initials)})")
    return ". ".join(words)


def _initials(facts: Facts, initials: Mapping[RecordId, str]) -> str:
    return " ".join(sorted(initials[p] for p in facts.peers if p in initials)) or "nobody"
