"""Says in words what the Notes page shows; pure functions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from peerdesk.app.session.actions import Opened
from peerdesk.app.session.lines import Line
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Organisation, Session
from peerdesk.domain.times import to_local
from peerdesk.domain.words import ObservationKind, Source

_TO_FILL_IN = "F2 fills in where and with whom"


def facts(opened: Opened) -> str:
    """Return when and where a session is and who from the team is in it."""
    session, zone = opened.session, opened.challenge.time_zone
    start, end = to_local(session.start, zone), to_local(session.end, zone)
    by_id = {member.id: member.initials for member in opened.members}
    peers = " ".join(sorted(by_id[peer] for peer in session.peers if peer in by_id))
    when = f"{start:%a} {start.day} {start:%b}, {start:%H:%M}–{end:%H:%M}"
    is_bare = not (session.place or session.participants or session.document)
    parts = (when, session.place, session.kind.label, peers, _TO_FILL_IN if is_bare else "")
    return " · ".join(part for part in parts if part)


def line_words(line: Line, names: Mapping[RecordId, str], time: str = "") -> str:
    """Return what a line is, in sentences for the line status and for screen readers."""
    if line.is_nothing:
        return "Empty line. Begin with + ! = or > and a space, or with a quotation mark."
    kind = "Note" if line.kind is ObservationKind.PLAIN else line.kind.label
    said = [kind if line.source is Source.HEARD else f"{kind}, {line.source.label.lower()}"]
    themes = sorted(names[one] for one in line.themes if one in names)
    about = sorted(names[one] for one in line.organisations if one in names)
    said.append("Theme: " + ", ".join(themes) if themes else "No theme yet")
    if about:
        said.append("About: " + _about(about))
    if line.speaker:
        said.append(f"Said by: {line.speaker}")
    if time:
        said.append(time)
    if line.for_lead:
        said.append("For the lead, who sees it when you hand in")
    return ". ".join(said) + "."


def risk_words(phone: str) -> str:
    """Return what to do where somebody may be at risk."""
    return f"Someone at risk? Phone {phone} now, do not wait." if phone else _NO_PHONE


_NO_PHONE = "Someone at risk? Phone now, do not wait."


def clock(at: datetime, zone: str) -> str:
    """Return a time of day as the host's clocks show it."""
    return f"{to_local(at, zone):%H:%M}"


def speakers(session: Session, organisations: Iterable[Organisation]) -> tuple[str, ...]:
    """Return the roles and groups of a session, never a name.

    A role that several organisations sent is told apart by them.
    """
    homes = {o.id: o.name for o in organisations}
    roles = Counter(p.role for p in session.participants)
    found = []
    for one in session.participants:
        home = homes.get(one.organisation, "") if one.organisation else ""
        if not one.role:
            found.append(home)
        else:
            found.append(f"{one.role}, {home}" if roles[one.role] > 1 and home else one.role)
    return tuple(dict.fromkeys(filter(None, found)))


def _about(names: Sequence[str]) -> str:
    """Return what a line is about; two organisations are about what is between them."""
    *others, last = names
    if not others:
        return last
    return f"{', '.join(others)} and {last} (relationship)"


def unsent_words(count: int | None) -> str:
    """Return how many notes the lead does not have yet; None is said before the first."""
    if count is None:
        return "Nothing to hand in yet"
    if not count:
        return "All notes handed in"
    return f"{count} note{'' if count == 1 else 's'} not handed in"
