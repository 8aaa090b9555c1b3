"""Writing what the team concludes: findings with evidence, recommendations with numbers."""

from peerdesk.domain.ids import RecordId
from peerdesk.domain.order import after
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.words import FindingKind, FindingState
from peerdesk.store.reading import findings, recommendations
from peerdesk.store.store import Store


def save_finding(
    store: Store,
    record: RecordId | None = None,
    *,
    headline: str,
    narrative: str,
    kind: FindingKind,
    state: FindingState,
    theme: RecordId | None,
) -> RecordId:
    """Add a finding, or change the fields of one that differ; return its id."""
    values: dict[str, Value] = {
        "headline": headline,
        "narrative": narrative,
        "kind": kind.value,
        "state": state.value,
        "theme": theme or "",
    }
    with store.atomic():
        if record is None:
            last = max((finding.position for finding in findings(store)), default="")
            return store.create(RecordKind.FINDING, values | {"position": after(last)})
        _change(store, record, values)
        return record


def tie_evidence(store: Store, finding: RecordId, observation: RecordId, tied: bool = True) -> None:
    """Tie an observation to a finding, or untie it."""
    _change(store, finding, {f"evidence:{observation}": tied})


def save_recommendation(
    store: Store, record: RecordId | None = None, *, text: str, findings: frozenset[RecordId]
) -> RecordId:
    """Add a recommendation, or change what differs, with exactly these findings behind it."""
    with store.atomic():
        if record is None:
            last = max((found.position for found in recommendations(store)), default="")
            values: dict[str, Value] = {"text": text, "position": after(last)}
            behind = dict.fromkeys((f"finding:{finding}" for finding in findings), True)
            return store.create(RecordKind.RECOMMENDATION, values | behind)
        tied = {name for name in store.state(record).fields if name.startswith("finding:")}
        wanted = {f"finding:{finding}" for finding in findings}
        members: dict[str, Value] = {name: name in wanted for name in tied | wanted}
        _change(store, record, {"text": text} | members)
        return record


def number_recommendations(store: Store) -> None:
    """Give each recommendation without a number the next one; a number never changes.

    Raises NotAllowed when this laptop is not a lead's.
    """
    with store.atomic():
        every = recommendations(store)
        last = max((found.number for found in every), default=0)
        for found in every:
            if not found.number:
                last += 1
                store.change(found.id, {"number": last})


def _change(store: Store, record: RecordId, values: dict[str, Value]) -> None:
    """Change only the fields whose value differs, so that nobody's edit is replaced for nothing."""
    fields = store.state(record).fields
    new = {
        name: value
        for name, value in values.items()
        if (known := fields.get(name)) is None or known.value != value or known.others
    }
    if new:
        store.change(record, new)
