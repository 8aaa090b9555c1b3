"""A timetable file against a store: what is known for reading it, and putting it in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from peerdesk.domain.agenda import planned_ahead
from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import RecordId, made_by
from peerdesk.domain.records import Session
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.schedule.timetable.days import Days
from peerdesk.schedule.timetable.differences import (
    DELETED,
    Changed,
    Differences,
    Here,
    compare,
    moments,
    people_to_add,
    people_to_take_out,
)
from peerdesk.schedule.timetable.found import Found, Person, Reading
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.reading import read_timetable
from peerdesk.store import reading
from peerdesk.store.acts import Act, Step, unmade
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds and what putting it in would change; nothing is changed yet."""

    reading: Reading
    differences: Differences
    zone: str


def known_to(store: Store) -> Known:
    """Return what the store knows that helps to read a timetable."""
    challenge = reading.challenge(store)
    return Known(
        days=Days(challenge.start, challenge.end),
        zone=challenge.time_zone,
        organisations=reading.organisations(store),
        members=reading.members(store),
        columns=json.loads(store.settings.get(Settings.COLUMNS, "{}")),
    )


def preview(store: Store, path: Path) -> Preview:
    """Read a file and compare it with the timetable that is here; raises SetupFault."""
    known = known_to(store)
    return compared(store, read_timetable(path, known), known.zone)


def compared(store: Store, found: Reading, zone: str) -> Preview:
    """Compare what was read, perhaps put right by hand since, with the timetable that is here."""
    return Preview(found, compare(found.sessions, timetable_here(store, zone)), zone)


def timetable_here(store: Store, zone: str) -> Here:
    """Return the timetable that a file is compared with."""
    sessions = reading.sessions(store)
    planned = {one.id for one in sessions if planned_ahead(one) and _by_a_lead(store, one)}
    undone = unmade(store)
    deleted = [one for one in reading.deleted_sessions(store) if one.id not in undone]
    return Here(sessions, zone, planned, deleted)


def remember_columns(store: Store, taught: Mapping[str, str]) -> None:
    """Keep what a lead said that headings mean, for the next file of the same council."""
    with store.atomic():
        before = json.loads(store.settings.get(Settings.COLUMNS, "{}"))
        store.settings.set(Settings.COLUMNS, json.dumps({**before, **taught}))


def put_in(store: Store, differences: Differences, zone: str) -> tuple[Step, ...]:
    """Make the changes, all or none; every note stays with its session.

    Returns what `acts.take_back` needs to undo all of it. Raises NotAllowed for anybody but a lead,
    who alone may cancel.
    """
    if not reading.is_lead(store):
        raise NotAllowed(_LEADS_ONLY)
    with store.atomic():
        act = Act(store)
        for found in differences.new:
            _add(act, found, zone)
        for changed in differences.changed:
            _change(act, changed, zone)
        for session in differences.cancelled:
            act.change(session.id, {"cancelled": True})
        return act.steps


def _by_a_lead(store: Store, session: Session) -> bool:
    return any(made_by(session.id, device) for device in store.rights.leads)


def _add(act: Act, found: Found, zone: str) -> None:
    start, end = moments(found, zone)
    values: dict[str, Value] = {
        "title": found.title,
        "kind": found.kind.value,
        "start": to_stored(start),
        "end": to_stored(end),
        "place": found.place,
        "stream": found.stream,
    }
    if found.document:
        values["document"] = found.document
    if found.cancelled:
        values["cancelled"] = True
    values |= {f"peer:{peer}": True for peer in found.peers}
    record = act.create(RecordKind.SESSION, values)
    for person in found.people:
        _add_person(act, record, person)


def _add_person(act: Act, session: RecordId, person: Person) -> None:
    values: dict[str, Value] = {
        "session": session,
        "role": person.role,
        "name": person.name,
        "expected": person.expected,
    }
    if person.organisation:
        values["organisation"] = person.organisation
    act.create(RecordKind.PARTICIPANT, values)


def _change(act: Act, changed: Changed, zone: str) -> None:
    session, found = changed.session, changed.found
    start, end = moments(found, zone)
    wanted: dict[str, Value] = {
        "title": found.title,
        "start": to_stored(start),
        "end": to_stored(end),
        "place": found.place or session.place,
        "stream": found.stream or session.stream,
        "kind": (found.kind if found.kind_said else session.kind).value,
        "cancelled": found.cancelled,
        "document": found.document or session.document,
    }
    there: dict[str, Value] = {
        "title": session.title,
        "start": to_stored(session.start),
        "end": to_stored(session.end),
        "place": session.place,
        "stream": session.stream,
        "kind": session.kind.value,
        "cancelled": session.cancelled,
        "document": session.document,
    }
    values = {name: value for name, value in wanted.items() if there[name] != value}
    if DELETED in changed.what:
        values["deleted"] = False
    if found.peers:
        values |= {f"peer:{peer}": True for peer in found.peers if peer not in session.peers}
        values |= {f"peer:{peer}": False for peer in session.peers if peer not in found.peers}
    if values:
        act.change(session.id, values)
    if found.people:
        _change_people(act, session, found)


def _change_people(act: Act, session: Session, found: Found) -> None:
    for person in people_to_add(found, session):
        _add_person(act, session.id, person)
    for participant in people_to_take_out(found, session):
        act.delete(participant.id)


_LEADS_ONLY = (
    "Only a lead can bring in a timetable; nothing was changed, give the file to your lead."
)
