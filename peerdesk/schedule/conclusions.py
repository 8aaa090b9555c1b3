"""Findings and recommendations from a file, TOML or a workbook, put into the store.

What the file leaves out is left alone: nothing is inferred from absence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Finding, Observation, Recommendation
from peerdesk.domain.words import FindingKind, FindingState
from peerdesk.schedule.columns import Column, Sheet
from peerdesk.schedule.entries import Entry, unique
from peerdesk.schedule.tables import read_tables
from peerdesk.store import reading
from peerdesk.store.findings import save_finding, save_recommendation, tie_evidence
from peerdesk.store.store import Store

FINDINGS = Sheet(
    "findings",
    "What the team concludes.",
    (
        Column("headline", "One sentence; a finding with the same one is updated.", True),
        Column("narrative", "Two to four sentences."),
        Column("kind", "strength or consideration.", True, tuple(FindingKind)),
        Column("theme", "The tag of a theme."),
        Column("state", "draft if left out.", False, tuple(FindingState)),
        Column("evidence", "Words from one note each, exactly as there, or ids; one a line."),
    ),
    required=False,
)
RECOMMENDATIONS = Sheet(
    "recommendations",
    "What the team suggests.",
    (
        Column("text", "What to do.", True),
        Column("findings", "Headlines of the findings behind it, one a line."),
        Column("number", "The number it has in a document, to change its text."),
    ),
    required=False,
)
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Changes:
    """How many records of a kind were added, changed, and already as in the file."""

    added: int
    changed: int
    same: int


def put_in_conclusions(store: Store, path: Path) -> tuple[Changes, Changes]:
    """Add and update findings and recommendations from a file, all of them or none.

    Findings are known by their headline, recommendations by their text or number; evidence is added
    to what is tied already. Returns the changes of each. Raises SetupFault.
    """
    tables = read_tables(path, (FINDINGS, RECOMMENDATIONS))
    if not tables["findings"] and not tables["recommendations"]:
        Entry(path.name, "", {}).fault("it holds no findings", "fill in the table “findings”")
    with store.atomic():
        before = _Known(store)
        _findings(store, tables["findings"], before)
        _recommendations(store, tables["recommendations"], before)
        after = _Known(store)
        return (
            _changes(len(tables["findings"]), before.findings, after.findings),
            _changes(len(tables["recommendations"]), before.numbered, after.numbered),
        )


class _Known:
    """The conclusions there are, by what a file calls them."""

    def __init__(self, store: Store) -> None:
        self.findings: dict[str, Finding] = {
            _plain(finding.headline): finding for finding in reading.findings(store)
        }
        every = reading.recommendations(store)
        self.numbered: dict[str, Recommendation] = {one.id: one for one in every}
        self.texts = {_plain(one.text): one for one in every}


def _changes(given: int, before: Mapping[str, object], after: Mapping[str, object]) -> Changes:
    added = len(after.keys() - before.keys())
    changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
    return Changes(added, changed, given - added - changed)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _findings(store: Store, entries: list[Entry], known: _Known) -> None:
    unique(((entry, entry.text("headline")) for entry in entries), "headline")
    tags = {theme.tag.casefold(): theme.id for theme in reading.themes(store) if theme.tag}
    notes = reading.observations(store)
    for entry in entries:
        old = known.findings.get(_plain(entry.text("headline")))
        record = save_finding(
            store,
            old.id if old else None,
            headline=entry.text("headline"),
            narrative=_kept(entry, "narrative", old, lambda one: one.narrative),
            kind=entry.word("kind", FindingKind.CONSIDERATION),
            state=entry.word("state", old.state if old else FindingState.DRAFT),
            theme=_theme(entry, tags, old),
        )
        for number, snippet in enumerate(entry.texts("evidence"), 1):
            observation = _noted(entry, number, snippet, notes)
            if old is None or observation not in old.evidence:
                tie_evidence(store, record, observation)


def _kept(entry: Entry, name: str, old: Finding | None, value: Callable[[Finding], str]) -> str:
    """Return what the file says, or what is there where the file says nothing."""
    return entry.text(name) or (value(old) if old else "")


def _theme(entry: Entry, tags: Mapping[str, RecordId], old: Finding | None) -> RecordId | None:
    given = entry.text("theme").lstrip("#").casefold()
    if not given:
        return old.theme if old else None
    if given not in tags:
        entry.fault("the theme is not the tag of a theme", "use a tag as in notes, without #")
    return tags[given]


def _noted(entry: Entry, number: int, snippet: str, notes: tuple[Observation, ...]) -> RecordId:
    """Return the one observation a snippet, or an id, stands for; the fault never quotes it."""
    found = [note.id for note in notes if note.id == snippet or snippet in note.text]
    if len(found) != 1:
        entry.fault(
            f"evidence {number} is in {'several notes' if found else 'no note'}",
            "copy a piece that is in exactly one note",
        )
    return found[0]


def _recommendations(store: Store, entries: list[Entry], before: _Known) -> None:
    unique(((entry, entry.text("text")) for entry in entries), "text")
    findings = _Known(store).findings
    for entry in entries:
        old = _recommendation(entry, before)
        behind = {_behind(entry, headline, findings) for headline in entry.texts("findings")}
        save_recommendation(
            store,
            old.id if old else None,
            text=entry.text("text"),
            findings=frozenset(behind) | (old.findings if old else frozenset()),
        )


def _recommendation(entry: Entry, known: _Known) -> Recommendation | None:
    number = entry.whole("number", 0, _MOST)
    if not number:
        return known.texts.get(_plain(entry.text("text")))
    found = next((one for one in known.numbered.values() if one.number == number), None)
    if found is None:
        entry.fault(f"there is no recommendation {number}", "leave the number out for a new one")
    return found


def _behind(entry: Entry, headline: str, findings: Mapping[str, Finding]) -> RecordId:
    found = findings.get(_plain(headline))
    if found is None:
        entry.fault("a finding behind it is not known by its headline", "copy the whole headline")
    return found.id
