"""What the Setup page reads and writes on the worker thread."""

import difflib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import RecordId
from peerdesk.domain.order import after, between, spread
from peerdesk.domain.records import Challenge, Member, Organisation, Question, Theme
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.schedule.themes import Template
from peerdesk.store import reading
from peerdesk.store.acts import Act, Step
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store

Steps = tuple[Step, ...]
Work = Callable[[Store], Steps]
QUESTIONS = "questions"  # a typed value: the lines of enquiry of a theme, one a line


@dataclass(frozen=True, slots=True)
class Known:
    """What Setup shows; `themes` are the focus areas alone."""

    challenge: Challenge
    organisations: tuple[Organisation, ...]
    themes: tuple[Theme, ...]
    members: tuple[Member, ...]
    has_timetable: bool
    needs_deputy: bool


def load(store: Store) -> Known:
    """Return the setup as it stands on this laptop."""
    members = reading.members(store)
    return Known(
        reading.challenge(store),
        reading.organisations(store),
        tuple(theme for theme in reading.themes(store) if theme.focus),
        members,
        bool(reading.sessions(store)),
        all(member.rights != "deputy" for member in members)
        and not store.settings.get(Settings.NO_DEPUTY),
    )


def adding(kind: RecordKind, values: Mapping[str, Value]) -> Work:
    """Return how to add a record; its id is the first step's."""
    return _act(lambda act, store: act.create(kind, values))


def moving(theme: RecordId, position: str) -> Work:
    """Return how to give a theme another place among the others."""
    return _act(lambda act, store: act.change(theme, {"position": position}))


def deleting(record: RecordId) -> Work:
    """Return how to delete a record; raises NotAllowed for one that others speak of."""

    def work(act: Act, store: Store) -> None:
        _require_unused(store, record)
        act.delete(record)

    return _act(work)


def taking_over(template: Template) -> Work:
    """Return how to add the themes of a set, but those whose tag is there already."""

    def work(act: Act, store: Store) -> None:
        known = [theme for theme in reading.themes(store) if theme.focus]
        tags = {theme.tag.casefold() for theme in known}
        position = max((theme.position for theme in known), default="")
        for area in template.areas:
            if area.tag.casefold() in tags:
                continue
            position = after(position)
            values: dict[str, Value] = {"name": area.name, "tag": area.tag, "position": position}
            values |= {"thread": True} if area.thread else {}
            theme = act.create(RecordKind.FOCUS_AREA, values)
            places = spread(len(area.questions))
            for text, place in zip(area.questions, places, strict=True):
                asked = {"theme": theme, "text": text, "position": place}
                act.create(RecordKind.QUESTION, asked)

    return _act(work)


def _act(write: Callable[[Act, Store], object]) -> Work:
    def work(store: Store) -> Steps:
        with store.atomic():
            act = Act(store)
            write(act, store)
        return act.steps

    return work


def _require_unused(store: Store, record: RecordId) -> None:
    for member in reading.members(store):
        if member.id == record and member.rights == "lead":
            raise NotAllowed(
                "Somebody must lead, so the lead was not deleted; nothing was changed."
            )
        if member.id != record and record in member.interest:
            _refuse_used()
    if record in reading.owners(store).values():
        raise NotAllowed(
            "This member has a laptop in the team, so they were not deleted; their notes need a"
            " name, make them an observer instead."
        )
    people = (p for session in reading.sessions(store) for p in session.participants)
    if any(person.organisation == record for person in people):
        _refuse_used()
    if any(record in noted.organisations | noted.themes for noted in reading.observations(store)):
        _refuse_used()


def _refuse_used() -> None:
    raise NotAllowed(
        "The timetable, somebody's interests or notes speak of this, so it was not deleted; rename"
        " it, or take it out there first."
    )


class RecordWriter:
    """Writes what is typed of one record, and keeps the steps of it until they are fetched."""

    def __init__(self, record: RecordId) -> None:
        self.record = record
        self._steps: deque[tuple[str, Steps]] = deque()

    def write(self, store: Store, new: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
        """Write the values that differ."""
        with store.atomic():
            act = Act(store)
            plain = {name: value for name, value in new.items() if name != QUESTIONS}
            if plain:
                act.change(self.record, plain, typing=True)
            if QUESTIONS in new:
                _write_questions(act, store, self.record, new[QUESTIONS])
        self._steps.append((f"{self.record} {sorted(new)}", act.steps))

    def fetch(self) -> list[tuple[str, Steps]]:
        """Return what was written since this was last asked, each with what may be joined to it."""
        found = []
        while self._steps:
            found.append(self._steps.popleft())
        return found


def _write_questions(act: Act, store: Store, theme: RecordId, lines: Sequence[str]) -> None:
    """Make the questions of a theme these; one that only changes its words stays the same one."""
    known = next((one.questions for one in reading.themes(store) if one.id == theme), ())
    texts = [question.text for question in known]
    kept: list[tuple[Question | None, str]] = []
    for _, i1, i2, j1, j2 in difflib.SequenceMatcher(None, texts, lines, False).get_opcodes():
        old, new = known[i1:i2], lines[j1:j2]
        for gone in old[len(new) :]:
            act.delete(gone.id)
        kept += zip([*old[: len(new)], *[None] * (len(new) - len(old))], new, strict=False)
    last = ""
    for place, (question, text) in enumerate(kept):
        if question is not None:
            act.change(question.id, {"text": text}, typing=True)
            last = question.position
            continue
        following = next((q.position for q, _ in kept[place:] if q is not None), "")
        last = between(last, following) if following else after(last)
        act.create(RecordKind.QUESTION, {"theme": theme, "text": text, "position": last})
