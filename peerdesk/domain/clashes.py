"""What is wrong with a timetable, each with its reason in words; pure functions of its sessions.

What is cancelled never clashes, and neither does a reading, which takes no time of the day. A break
keeps nobody: whoever is down for lunch may be somewhere else. A team meeting does keep people, but
needs nobody named, for it is everybody's.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Member, Organisation, Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import Background, SessionKind, TeamRole, Word

Interests = Mapping[RecordId, Collection[RecordId]]

_NO_CONVERSATION = frozenset({SessionKind.READING, SessionKind.BREAK, SessionKind.TEAM_MEETING})
_NOT_ASKING = frozenset({TeamRole.CHALLENGE_MANAGER, TeamRole.ANALYST, TeamRole.OBSERVER})
_A_PAIR = 2
_NO_ROOM = re.compile(r"\b(on ?line|teams|zoom|video|phone|virtual|tbc|tba)\b", re.IGNORECASE)
_SMALL = frozenset("the of and for a an to in at both two cllr councillor mr mrs ms dr sir".split())


class ClashKind(Word):
    """What sort of thing is wrong."""

    BACKWARDS = "backwards", "Ends before it starts"
    TWO_PLACES = "two_places", "In two places at once"
    ROOM = "room", "Room taken twice"
    INTEREST = "interest", "Declared interest"
    NOBODY = "nobody", "Nobody assigned"
    SAME_BACKGROUND = "same_background", "Same background"
    SPONSOR_UNSEEN = "sponsor_unseen", "Sponsor not seen"

    @property
    def is_grave(self) -> bool:
        """Say whether it cannot stay so; the others are for the lead to weigh."""
        return self not in (ClashKind.SAME_BACKGROUND, ClashKind.SPONSOR_UNSEEN)


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that is wrong; `sessions` are where, none for a sponsor whom nobody sees."""

    kind: ClashKind
    sessions: tuple[RecordId, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What clashes are worked out from; `interests` are the organisations each member declared."""

    challenge: Challenge
    sessions: Sequence[Session]
    members: Sequence[Member]
    organisations: Sequence[Organisation] = ()
    interests: Interests | None = None


def clashes(plan: Plan) -> tuple[Clash, ...]:
    """Return everything that clashes in a timetable, in the order of the day."""
    standing = [s for s in plan.sessions if not s.cancelled and s.kind is not SessionKind.READING]
    place = {session.id: number for number, session in enumerate(standing)}
    found = [clash for rule in _RULES for clash in rule(plan, standing)]
    last = len(standing)
    return tuple(sorted(found, key=lambda c: place[c.sessions[0]] if c.sessions else last))


# One rule each.


def _backwards(plan: Plan, sessions: Sequence[Session]) -> Iterator[Clash]:
    for one in sessions:
        if one.end <= one.start:
            words = f"It ends at {_clock(plan, one.end)}, which is not after {_clock(plan, one)}."
            yield Clash(ClashKind.BACKWARDS, (one.id,), words)


def _two_places(plan: Plan, sessions: Sequence[Session]) -> Iterator[Clash]:
    names = {member.id: member.name for member in plan.members}
    keeping = [s for s in sessions if s.kind is not SessionKind.BREAK]
    for first, second in _at_once(keeping):
        both = [names[peer] for peer in sorted(first.peers & second.peers) if peer in names]
        if both:
            verb = "is" if len(both) == 1 else "are"
            words = (
                f"{_listed(both)} {verb} in two places at once: “{first.title}”"
                f" ({_hours(plan, first)}) and “{second.title}” ({_hours(plan, second)})."
            )
            yield Clash(ClashKind.TWO_PLACES, (first.id, second.id), words)


def _room(plan: Plan, sessions: Sequence[Session]) -> Iterator[Clash]:
    placed = [s for s in sessions if s.kind is not SessionKind.BREAK and _room_of(s)]
    for first, second in _at_once(placed):
        if _room_of(first) == _room_of(second):
            words = (
                f"{first.place} is taken twice: by “{first.title}” ({_hours(plan, first)}) and"
                f" by “{second.title}” ({_hours(plan, second)})."
            )
            yield Clash(ClashKind.ROOM, (first.id, second.id), words)


def _interest(plan: Plan, sessions: Sequence[Session]) -> Iterator[Clash]:
    if not plan.interests:
        return
    names = {organisation.id: organisation.name for organisation in plan.organisations}
    for one in sessions:
        seen = {person.organisation for person in one.participants if person.organisation}
        for member in plan.members:
            declared = seen & set(plan.interests.get(member.id, ()))
            if member.id in one.peers and declared:
                homes = _listed(sorted(names.get(home, "an organisation") for home in declared))
                words = f"{member.name} has declared an interest in {homes}, which is seen here."
                yield Clash(ClashKind.INTEREST, (one.id,), words)


def _nobody(plan: Plan, sessions: Sequence[Session]) -> Iterator[Clash]:
    counted = {member.id for member in plan.members if not member.observes}
    for one in sessions:
        if one.kind not in _NO_CONVERSATION and not one.peers & counted:
            only = " but an observer" if one.peers else ""
            words = f"Nobody{only} is down to be in this session."
            yield Clash(ClashKind.NOBODY, (one.id,), words)


def _same_background(plan: Plan, sessions: Sequence[Session]) -> Iterator[Clash]:
    """Yield pairs, or more, who all come from one world, where the team has others to send.

    Managers, analysts and observers do not count: they are not there to ask.
    """
    asking = {m.id: m for m in plan.members if not m.observes and m.role not in _NOT_ASKING}
    if len({member.background for member in asking.values()}) < _A_PAIR:
        return
    for one in sessions:
        there = [member for peer, member in asking.items() if peer in one.peers]
        worlds = {member.background for member in there}
        if one.kind in _NO_CONVERSATION or len(there) < _A_PAIR or len(worlds) > 1:
            continue
        (world,) = worlds
        if world is not Background.OTHER:
            names = _listed([member.name for member in there])
            words = f"{names} have the same background: {world.label}."
            yield Clash(ClashKind.SAME_BACKGROUND, (one.id,), words)


def _sponsor_unseen(plan: Plan, sessions: Sequence[Session]) -> Iterator[Clash]:
    """Yield the sponsors whom no conversation sees.

    A sponsor is a text such as “Chair, Wendleshire Health and Wellbeing Board”. One is seen where
    the words of it, or of a part of it between commas that is more than an organisation's name,
    all stand in a session: in its title, or in the role, name and organisation of a participant.
    """
    names = {organisation.id: organisation for organisation in plan.organisations}
    talks = [s for s in sessions if s.kind not in _NO_CONVERSATION]
    said = [_said_of(session, names) for session in talks]
    homes = [_words(organisation.name) for organisation in plan.organisations]
    for sponsor in plan.challenge.sponsors:
        parts = [_words(part) for part in (sponsor, *sponsor.split(","))]
        telling = [p for p in parts if len(p) > 1 and not any(p <= home for home in homes)]
        if talks and not any(part <= words for part in telling or parts[:1] for words in said):
            words = f"No session is with {sponsor}, who asked for this challenge."
            yield Clash(ClashKind.SPONSOR_UNSEEN, (), words)


_RULES: tuple[Callable[[Plan, Sequence[Session]], Iterator[Clash]], ...] = (
    _backwards,
    _two_places,
    _room,
    _interest,
    _nobody,
    _same_background,
    _sponsor_unseen,
)


# What the rules share.


def _at_once(sessions: Iterable[Session]) -> Iterator[tuple[Session, Session]]:
    ordered = sorted(sessions, key=lambda s: (s.start, s.id))
    for first, second in combinations(ordered, 2):
        if first.start < second.end and second.start < first.end:
            yield first, second


def _room_of(session: Session) -> str:
    place = " ".join(session.place.casefold().split())
    return "" if _NO_ROOM.search(place) else place


def _said_of(session: Session, names: Mapping[RecordId, Organisation]) -> frozenset[str]:
    said = [session.title]
    for person in session.participants:
        home = names.get(person.organisation) if person.organisation else None
        said += [person.role, person.name, *((home.name, home.short) if home else ())]
    return _words(" ".join(said))


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"\w+", text.casefold())
    return frozenset(word.removesuffix("s") for word in found if word not in _SMALL)


def _clock(plan: Plan, moment: Session | datetime) -> str:
    at = moment.start if isinstance(moment, Session) else moment
    return f"{to_local(at, plan.challenge.time_zone):%H:%M}"


def _hours(plan: Plan, session: Session) -> str:
    return f"{_clock(plan, session.start)} to {_clock(plan, session.end)}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
