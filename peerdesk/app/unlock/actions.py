"""What the unlock page has done on the worker thread.

The store is imported inside each function: its libraries take longer to load than the passphrase
prompt may take to appear.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerdesk.exchange.joining import TeamPack
    from peerdesk.schedule.setup import Setup
    from peerdesk.store.store import Store


def warm_up() -> None:
    """Load what opening and the first page need, while the person is still typing.

    Notes that are in memory only, and empty, are read as real ones will be: the first time of
    anything takes twice as long.
    """
    import peerdesk.app.desk  # noqa: F401
    from peerdesk.app.arriving import arrive
    from peerdesk.domain.ids import DeviceId
    from peerdesk.store.opening import preview

    with preview("", DeviceId("")) as nothing:
        arrive(nothing)


def opening(folder: Path, passphrase: str) -> "Callable[[], Store]":
    """Return how to open a store."""

    def work() -> "Store":
        from peerdesk.store.opening import open_store

        return open_store(folder, passphrase)

    return work


@dataclass(frozen=True, slots=True)
class NameOnTheList:
    """Somebody who may choose their name: a member of the team."""

    name: str
    words: str
    is_lead: bool = False


def read_pack(path: Path, words: str) -> "tuple[TeamPack, tuple[NameOnTheList, ...]]":
    """Return a team pack and the names in it."""
    from peerdesk.exchange.joining import read_team_pack

    pack = read_team_pack(path, words)
    return pack, tuple(NameOnTheList(m.name, f"{m.name}, {m.role.label}") for m in pack.members)


def joining(
    pack: "TeamPack", folder: Path, passphrase: str, name: str, label: str
) -> "Callable[[], Store]":
    """Return how to make a peer's store from a team pack, listed under a label."""

    def work() -> "Store":
        from peerdesk.exchange.joining import join_challenge
        from peerdesk.store.keys import KeyFile

        store = join_challenge(pack, folder, passphrase, name)
        if label:
            replace(KeyFile.read(folder), label=label).write(folder)
        return store

    return work


def read_setup_file(path: Path) -> "tuple[Setup, tuple[NameOnTheList, ...]]":
    """Return a setup file as understood and the names in it."""
    from peerdesk.schedule.setup import read_setup

    setup = read_setup(path)
    names = tuple(
        NameOnTheList(m.name, f"{m.name}, {m.role.label}", m.rights == "lead") for m in setup.team
    )
    return setup, names


def establishing(
    setup: "Setup", folder: Path, passphrase: str, name: str, label: str
) -> "Callable[[], Store]":
    """Return how to make a lead's store from a setup file."""

    def work() -> "Store":
        from peerdesk.schedule.establish import establish

        return establish(folder, passphrase, setup, name, label)

    return work
