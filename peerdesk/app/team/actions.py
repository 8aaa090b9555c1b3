"""What the Team and Hand in pages have done on the worker thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.app.jobs import Steps
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Device, Member
from peerdesk.domain.words import Rights, StorePurpose, TeamRole
from peerdesk.store import narrowing, notes, reading
from peerdesk.store.laptops import Laptop
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store

if TYPE_CHECKING:
    from peerdesk.exchange.merging import MergeReport

_GROUP = 5  # letters of the secret that are read and written at once


@dataclass(frozen=True, slots=True)
class Team:
    """Who is in the team, on which laptops, and who has not been heard of today.

    `needs_deputy` is true until somebody is deputy or a lead has said why nobody is.
    """

    members: tuple[Member, ...]
    laptops: tuple[Laptop, ...]
    missing: tuple[str, ...]
    unsent: int | None
    for_lead: int
    needs_deputy: bool
    holds_recovery: bool
    purpose: StorePurpose

    @property
    def waiting(self) -> tuple[Laptop, ...]:
        """Return the laptops that no lead has confirmed yet."""
        return tuple(one for one in self.laptops if not one.is_confirmed)

    def name_of(self, laptop: Laptop) -> str:
        """Return whose a laptop is, as a lead or as the laptop says."""
        known = next((m.name for m in self.members if m.id == laptop.member), "")
        return known or laptop.device.name

    def has_laptop(self, member: RecordId | None) -> bool:
        """Say whether a member has a laptop that is confirmed."""
        return any(one.is_confirmed and one.member == member for one in self.laptops)


def load(store: Store) -> Team:
    """Return the team as this laptop knows it."""
    from peerdesk.exchange.merging import missing_today
    from peerdesk.store.laptops import laptops
    from peerdesk.store.loose import purpose

    members = reading.members(store)
    deputies = any(member.rights is Rights.DEPUTY for member in members)
    return Team(
        members,
        laptops(store),
        missing_today(store),
        notes.unsent(store),
        len(narrowing.observations(store, narrowing.Filters(for_lead=True))),
        not deputies and not store.settings.get(Settings.NO_DEPUTY),
        bool(store.settings.get(Settings.RECOVERY_IDENTITY)),
        purpose(store),
    )


def confirm(
    device: Device, member: RecordId | None, name: str, role: TeamRole
) -> Callable[[Store], None]:
    """Return how to say whose a laptop is; without a member it is somebody new's."""

    def work(store: Store) -> None:
        from peerdesk.store import laptops

        with store.atomic():
            whose = member or laptops.add_member(store, name, role)
            laptops.confirm(store, device, whose)

    return work


def make_deputy(member: RecordId) -> Callable[[Store], None]:
    """Return how to make somebody the lead's deputy."""

    def work(store: Store) -> None:
        from peerdesk.store.laptops import make_deputy

        make_deputy(store, member)

    return work


def go_without_deputy(reason: str) -> Callable[[Store], None]:
    """Return how to remember why nobody is deputy."""

    def work(store: Store) -> None:
        with store.atomic():
            store.settings.set(Settings.NO_DEPUTY, reason)

    return work


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


@dataclass(frozen=True, slots=True)
class PackWish:
    """Whom a team pack is for: everybody, a member, or somebody who is not in the team yet."""

    member: RecordId | None = None
    name: str = ""
    role: TeamRole = TeamRole.OFFICER_PEER


def write_team_pack(path: Path, wish: PackWish | None = None) -> Callable[[Store], str]:
    """Return how to write the team pack; its answer is the six words."""
    wanted = wish or PackWish()

    def work(store: Store) -> str:
        from peerdesk.exchange.packing import write_team_pack
        from peerdesk.store.laptops import add_member

        member = wanted.member
        if wanted.name:
            same = (m.id for m in reading.members(store) if m.name == wanted.name)
            member = next(same, None) or add_member(store, wanted.name, wanted.role)
        return write_team_pack(store, path, member)

    return work


def write_merged_pack(path: Path, with_notes: bool) -> Callable[[Store], None]:
    """Return how to write the merged pack."""

    def work(store: Store) -> None:
        from peerdesk.exchange.packing import write_merged_pack

        write_merged_pack(store, path, with_notes)

    return work


def write_export(path: Path) -> Callable[[Store], int | None]:
    """Return how to write this laptop's own notes; its answer is how many are left to hand in."""

    def work(store: Store) -> int | None:
        from peerdesk.exchange.packing import write_export

        write_export(store, path)
        return notes.unsent(store)

    return work


# Getting back in.


def read_request(path: Path) -> Callable[[Store], str]:
    """Return how to find out the six words of a request for help."""

    def work(store: Store) -> str:
        from peerdesk.store.recovery import read_request

        return read_request(store, path)

    return work


def answer_request(request: Path, answer: Path) -> Callable[[Store], str]:
    """Return how to answer a request for help."""

    def work(store: Store) -> str:
        from peerdesk.store.recovery import answer_rescue

        return answer_rescue(store, request, answer)

    return work


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a recovery sheet says: of which challenge, and the secret: how it begins, its groups."""

    title: str
    code: str
    begins: str
    groups: tuple[str, ...]


def recovery_sheet(store: Store) -> Sheet:
    """Return what to print or write down."""
    from peerdesk.store.recovery import recovery_identity

    about, secret = reading.challenge(store), recovery_identity(store)
    kind, _, letters = secret.rpartition("-1")
    groups = (letters[n : n + _GROUP] for n in range(0, len(letters), _GROUP))
    return Sheet(about.title, about.code, f"{kind}-1", tuple(groups))


def keep_recovery(typed: str) -> Callable[[Store], None]:
    """Return how to let this laptop answer requests by what is on the sheet."""

    def work(store: Store) -> None:
        from peerdesk.store.recovery import keep_recovery

        keep_recovery(store, typed)

    return work
