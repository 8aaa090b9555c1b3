"""Which column of a list is which: by the words over it, or else by what is in it."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from peerdesk.schedule.timetable.grid import Grid, Row


class Meaning(StrEnum):
    """What a column of a timetable is for."""

    DAY = "day"
    TIME = "time"
    START = "start"
    END = "end"
    TITLE = "title"
    PLACE = "place"
    WHO = "who"
    ROLE = "role"
    ORGANISATION = "organisation"
    PEERS = "peers"
    STREAM = "stream"
    KIND = "kind"
    OTHER = "other"


_PATTERNS: tuple[tuple[Meaning, str], ...] = (
    (Meaning.OTHER, (r"notes?|comments?|status|confirmed|contact|booked|e-?mail|tel|phone|purpose"
     r"|lines? of enquiry|questions?|ref(erence)?|no\.?|number|#|kloes?|organised by|catering")),
    (Meaning.START, r"(start|begins?|from)( time)?|time from|start"),
    (Meaning.END, r"(end|ends|finish(es)?|to|until)( time)?|time to"),
    (Meaning.DAY, r"day|date|day (and|&|/) date|date (and|&|/) day"),
    (Meaning.TIME, r"(date (and|&|/) )?times?( ?slot)?|slot|when|hours|timings?"),
    (Meaning.STREAM, r"streams?|strands?|tracks?|group|team [a-d]|sub-?team"),
    (Meaning.PEERS, (r"peers?( team)?( members?| attending)?|reviewers?|peer team|team( members?)?"
     r"|interviewers?|led by|lead peer|initials|who from (the )?(peer )?team")),
    (Meaning.KIND, r"type|kind|format|method|type of (session|meeting|activity)"),
    (Meaning.PLACE, r"venue|place|location|rooms?|where|address|venue ?/ ?room|meeting room|site"),
    (Meaning.ORGANISATION, r"organi[sz]ations?|service( area)?|partner|agency|employer"),
    (Meaning.WHO, (r"who|with|with whom|attendees?|interviewees?|participants?|people|names?"
     r"|attending|invitees?|(council |lead |link )?officers?|name (and|&|/) (role|title|job title)"
     r"|council attendees?|to meet|meeting with|stakeholders?")),
    (Meaning.ROLE, r"roles?|job titles?|job roles?|positions?|designations?|posts?"),
    (Meaning.TITLE, (r"sessions?|meetings?|activit(y|ies)|events?|items?|interviews?|subject|title"
     r"|what|programme|focus group|session title|topic|agenda|details?|description")),
)  # fmt: skip
_COMPILED = tuple((meaning, re.compile(words)) for meaning, words in _PATTERNS)
_ANCHORS = frozenset({Meaning.TIME, Meaning.START})
_WITHIN = 30  # rows in which the headings are looked for


def normal(heading: str) -> str:
    """Return a heading as it is compared and remembered."""
    whole = heading.casefold().replace("(s)", "s")
    return " ".join(re.sub(r"[:*?()\[\]]", " ", whole).split())


def meaning_of(heading: str, taught: Mapping[str, str]) -> Meaning | None:
    """Return what a heading says its column is for: as a lead has taught, else by its words."""
    words = normal(heading)
    if words in taught:
        return Meaning(taught[words])
    outside = normal(re.sub(r"\([^()]{2,}\)", " ", heading))
    parts = (words, outside, *re.split(r"\s*(?:/|&|\band\b)\s*", outside))
    return next(filter(None, map(_by_words, parts)), None)


def _by_words(words: str) -> Meaning | None:
    return next((meaning for meaning, pattern in _COMPILED if pattern.fullmatch(words)), None)


def find_headings(grid: Grid, taught: Mapping[str, str]) -> tuple[int, list[Meaning | None]] | None:
    """Return the row of headings and what each column is for, or None where there is none."""
    for number, row in enumerate(grid.rows[:_WITHIN]):
        meanings = _meanings(row, taught)
        said = {one for one in meanings if one is not None and one is not Meaning.OTHER}
        if said & _ANCHORS and len(said) > 1:
            return number, meanings
    return None


def _meanings(row: Row, taught: Mapping[str, str]) -> list[Meaning | None]:
    found: list[Meaning | None] = []
    for cell in row.cells:
        meaning = None if cell.copy else meaning_of(cell.text, taught)
        twice = meaning in found and meaning is not Meaning.OTHER
        found.append(_second(meaning) if twice else meaning)
    return found


def _second(meaning: Meaning | None) -> Meaning | None:
    """Return what a second column of a meaning may be: two of people are read together."""
    return meaning if meaning is Meaning.WHO else Meaning.OTHER


def places_of(meanings: Sequence[Meaning | None]) -> dict[Meaning, list[int]]:
    """Return the columns of each meaning."""
    found: dict[Meaning, list[int]] = {}
    for number, meaning in enumerate(meanings):
        if meaning is not None:
            found.setdefault(meaning, []).append(number)
    return found
