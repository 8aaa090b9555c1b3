"""What the sheets of a setup file hold, so that reading, checking and the example agree."""

from dataclasses import dataclass

from peerdesk.domain.words import Background, Rights, Sector, SessionKind, TeamRole, Word


@dataclass(frozen=True, slots=True)
class Column:
    """A column (or TOML key); `note` explains it, `words` are all it may hold."""

    name: str
    note: str
    required: bool = False
    words: tuple[Word, ...] = ()

    @property
    def heading(self) -> str:
        """Return the column's name as a person reads it."""
        return self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet (or TOML table); a `single` one is one record, a field a row."""

    table: str
    note: str
    columns: tuple[Column, ...]
    single: bool = False
    required: bool = True

    @property
    def title(self) -> str:
        """Return the sheet's name in a workbook."""
        return self.table.replace("_", " ")

    def names(self) -> frozenset[str]:
        """Return the keys it may hold."""
        return frozenset(column.name for column in self.columns)


CHALLENGE = Sheet(
    "challenge",
    "The challenge itself, one field a row.",
    (
        Column("code", "Short, used in file names: letters, digits and hyphens.", True),
        Column("title", "As it will stand on the report.", True),
        Column("start", "First day on site, such as 2026-11-10.", True),
        Column("end", "Last day on site.", True),
        Column("time_zone", "All times in this file are local there; Europe/London if left out."),
        Column("sponsors", "Who asked for the challenge, one a line."),
        Column("scope", "What the sponsors asked, in a paragraph."),
        Column("retention", "The day by which raw notes are destroyed."),
        Column("emergency", "Telephone number if somebody is at risk (as text, not a number)."),
        Column("themes", "A theme set to begin with, such as corporate or youth-justice."),
    ),
    single=True,
)
ORGANISATIONS = Sheet(
    "organisations",
    "Every organisation of the host system, one a row.",
    (
        Column("name", "In full.", True),
        Column("short", "What peers type after @: letters, digits, hyphens.", True),
        Column("sector", "Choose from the list.", True, tuple(Sector)),
    ),
)
FOCUS_AREAS = Sheet(
    "focus_areas",
    "What the sponsors asked the team to look at, in the order of the report.",
    (
        Column("name", "As it will stand in the report.", True),
        Column("tag", "What peers type after #: letters, digits, hyphens.", True),
        Column("author", "Initials of the peer who drafts its findings."),
        Column("questions", "Lines of enquiry, one a line in the same cell."),
        Column("golden_thread", "Yes for one that cuts across the others."),
    ),
)
TEAM = Sheet(
    "team",
    "Everyone in the team, also the lead and observers, one a row.",
    (
        Column("name", "As on the report, with any title.", True),
        Column("initials", "Letters or digits, different for everyone.", True),
        Column("role", "Choose from the list.", True, tuple(TeamRole)),
        Column(
            "rights", "Exactly one lead, at most one deputy; peer if empty.", False, tuple(Rights)
        ),
        Column("organisation", "Home organisation."),
        Column("background", "Choose from the list; other if empty.", False, tuple(Background)),
        Column("party", "Member peers only."),
        Column("interests", "Short names of organisations they have an interest in, with commas."),
        Column("interests_in_words", "What they declared, in a few words."),
    ),
)
SESSIONS = Sheet(
    "sessions",
    "The timetable, one session a row; readings, team meetings and breaks too.",
    (
        Column("title", "Different for every session.", True),
        Column("kind", "Choose from the list.", True, tuple(SessionKind)),
        Column("start", "Date and local time, such as 2026-11-10 09:00.", True),
        Column("end", "Date and local time.", True),
        Column("place", "Where to go."),
        Column("stream", "A, B, C where the team splits up."),
        Column("peers", "Initials of the peers who go, with commas between."),
        Column(
            "participants",
            "One a line (or ; between): role | organisation short | name | expected heads.",
        ),
        Column("document", "Readings only: what is read."),
    ),
    required=False,
)
PARTICIPANT = Sheet(
    "participants",
    "Who is spoken to.",
    (
        Column("role", "Role or group.", True),
        Column("organisation", "The short name of their organisation."),
        Column("name", "Only where the timetable gives one."),
        Column("expected", "Heads expected; 1 if left out."),
    ),
)
SETUP = (CHALLENGE, ORGANISATIONS, FOCUS_AREAS, TEAM, SESSIONS)
TEMPLATE = (
    Sheet(
        "template",
        "What the theme set is for.",
        (
            Column("title", "As it is offered.", True),
            Column("about", "When to choose it, in a sentence."),
        ),
        single=True,
    ),
    Sheet(
        "themes",
        "The focus areas, in the order of the report.",
        tuple(column for column in FOCUS_AREAS.columns if column.name != "author"),
        required=False,
    ),
)
