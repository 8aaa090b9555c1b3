"""The one way to a feedback document: build the outline, check it, and only then write it."""

from collections.abc import Callable
from pathlib import Path

from peerdesk.domain.records import Evidence
from peerdesk.feedback.attribution import IdentifyingText, find_identifying
from peerdesk.feedback.outline import Outline, build_outline
from peerdesk.feedback.report import write_report
from peerdesk.feedback.slides import write_presentation
from peerdesk.feedback.wording import standard_wording

Writer = Callable[[Outline, Path], None]


def publish_report(evidence: Evidence, path: Path) -> Outline:
    """Check and write the Word report of a challenge; return what went into it.

    Recommendations are numbered before. Raises IdentifyingText and DocumentNotWritten.
    """
    return check_then_write(
        build_outline(evidence, standard_wording()), evidence, path, write_report
    )


def publish_presentation(evidence: Evidence, path: Path) -> Outline:
    """Check and write the presentation of a challenge; return what went into it.

    Recommendations are numbered before. Raises IdentifyingText and DocumentNotWritten.
    """
    outline = build_outline(evidence, standard_wording()).for_slides()
    return check_then_write(outline, evidence, path, write_presentation)


def check_then_write(outline: Outline, evidence: Evidence, path: Path, writer: Writer) -> Outline:
    """Write an outline in which nothing identifies anybody; raises IdentifyingText else."""
    flags = find_identifying(outline, evidence)
    if flags:
        raise IdentifyingText(flags)
    writer(outline, path)
    return outline
