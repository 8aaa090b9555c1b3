"""Joining a challenge from its team pack."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyrage

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Challenge, Member
from peerdesk.exchange.bundle import Bundle, open_team_pack
from peerdesk.exchange.errors import (
    AlreadyHere,
    AreLooseNotes,
    ManifestWrong,
    MistypedWord,
    NotATeamPack,
    NotOnTheList,
    WrongPackWords,
)
from peerdesk.store.feeds import Incoming, read_feed
from peerdesk.store.opening import Membership, join, preview
from peerdesk.store.passwords import PACK_WORDS, as_typed, nearest
from peerdesk.store.reading import challenge, devices, members
from peerdesk.store.store import Store
from peerdesk.store.union import take_in
from peerdesk.store.wire import change_hash


@dataclass(frozen=True, slots=True)
class TeamPack:
    """An opened and verified team pack: what joining needs, and the list to choose one's name from.

    `taken` are the members who have a confirmed laptop already: one more of theirs is for a lead to
    look at. `meant_for` is the one somebody made the pack for, if it was made for one.
    """

    membership: Membership
    challenge: Challenge
    members: tuple[Member, ...]
    taken: frozenset[RecordId]
    feeds: tuple[tuple[Incoming, ...], ...]
    meant_for: RecordId | None = None


def read_team_pack(path: Path, words: str) -> TeamPack:
    """Open a team pack with its six words, however they were typed; raises a BundleFault.

    Every feed in it must verify: a pack with a fault is refused whole, as nobody could join from
    it. Takes seconds.
    """
    bundle = open_with_words(path, words)
    if bundle.manifest.kind != "team pack":
        raise AreLooseNotes if bundle.manifest.kind == "loose notes" else NotATeamPack
    feeds = tuple(
        tuple(read_feed(feed, bundle.manifest.challenge, device))
        for device, feed in bundle.feeds.items()
    )
    membership = _membership(bundle, feeds)
    with preview(membership.challenge, membership.founder) as store:
        take_in(store, _all(feeds), "")
        taken = frozenset(device.confirmed for device in devices(store) if device.confirmed)
        who = RecordId(bundle.team["for"]) if "for" in bundle.team else None
        return TeamPack(membership, challenge(store), members(store), taken, feeds, who)


def open_with_words(path: Path, words: str) -> Bundle:
    """Open a file with its six words, however they were typed; raises a BundleFault.

    Where they do not open it, the word that was misheard or mistyped is named if it can be known.
    """
    try:
        return open_team_pack(path, as_typed(words))
    except WrongPackWords as error:
        raise _wrong(words) from error


def _wrong(words: str) -> WrongPackWords:
    """Say which of the words was misheard or mistyped, where that can be known."""
    typed = as_typed(words).split("-")
    if len(typed) != PACK_WORDS:
        return MistypedWord(typed, PACK_WORDS, 0, "")
    for place, word in enumerate(typed):
        meant = nearest(word)
        if meant != word:
            return MistypedWord(typed, PACK_WORDS, place, meant)
    return WrongPackWords()


def _all(feeds: Iterable[Iterable[Incoming]]) -> list[Incoming]:
    return [incoming for feed in feeds for incoming in feed]


def _membership(bundle: Bundle, feeds: Iterable[Iterable[Incoming]]) -> Membership:
    """Return what the pack says of the challenge, whose id must be the founder's first change."""
    challenge, founder = bundle.manifest.challenge, bundle.manifest.founder
    firsts = {
        change_hash(founder, i.segment.lines[0])
        for i in _all(feeds)
        if i.segment.device == founder and i.segment.first == 1
    }
    if challenge not in firsts:
        raise ManifestWrong
    try:
        identity, recipient = bundle.team["team_identity"], bundle.team["recovery_recipient"]
        pyrage.x25519.Identity.from_str(identity)
        pyrage.x25519.Recipient.from_str(recipient)
    except (KeyError, pyrage.IdentityError, pyrage.RecipientError) as error:
        raise ManifestWrong from error
    return Membership(challenge, founder, identity, recipient)


def join_challenge(
    pack: TeamPack,
    folder: Path,
    passphrase: str,
    name: str,
    *,
    listed: bool = True,
    second_laptop: bool = False,
    role: str = "",
    label: str = "",
) -> Store:
    """Make the store of one more peer and leave it open, with everything in the pack.

    `name` is a full name or initials from the list; when not `listed`, any name, which a lead then
    confirms, and `role` is what they will be in the team. Raises NotOnTheList, or AlreadyHere for a
    member with a laptop unless this is to be their `second_laptop`; nothing is left behind.
    """
    member = _member(pack, name)
    if member is None and listed:
        raise NotOnTheList(", ".join(member.name for member in pack.members))
    if member is not None and member.id in pack.taken and not second_laptop:
        raise AlreadyHere
    known = None if member is None else member.id
    shown = name if member is None else member.name
    return join(
        folder,
        passphrase,
        pack.membership,
        known,
        shown,
        label or pack.challenge.title,
        lambda store: take_in(store, _all(pack.feeds), "team pack"),
        role=role if member is None else "",
    )


def _member(pack: TeamPack, name: str) -> Member | None:
    wanted = " ".join(name.casefold().split())
    for member in pack.members:
        if wanted in (" ".join(member.name.casefold().split()), member.initials.casefold()):
            return member
    return None
