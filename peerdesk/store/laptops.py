"""Whose laptop is whose, as a lead settles it: confirmed, one more of somebody, somebody new."""

from dataclasses import dataclass

from peerdesk.domain.errors import NotAllowed
from peerdesk.domain.ids import DeviceId, RecordId, made_by
from peerdesk.domain.records import Device, Session
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.words import Background, Rights, TeamRole
from peerdesk.store import reading
from peerdesk.store.passwords import spoken
from peerdesk.store.rows import Rows
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Laptop:
    """A laptop by its first key: what it says, what a lead said, and the words of that key."""

    device: Device
    member: RecordId | None
    is_confirmed: bool
    role: TeamRole
    words: str
    is_this: bool


def laptops(store: Store) -> tuple[Laptop, ...]:
    """Return the laptops of the team, each once whatever keys it went on under."""
    roles = {row["id"]: row["role"] for row in Rows(store.db).all("device", "id")}
    first_of = store.rights.first_of
    return tuple(
        Laptop(
            device,
            next(iter(sorted(given)), None) or device.belongs_to,
            bool(given),
            TeamRole.read(roles.get(device.record), TeamRole.OFFICER_PEER),
            spoken(device.id),
            store.rights.one_laptop(device.id, store.device),
        )
        for device in reading.devices(store)
        if first_of.get(device.id, device.id) == device.id
        for given in [store.rights.confirmed.get(device.id, frozenset())]
    )


def confirm(store: Store, device: Device, member: RecordId) -> None:
    """Say as a lead that a laptop is a member's; the conversations begun on it are then theirs."""
    if not reading.is_lead(store):
        raise NotAllowed("Only a lead can confirm a laptop; nothing was changed, ask your lead.")
    with store.atomic():
        store.change(device.record, {"confirmed": member})
        for session in reading.sessions(store):
            if _begun_on(store, session.id, device.id):
                _put_into(store, session, device.member, member)


def _put_into(store: Store, session: Session, said: RecordId | None, member: RecordId) -> None:
    """Have the one whose laptop it is in a conversation, instead of who it said they were."""
    if member in session.peers or (session.peers and said not in session.peers):
        return
    values: dict[str, Value] = {f"peer:{member}": True}
    if said in session.peers:
        values[f"peer:{said}"] = False
    store.change(session.id, values)


def _begun_on(store: Store, session: RecordId, device: DeviceId) -> bool:
    others = (one for one in store.log.devices() if store.rights.one_laptop(one, device))
    return any(made_by(session, one) for one in others)


def add_member(store: Store, name: str, role: TeamRole) -> RecordId:
    """Add somebody to the team as a peer, or as an observer where that is their role."""
    rights = Rights.OBSERVER if role is TeamRole.OBSERVER else Rights.PEER
    return store.create(
        RecordKind.MEMBER,
        {
            "name": name,
            "initials": _initials(store, name),
            "role": role.value,
            "rights": rights.value,
            "background": Background.OTHER.value,
        },
    )


def make_deputy(store: Store, member: RecordId) -> None:
    """Give a member the same rights as the lead."""
    store.change(member, {"rights": Rights.DEPUTY.value})


def _initials(store: Store, name: str) -> str:
    """Return initials no other member has."""
    taken = {member.initials.casefold() for member in reading.members(store)}
    plain = "".join(word[0] for word in name.split() if word[0].isalnum()).upper()[:6] or "X"
    number, initials = 2, plain
    while initials.casefold() in taken:
        number, initials = number + 1, f"{plain}{number}"
    return initials
