"""What the list of documents reads and writes on the worker thread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from peerdesk.app.timetable.actions import Steps, Work
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Member, Session
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import from_local, to_stored
from peerdesk.domain.words import SessionKind, TeamRole
from peerdesk.store import reading
from peerdesk.store.acts import Act
from peerdesk.store.store import Store

_AT = time(9)  # of the first day; a reading takes no time of the day
_LENGTH = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document to list: its title, and the name of its file where there is one."""

    title: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents there are, who can read them, and those that have notes."""

    documents: tuple[Session, ...]
    members: tuple[Member, ...]
    noted: frozenset[str]


def load(store: Store) -> Listed:
    """Return the documents as they stand on this laptop."""
    found = (s for s in reading.sessions(store) if s.kind is SessionKind.READING)
    team = (m for m in reading.members(store) if m.role is not TeamRole.OBSERVER)
    return Listed(
        tuple(s for s in found if not s.cancelled), tuple(team), reading.sessions_noted(store)
    )


def typed(text: str) -> list[Wanted]:
    """Return a document for every line that says something; a list's marks are dropped."""
    lines = (" ".join(line.split()).lstrip("-*• ") for line in text.splitlines())
    return [Wanted(line) for line in lines if line]


def named(files: Iterable[Path]) -> list[Wanted]:
    """Return a document for every file: its name alone is taken, nothing is read."""
    return [Wanted(file.stem.replace("_", " ").strip() or file.name, file.name) for file in files]


def listing(wanted: Sequence[Wanted], peers: Sequence[RecordId]) -> Work:
    """Return how to list documents, for some peers or, where there are none, for everybody.

    Those of a title that is listed already are left as they are.
    """

    def work(store: Store) -> Steps:
        challenge = reading.challenge(store)
        start = from_local(datetime.combine(challenge.start, _AT), challenge.time_zone)
        known = {one.title.casefold() for one in load(store).documents}
        with store.atomic():
            act = Act(store)
            for one in wanted:
                if one.title.casefold() in known:
                    continue
                known.add(one.title.casefold())
                values: dict[str, Value] = {
                    "title": one.title,
                    "kind": SessionKind.READING.value,
                    "start": to_stored(start),
                    "end": to_stored(start + _LENGTH),
                    "document": one.file,
                }
                act.create(
                    RecordKind.SESSION, values | {f"peer:{peer}": True for peer in sorted(peers)}
                )
        return act.steps

    return work
