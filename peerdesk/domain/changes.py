"""One change of the log as the rules see it: a signed header, and values that may be missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.clock import Reading
from peerdesk.domain.ids import ChangeHash, DeviceId, RecordId
from peerdesk.domain.schema import Value


@dataclass(frozen=True, slots=True)
class Header:
    """What is signed of a change: everything but its values, which `commitment` stands for.

    `fields` names each field set and, by hash, the changes it replaces there. `author` is the
    member in the room when somebody else typed. A deletion lists in `saw` the heads it saw.
    """

    number: int
    clock: Reading
    kind: str
    record: RecordId
    creates: bool
    fields: Mapping[str, Sequence[ChangeHash]]
    commitment: str
    author: RecordId | None = None
    saw: tuple[ChangeHash, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one device with its hash; `values` is None while withheld or once erased."""

    hash: ChangeHash
    device: DeviceId
    header: Header
    values: Mapping[str, Value] | None
