"""Who is spoken to and which peers go, read from what stands in a cell."""

import re
from collections.abc import Iterable

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Organisation
from peerdesk.schedule.timetable.found import Person
from peerdesk.schedule.timetable.known import Known

_MOST = 500  # heads of one group
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
    " forum partnership internal audit human resources".split()
)
_EVERYBODY = re.compile(
    r"^(all|whole|full|entire)( (peer )?(team|peers|members))?$|^(peer )?team$|^all$", re.IGNORECASE
)
_NOBODY = re.compile(r"^(tbc|tba|n/?a|none|-|–|—|to be confirmed)$", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_]{2,5}")


def read_people(text: str, known: Known, organisation: str = "") -> tuple[Person, ...]:
    """Return a person for each line (or part between semicolons) of a cell."""
    home = match_organisation(organisation, known)
    parts = [part.strip(" ,•*–-\t") for part in re.split(r"[\n;•]", text)]
    return tuple(_person(part, known, home) for part in parts if part and not _NOBODY.match(part))


def _person(part: str, known: Known, home: RecordId | None) -> Person:
    expected = 1
    counted = _COUNT.search(part)
    if counted:
        expected = min(int(next(filter(None, counted.groups()))), _MOST) or 1
        part = " ".join(f"{part[: counted.start()]} {part[counted.end() :]}".split()).strip(" ,–-")
    organisation = match_organisation(part, known) or home
    name, role = split_name(part)
    return Person(role or "Participant", name, organisation, expected)


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
    words = [word.strip(".'’").casefold() for word in re.split(r"[\s]+", text)]
    return not any(word in _ROLE_WORDS for word in words)


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
    rest = re.sub(r"\b(and|with|plus)\b|[\s,;/&+()·.:-]+", " ", left).strip()
    return tuple(_once(found)), "" if _NOBODY.match(rest) else rest


def is_peers(text: str, known: Known) -> bool:
    """Say whether a line is made of team members and nothing else."""
    found, rest = read_peers(text, known)
    return bool(found) and not rest


def _once(found: Iterable[RecordId]) -> list[RecordId]:
    return list(dict.fromkeys(found))
