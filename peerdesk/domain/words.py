"""The closed vocabularies of a challenge with their labels on screen and in documents."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A value of a closed set; `label` is what people read."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def read(cls, value: object, otherwise: Self) -> Self:
        """Return the member for a stored value, or `otherwise` for one of a newer program."""
        member = cls._value2member_map_.get(value)  # calling the class takes five times as long
        return member if isinstance(member, cls) else otherwise


class StorePurpose(StrEnum):
    """What a store is for, as it knows of itself alone; nearly always a challenge."""

    CHALLENGE = ""
    LOOSE = "loose"  # notes taken before there is a challenge to put them into
    PRACTICE = "practice"


class ObservationKind(Word):
    """What an observation is."""

    PLAIN = "plain", "Note"
    STRENGTH = "strength", "Strength"
    CONSIDERATION = "consideration", "Consideration"
    QUOTE = "quote", "Quote"
    FACT = "fact", "Fact"
    FOLLOW_UP = "follow_up", "Follow-up"


class Source(Word):
    """How an observation came to the peer."""

    HEARD = "heard", "Heard"
    SEEN = "seen", "Seen"
    READ = "read", "Read"


class Sector(Word):
    """The part of the system a host organisation belongs to."""

    LOCAL_GOVERNMENT = "local_government", "Local government"
    NHS = "nhs", "NHS"
    PRIMARY_CARE = "primary_care", "Primary care"
    VOLUNTARY = "voluntary", "Voluntary and community"
    CARE_PROVIDER = "care_provider", "Care providers"
    RESIDENTS = "residents", "Residents"
    OTHER = "other", "Other"


class SessionKind(Word):
    """What sort of conversation, visit or document a session is."""

    INTERVIEW = "interview", "Interview"
    FOCUS_GROUP = "focus_group", "Focus group"
    SITE_VISIT = "site_visit", "Site visit"
    MEETING_OBSERVED = "meeting_observed", "Meeting observed"
    WORKSHOP = "workshop", "Workshop"
    TEAM_MEETING = "team_meeting", "Team meeting"
    READING = "reading", "Reading"
    BREAK = "break", "Break"

    @property
    def source(self) -> "Source":
        """Return how what is noted there came, unless somebody says otherwise."""
        return Source.READ if self is SessionKind.READING else Source.HEARD


class TeamRole(Word):
    """What a team member is in the team."""

    LEAD_PEER = "lead_peer", "Lead peer"
    MEMBER_PEER = "member_peer", "Member peer"
    OFFICER_PEER = "officer_peer", "Officer peer"
    HEALTH_PEER = "health_peer", "Health peer"
    CHALLENGE_MANAGER = "challenge_manager", "Peer challenge manager"
    ANALYST = "analyst", "Analyst"
    LIVED_EXPERIENCE_PEER = "lived_experience_peer", "Lived-experience peer"
    OBSERVER = "observer", "Observer"


class Rights(Word):
    """What a team member may change; lead and deputy have the same rights."""

    PEER = "peer", "Peer"
    LEAD = "lead", "Lead"
    DEPUTY = "deputy", "Deputy"
    OBSERVER = "observer", "Observer"


class Background(Word):
    """The world a team member comes from."""

    LOCAL_GOVERNMENT = "local_government", "Local government"
    NHS = "nhs", "NHS"
    VOLUNTARY = "voluntary", "Voluntary"
    OTHER = "other", "Other"


class FindingKind(Word):
    """Which of the two lists of the feedback a finding stands in."""

    STRENGTH = "strength", "Strength"
    CONSIDERATION = "consideration", "Area for consideration"


class FindingState(Word):
    """Where a finding may be said."""

    DRAFT = "draft", "Draft"
    PRESENT = "present", "Slides and report"
    REPORT_ONLY = "report_only", "Report only"
    VERBAL_ONLY = "verbal_only", "Said, not written"
    DROPPED = "dropped", "Dropped"
