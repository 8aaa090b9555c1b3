"""Drafts the findings theme by theme; knows nothing of how they are rendered."""

from collections.abc import Iterable

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Evidence, Finding, Theme
from peerdesk.domain.triangulation import final_theme
from peerdesk.domain.words import FindingKind, FindingState
from peerdesk.feedback.parts import Feedback, FindingText, Text, ThemeFeedback, fixed
from peerdesk.feedback.wording import Wording

WRITTEN = frozenset({FindingState.PRESENT, FindingState.REPORT_ONLY})


def standing_themes(evidence: Evidence) -> list[Theme]:
    """Return the themes that were not joined to another, focus areas before emergent ones."""
    standing = [theme for theme in evidence.themes if not theme.joined]
    return sorted(standing, key=lambda theme: not theme.focus)


def feedback(evidence: Evidence, wording: Wording) -> Feedback:
    """Draft the findings by theme; a finding without a standing theme comes last, under “other”."""
    standing = standing_themes(evidence)
    findings = _by_theme(evidence)
    shown = [
        (at, theme) for at, theme in enumerate(standing, 1) if theme.focus or theme.id in findings
    ]
    themes = [_theme(at, theme.name.strip(), findings.pop(theme.id, [])) for at, theme in shown]
    homeless = [finding for left in findings.values() for finding in left]
    if homeless:
        themes.append(_theme(len(standing) + 1, wording.say("themes.other"), homeless))
    kinds = {theme.focus for _, theme in shown}
    openings = [key for key, focus in (("opening", True), ("emergent", False)) if focus in kinds]
    return Feedback(
        heading=fixed(wording, "themes.heading"),
        opening=tuple(fixed(wording, f"themes.{key}") for key in openings),
        strengths=fixed(wording, "themes.strengths"),
        considerations=fixed(wording, "themes.considerations"),
        quiet=fixed(wording, "themes.quiet"),
        themes=tuple(themes),
    )


def _by_theme(evidence: Evidence) -> dict[RecordId | None, list[Finding]]:
    """Return the findings to be written by the theme they stand under, None for no such theme."""
    known = {theme.id: theme for theme in evidence.themes}
    findings: dict[RecordId | None, list[Finding]] = {}
    for finding in evidence.findings:
        if finding.state in WRITTEN and (finding.headline.strip() or finding.narrative.strip()):
            theme = final_theme(finding.theme, known) if finding.theme in known else None
            findings.setdefault(theme, []).append(finding)
    return findings


def _theme(at: int, name: str, findings: list[Finding]) -> ThemeFeedback:
    strengths = [f for f in findings if f.kind is FindingKind.STRENGTH]
    considerations = [f for f in findings if f.kind is not FindingKind.STRENGTH]
    return ThemeFeedback(
        Text(f"Theme {at}, name", name),
        _findings(f"{name}, strength", strengths),
        _findings(f"{name}, area for consideration", considerations),
    )


def _findings(where: str, findings: Iterable[Finding]) -> tuple[FindingText, ...]:
    return tuple(_finding(f"{where} {at}", finding) for at, finding in enumerate(findings, 1))


def _finding(where: str, finding: Finding) -> FindingText:
    headline, narrative = finding.headline.strip(), finding.narrative.strip()
    if not headline:
        headline, narrative = narrative, ""
    return FindingText(
        Text(f"{where}, headline", headline),
        Text(f"{where}, narrative", narrative),
        finding.state is FindingState.PRESENT,
    )
