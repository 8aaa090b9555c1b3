"""Says in words what the Notes page shows; pure functions."""

from collections.abc import Mapping, Sequence

from peerdesk.app.session.actions import Opened
from peerdesk.app.session.lines import Line
from peerdesk.domain.ids import RecordId
from peerdesk.domain.times import to_local
from peerdesk.domain.words import ObservationKind, Source


def facts(opened: Opened) -> str:
    """Return when and where a session is and who from the team is in it."""
    session, zone = opened.session, opened.challenge.time_zone
    start, end = to_local(session.start, zone), to_local(session.end, zone)
    by_id = {member.id: member.initials for member in opened.members}
    peers = " ".join(sorted(by_id[peer] for peer in session.peers if peer in by_id))
    when = f"{start:%a} {start.day} {start:%b}, {start:%H:%M}–{end:%H:%M}"
    parts = (when, session.place, session.kind.label, peers)
    return " · ".join(part for part in parts if part)


def line_words(line: Line, names: Mapping[RecordId, str]) -> str:
    """Return what a line is, in a sentence for the status line and for screen readers."""
    if line.is_blank:
        return "Empty line. Begin with + ! = or > and a space, or with a quotation mark."
    kind = "Note" if line.kind is ObservationKind.PLAIN else line.kind.label
    said = [kind if line.source is Source.HEARD else f"{kind}, {line.source.label.lower()}"]
    themes = sorted(names[one] for one in line.themes if one in names)
    about = sorted(names[one] for one in line.organisations if one in names)
    said.append("Theme: " + ", ".join(themes) if themes else "No theme yet")
    if about:
        said.append("About: " + _about(about))
    return ". ".join(said) + "."


def _about(names: Sequence[str]) -> str:
    """Return what a line is about; two organisations are about what is between them."""
    *others, last = names
    if not others:
        return last
    return f"{', '.join(others)} and {last} (relationship)"


def unsent_words(count: int) -> str:
    """Return how many notes the lead does not have yet."""
    if not count:
        return "All notes handed in"
    return f"{count} note{'' if count == 1 else 's'} not handed in"
