"""Who may change what, worked out from the whole union of feeds and from nothing else.

Rights only grow: a right once given by a change that counts is never judged away by clocks, so
every store that holds the same changes comes to the same verdict (DESIGN.md section 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from peerdesk.domain.changes import Change
from peerdesk.domain.ids import DeviceId, RecordId, made_by
from peerdesk.domain.schema import LEAD_RIGHTS, Right


@dataclass(frozen=True, slots=True)
class Rights:
    """The standing of every device: which are leads', and which members each is confirmed as."""

    leads: frozenset[DeviceId]
    confirmed: Mapping[DeviceId, frozenset[RecordId]] = field(default_factory=dict)
    first_of: Mapping[DeviceId, DeviceId] = field(default_factory=dict)

    def same_author(
        self, device: DeviceId, creator: DeviceId, noted_by: RecordId | None = None
    ) -> bool:
        """Say whether `device` writes as the author of what `creator` made for `noted_by`."""
        if self.one_laptop(device, creator):
            return True
        members = self.confirmed.get(device, frozenset())
        return noted_by in members or bool(members & self.confirmed.get(creator, frozenset()))

    def one_laptop(self, device: DeviceId, other: DeviceId) -> bool:
        """Say whether two devices are one laptop's, by what their keys signed of each other."""
        return self.first_of.get(device, device) == self.first_of.get(other, other)

    def allows(
        self, right: Right, device: DeviceId, creator: DeviceId, noted_by: RecordId | None
    ) -> bool:
        """Say whether a change by `device` to a field with this right counts."""
        if right is Right.ANYONE:
            return True
        if right is Right.LEAD:
            return device in self.leads
        return self.same_author(device, creator, noted_by)


def work_out(
    founder: DeviceId, changes: Iterable[Change], ties: Mapping[DeviceId, DeviceId]
) -> Rights:
    """Return everyone's rights from the changes to `member` and `device` records.

    `ties` says of which older device each verified tie makes a device the successor. The result is
    the least fixed point: start from the founding device, add what leads have given, repeat.
    """
    first_of = {device: _first(device, ties) for device in ties}
    grants, confirmations = _claims(list(changes))
    leads = {founder}
    confirmed: dict[DeviceId, set[RecordId]] = {}
    while True:
        before = (len(leads), sum(map(len, confirmed.values())))
        heads = {first_of.get(device, device) for device in leads}
        leading = {m for giver, m in grants if first_of.get(giver, giver) in heads}
        for giver, device, member in confirmations:
            if first_of.get(giver, giver) in heads:
                confirmed.setdefault(first_of.get(device, device), set()).add(member)
        leads |= {device for device, members in confirmed.items() if members & leading}
        if before == (len(leads), sum(map(len, confirmed.values()))):
            break
    return _spread(leads, confirmed, first_of)


def _first(device: DeviceId, ties: Mapping[DeviceId, DeviceId]) -> DeviceId:
    seen = {device}
    while (older := ties.get(device)) is not None and older not in seen:
        device = older
        seen.add(device)
    return device


def _claims(
    changes: list[Change],
) -> tuple[set[tuple[DeviceId, RecordId]], set[tuple[DeviceId, DeviceId, RecordId]]]:
    """Return (giver, member) of every grant and (giver, device, member) of every confirmation."""
    owners = {
        change.header.record: change.device
        for change in changes
        if change.header.kind == "device"
        and change.header.creates
        and made_by(change.header.record, change.device)
    }
    grants = set()
    confirmations = set()
    for change in changes:
        header, values = change.header, change.values or {}
        given = values.get("rights")
        if header.kind == "member" and isinstance(given, str) and given in LEAD_RIGHTS:
            grants.add((change.device, header.record))
        member = values.get("confirmed")
        if header.kind == "device" and isinstance(member, str) and header.record in owners:
            confirmations.add((change.device, owners[header.record], RecordId(member)))
    return grants, confirmations


def _spread(
    leads: set[DeviceId],
    confirmed: Mapping[DeviceId, set[RecordId]],
    first_of: Mapping[DeviceId, DeviceId],
) -> Rights:
    """Give each successor what the first device of its line has."""
    firsts = {first_of.get(device, device) for device in leads}
    successors = {device for device, first in first_of.items() if first in firsts}
    standing = {device: frozenset(members) for device, members in confirmed.items()}
    for device, first in first_of.items():
        if first in standing:
            standing[device] = standing[first]
    return Rights(frozenset(leads | successors), standing, dict(first_of))
