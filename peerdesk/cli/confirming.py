"""A lead's word that a laptop belongs to the person it names."""

from peerdesk.cli.lookup import find_unconfirmed
from peerdesk.domain.errors import NotAllowed
from peerdesk.store.laptops import add_member, confirm
from peerdesk.store.reading import is_lead, members
from peerdesk.store.store import Store


def confirm_laptop(store: Store, name: str) -> str:
    """Confirm the one laptop that says it is `name`; return the member's name.

    Somebody who is not on the list is added to the team as a peer first. Raises NotAllowed unless
    this laptop is a lead's, UnknownName or Ambiguous.
    """
    if not is_lead(store):
        raise NotAllowed("Only a lead can confirm a laptop; the files went in, ask your lead.")
    with store.atomic():
        laptop = find_unconfirmed(store, name)
        device = laptop.device
        member = device.member or add_member(store, device.name, laptop.role)
        confirm(store, device, member)
        return next(known.name for known in members(store) if known.id == member)
