"""A lead's word that a laptop belongs to the person it names."""

from peerdesk.cli.lookup import find_unconfirmed
from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Device
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import Background, Rights, TeamRole
from peerdesk.store.reading import is_lead, members
from peerdesk.store.rows import Rows
from peerdesk.store.store import Store


def confirm_laptop(store: Store, name: str) -> str:
    """Confirm the one laptop that says it is `name`; return the member's name.

    Somebody who is not on the list is added to the team as a peer first. Raises NotAllowed unless
    this laptop is a lead's, UnknownName or Ambiguous.
    """
    if not is_lead(store):
        raise NotAllowed("Only a lead can confirm a laptop; the files went in, ask your lead.")
    with store.atomic():
        device = find_unconfirmed(store, name)
        member = device.member or _new_member(store, device)
        store.change(device.record, {"confirmed": member})
        return next(known.name for known in members(store) if known.id == member)


def _new_member(store: Store, device: Device) -> RecordId:
    row = next(row for row in Rows(store.db).all("device", "id") if row["id"] == device.record)
    role = TeamRole.read(row["role"], TeamRole.OFFICER_PEER)
    rights = Rights.OBSERVER if role is TeamRole.OBSERVER else Rights.PEER
    return store.create(
        RecordKind.MEMBER,
        {
            "name": device.name,
            "initials": _initials(store, device.name),
            "role": role.value,
            "rights": rights.value,
            "background": Background.OTHER.value,
        },
    )


def _initials(store: Store, name: str) -> str:
    """Return initials no other member has."""
    taken = {member.initials.casefold() for member in members(store)}
    plain = "".join(word[0] for word in name.split() if word[0].isalnum()).upper()[:6] or "X"
    number, initials = 2, plain
    while initials.casefold() in taken:
        number, initials = number + 1, f"{plain}{number}"
    return initials
