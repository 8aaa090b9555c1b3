"""Everybody's rights as this store's feeds have them, with the ties between devices checked."""

from collections.abc import Iterable

from peerdesk.domain.changes import Change
from peerdesk.domain.ids import DeviceId, made_by
from peerdesk.domain.rights import Rights, work_out
from peerdesk.store.errors import SignatureWrong
from peerdesk.store.wire import is_hash, tie_message, verify


def rights_from(challenge: str, founder: DeviceId, changes: Iterable[Change]) -> Rights:
    """Return everyone's rights from the changes to members and devices."""
    held = list(changes)
    return work_out(founder, held, dict(_ties(challenge, held)))


def _ties(challenge: str, changes: Iterable[Change]) -> Iterable[tuple[DeviceId, DeviceId]]:
    """Yield (successor, older device) of every device whose older key signed that it goes on."""
    for change in changes:
        header, values = change.header, change.values or {}
        if header.kind != "device" or not header.creates:
            continue
        older, signature = values.get("tied_to"), values.get("tie_signature")
        if (
            is_hash(older)
            and isinstance(signature, str)
            and made_by(header.record, change.device)
            and _tied(challenge, DeviceId(str(older)), change.device, signature)
        ):
            yield change.device, DeviceId(str(older))


def _tied(challenge: str, older: DeviceId, successor: DeviceId, signature: str) -> bool:
    try:
        verify(older, tie_message(challenge, successor), signature)
    except SignatureWrong:
        return False
    return True
