"""What the Findings page reads and writes on the worker thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Evidence
from peerdesk.domain.triangulation import Triangulation, triangulate_all
from peerdesk.domain.words import FindingKind, FindingState
from peerdesk.store import findings, reading
from peerdesk.store.store import Store

_MOST_HITS = 50


@dataclass(frozen=True, slots=True)
class Conclusions:
    """The evidence with its findings and recommendations, and what stands behind each finding."""

    evidence: Evidence
    behind: Mapping[RecordId, Triangulation]


def load(store: Store) -> Conclusions:
    """Return everything the page shows."""
    evidence = reading.load_evidence(store)
    return Conclusions(evidence, triangulate_all(evidence.findings, evidence))


def search(store: Store, words: str) -> tuple[RecordId, ...]:
    """Return the newest notes that hold the words."""
    return tuple(o.id for o in reading.search(store, words, _MOST_HITS))


def tie(store: Store, finding: RecordId, observation: RecordId, tied: bool) -> None:
    """Tie a note to a finding, or untie it."""
    findings.tie_evidence(store, finding, observation, tied)


class FindingWriter:
    """Writes one finding; knows which record it became once it has been written."""

    def __init__(self, record: RecordId | None) -> None:
        self.record = record

    def write(self, store: Store, new: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
        """Make the finding, or change what differs; one without any words is not made yet."""
        if self.record is not None:
            store.change(self.record, dict(new), typing=True)
        elif whole["headline"].strip() or whole["narrative"].strip():
            self.record = findings.save_finding(
                store,
                headline=whole["headline"],
                narrative=whole["narrative"],
                kind=FindingKind.read(whole["kind"], FindingKind.STRENGTH),
                state=FindingState.read(whole["state"], FindingState.DRAFT),
                theme=RecordId(whole["theme"]) if whole["theme"] else None,
            )


class RecommendationWriter:
    """Writes one recommendation; knows which record it became once it has been written."""

    def __init__(self, record: RecordId | None) -> None:
        self.record = record

    def write(self, store: Store, new: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
        """Make the recommendation, or change what differs."""
        if self.record is not None and "findings" not in new:
            store.change(self.record, {"text": whole["text"]}, typing=True)
        elif self.record is not None or whole["text"].strip():
            self.record = findings.save_recommendation(
                store, self.record, text=whole["text"], findings=whole["findings"]
            )
