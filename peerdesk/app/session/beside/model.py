"""Says in words what stands beside the notes; pure functions of what was read and of the clock."""

import math
from collections.abc import Iterable, Mapping
from datetime import datetime

from peerdesk.app.session.actions import Opened
from peerdesk.app.widgets.entries import Entry
from peerdesk.app.widgets.kinds import glyph, tint
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation, Participant, Session, Theme
from peerdesk.domain.times import to_local
from peerdesk.domain.words import ObservationKind, SessionKind

_MINUTE = 60
_HOUR = 60
_MOST_HOURS_AHEAD = 12


def minutes_words(session: Session, now: datetime) -> str:
    """Return how long a session still has, or the empty text where that says nothing."""
    if session.cancelled or session.kind is SessionKind.READING:
        return ""
    if now < session.start:
        return _until(math.ceil((session.start - now).total_seconds() / _MINUTE))
    if now < session.end:
        return many(math.ceil((session.end - now).total_seconds() / _MINUTE), "minute") + " left"
    over = int((now - session.end).total_seconds() / _MINUTE)
    if over >= _HOUR:
        return ""
    return f"Over by {many(over, 'minute')}" if over else "Time is up"


def _until(minutes: int) -> str:
    if minutes <= _HOUR:
        return f"Starts in {many(minutes, 'minute')}"
    hours = round(minutes / _HOUR)
    return f"Starts in {many(hours, 'hour')}" if hours <= _MOST_HOURS_AHEAD else ""


def many(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def when_words(opened: Opened) -> str:
    """Return the day and hours of a session in the host's zone."""
    zone = opened.challenge.time_zone
    start, end = to_local(opened.session.start, zone), to_local(opened.session.end, zone)
    if opened.session.kind is SessionKind.READING:
        return "Reading, at any time"
    return f"{start:%a} {start.day} {start:%b}, {start:%H:%M}–{end:%H:%M}"


def where_words(session: Session) -> str:
    """Return the place and the kind of a session."""
    kind = "Cancelled" if session.cancelled else session.kind.label
    return " · ".join(part for part in (session.place, kind, session.document) if part)


def team_words(opened: Opened) -> str:
    """Return who from the team is in a session, by name."""
    return ", ".join(m.name for m in opened.members if m.id in opened.session.peers)


def participant_words(participant: Participant, homes: Mapping[RecordId, str]) -> str:
    """Return a participant by role or group and organisation, never by name."""
    home = homes.get(participant.organisation, "") if participant.organisation else ""
    return f"{participant.role}, {home}" if home else participant.role


def with_words(opened: Opened) -> str:
    """Return the participants, one a line, with how many are expected of a group."""
    homes = {o.id: o.name for o in opened.organisations}
    return "\n".join(
        participant_words(one, homes) + (f" ({one.expected})" if one.expected > 1 else "")
        for one in opened.session.participants
    )


def asked_words(theme: Theme, asked: Iterable[RecordId]) -> str:
    """Return a focus area with how many of its questions somebody has asked."""
    every = {question.id for question in theme.questions}
    return f"{len(every.intersection(asked))} of {len(every)} · {theme.name}"


def asked_by(opened: Opened) -> dict[RecordId, str]:
    """Return the initials of the colleagues who have asked each question in this session."""
    initials = {m.id: m.initials for m in opened.members}
    found: dict[RecordId, set[str]] = {}
    for account in opened.accounts:
        if opened.account is not None and account.id == opened.account.id:
            continue
        who = initials.get(account.member, "a colleague") if account.member else "a colleague"
        for question in account.asked:
            found.setdefault(question, set()).add(who)
    return {question: ", ".join(sorted(who)) for question, who in found.items()}


def topic_words(
    themes: Iterable[RecordId], organisations: Iterable[RecordId], opened: Opened
) -> str:
    """Return what colleagues' notes are looked for on, such as “#flow, Quill Trust”."""
    tags = {t.id: f"#{t.tag}" if t.tag else t.name for t in opened.themes}
    homes = {o.id: o.name for o in opened.organisations}
    said = sorted(tags[t] for t in themes if t in tags)
    return ", ".join(said + sorted(homes[o] for o in organisations if o in homes))


def pair_entry(o: Observation, opened: Opened) -> Entry:
    """Return a note of this session as a row that says when and by whom; mine are quieter."""
    mine = o.noted_by == opened.me
    local = to_local(o.at, opened.challenge.time_zone)
    who = "you" if mine else _initials(o, opened)
    return _entry(o, f"{local:%H:%M} · {who}", faded=mine)


def noted_entry(o: Observation, opened: Opened, titles: Mapping[RecordId, str]) -> Entry:
    """Return a colleague's note of another session as a row."""
    title = titles.get(o.session, "") if o.session else ""
    return _entry(o, " · ".join(part for part in (_initials(o, opened), title) if part))


def _initials(o: Observation, opened: Opened) -> str:
    return next((m.initials for m in opened.members if m.id == o.noted_by), "a colleague")


def _entry(o: Observation, second: str, faded: bool = False) -> Entry:
    kind = "Note" if o.kind is ObservationKind.PLAIN else o.kind.label
    return Entry(
        id=o.id,
        text=o.text,
        second=second,
        mark=glyph(o.kind),
        tint=tint(o.kind),
        faded=faded,
        spoken=f"{kind}: {o.text}. {second}",
    )


def unsorted_words(count: int) -> str:
    """Return how many notes wait to be sorted."""
    return f"{many(count, 'note')} not yet sorted"
