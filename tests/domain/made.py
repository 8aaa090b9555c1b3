"""Changes, devices and evidence made by hand for the tests of the rules."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from peerdesk.domain.changes import Change, Header
from peerdesk.domain.clock import Reading, reading
from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId, record_id
from peerdesk.domain.records import (
    Challenge,
    Evidence,
    Finding,
    Member,
    Observation,
    Organisation,
    Participant,
    Session,
    Theme,
)
from peerdesk.domain.words import (
    FindingKind,
    FindingState,
    ObservationKind,
    Rights,
    Sector,
    SessionKind,
    Source,
    TeamRole,
)

MOMENT = datetime(2026, 11, 10, 9, tzinfo=UTC)
CHALLENGE = Challenge(RecordId("c"), "X", "T", date(2026, 11, 10), date(2026, 11, 12), "UTC")


def device(name: str) -> DeviceId:
    """Return the device id that stands for a name."""
    return DeviceId(hashlib.sha256(name.encode()).hexdigest())


def made(by: str, sequence: int = 0) -> RecordId:
    """Return a record id that a device made."""
    return record_id(device(by), 1_794_300_000_000, sequence)


def change(
    by: str,
    record: RecordId,
    values: Mapping[str, object] | None,
    *,
    kind: str = "observation",
    at: int = 1,
    creates: bool = False,
    replaces: Iterable[Change] = (),
    saw: Iterable[Change] = (),
    fields: Iterable[str] | None = None,
    author: RecordId | None = None,
) -> Change:
    """Return a change at clock `at`; `fields` are those set when the values are not here."""
    old = tuple(c.hash for c in replaces)
    names = list(values or ()) if fields is None else list(fields)
    what = repr((by, record, at, kind, names, sorted((values or {}).items(), key=str), old))
    return Change(
        ChangeHash(hashlib.sha256(what.encode()).hexdigest()),
        device(by),
        Header(
            number=at,
            clock=reading(at, 0) if at >= 0 else Reading("ffffffffffff-ffff"),
            kind=kind,
            record=record,
            creates=creates,
            fields=dict.fromkeys(names, old),
            commitment="",
            author=author,
            saw=tuple(c.hash for c in saw),
        ),
        values,  # type: ignore[arg-type]
    )


def session(name: str, **others: object) -> Session:
    """Return a session of two hours that was held."""
    about: dict[str, object] = {
        "title": name,
        "kind": SessionKind.INTERVIEW,
        "start": MOMENT,
        "end": MOMENT + timedelta(hours=2),
        "held": True,
    }
    return Session(RecordId(name), **(about | others))  # type: ignore[arg-type]


def participant(role: str, **others: object) -> Participant:
    """Return a group of the organisation `county` with one head expected."""
    about: dict[str, object] = {"role": role, "organisation": RecordId("county")}
    return Participant(RecordId(role), RecordId("s"), **(about | others))  # type: ignore[arg-type]


def observation(name: str, session: str | None, by: str = "ann", **others: object) -> Observation:
    """Return an observation heard in a session by a peer."""
    about: dict[str, object] = {
        "text": name,
        "kind": ObservationKind.PLAIN,
        "source": Source.HEARD,
        "at": MOMENT,
        "device": device(by),
        "noted_by": RecordId(by),
        "typed_by": RecordId(by),
    }
    where = RecordId(session) if session else None
    return Observation(RecordId(name), where, **(about | others))  # type: ignore[arg-type]


def finding(*evidence: str) -> Finding:
    """Return a finding that rests on observations."""
    return Finding(
        RecordId("f"),
        "Headline",
        "",
        FindingKind.STRENGTH,
        FindingState.PRESENT,
        None,
        frozenset(map(RecordId, evidence)),
    )


def theme(name: str, joined: str | None = None) -> Theme:
    """Return an emergent theme."""
    return Theme(
        RecordId(name), name, name, focus=False, joined=RecordId(joined) if joined else None
    )


def member(name: str, rights: Rights = Rights.PEER) -> Member:
    """Return a member of the team."""
    return Member(RecordId(name), name, name[:2].upper(), TeamRole.OFFICER_PEER, rights)


def organisation(name: str, sector: Sector) -> Organisation:
    """Return a host organisation."""
    return Organisation(RecordId(name), name, name, sector)


def evidence(**what: object) -> Evidence:
    """Return a whole challenge that holds what is given."""
    return Evidence(CHALLENGE, **what)  # type: ignore[arg-type]
