"""Handing an observation's ties to another that has swallowed it, and back."""

from dataclasses import dataclass

from peerdesk.domain.ids import RecordId
from peerdesk.store.reading import findings
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Handed:
    """What went from one observation to another, for giving it back.

    `tied` are the findings that had only the one for evidence, `shared` those that had both.
    """

    giver: RecordId
    taker: RecordId
    tied: tuple[RecordId, ...]
    shared: tuple[RecordId, ...]
    comments: tuple[RecordId, ...]


def hand_over(store: Store, giver: RecordId, taker: RecordId) -> Handed:
    """Move the evidence ties and this author's comments of one observation to another.

    Others' comments are theirs to move: they stay on the one that was swallowed.
    """
    behind = {one.id: one.evidence for one in findings(store) if giver in one.evidence}
    handed = Handed(
        giver,
        taker,
        tied=tuple(one for one, evidence in behind.items() if taker not in evidence),
        shared=tuple(one for one, evidence in behind.items() if taker in evidence),
        comments=_own_comments(store, giver),
    )
    with store.atomic():
        for finding in handed.tied:
            store.change(finding, {f"evidence:{giver}": False, f"evidence:{taker}": True})
        for finding in handed.shared:
            store.change(finding, {f"evidence:{giver}": False})
        for comment in handed.comments:
            store.change(comment, {"on": taker})
    return handed


def give_back(store: Store, handed: Handed) -> None:
    """Undo what was handed over."""
    with store.atomic():
        for finding in handed.tied:
            back = {f"evidence:{handed.giver}": True, f"evidence:{handed.taker}": False}
            store.change(finding, dict(back))
        for finding in handed.shared:
            store.change(finding, {f"evidence:{handed.giver}": True})
        for comment in handed.comments:
            store.change(comment, {"on": handed.giver})


def _own_comments(store: Store, observation: RecordId) -> tuple[RecordId, ...]:
    rows = store.db.execute(
        'SELECT id, device, noted_by FROM comment WHERE "on" = ? AND deleted IS NOT 1',
        [observation],
    ).fetchall()
    return tuple(
        RecordId(record)
        for record, device, noted_by in rows
        if store.rights.same_author(store.device, device, noted_by)
    )
