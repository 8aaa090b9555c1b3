"""Who else said so: the independent sources behind a finding, and where nobody has asked yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Evidence, Finding, Observation, Session, Theme
from peerdesk.domain.words import Sector, SessionKind, Source


@dataclass(frozen=True, slots=True)
class Triangulation:
    """How many of each stand behind a finding; two peers in one session are one session.

    A reading is a document, never a conversation; erased and missing evidence is not counted.
    """

    sessions: int
    documents: int
    peers: int
    organisations: int
    sources: frozenset[Source]
    observations: int

    @property
    def thin(self) -> bool:
        """Say whether it rests on one conversation or document, or on none."""
        return self.sessions + self.documents < 2


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was heard about a theme from a sector."""

    theme: RecordId
    sector: Sector
    sessions: int
    observations: int


def triangulate(finding: Finding, evidence: Evidence) -> Triangulation:
    """Count the independent sources behind one finding."""
    return triangulate_all([finding], evidence)[finding.id]


def triangulate_all(
    findings: Iterable[Finding], evidence: Evidence
) -> dict[RecordId, Triangulation]:
    """Count the independent sources behind each finding, reading the evidence once."""
    sessions = {session.id: session for session in evidence.sessions}
    observations = {o.id: o for o in evidence.observations if not o.erased}
    return {
        finding.id: _behind(
            [observations[i] for i in finding.evidence if i in observations], sessions
        )
        for finding in findings
    }


def _behind(observations: list[Observation], sessions: Mapping[RecordId, Session]) -> Triangulation:
    where = {o.session for o in observations if o.session}
    readings = {i for i in where if i in sessions and sessions[i].kind is SessionKind.READING}
    organisations = set().union(*(organisations_of(o, sessions) for o in observations))
    return Triangulation(
        sessions=len(where - readings),
        documents=len(readings),
        peers=len({o.noted_by or o.device for o in observations}),
        organisations=len(organisations),
        sources=frozenset(o.source for o in observations),
        observations=len(observations),
    )


def organisations_of(
    observation: Observation, sessions: Mapping[RecordId, Session]
) -> frozenset[RecordId]:
    """Return the host organisations an observation comes from.

    They are those of the people in the room; where the timetable names none, those it is about.
    """
    session = sessions.get(observation.session) if observation.session else None
    present = {p.organisation for p in session.participants if p.organisation} if session else set()
    return frozenset(present) or observation.organisations


def final_theme(theme: RecordId, themes: Mapping[RecordId, Theme]) -> RecordId:
    """Follow joined themes to the one that stands for them all.

    A theme joined to one that is not there stands for itself. Two peers who each joined the other's
    theme have made a ring; the theme made first stands for it.
    """
    line = [theme]
    while (found := themes.get(line[-1])) is not None:
        joined = found.joined
        if joined is None or joined not in themes:
            break
        if joined in line:
            return min(line[line.index(joined) :])
        line.append(joined)
    return line[-1]


def settle_joins(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Return the themes, each joined directly to the one that stands for it, or to none."""
    known = {theme.id: theme for theme in themes}
    finals = {theme: final_theme(theme, known) for theme in known}
    return tuple(
        replace(theme, joined=None if finals[theme.id] == theme.id else finals[theme.id])
        for theme in known.values()
    )


def coverage(evidence: Evidence) -> list[Coverage]:
    """Return a row for every standing theme and every sector of the host system, zeros included."""
    themes = {theme.id: theme for theme in evidence.themes}
    sectors = {o.id: o.sector for o in evidence.organisations}
    sessions = {session.id: session for session in evidence.sessions}
    heard: dict[tuple[RecordId, Sector], list[Observation]] = {}
    for observation in evidence.observations:
        asked = {sectors[i] for i in organisations_of(observation, sessions) if i in sectors}
        for theme in {final_theme(t, themes) for t in observation.themes}:
            for sector in asked:
                heard.setdefault((theme, sector), []).append(observation)
    present = [sector for sector in Sector if sector in set(sectors.values())]
    return [
        _cell(theme.id, sector, heard.get((theme.id, sector), []))
        for theme in evidence.themes
        if not theme.joined
        for sector in present
    ]


def _cell(theme: RecordId, sector: Sector, heard: list[Observation]) -> Coverage:
    return Coverage(theme, sector, len({o.session for o in heard if o.session}), len(heard))
