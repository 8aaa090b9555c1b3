"""What the Team and Hand in pages have done on the worker thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.app.jobs import Steps
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Device, Member
from peerdesk.store import narrowing, notes, reading
from peerdesk.store.store import Store

if TYPE_CHECKING:
    from peerdesk.exchange.merging import MergeReport


@dataclass(frozen=True, slots=True)
class Laptop:
    """A device of the team with the six words of its key."""

    device: Device
    owner: Member | None
    words: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class Team:
    """Who is in the team, on which laptops, and who has not been heard of today."""

    members: tuple[Member, ...]
    laptops: tuple[Laptop, ...]
    missing: tuple[str, ...]
    unsent: int
    for_lead: int


def load(store: Store) -> Team:
    """Return the team as this laptop knows it."""
    from peerdesk.exchange.merging import missing_today
    from peerdesk.store.passwords import spoken

    members = reading.members(store)
    by_id = {member.id: member for member in members}
    laptops = tuple(
        Laptop(
            device,
            by_id.get(device.belongs_to) if device.belongs_to else None,
            spoken(device.id),
            device.id == store.device,
        )
        for device in reading.devices(store)
    )
    return Team(
        members,
        laptops,
        missing_today(store),
        notes.not_handed_in(store),
        len(narrowing.observations(store, narrowing.Filters(for_lead=True))),
    )


def confirm(store: Store, device: RecordId, member: RecordId) -> None:
    """Confirm that a laptop belongs to a member."""
    store.change(device, {"confirmed": member})


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came in, and the merges it consists of, so that it can be undone as one."""

    report: "MergeReport"
    merges: tuple[int, ...]


def bring_in(paths: Sequence[Path]) -> "Callable[[Store, Steps], BroughtIn]":
    """Return how to merge files one after another; stops between two files when cancelled."""

    def work(store: Store, steps: Steps) -> BroughtIn:
        from peerdesk.exchange.merging import merge_files
        from peerdesk.store.union import last_merge

        before = last_merge(store) or 0
        report = merge_files(store, paths, progress=lambda done, total: steps.tell(done, total))
        after = last_merge(store) or 0
        return BroughtIn(report, tuple(range(before + 1, after + 1)))

    return work


def undo(store: Store, merges: Sequence[int]) -> int:
    """Set aside what merges brought, newest first; return how many of them there were."""
    from peerdesk.store.union import undo_merge

    for merge in sorted(merges, reverse=True):
        undo_merge(store, merge)
    return len(merges)


def suggested_name(kind: str) -> Callable[[Store], str]:
    """Return how to work out the name to suggest for a bundle."""

    def work(store: Store) -> str:
        from peerdesk.exchange.packing import file_name

        return file_name(store, kind)  # type: ignore[arg-type]  # one of its literal words

    return work


def write_team_pack(path: Path) -> Callable[[Store], str]:
    """Return how to write the team pack; its answer is the six words."""

    def work(store: Store) -> str:
        from peerdesk.exchange.packing import write_team_pack

        return write_team_pack(store, path)

    return work


def write_merged_pack(path: Path, with_notes: bool) -> Callable[[Store], None]:
    """Return how to write the merged pack."""

    def work(store: Store) -> None:
        from peerdesk.exchange.packing import write_merged_pack

        write_merged_pack(store, path, with_notes)

    return work


def write_export(path: Path) -> Callable[[Store], int]:
    """Return how to write this laptop's own notes; its answer is how many are left to hand in."""

    def work(store: Store) -> int:
        from peerdesk.exchange.packing import write_export

        write_export(store, path)
        return notes.not_handed_in(store)

    return work
