"""What the Feedback page has done on the worker thread.

The document libraries are imported inside the jobs: loading them would hold up the window.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.app.jobs import Steps
from peerdesk.store import findings, reading
from peerdesk.store.store import Store

if TYPE_CHECKING:
    from peerdesk.feedback.attribution import Flag
    from peerdesk.feedback.outline import Outline


@dataclass(frozen=True, slots=True)
class Checked:
    """An outline as it would be written now, with everything in it that identifies somebody."""

    outline: "Outline"
    flags: "tuple[Flag, ...]"
    findings: int
    said_only: int


def check(store: Store) -> Checked:
    """Return what would go into the documents and what stands against it."""
    from peerdesk.feedback.attribution import find_identifying
    from peerdesk.feedback.outline import build_outline
    from peerdesk.feedback.wording import standard_wording

    evidence = reading.load_evidence(store)
    outline = build_outline(evidence, standard_wording())
    themes = outline.feedback.themes
    inside = sum(len(theme.strengths) + len(theme.considerations) for theme in themes)
    return Checked(
        outline,
        tuple(find_identifying(outline, evidence)),
        inside,
        len(evidence.findings) - inside,
    )


def publish(path: Path, report: bool) -> Callable[[Store, Steps], None]:
    """Return how to write the report, or else the presentation; raises IdentifyingText."""

    def work(store: Store, steps: Steps) -> None:
        from peerdesk.feedback.publish import publish_presentation, publish_report

        steps.tell(0, 3)
        findings.number_recommendations(store)
        steps.tell(1, 3)
        evidence = reading.load_evidence(store)
        steps.tell(2, 3)
        (publish_report if report else publish_presentation)(evidence, path)

    return work


def suggested_name(store: Store) -> str:
    """Return the code of the challenge for the names of the documents."""
    return reading.challenge(store).code
