"""Findings and recommendations in plenty, so that documents grow with the size of the bench."""

from dataclasses import replace

from peerdesk.cli.bench.sizes import Size
from peerdesk.cli.bench.words import Notes
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Evidence, Finding, Recommendation
from peerdesk.domain.words import FindingKind, FindingState

LONG = 50  # paragraphs of forty words, so that a report holds as many as there are observations
SHORT = 3  # what people really write behind a headline
_HEADLINE_WORDS = 9
_A_RECOMMENDATION = 5  # findings behind each


def with_findings(evidence: Evidence, size: Size, paragraphs: int) -> Evidence:
    """Return the evidence with a finding for each fifty observations, of so many paragraphs."""
    notes = Notes(paragraphs)
    themes = [theme.id for theme in evidence.themes]
    kinds = [*FindingKind]
    findings = tuple(
        Finding(
            id=RecordId(f"finding {at}"),
            headline=notes.text(_HEADLINE_WORDS),
            narrative="\n".join(notes.text() + "." for _ in range(paragraphs)),
            kind=kinds[at % len(kinds)],
            state=FindingState.PRESENT,
            theme=themes[at % len(themes)],
        )
        for at in range(size.observations // LONG)
    )
    recommendations = tuple(
        Recommendation(RecordId(f"recommendation {at}"), notes.text() + ".", at)
        for at in range(1, len(findings) // _A_RECOMMENDATION + 1)
    )
    return replace(evidence, findings=findings, recommendations=recommendations)
