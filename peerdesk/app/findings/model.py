"""Turns findings, recommendations and what is behind them into rows and sentences."""

from collections.abc import Iterable

from peerdesk.app.evidence.model import Names
from peerdesk.app.findings.actions import Conclusions
from peerdesk.app.widgets.entries import Entry
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Finding, Recommendation
from peerdesk.domain.triangulation import Triangulation
from peerdesk.domain.words import FindingKind, FindingState

_MARKS = {FindingKind.STRENGTH: "+", FindingKind.CONSIDERATION: "!"}


def behind_words(behind: Triangulation | None) -> str:
    """Say in words who else said so, and whether that is thin."""
    if behind is None or not behind.observations:
        return "Nothing is tied to it yet. Search the notes beside and tie what supports it."
    where = _many(behind.sessions, "session")
    if behind.documents:
        where += f" and {_many(behind.documents, 'document')}"
    said = (
        f"{_many(behind.observations, 'note')} from {where}, noted by"
        f" {_many(behind.peers, 'peer')}, from {_many(behind.organisations, 'organisation')}."
    )
    if behind.thin:
        said += " This rests on one conversation: who else could be asked?"
    elif behind.organisations < 2:
        said += " All of it comes from one organisation."
    return said


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def finding_entries(conclusions: Conclusions) -> list[Entry]:
    """Return the findings as rows, by theme in the team's order, dropped ones last."""
    evidence = conclusions.evidence
    themes = {t.id: (place, t.name) for place, t in enumerate(evidence.themes)}

    def order(finding: Finding) -> tuple[bool, int, bool, str]:
        place = themes[finding.theme][0] if finding.theme in themes else len(themes)
        return (
            finding.state is FindingState.DROPPED,
            place,
            finding.kind is not FindingKind.STRENGTH,
            finding.position,
        )

    return [
        _finding_entry(finding, conclusions, themes)
        for finding in sorted(evidence.findings, key=order)
    ]


def _finding_entry(
    finding: Finding, conclusions: Conclusions, themes: dict[RecordId, tuple[int, str]]
) -> Entry:
    theme = themes[finding.theme][1] if finding.theme in themes else "No theme yet"
    behind = conclusions.behind.get(finding.id)
    sources = _many(behind.sessions, "session") if behind else ""
    state = "" if finding.state is FindingState.PRESENT else f" · {finding.state.label}"
    return Entry(
        id=finding.id,
        text=finding.headline or "No headline yet",
        second=f"{theme} · {sources}{state}",
        mark=_MARKS[finding.kind],
        tint=finding.kind.value,
        faded=finding.state is FindingState.DROPPED,
        spoken=f"{finding.kind.label}: {finding.headline}. {theme}. {sources}{state}",
    )


def evidence_entries(
    conclusions: Conclusions, finding: Finding | None, hits: Iterable[RecordId] | None
) -> list[Entry]:
    """Return the notes found, or without a search those tied; tied ones carry a tick."""
    names = Names.of(conclusions.evidence)
    by_id = {o.id: o for o in conclusions.evidence.observations if not o.erased}
    tied = finding.evidence if finding else frozenset()
    wanted = hits if hits is not None else [i for i in by_id if i in tied]
    made = []
    for record in wanted:
        if record not in by_id:
            continue
        row = names.entry(by_id[record])
        word = "Tied" if record in tied else "Not tied"
        made.append(
            Entry(
                id=row.id,
                text=row.text,
                second=row.second,
                mark="✓" if record in tied else " ",
                tint="strength",
                spoken=f"{word}. {row.spoken}",
            )
        )
    return made


def recommendation_entries(conclusions: Conclusions) -> list[Entry]:
    """Return the recommendations as rows."""
    return [
        Entry(
            id=one.id,
            text=one.text or "No words yet",
            second=_many(len(one.findings), "finding") + " behind it",
            mark=str(one.number) if one.number else "–",
            tint="text",
            spoken=(f"Number {one.number}. " if one.number else "No number yet. ") + one.text,
        )
        for one in conclusions.evidence.recommendations
    ]


def behind_entries(
    conclusions: Conclusions, chosen: frozenset[RecordId], first: frozenset[RecordId]
) -> list[Entry]:
    """Return all findings as rows, ticked where a recommendation rests on them, `first` on top."""
    return [
        Entry(
            id=row.id,
            text=row.text,
            second=row.second,
            mark="✓" if RecordId(row.id) in chosen else " ",
            tint="strength",
            spoken=("Behind it. " if RecordId(row.id) in chosen else "Not behind it. ")
            + row.spoken,
        )
        for row in sorted(finding_entries(conclusions), key=lambda row: row.id not in first)
    ]


def finding_of(conclusions: Conclusions, record: str) -> Finding | None:
    """Return a finding by its id."""
    return next((f for f in conclusions.evidence.findings if f.id == RecordId(record)), None)


def recommendation_of(conclusions: Conclusions, record: str) -> Recommendation | None:
    """Return a recommendation by its id."""
    every = conclusions.evidence.recommendations
    return next((r for r in every if r.id == RecordId(record)), None)
