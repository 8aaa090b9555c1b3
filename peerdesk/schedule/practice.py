"""An invented challenge to practise on: one afternoon around now, nobody real in it."""

from datetime import datetime, timedelta

from peerdesk.domain.words import Background, Rights, Sector, SessionKind, TeamRole
from peerdesk.schedule.setup import (
    Setup,
    SetupChallenge,
    SetupMember,
    SetupOrganisation,
    SetupParticipant,
    SetupSession,
)
from peerdesk.schedule.themes import SetupFocusArea

YOU = "You, practising"


def practice_setup(now: datetime) -> Setup:
    """Return it with one session on `now` (aware) and one after it."""
    day = now.date()
    return Setup(
        SetupChallenge("PRACTICE", "Practice", day, day),
        (
            SetupOrganisation("Mellowshire Council", "council", Sector.LOCAL_GOVERNMENT),
            SetupOrganisation("Mellow Vale Hospitals", "hospital", Sector.NHS),
        ),
        (
            SetupFocusArea(
                "Going home from hospital",
                "home",
                questions=(
                    "Who decides that somebody can go home, and do all partners know?",
                    "What happens on a Friday afternoon?",
                ),
            ),
            SetupFocusArea("Prevention", "prevention"),
        ),
        (SetupMember(YOU, "ME", TeamRole.OFFICER_PEER, Rights.LEAD, "", Background.OTHER),),
        _sessions(now),
    )


def _sessions(now: datetime) -> tuple[SetupSession, ...]:
    begun = now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0)
    later = begun + timedelta(hours=1)
    return (
        SetupSession(
            "Practice: ward managers",
            SessionKind.FOCUS_GROUP,
            begun,
            begun + timedelta(minutes=45),
            "Committee Room 2",
            peers=("ME",),
            participants=(SetupParticipant("Ward managers", "hospital", expected=6),),
        ),
        SetupSession(
            "Practice: director of adult services",
            SessionKind.INTERVIEW,
            later,
            later + timedelta(minutes=45),
            "Room 4",
            peers=("ME",),
            participants=(SetupParticipant("Director of adult services", "council"),),
        ),
    )
