"""What has changed of a session since somebody last looked; pure functions of before and now."""

from dataclasses import dataclass, fields, replace
from datetime import datetime

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session
from peerdesk.domain.words import SessionKind, Word

_NO_NEWS = frozenset({SessionKind.READING, SessionKind.BREAK})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person would want to hear of when it changes; `people` are who is spoken to."""

    title: str
    start: datetime
    end: datetime
    place: str
    cancelled: bool
    peers: frozenset[RecordId]
    people: tuple[str, ...]

    @classmethod
    def of(cls, session: Session) -> "Facts":
        """Return the facts of a session."""
        return cls(
            title=session.title,
            start=session.start,
            end=session.end,
            place=session.place,
            cancelled=session.cancelled,
            peers=session.peers,
            people=tuple(
                sorted(f"{p.role} {p.organisation or ''} {p.name}" for p in session.participants)
            ),
        )


FACTS = tuple(field.name for field in fields(Facts))


class NewsKind(Word):
    """What has happened to a session, the gravest first; the label goes before its title."""

    GONE = "gone", "Taken out"
    CANCELLED = "cancelled", "Cancelled"
    NEW = "new", "New"
    ON_AGAIN = "on_again", "On again"
    LEFT = "left", "You are no longer in"
    JOINED = "joined", "You are now in"
    MOVED = "moved", "Moved"
    RENAMED = "renamed", "Renamed"
    PEERS = "peers", "Other peers"
    PEOPLE = "people", "Other people"


@dataclass(frozen=True, slots=True)
class News:
    """What has become of one session; `kinds` is empty for none, the gravest stands first."""

    session: RecordId
    before: Facts | None
    now: Facts | None
    kinds: tuple[NewsKind, ...]
    own: bool


def is_told_of(session: Session) -> bool:
    """Say whether changes of a session are news: those of a break or of a reading are not."""
    return session.kind not in _NO_NEWS


def differing(before: Facts, now: Facts) -> frozenset[str]:
    """Return the names of the facts that differ."""
    return frozenset(name for name in FACTS if getattr(before, name) != getattr(now, name))


def with_facts_of(before: Facts, now: Facts, names: frozenset[str]) -> Facts:
    """Return what was before, with some facts as they are now."""
    return replace(before, **{name: getattr(now, name) for name in names})


def news(
    session: RecordId, before: Facts | None, now: Facts | None, me: RecordId | None, at: datetime
) -> News | None:
    """Return what has become of a session, or None: nothing, or nothing that still matters at `at`.

    What is over, as it was and as it is, matters to nobody any more.
    """
    ends = [facts.end for facts in (before, now) if facts is not None]
    kinds = _kinds(before, now, me)
    if not kinds or max(ends) <= at:
        return None
    own = any(facts is not None and me in facts.peers for facts in (before, now))
    return News(session, before, now, kinds, own)


def _kinds(before: Facts | None, now: Facts | None, me: RecordId | None) -> tuple[NewsKind, ...]:
    if before is None or now is None:
        there = now or before
        if there is None or there.cancelled:
            return ()
        return (NewsKind.NEW,) if before is None else (NewsKind.GONE,)
    if before.cancelled and now.cancelled:
        return ()
    differ = differing(before, now)
    was, is_in = me in before.peers, me in now.peers
    said = {
        NewsKind.CANCELLED: now.cancelled and not before.cancelled,
        NewsKind.ON_AGAIN: before.cancelled and not now.cancelled,
        NewsKind.LEFT: was and not is_in,
        NewsKind.JOINED: is_in and not was,
        NewsKind.MOVED: bool(differ & {"start", "end", "place"}),
        NewsKind.RENAMED: "title" in differ,
        NewsKind.PEERS: "peers" in differ and was == is_in,
        NewsKind.PEOPLE: "people" in differ,
    }
    return tuple(kind for kind in NewsKind if said.get(kind))
