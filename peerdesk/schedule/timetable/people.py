"""Who is spoken to and which peers go, read from what stands in a cell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Organisation
from peerdesk.schedule.timetable.found import ANYBODY, Person
from peerdesk.schedule.timetable.known import Known

_MOST = 500  # heads of one group
_LONGEST = 300  # characters of a name with its role
_FEWEST_IN_TITLE = 3  # “Cabinet members (2)” is the second time they are seen
_IN_TITLE = re.compile(r"\(\s*x?\s*(\d{1,3})\s*\)|\bx\s?(\d{1,3})\b", re.IGNORECASE)
_COUNT = re.compile(
    r"\(\s*(?:x|up to|approx\.?|about|c\.)?\s*(\d{1,3})\s*(?:people|staff|places|attendees)?\s*\)"
    r"|\bx\s?(\d{1,3})\b|^(\d{1,3})\s+(?=[^\W\d])",
    re.IGNORECASE,
)
_TITLE = (
    r"(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Revd?|Lord|Lady)\.?\s+)"
)
_FIRST = r"[A-Z][\w'’]+(?:-[A-Z][\w'’]+)*"
_NAME = re.compile(
    rf"(?P<name>{_TITLE}(?:{_FIRST}\s+){{0,2}}{_FIRST}"
    rf"|{_FIRST}(?:\s+(?:[A-Z]\.?|{_FIRST}))?\s+(?:(?:de|van|von)\s+)?{_FIRST})"
)
_BETWEEN = re.compile(r"\s*(?:,|–|—|\s-\s|\(|:)\s*")
_ROLE_WORDS = frozenset(
    "chief executive officer director head leader deputy assistant manager chair member"
    " members lead portfolio holder cabinet council councillors board team service services"
    " social care adult adults children public health housing finance staff group partners"
    " officers monitoring section mayor strategic corporate communities residents carers"
    " voluntary sector groups senior leadership union unions representatives opposition"
    " committee trust hospital nurses workers heads directors managers chairs leaders"
    " governance scrutiny planning primary acute community mental integrated county city"
    " borough district nhs gp gps healthwatch police fire head-teachers headteachers business"
    " forum partnership internal audit human resources student principal worker practitioner"
    " practitioners therapist therapists consultant consultants nurse nursing ward sister sisters"
    " doctor doctors matron clinical medical operations strategy policy performance legal digital"
    " education schools school early years youth justice probation prison transport highways"
    " environment climate culture leisure economy growth regeneration property estates procurement"
    " democratic electoral customer complaints safeguarding commissioning commissioners providers"
    " provider forums tenants residents parish clerk clerks union unison staffside trustees trustee"
    " volunteers volunteer apprentices learners parents pupils faith minister bishop imam".split()
)
_EVERYBODY = re.compile(
    r"^(all|whole|full|entire)( (peer )?(team|peers|members))?$|^(peer )?team$|^all$", re.IGNORECASE
)
NOTHING = re.compile(
    r"^[(\[]?(tbc|tba|n/?a|none|-|–|—|\?+|to be (confirmed|agreed|decided))[)\]]?$", re.IGNORECASE
)
_BESIDES = re.compile(
    r"\b(and|with|plus|to|lead(ing|s)?|shadow(ing|s)?|observ(ing|es|er)|support(ing|s)?|notes?"
    r"|note[- ]taker|peers?)\b|[\s,;/&+()·.:\-–]+",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[^\W\d_]{2,5}")


def read_people(text: str, known: Known, organisation: str = "") -> tuple[Person, ...]:
    """Return a person for each line (or part between semicolons) of a cell."""
    home = match_organisation(organisation, known)
    parts = [part[:_LONGEST].strip(" ,•*–-\t") for part in re.split(r"[\n;•]", text)]
    return tuple(_person(part, known, home) for part in parts if part and not NOTHING.match(part))


def _person(part: str, known: Known, home: RecordId | None) -> Person:
    expected = 1
    counted = _COUNT.search(part)
    if counted:
        expected = min(int(next(filter(None, counted.groups()))), _MOST) or 1
        part = _without(part, counted)
    organisation = match_organisation(part, known) or home
    name, role = split_name(part)
    role = _without_home(role, organisation, known)
    return Person(role or ANYBODY, name, organisation, expected)


def _without_home(role: str, organisation: RecordId | None, known: Known) -> str:
    """Return a role without the organisation it ends in: “Chief Officer, Healthwatch”."""
    home = next((one for one in known.organisations if one.id == organisation), None)
    before, comma, last = role.rpartition(",")
    is_home = home and last.strip().casefold() in (home.name.casefold(), home.short.casefold())
    return before.strip() if comma and is_home else role


def _without(part: str, found: re.Match[str]) -> str:
    left = " ".join(f"{part[: found.start()]} {part[found.end() :]}".split())
    return left.replace(" ,", ",").strip(" ,–-")


def group_in(title: str) -> tuple[Person, ...]:
    """Return the group that a title gives a number of: “Ward sisters (5)”, “Case managers x 6”."""
    counted = _IN_TITLE.search(title)
    heads = int(counted[1] or counted[2]) if counted else 0
    if counted is None or not _FEWEST_IN_TITLE <= heads <= _MOST:
        return ()
    role = _without(title, counted).rpartition(":")[2].strip()
    return (Person(role, expected=heads),) if role else ()


def with_roles(people: str, roles: str) -> str:
    """Return names and roles from two cells as “name, role”, a line each, where they pair."""
    names, posts = people.split("\n"), roles.split("\n")
    if people and roles and len(names) == len(posts):
        return "\n".join(f"{n}, {p}" for n, p in zip(names, posts, strict=True))
    return "\n".join(filter(None, (people, roles)))


def split_name(part: str) -> tuple[str, str]:
    """Return a personal name and a role: “Jo Bloggs, Director” or “Director – Jo Bloggs”."""
    found = _NAME.match(part)
    if found and _is_name(found["name"]):
        between = _BETWEEN.match(part, found.end())
        if found.end() == len(part):
            return part, ""
        if between:
            return found["name"], part[between.end() :].strip(" )–-,")
    for mark in reversed(list(_BETWEEN.finditer(part))):
        last = part[mark.end() :].strip(" )")
        whole = _NAME.fullmatch(last)
        if whole and _is_name(last):
            return last, part[: mark.start()].strip(" (–-,")
    return "", part


def _is_name(text: str) -> bool:
    words = [word.strip(".'’") for word in text.split()]
    return not any(w.casefold() in _ROLE_WORDS or (len(w) > 1 and w.isupper()) for w in words)


def match_organisation(text: str, known: Known) -> RecordId | None:
    """Return the one organisation a text names, in full or by its short name in capitals."""
    if not text.strip():
        return None
    folded = " ".join(text.casefold().split())
    named = [one for one in known.organisations if one.name.casefold() in folded]
    if named:
        return max(named, key=lambda one: len(one.name)).id
    short = [one for one in known.organisations if _has_short(text, one)]
    return short[0].id if len(short) == 1 else None


def _has_short(text: str, organisation: Organisation) -> bool:
    short = re.escape(organisation.short)
    if text.strip().casefold() == organisation.short.casefold():
        return True
    return bool(short and re.search(rf"(?<!\w){short.upper()}(?!\w)", text))


def read_peers(text: str, known: Known) -> tuple[tuple[RecordId, ...], str]:
    """Return the team members a cell names, and what of it is nobody's initials or name."""
    if _EVERYBODY.match(text.strip()):
        return tuple(member.id for member in known.members if not member.observes), ""
    found: list[RecordId] = []
    left = text
    for member in known.members:
        if member.name and member.name.casefold() in left.casefold():
            found.append(member.id)
            left = re.sub(re.escape(member.name), " ", left, flags=re.IGNORECASE)
    initials = known.initials
    for word in _INITIALS.findall(left):
        if word.isupper() and word in initials:
            found.append(initials[word])
            left = re.sub(rf"(?<!\w){word}(?!\w)", " ", left, count=1)
    for one, name in _single_names(known):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", left):
            found.append(one)
            left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", left)
    rest = " ".join(_BESIDES.sub(" ", left).split())
    return tuple(_once(found)), "" if NOTHING.match(rest) else rest


def _single_names(known: Known) -> Iterator[tuple[RecordId, str]]:
    """Yield first names and surnames that only one of the team has."""
    names = [(member.id, name) for member in known.members for name in member.name.split()]
    held = Counter(name for _, name in names)
    return ((member, name) for member, name in names if len(name) > 1 and held[name] == 1)


def is_peers(text: str, known: Known) -> bool:
    """Say whether a line is made of team members and nothing else."""
    found, rest = read_peers(text, known)
    return bool(found) and not rest


def _once(found: Iterable[RecordId]) -> list[RecordId]:
    return list(dict.fromkeys(found))
