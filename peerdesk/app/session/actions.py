"""What the Notes page reads and writes on the worker thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from peerdesk.app.session.choices import emergent_name
from peerdesk.app.session.lines import Line, line_of
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import (
    Attendance,
    Challenge,
    Member,
    Organisation,
    Session,
    Theme,
)
from peerdesk.domain.schema import RecordKind
from peerdesk.store import notes, reading
from peerdesk.store.scratch import read_scratch
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """A session as the page shows it: its facts, and the lines of whom this person types for.

    `typing_for` is the colleague whose notes these are, None for one's own; `accounts` are
    everybody's, `colleagues` counts the notes of the session that are not among the lines.
    """

    challenge: Challenge
    session: Session
    members: tuple[Member, ...]
    organisations: tuple[Organisation, ...]
    themes: tuple[Theme, ...]
    account: Attendance | None
    lines: tuple[Line, ...]
    positions: dict[str, str]
    colleagues: int
    unsent: int | None
    me: RecordId | None
    typing_for: RecordId | None
    accounts: tuple[Attendance, ...]
    scratch: str


def open_session(
    store: Store, session: RecordId, typing_for: RecordId | None = None
) -> Opened | None:
    """Return a session, or None when it is not here (any more).

    The lines are one's own, or those typed here for a colleague, never both: so nobody has to watch
    under whose name the next one goes.
    """
    found = next((s for s in reading.sessions(store) if s.id == session), None)
    if found is None:
        return None
    member, members = reading.me(store), reading.members(store)
    me = member.id if member else None
    team = {one.id for one in members}
    whose = typing_for or me
    noted = [o for o in reading.observations(store, session) if not o.erased]
    own = [
        o
        for o in noted
        if _is_own(store, o.device, o.noted_by)
        and (o.noted_by if o.noted_by in team else me) == whose
    ]
    accounts = tuple(a for a in reading.attendances(store) if a.session == session)
    return Opened(
        challenge=reading.challenge(store),
        session=found,
        members=members,
        organisations=reading.organisations(store),
        themes=tuple(t for t in reading.themes(store) if not t.joined),
        account=_own_account(store, accounts, me),
        lines=tuple(line_of(o) for o in own),
        positions={o.id: o.position for o in own},
        colleagues=len(noted) - len(own),
        unsent=notes.unsent(store),
        me=me,
        typing_for=typing_for,
        accounts=accounts,
        scratch=read_scratch(store, session),
    )


def _own_account(
    store: Store, accounts: Sequence[Attendance], me: RecordId | None
) -> Attendance | None:
    """Return the account this laptop writes, else another of the same member's laptops."""
    written = notes.own_account(store, accounts[0].session) if accounts else None
    here = next((a for a in accounts if a.id == written), None)
    return here or next((a for a in accounts if me and a.member == me), None)


def _is_own(store: Store, device: object, noted_by: RecordId | None) -> bool:
    return store.rights.same_author(store.device, device, noted_by)  # type: ignore[arg-type]


def make_theme(store: Store, word: str) -> Theme:
    """Return the theme that has a word for its tag, made as an emergent one where none has."""
    known = reading.themes(store)
    found = next((t for t in known if t.tag.casefold() == word.casefold()), None)
    if found is None:
        name = emergent_name(word)
        made = store.create(RecordKind.THEME, {"name": name, "tag": word})
        return Theme(made, name, word, focus=False)
    return next((t for t in known if t.id == found.joined), found)


def unsent(store: Store) -> int | None:
    """Return how many notes of this laptop the lead does not have yet, None before the first."""
    return notes.unsent(store)
