"""What the unlock page has done on the worker thread.

The store is imported inside each function: its libraries take longer to load than the passphrase
prompt may take to appear.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.app.unlock.model import PRACTICE
from peerdesk.domain.errors import PeerDeskError

if TYPE_CHECKING:
    from peerdesk.app.arriving import Arrival
    from peerdesk.app.unlock.join_form import JoinWish
    from peerdesk.exchange.joining import TeamPack
    from peerdesk.schedule.setup import Setup
    from peerdesk.schedule.themes import Template
    from peerdesk.store.store import Store


def warm_up() -> None:
    """Load what opening and the first page need, while the person is still typing.

    Notes that are in memory only, and empty, are read as real ones will be: the first time of
    anything takes twice as long. What widgets are made of is loaded by `Rehearsal`, in the thread
    of the window: where a class of widgets comes into being in another while events are dealt with,
    the program can fall down.
    """
    from peerdesk.app.arriving import arrive
    from peerdesk.domain.ids import DeviceId
    from peerdesk.store.opening import preview

    with preview("", DeviceId("")) as nothing:
        arrive(nothing)


def arrival(store: "Store") -> "Arrival":
    """Read what is shown first, in the same turn in which the store was opened."""
    from peerdesk.app.arriving import arrive

    return arrive(store)


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
    has_laptop: bool = False


def read_pack(path: Path, words: str) -> "tuple[TeamPack, tuple[NameOnTheList, ...]]":
    """Return a team pack and the names in it."""
    from peerdesk.exchange.joining import read_team_pack

    pack = read_team_pack(path, words)
    return pack, tuple(
        NameOnTheList(m.name, f"{m.name}, {m.role.label}", has_laptop=m.id in pack.taken)
        for m in pack.members
    )


class Joining:
    """Makes a peer's store from a team pack, and has notes taken before move into it.

    What became of those notes is known afterwards: how many moved, or why they could not; then they
    are where they were, and somebody has joined all the same.
    """

    def __init__(self, wish: "JoinWish", folder: Path) -> None:
        self._wish, self._folder = wish, folder
        self.moved = 0
        self.trouble = ""

    def __call__(self) -> "Store":
        """Do it, on the worker thread."""
        from peerdesk.exchange.joining import join_challenge

        wish = self._wish
        waiting = self._open_waiting()
        try:
            store = join_challenge(
                wish.pack,
                self._folder,
                wish.passphrase,
                wish.name,
                listed=wish.listed,
                second_laptop=True,  # the form has said so, and a lead will be asked
                role=wish.role,
                label=wish.label,
            )
        except BaseException:
            if waiting is not None:
                waiting.close()
            raise
        if waiting is not None:
            self._move(store, waiting)
        return store

    def _open_waiting(self) -> "Store | None":
        """Open the notes first: a wrong passphrase must be told before anything is made."""
        from peerdesk.store.opening import open_store

        wish = self._wish
        return open_store(wish.waiting, wish.waiting_passphrase) if wish.waiting else None

    def _move(self, store: "Store", waiting: "Store") -> None:
        from peerdesk.store.moving import move_in

        try:
            self.moved = move_in(store, waiting).observations
        except PeerDeskError as error:
            self.trouble = str(error)


def beginning_notes(folder: Path, passphrase: str, label: str) -> "Callable[[], Store]":
    """Return how to make a store for notes that belong to no challenge yet."""

    def work() -> "Store":
        from peerdesk.store.opening import begin_loose

        return begin_loose(folder, passphrase, label)

    return work


def practising(folder: Path, now: datetime, label: str) -> "Callable[[], Store]":
    """Return how to make a store to practise on, whose passphrase nobody ever knows."""

    def work() -> "Store":
        from peerdesk.schedule.establish import establish
        from peerdesk.schedule.practice import YOU, practice_setup
        from peerdesk.store.loose import make_practice

        store = establish(folder, secrets.token_hex(32), practice_setup(now), YOU, label)
        make_practice(store)
        return store

    return work


def asking_for_rescue(folder: Path, passphrase: str, request: Path) -> "Callable[[], str]":
    """Return how to write the file for the lead; its answer is six words to compare."""

    def work() -> str:
        from peerdesk.store.recovery import ask_for_rescue

        return ask_for_rescue(folder, passphrase, request)

    return work


def finishing_rescue(folder: Path, passphrase: str, answer: Path) -> "Callable[[], Store]":
    """Return how to open notes with the lead's answer; they then have the new passphrase."""

    def work() -> "Store":
        from peerdesk.store.opening import open_store
        from peerdesk.store.recovery import finish_rescue

        finish_rescue(folder, passphrase, answer)
        return open_store(folder, passphrase)

    return work


def sweep_practice(stores: Path) -> None:
    """Throw away practice that was not left properly."""
    from peerdesk.store.loose import sweep

    sweep(stores, PRACTICE)


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


def theme_sets() -> "tuple[Template, ...]":
    """Return the theme sets that a challenge may begin with."""
    from peerdesk.schedule.themes import shipped

    return shipped()


def empty_setup(
    title: str, days: tuple[str, str], lead: str, themes: "Template", form: str
) -> "Callable[[], Setup]":
    """Return how to begin a challenge from what is typed; raises SetupFault."""

    def work() -> "Setup":
        from peerdesk.app.setup.model import typed_day
        from peerdesk.schedule.empty import empty_setup

        start, end = (typed_day(day) or day for day in days)
        said = {"title": title, "start": start, "end": end}
        return empty_setup(said, lead, form, themes)

    return work
