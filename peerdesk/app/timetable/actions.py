"""What the Timetable page reads and writes on the worker thread."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peerdesk.app.today import actions
from peerdesk.domain.clashes import Clash, Plan, clashes
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Participant, Session
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.store import reading
from peerdesk.store.acts import Act, Step
from peerdesk.store.interests import interests
from peerdesk.store.store import Store

Steps = tuple[Step, ...]
Work = Callable[[Store], Steps]
NEW = "new"  # begins the key of a participant that has no id yet
WHO = "who"  # a typed value “who KEY FIELD” is a participant's, and KEY its id or one made up


@dataclass(frozen=True, slots=True)
class Known:
    """The timetable, what clashes in it, and the sessions that have notes."""

    timetable: actions.Timetable
    clashes: tuple[Clash, ...]
    noted: frozenset[str]


def load(store: Store) -> Known:
    """Return the timetable as it stands on this laptop."""
    timetable = actions.load(store)
    plan = Plan(
        timetable.challenge,
        timetable.sessions,
        timetable.members,
        timetable.organisations,
        interests(store),
    )
    return Known(timetable, clashes(plan), reading.sessions_noted(store))


def changing(session: RecordId, values: Mapping[str, Value]) -> Work:
    """Return how to change a session."""

    def work(store: Store) -> Steps:
        with store.atomic():
            act = Act(store)
            act.change(session, values)
        return act.steps

    return work


def moving(session: RecordId, start: datetime, end: datetime, stream: str | None = None) -> Work:
    """Return how to move a session, to another stream too where one is given."""
    values: dict[str, Value] = {"start": to_stored(start), "end": to_stored(end)}
    if stream is not None:
        values["stream"] = stream
    return changing(session, values)


def adding(values: Mapping[str, Value], people: tuple[Participant, ...] = ()) -> Work:
    """Return how to add a session with who is spoken to in it; its id is the first step's."""

    def work(store: Store) -> Steps:
        with store.atomic():
            act = Act(store)
            record = act.create(RecordKind.SESSION, values)
            for person in people:
                act.create(RecordKind.PARTICIPANT, {"session": record, **_said_of(person)})
        return act.steps

    return work


def copying(session: Session, start: datetime) -> Work:
    """Return how to add another session like one, from `start` on."""
    values: dict[str, Value] = {
        "title": session.title,
        "kind": session.kind.value,
        "start": to_stored(start),
        "end": to_stored(start + session.length),
        "place": session.place,
        "stream": session.stream,
    }
    values |= {f"peer:{peer}": True for peer in sorted(session.peers)}
    return adding(values, session.participants)


def _said_of(person: Participant) -> dict[str, Value]:
    values: dict[str, Value] = {
        "role": person.role,
        "name": person.name,
        "expected": person.expected,
    }
    if person.organisation:
        values["organisation"] = person.organisation
    return values


class SessionWriter:
    """Writes what is typed of one session, and keeps the steps of it until they are fetched.

    `made` are the participants it has made, by the keys they had before.
    """

    def __init__(self, session: RecordId) -> None:
        self.session = session
        self.made: dict[str, RecordId] = {}
        self._steps: deque[tuple[str, Steps]] = deque()

    def write(self, store: Store, new: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
        """Write the values that differ."""
        people: dict[str, dict[str, Value]] = {}
        of_session: dict[str, Value] = {}
        for name, value in new.items():
            if name.startswith(WHO + " "):
                _, key, field = name.split(" ")
                people.setdefault(key, {})[field] = value
            else:
                of_session[name] = value
        with store.atomic():
            act = Act(store)
            if of_session:
                act.change(self.session, of_session, typing=True)
            for key, values in people.items():
                self._write_person(act, key, values)
        self._steps.append((f"{self.session} {sorted(new)}", act.steps))

    def _write_person(self, act: Act, key: str, values: dict[str, Value]) -> None:
        known = self.made.get(key) or (None if key.startswith(NEW) else RecordId(key))
        if known is not None:
            act.change(known, values, typing=True)
        elif values.get("deleted") is not True:
            filled = {"expected": 1, **values, "session": self.session}
            self.made[key] = act.create(RecordKind.PARTICIPANT, filled)

    def fetch(self) -> list[tuple[str, Steps]]:
        """Return what was written since this was last asked, each with what may be joined to it."""
        found = []
        while self._steps:
            found.append(self._steps.popleft())
        return found
