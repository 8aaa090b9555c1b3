"""What was understood of a timetable as lines that a person can check, for `NAME.txt` files."""

from collections.abc import Iterator
from datetime import date

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Member, Organisation
from peerdesk.domain.words import Rights, Sector, TeamRole
from peerdesk.schedule.timetable.days import Days
from peerdesk.schedule.timetable.found import Found, Person, Reading
from peerdesk.schedule.timetable.known import Known

ORGANISATIONS = (
    Organisation(RecordId("o1"), "Quillshire Council", "council", Sector.LOCAL_GOVERNMENT),
    Organisation(RecordId("o2"), "Quill Valley NHS Trust", "qvt", Sector.NHS),
    Organisation(RecordId("o3"), "Healthwatch Quillshire", "healthwatch", Sector.VOLUNTARY),
)
MEMBERS = (
    Member(RecordId("m1"), "Ada Marsh", "AM", TeamRole.CHALLENGE_MANAGER, Rights.LEAD),
    Member(RecordId("m2"), "Ben Okoro", "BO", TeamRole.OFFICER_PEER, Rights.PEER),
    Member(RecordId("m3"), "Cath Pryce", "CP", TeamRole.HEALTH_PEER, Rights.PEER),
    Member(RecordId("m4"), "Dev Rao", "DR", TeamRole.MEMBER_PEER, Rights.PEER),
    Member(RecordId("m5"), "Ola Sand", "OS", TeamRole.OBSERVER, Rights.OBSERVER),
)
NOVEMBER = Days(date(2026, 11, 10), date(2026, 11, 12))
OCTOBER = Days(date(2026, 10, 24), date(2026, 10, 27))
TAUGHT = {  # what the preview lets a lead say of a file's columns
    "headings-of-their-own.xlsx": {
        "colleagues seen": "who",
        "base": "place",
        "attending from lga": "peers",
    }
}
IN_OCTOBER = ("clock-change.xlsx", "recurring.ics")


def known_for(name: str) -> Known:
    """Return the challenge that a file is read for."""
    days = OCTOBER if name in IN_OCTOBER else NOVEMBER
    return Known(days, "Europe/London", ORGANISATIONS, MEMBERS, TAUGHT.get(name, {}))


def listing(reading: Reading) -> str:
    """Return all that a reading gave, one session a line and what is unsure below it."""
    return "\n".join([*map(_session, reading.sessions), *_left_out(reading), ""])


def _session(found: Found) -> str:
    initials = {member.id: member.initials for member in MEMBERS}
    ends = "%H:%M" if found.start.date() == found.end.date() else "%a %H:%M"
    parts = [
        f"{found.start:%a %d %b %H:%M}–{found.end.strftime(ends)}",
        found.title,
        f"at {found.place}" if found.place else "",
        f"stream {found.stream}" if found.stream else "",
        found.kind.value + ("!" if found.kind_said else ""),
        f"with {'; '.join(map(_person, found.people))}" if found.people else "",
        f"by {' '.join(initials[peer] for peer in found.peers)}" if found.peers else "",
        "cancelled" if found.cancelled else "",
    ]
    return "\n    ? ".join((" | ".join(filter(None, parts)), *found.unsure))


def _person(person: Person) -> str:
    homes = {one.id: one.short for one in ORGANISATIONS}
    heads = f" ×{person.expected}" if person.expected > 1 else ""
    home = f" @{homes[person.organisation]}" if person.organisation else ""
    return ", ".join(filter(None, (person.name, person.role))) + heads + home


def _left_out(reading: Reading) -> Iterator[str]:
    for one in reading.unread:
        yield f"not read: {one.where}: {one.text!r} – {one.reason}"
