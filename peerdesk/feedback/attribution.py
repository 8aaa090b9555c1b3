"""The first non-attribution check: names, e-mail addresses and telephone numbers in an outline."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peerdesk.domain.errors import PeerDeskError
from peerdesk.domain.folding import fold, words_of
from peerdesk.domain.records import Evidence
from peerdesk.feedback import contacts, prose
from peerdesk.feedback.names import Match, Names
from peerdesk.feedback.parts import MemberName, Outline, Text, texts

_HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that identifies: where it stands, what was typed, why, and which sort it is.

    `kind` is name, peer, email or telephone; `where` never repeats what identifies.
    """

    where: str
    text: str
    reason: str
    kind: str


class IdentifyingText(PeerDeskError):
    """A document would identify somebody; `flags` say where."""

    def __init__(self, flags: Iterable[Flag]) -> None:
        self.flags = tuple(flags)
        places = prose.counted(len(self.flags), ("place", "places"))
        super().__init__(
            f"{prose.capital(places)} could tell who somebody is, so no document was written and"
            " an older one was left as it was; reword what is listed and try again."
        )


def find_identifying(outline: Outline, evidence: Evidence) -> list[Flag]:
    """Return what identifies somebody in an outline, each thing once for every place.

    Participants' names, e-mail addresses and telephone numbers are looked for everywhere, peers'
    names everywhere but in the team list.
    """
    search = _Search(evidence)
    flags: dict[tuple[str, str], Flag] = {}
    for text in texts(outline):
        for kind, match in search.all_in(text):
            flag = Flag(search.hidden(text.where), match.text, match.reason, kind)
            flags.setdefault((flag.where, flag.text), flag)
    return list(flags.values())


class _Search:
    """Everything that is looked for in the documents of one challenge."""

    def __init__(self, evidence: Evidence) -> None:
        named = [evidence.challenge.title]
        named += [organisation.name for organisation in evidence.organisations]
        named += [member.organisation for member in evidence.members]
        plain = frozenset(word for name in named for word in words_of(name))
        spoken_to = {p.name for session in evidence.sessions for p in session.participants}
        self._participants = Names(sorted(spoken_to), "somebody who was spoken to", plain)
        peers = [member.name for member in evidence.members]
        self._peers = Names(peers, "a member of the peer team", plain)

    def all_in(self, text: Text) -> Iterator[tuple[str, Match]]:
        """Yield what identifies in one text, as (kind, match)."""
        if not isinstance(text, MemberName):
            yield from self._names(text.text)
        yield from self._contacts(text.text)

    def _names(self, text: str) -> Iterator[tuple[str, Match]]:
        folded = fold(text)
        words = folded.words
        taken = []
        for match in self._participants.find(folded, words):
            taken.append(match)
            yield "name", match
        for match in self._peers.find(folded, words):
            if not any(match.start < other.end and other.start < match.end for other in taken):
                yield "peer", match

    def _contacts(self, text: str) -> Iterator[tuple[str, Match]]:
        for start, end in contacts.emails(text):
            yield "email", Match(start, end, text[start:end], "an e-mail address")
        for start, end in contacts.telephones(text):
            yield "telephone", Match(start, end, text[start:end], "a telephone number")

    def hidden(self, where: str) -> str:
        """Return a place without what identifies in it, as when a theme is named after somebody."""
        found = [*self._names(where), *self._contacts(where)]
        for _, match in sorted(found, key=lambda pair: -pair[1].start):
            where = where[: match.start] + _HIDDEN + where[match.end :]
        return where
