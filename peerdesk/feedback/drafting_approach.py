"""Drafts how the team worked, with its numbers; knows nothing of how that is rendered."""

from collections import Counter

from peerdesk.domain.counts import Counts, count, is_counted
from peerdesk.domain.records import Evidence, Member
from peerdesk.domain.words import SessionKind
from peerdesk.feedback import prose
from peerdesk.feedback.drafting_themes import standing_themes
from peerdesk.feedback.parts import (
    Approach,
    Figure,
    MemberName,
    TeamRow,
    Text,
    fixed,
    numbered_lines,
)
from peerdesk.feedback.wording import Wording


def approach(evidence: Evidence, wording: Wording) -> Approach:
    """Draft how the team worked, with the numbers of people, sessions, organisations and hours."""
    areas = [theme.name for theme in standing_themes(evidence) if theme.focus]
    return Approach(
        heading=fixed(wording, "approach.heading"),
        friends=fixed(wording, "approach.friends"),
        scope_heading=fixed(wording, "approach.scope_heading"),
        scope=Text("Scope", evidence.challenge.scope.strip()),
        areas_lead=fixed(wording, "approach.areas"),
        areas=numbered_lines("Focus area {}", areas),
        confidence=fixed(wording, "approach.confidence"),
        team_heading=fixed(wording, "approach.team_heading"),
        team_caption=fixed(wording, "approach.team_caption"),
        team_columns=tuple(
            fixed(wording, f"approach.{column}") for column in ("name", "role", "organisation")
        ),
        team=tuple(_team_row(at, member) for at, member in enumerate(evidence.members, 1)),
        how_heading=fixed(wording, "approach.how_heading"),
        method=Text("How the team worked", _method(evidence, wording)),
        figures_caption=fixed(wording, "approach.counts_caption"),
        figures_columns=(
            fixed(wording, "approach.counts_what"),
            fixed(wording, "approach.counts_number"),
        ),
        figures=_figures(count(evidence), _documents(evidence), wording),
    )


def _team_row(at: int, member: Member) -> TeamRow:
    role = f"{member.role.label} ({member.party})" if member.party else member.role.label
    return TeamRow(
        MemberName(f"The peer team, name {at}", member.name),
        Text(f"The peer team, role {at}", role),
        Text(f"The peer team, home organisation {at}", member.organisation),
    )


def _documents(evidence: Evidence) -> int:
    return sum(
        s.kind is SessionKind.READING and s.held and not s.cancelled for s in evidence.sessions
    )


def _method(evidence: Evidence, wording: Wording) -> str:
    kinds = Counter(session.kind for session in evidence.sessions if is_counted(session))
    sessions = [wording.count(kinds[kind], kind.value) for kind in SessionKind if kinds[kind]]
    documents = _documents(evidence)
    reading = wording.count(documents, "document") if documents else ""
    read = wording.say("approach.method_reading", documents=reading) if reading else ""
    if not sessions:
        return wording.say("approach.method_quiet")
    return wording.say("approach.method", sessions=prose.listed(sessions), reading=read)


def _figures(counts: Counts, documents: int, wording: Wording) -> tuple[Figure, ...]:
    values = {
        "people": counts.people,
        "sessions": counts.sessions,
        "organisations": counts.organisations,
        "documents": documents,
        "hours": counts.hours,
    }
    return tuple(
        Figure(fixed(wording, f"approach.{name}"), value) for name, value in values.items() if value
    )
