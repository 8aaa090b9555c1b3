"""The outline of both feedback documents, built from a challenge; knows nothing of file formats."""

from peerdesk.domain.records import Evidence
from peerdesk.feedback import drafting, drafting_approach, drafting_themes
from peerdesk.feedback.parts import Outline
from peerdesk.feedback.wording import Wording

__all__ = ["Outline", "build_outline"]


def build_outline(evidence: Evidence, wording: Wording) -> Outline:
    """Draft the report and the presentation of a challenge, findings and counts as they stand.

    Findings that are drafts, dropped or only to be said are left out. Raises WordingError.
    """
    recommendations = drafting.recommendations(evidence, wording)
    feedback = drafting_themes.feedback(evidence, wording)
    return Outline(
        cover=drafting.cover(evidence, wording),
        summary=drafting.summary(evidence, feedback, len(recommendations.items), wording),
        recommendations=recommendations,
        approach=drafting_approach.approach(evidence, wording),
        feedback=feedback,
        next_steps=drafting.next_steps(wording),
        slides=drafting.slide_titles(wording),
    )
