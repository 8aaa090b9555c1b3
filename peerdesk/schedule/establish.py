"""A new challenge put into a new store from its setup."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from peerdesk.domain.errors import UnknownName
from peerdesk.domain.ids import RecordId
from peerdesk.domain.order import spread
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.domain.words import Rights
from peerdesk.schedule.setup import (
    Setup,
    SetupChallenge,
    SetupMember,
    SetupSession,
)
from peerdesk.schedule.themes import SetupFocusArea
from peerdesk.store.opening import found
from peerdesk.store.reading import members
from peerdesk.store.store import Store


def establish(folder: Path, passphrase: str, setup: Setup, name: str, label: str = "") -> Store:
    """Make the store of a new challenge from its setup, and leave it open.

    `name` is the lead's name or initials; raises UnknownName for anybody else's, FolderTaken,
    NotWritable or DiskFull. Then nothing is left behind.
    """
    lead = _lead(setup, name)
    made = not folder.exists()
    store = found(folder, passphrase, _challenge(setup.challenge), _member(lead), label)
    try:
        with store.atomic():
            _fill(store, setup, lead)
    except BaseException:
        store.close()
        _remove(folder, made)
        raise
    return store


def _lead(setup: Setup, name: str) -> SetupMember:
    wanted = " ".join(name.casefold().split())
    for member in setup.team:
        if wanted in (" ".join(member.name.casefold().split()), member.initials.casefold()):
            if member.rights is Rights.LEAD:
                return member
            break
    raise UnknownName(
        "The setup file does not name you as the lead; nothing was made, give the name or initials"
        " of the team member whose rights are “lead”."
    )


def _remove(folder: Path, whole: bool) -> None:
    for item in folder.iterdir():
        shutil.rmtree(item) if item.is_dir() else item.unlink()
    if whole:
        with suppress(OSError):
            folder.rmdir()


def _fill(store: Store, setup: Setup, lead: SetupMember) -> None:
    shorts = {
        one.short: store.create(
            RecordKind.ORGANISATION,
            {"name": one.name, "short": one.short, "sector": one.sector.value},
        )
        for one in setup.organisations
    }
    people = {lead.initials: members(store)[0].id}
    for member in setup.team:
        if member is not lead:
            people[member.initials] = store.create(RecordKind.MEMBER, _member(member))
    for member in setup.team:
        if member.interest:
            interest = {f"interest:{shorts[short]}": True for short in member.interest}
            store.change(people[member.initials], interest)
    for area, position in zip(setup.focus_areas, spread(len(setup.focus_areas)), strict=True):
        _focus_area(store, area, position, people)
    for session in setup.sessions:
        _session(store, session, people, shorts)


def _challenge(challenge: SetupChallenge) -> dict[str, Value]:
    values: dict[str, Value] = {
        "code": challenge.code,
        "title": challenge.title,
        "start": challenge.start.isoformat(),
        "end": challenge.end.isoformat(),
        "time_zone": challenge.time_zone,
        "sponsors": list(challenge.sponsors),
        "scope": challenge.scope,
        "emergency": challenge.emergency,
    }
    if challenge.retention:
        values["retention"] = challenge.retention.isoformat()
    return values


def _member(member: SetupMember) -> dict[str, Value]:
    return {
        "name": member.name,
        "initials": member.initials,
        "role": member.role.value,
        "rights": member.rights.value,
        "organisation": member.organisation,
        "background": member.background.value,
        "party": member.party,
        "interests": member.interests,
    }


def _focus_area(
    store: Store, area: SetupFocusArea, position: str, people: Mapping[str, RecordId]
) -> None:
    values: dict[str, Value] = {"name": area.name, "tag": area.tag, "position": position}
    if area.thread:
        values["thread"] = True
    if area.author:
        values["author"] = people[area.author]
    theme = store.create(RecordKind.FOCUS_AREA, values)
    for text, place in zip(area.questions, spread(len(area.questions)), strict=True):
        store.create(RecordKind.QUESTION, {"theme": theme, "text": text, "position": place})


def _session(
    store: Store,
    session: SetupSession,
    people: Mapping[str, RecordId],
    shorts: Mapping[str, RecordId],
) -> None:
    values: dict[str, Value] = {
        "title": session.title,
        "kind": session.kind.value,
        "start": to_stored(session.start),
        "end": to_stored(session.end),
        "place": session.place,
        "stream": session.stream,
        "document": session.document,
    }
    values |= {f"peer:{people[initials]}": True for initials in session.peers}
    record = store.create(RecordKind.SESSION, values)
    for person in session.participants:
        fields: dict[str, Value] = {
            "session": record,
            "role": person.role,
            "name": person.name,
            "expected": person.expected,
        }
        if person.organisation:
            fields["organisation"] = shorts[person.organisation]
        store.create(RecordKind.PARTICIPANT, fields)
