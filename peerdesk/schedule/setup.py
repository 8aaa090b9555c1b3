"""A challenge as a setup file describes it: read, checked, and ready to be put into a store."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from peerdesk.domain.times import DEFAULT_ZONE, from_local
from peerdesk.domain.words import Background, Rights, Sector, SessionKind, TeamRole
from peerdesk.schedule.columns import PARTICIPANT, SETUP
from peerdesk.schedule.entries import Entry, unique
from peerdesk.schedule.tables import read_tables
from peerdesk.schedule.themes import SetupFocusArea, known, mark, read_areas, shipped_named

MOST_HEADS = 10_000
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,18}[A-Za-z0-9])?")
_INITIALS = re.compile(r"[^\W_]{1,8}")


@dataclass(frozen=True, slots=True)
class SetupChallenge:
    """The challenge; `start` and `end` are the first and last day on site."""

    code: str
    title: str
    start: date
    end: date
    time_zone: str = DEFAULT_ZONE
    sponsors: tuple[str, ...] = ()
    scope: str = ""
    retention: date | None = None
    emergency: str = ""


@dataclass(frozen=True, slots=True)
class SetupOrganisation:
    """A host organisation; `short` follows `@` in notes."""

    name: str
    short: str
    sector: Sector


@dataclass(frozen=True, slots=True)
class SetupMember:
    """A member of the team; `interest` are short names of organisations, `interests` words."""

    name: str
    initials: str
    role: TeamRole
    rights: Rights = Rights.PEER
    organisation: str = ""
    background: Background = Background.OTHER
    party: str = ""
    interest: tuple[str, ...] = ()
    interests: str = ""


@dataclass(frozen=True, slots=True)
class SetupParticipant:
    """Who is spoken to; `organisation` is a short name or empty."""

    role: str
    organisation: str = ""
    name: str = ""
    expected: int = 1


@dataclass(frozen=True, slots=True)
class SetupSession:
    """A session; `start` and `end` are aware UTC moments, `peers` initials as in the team."""

    title: str
    kind: SessionKind
    start: datetime
    end: datetime
    place: str = ""
    stream: str = ""
    peers: tuple[str, ...] = ()
    participants: tuple[SetupParticipant, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Setup:
    """A whole setup file, in its order."""

    challenge: SetupChallenge
    organisations: tuple[SetupOrganisation, ...]
    focus_areas: tuple[SetupFocusArea, ...]
    team: tuple[SetupMember, ...]
    sessions: tuple[SetupSession, ...]


def read_setup(path: Path) -> Setup:
    """Read a setup file, TOML or a workbook (.xlsx), whichever its content is.

    Raises SetupFault, whose sentence names the file, the place and what to do.
    """
    tables = read_tables(path, SETUP)
    challenge = read_challenge(tables["challenge"][0])
    organisations = _organisations(tables["organisations"])
    shorts = _by_case(organisation.short for organisation in organisations)
    team = _team(path.name, tables["team"], shorts)
    initials = _by_case(member.initials for member in team)
    return Setup(
        challenge=challenge,
        organisations=organisations,
        focus_areas=_focus_areas(tables["challenge"][0], tables["focus_areas"], initials),
        team=team,
        sessions=_sessions(tables["sessions"], challenge.time_zone, initials, shorts),
    )


def _by_case(texts: Iterable[str]) -> dict[str, str]:
    return {text.casefold(): text for text in texts}


def read_challenge(entry: Entry) -> SetupChallenge:
    """Read the challenge itself; raises SetupFault."""
    code = entry.text("code")
    if not _CODE.fullmatch(code):
        entry.fault("the code is not up to 20 letters, digits and hyphens", "shorten it")
    start, end = entry.day("start"), entry.day("end")
    assert start is not None and end is not None, "both are required"
    if end < start:
        entry.fault("the end is before the start", "correct the dates")
    retention = entry.day("retention")
    if retention is not None and retention < end:
        entry.fault("notes would be destroyed before the end", "correct the retention date")
    if isinstance(entry.cells.get("emergency"), int | float):
        entry.fault(
            "the emergency number is kept as a number, without its first 0", "make the cell text"
        )
    return SetupChallenge(
        code=code,
        title=entry.text("title"),
        start=start,
        end=end,
        time_zone=_zone(entry),
        sponsors=entry.texts("sponsors"),
        scope=entry.text("scope"),
        retention=retention,
        emergency=entry.text("emergency"),
    )


def _zone(entry: Entry) -> str:
    name = entry.text("time_zone", DEFAULT_ZONE)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # unknown, a path, a folder of zones
        entry.fault("the time zone is not known", f"write it like {DEFAULT_ZONE}")
    return name


def _organisations(entries: list[Entry]) -> tuple[SetupOrganisation, ...]:
    found = tuple(
        SetupOrganisation(
            entry.text("name"), mark(entry, "short"), entry.word("sector", Sector.OTHER)
        )
        for entry in entries
    )
    unique(zip(entries, (one.short for one in found), strict=True), "short name")
    unique(zip(entries, (one.name for one in found), strict=True), "name")
    return found


def _focus_areas(
    challenge: Entry, entries: list[Entry], initials: Mapping[str, str]
) -> tuple[SetupFocusArea, ...]:
    """Return the themes of the set the challenge names, then those of the file."""
    own = read_areas(entries, initials)
    name = challenge.text("themes")
    if not name:
        return own
    areas = shipped_named(challenge, name).areas
    whole = [*((challenge, area) for area in areas), *zip(entries, own, strict=True)]
    unique(((entry, area.tag) for entry, area in whole), "tag")
    unique(((entry, area.name) for entry, area in whole), "name")
    return areas + own


def _team(file: str, entries: list[Entry], shorts: Mapping[str, str]) -> tuple[SetupMember, ...]:
    found = tuple(_member(entry, shorts) for entry in entries)
    unique(zip(entries, (member.initials for member in found), strict=True), "initials")
    unique(zip(entries, (member.name for member in found), strict=True), "name")
    leads = sum(member.rights is Rights.LEAD for member in found)
    if leads != 1:
        Entry(file, "team", {}).fault(
            f"{leads or 'no'} members have the rights “lead”", "give them to exactly one"
        )
    if sum(member.rights is Rights.DEPUTY for member in found) > 1:
        Entry(file, "team", {}).fault("there are several deputies", "keep one of them")
    return found


def _member(entry: Entry, shorts: Mapping[str, str]) -> SetupMember:
    member = SetupMember(
        name=entry.text("name"),
        initials=entry.text("initials"),
        role=entry.word("role", TeamRole.OFFICER_PEER),
        rights=entry.word("rights", Rights.PEER),
        organisation=entry.text("organisation"),
        background=entry.word("background", Background.OTHER),
        party=entry.text("party"),
        interest=tuple(
            known(entry, short, shorts, "organisations")
            for short in entry.texts("interests", ",;\n")
        ),
        interests=entry.text("interests_in_words"),
    )
    if not _INITIALS.fullmatch(member.initials):
        entry.fault("the initials are not one to eight letters or digits", "shorten them")
    if member.party and member.role is not TeamRole.MEMBER_PEER:
        entry.fault("only member peers have a party", "empty it or correct the role")
    return member


def _sessions(
    entries: list[Entry], zone: str, initials: Mapping[str, str], shorts: Mapping[str, str]
) -> tuple[SetupSession, ...]:
    found = tuple(_session(entry, zone, initials, shorts) for entry in entries)
    unique(zip(entries, (session.title for session in found), strict=True), "title")
    return found


def _session(
    entry: Entry, zone: str, initials: Mapping[str, str], shorts: Mapping[str, str]
) -> SetupSession:
    start, end = entry.moment("start"), entry.moment("end")
    if end <= start:
        entry.fault("the end is not after the start", "correct the times")
    given = entry.texts("peers", ",;\n")
    peers = tuple(known(entry, peer, initials, "initials") for peer in given)
    if len(set(peers)) < len(peers):
        entry.fault("somebody is there twice among the peers", "keep each once")
    people = entry.parts("participants", ("role", "organisation", "name", "expected"))
    return SetupSession(
        title=entry.text("title"),
        kind=entry.word("kind", SessionKind.INTERVIEW),
        start=from_local(start, zone),
        end=from_local(end, zone),
        place=entry.text("place"),
        stream=entry.text("stream"),
        peers=peers,
        participants=tuple(_participant(person, shorts) for person in people),
        document=entry.text("document"),
    )


def _participant(entry: Entry, shorts: Mapping[str, str]) -> SetupParticipant:
    entry.check(PARTICIPANT)
    name = entry.text("name")
    if name.isdigit():
        entry.fault(
            "the name is a number", "write role | organisation | name | heads, the name empty"
        )
    return SetupParticipant(
        role=entry.text("role"),
        organisation=known(entry, entry.text("organisation"), shorts, "organisations"),
        name=name,
        expected=entry.whole("expected", 1, MOST_HEADS),
    )
