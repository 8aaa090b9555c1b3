"""What a person types for a session, a member of the team or a laptop, found in the store."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from peerdesk.cli.errors import Ambiguous
from peerdesk.domain.errors import UnknownName
from peerdesk.domain.records import Member, Session
from peerdesk.store.laptops import Laptop, laptops
from peerdesk.store.passwords import as_typed
from peerdesk.store.reading import members, sessions
from peerdesk.store.store import Store

T = TypeVar("T")
_LISTED = 6


def folded(text: str) -> str:
    """Return a text without case, accents or doubled spaces, for comparing what people type."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())


def find_session(store: Store, wanted: str) -> Session:
    """Return the session with this id, title or unique part of a title.

    Raises UnknownName for none, Ambiguous with the titles for several.
    """
    every = sessions(store)
    for session in every:
        if session.id == wanted.strip():
            return session
    return _one(every, lambda session: session.title, wanted, "session")


def find_member(store: Store, wanted: str) -> Member:
    """Return the member with these initials, this name or unique part of a name.

    Raises UnknownName for none, Ambiguous for several.
    """
    every = members(store)
    for member in every:
        if folded(member.initials) == folded(wanted):
            return member
    return _one(every, lambda member: member.name, wanted, "member of the team")


def _one(every: Sequence[T], name: Callable[[T], str], wanted: str, what: str) -> T:
    part = folded(wanted)
    exact = [one for one in every if folded(name(one)) == part]
    found = exact or [one for one in every if part and part in folded(name(one))]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownName(
            f"No {what} is called that; nothing was changed, check the spelling or use fewer words."
        )
    raise Ambiguous(
        f"Several have that in their name ({_titles(map(name, found))}); nothing was changed, type"
        " more of the one you mean."
    )


def _titles(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    return "; ".join(every[:_LISTED]) + more


def find_unconfirmed(store: Store, wanted: str) -> Laptop:
    """Return the laptop that says it is somebody and that no lead has confirmed yet.

    `wanted` is the name it says, the initials of the member, or the six words of its key, which
    tell two laptops apart. Raises UnknownName or Ambiguous.
    """
    waiting = [laptop for laptop in laptops(store) if not laptop.is_confirmed]
    for laptop in waiting:
        if as_typed(wanted) == laptop.words:
            return laptop
    initials = {member.id: folded(member.initials) for member in members(store)}
    found = [
        laptop
        for laptop in waiting
        if folded(wanted) == folded(laptop.device.name)
        or (laptop.member and folded(wanted) == initials.get(laptop.member))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownName(
            "No laptop that waits to be confirmed says it is that; bring in its file first and type"
            " the name as it stands there."
        )
    words = "; ".join(laptop.words for laptop in found)
    raise Ambiguous(
        f"Several laptops say they are that; compare these words with the person ({words}) and"
        " confirm by the words."
    )
