"""A made challenge with twenty findings; every name, place and number in it is invented."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import (
    Challenge,
    Evidence,
    Finding,
    Member,
    Organisation,
    Participant,
    Recommendation,
    Session,
    Theme,
)
from peerdesk.domain.words import (
    Background,
    FindingKind,
    FindingState,
    Rights,
    Sector,
    SessionKind,
    TeamRole,
)

THEMES = ("Prevention", "Home from hospital", "Money", "Residents’ voice")
PARTICIPANTS = ("Dr Oonagh Ó Faoláin", "Councillor Grace Young", "Wilfred van der Hoeven", "TBC")
MORE_PARTICIPANTS = ("Dr Siew Ma", "Professor Dame Ysolde Quill DBE")
HOSTILE = (
    "Cells said <select> & “quoted” ]]> twice",
    "Emoji 🏥👩🏽‍⚕️ and right to left: العربية עברית",
    "Broken \x00\x07\x1b here, lone \ud800 surrogate, \ufffe and \uffff",
    "Longword" * 60,
    "Tab\there and  two spaces",
)


def id_of(word: str) -> RecordId:
    return RecordId(word)


def finding(at: int, theme: int, **values: object) -> Finding:
    kind = FindingKind.STRENGTH if at % 2 else FindingKind.CONSIDERATION
    made = Finding(
        id=id_of(f"finding-{at}"),
        headline=f"Headline number {at} says what the team concluded about it",
        narrative=f"The peer team heard {at} things. Partners told us so, and staff agreed.",
        kind=kind,
        state=FindingState.PRESENT,
        theme=id_of(f"theme-{theme}"),
    )
    return replace(made, **values)  # type: ignore[arg-type]


def evidence(**values: object) -> Evidence:
    """Return the whole challenge, with any of its tuples replaced."""
    made = Evidence(
        challenge=Challenge(
            id_of("challenge"),
            "MADE26",
            "Marrowdale health and care peer challenge",
            date(2026, 11, 10),
            date(2026, 11, 12),
            "Europe/London",
            sponsors=("Chair, Marrowdale Health and Wellbeing Board",),
            scope="How well does Marrowdale work as one system?\n\nAnd what should come next?",
            emergency="01632 960999",
        ),
        organisations=(
            Organisation(id_of("county"), "Marrowdale Council", "county", Sector.LOCAL_GOVERNMENT),
            Organisation(id_of("trust"), "Marrowdale Trust", "trust", Sector.NHS),
        ),
        themes=tuple(
            Theme(id_of(f"theme-{at}"), name, name[:5].lower(), focus=at < len(THEMES))
            for at, name in enumerate(THEMES, 1)
        ),
        members=(
            _member("Frances Penhallow", TeamRole.CHALLENGE_MANAGER, Rights.LEAD),
            _member("Councillor Amrit Bassi", TeamRole.MEMBER_PEER, Rights.PEER, "Labour"),
            _member("Sol Whitcombe", TeamRole.OBSERVER, Rights.OBSERVER),
        ),
        sessions=(
            *(_session(at, name) for at, name in enumerate(PARTICIPANTS)),
            _session(9, "", SessionKind.READING),
        ),
        findings=tuple(finding(at, 1 + at % 3) for at in range(1, 21)),
        recommendations=tuple(
            Recommendation(id_of(f"rec-{at}"), f"Do the {at}th thing together, by spring.")
            for at in range(1, 9)
        ),
    )
    return replace(made, **values)  # type: ignore[arg-type]


def hostile_evidence() -> Evidence:
    """Return the challenge with text in it that breaks careless writers of XML."""
    hostile = [
        finding(at, 1, headline=text, narrative=f"{text}\nsecond line: {text}")
        for at, text in enumerate(HOSTILE, 30)
    ]
    advice = [Recommendation(id_of(f"h-{at}"), text) for at, text in enumerate(HOSTILE)]
    return evidence(findings=tuple(hostile), recommendations=tuple(advice))


def named(names: Iterable[str]) -> Evidence:
    """Return the challenge with these participants only, and organisations that name nobody."""
    return evidence(sessions=tuple(_session(at, name) for at, name in enumerate(names)), members=())


def _member(name: str, role: TeamRole, rights: Rights, party: str = "") -> Member:
    initials = "".join(word[0] for word in name.split())
    home = "Far Away Council"
    return Member(
        id_of(initials), name, initials, role, rights, home, Background.LOCAL_GOVERNMENT, party
    )


def _session(at: int, name: str, kind: SessionKind = SessionKind.INTERVIEW) -> Session:
    start = datetime(2026, 11, 10, 9, tzinfo=UTC) + timedelta(hours=at)
    session = id_of(f"session-{at}")
    who = Participant(id_of(f"who-{at}"), session, "Director", id_of("county"), name)
    people = () if kind is SessionKind.READING else (who,)
    return Session(
        session,
        f"Session {at}",
        kind,
        start,
        start + timedelta(hours=1),
        peers=frozenset({id_of("FP"), id_of("CAB")}),
        participants=people,
        held=True,
    )
