"""How long the two feedback documents take, from the evidence to the file on disk."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from peerdesk.cli.bench import baseline_documents as bare
from peerdesk.cli.bench.findings import LONG, SHORT, with_findings
from peerdesk.cli.bench.measure import Row, in_turn, peak_mb, reset_peak, timed
from peerdesk.cli.bench.team import Team
from peerdesk.domain.records import Evidence
from peerdesk.feedback.attribution import find_identifying
from peerdesk.feedback.outline import Outline, build_outline
from peerdesk.feedback.report import write_report
from peerdesk.feedback.slides import write_presentation
from peerdesk.feedback.wording import standard_wording
from peerdesk.store.opening import open_with_key
from peerdesk.store.reading import load_evidence

WORD = "Word report"
SLIDES = "slides"
CHECK = "check before a report"
PANDOC = "Word report, beside pandoc"
_WORD_LIMIT = 1.5
_SLIDES_LIMIT = 1.3


def measure(team: Team) -> list[Row]:
    """Return the rows of documents; the check is a row of its own, for interest."""
    with open_with_key(team.merged, team.key) as store:
        evidence = load_evidence(store)
    return [*_word(team, with_findings(evidence, team.size, LONG)), _slides(team, evidence)]


def _word(team: Team, evidence: Evidence) -> Iterator[Row]:
    ours, theirs = team.folder / "ours.docx", team.folder / "theirs.docx"
    _draft_and(write_report, evidence, ours)
    content = bare.read_word(ours)
    reset_peak()
    pair = in_turn(
        team.size.repeats,
        lambda: timed(lambda: _draft_and(write_report, evidence, ours)),
        lambda: timed(lambda: bare.write_word(content, theirs)),
    )
    versus = "lxml streaming the same paragraphs into a zip"
    yield pair.row(WORD, team.size, _WORD_LIMIT, versus)
    seconds = median(pair.ours)
    outline = build_outline(evidence, standard_wording())
    check = timed(lambda: find_identifying(outline, evidence))
    versus = "writing the report"
    yield Row(CHECK, team.size.name, check / seconds, None, check, peak_mb(), versus)
    if shutil.which("pandoc"):
        yield _pandoc(team, content, seconds)


def _draft_and(write: Callable[[Outline, Path], None], evidence: Evidence, path: Path) -> None:
    write(build_outline(evidence, standard_wording()), path)


def _pandoc(team: Team, content: bare.WordContent, seconds: float) -> Row:
    source = team.folder / "report.md"
    texts = ("".join(text for _, text in runs) for _, runs in content.paragraphs)
    source.write_text("\n\n".join(texts), encoding="utf-8")
    order = ["pandoc", str(source), "-o", str(team.folder / "pandoc.docx")]
    theirs = timed(lambda: subprocess.run(order, check=True))
    versus = "pandoc, the same paragraphs from Markdown"
    return Row(PANDOC, team.size.name, seconds / theirs, None, seconds, None, versus)


def _slides(team: Team, evidence: Evidence) -> Row:
    plenty = with_findings(evidence, team.size, SHORT)
    ours, theirs = team.folder / "ours.pptx", team.folder / "theirs.pptx"
    _draft_and(write_presentation, plenty, ours)
    content = bare.read_slides(ours)
    reset_peak()
    pair = in_turn(
        team.size.repeats,
        lambda: timed(lambda: _draft_and(write_presentation, plenty, ours)),
        lambda: timed(lambda: bare.write_slides(content, theirs)),
    )
    versus = "python-pptx alone writing the same shapes"
    return pair.row(SLIDES, team.size, _SLIDES_LIMIT, versus)
