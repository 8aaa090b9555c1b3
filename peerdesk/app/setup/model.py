"""What Setup says in words: what is still missing, dates as people write them, marks from names."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from peerdesk.app.setup.actions import Known

CHALLENGE, THEMES, ORGANISATIONS, TEAM = range(4)
TIMETABLE_PAGE, TEAM_PAGE = "timetable", "team"
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
_YEARS = range(2000, 2100)
_SMALL = frozenset({"a", "and", "for", "in", "of", "on", "the", "to", "with"})
_TITLES = frozenset({"cllr", "councillor", "dame", "dr", "mr", "mrs", "ms", "prof", "sir"})


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not there yet: in words, and the section or page it is filled in on."""

    words: str
    section: int = -1
    page: str = ""
    field: str = ""


def tr(words: str) -> str:
    """Return words in the language of the page."""
    return QCoreApplication.translate("SetupPage", words)


def missing(known: Known) -> list[Missing]:
    """Return what a lead has still to say, in the order of the page."""
    about = known.challenge
    bare = sum(not theme.questions for theme in known.themes)
    words = tr("A theme without questions") if bare == 1 else tr("{n} themes without questions")
    every = (
        (not about.sponsors, Missing(tr("Sponsors"), CHALLENGE, field="sponsors")),
        (about.start == date.min, Missing(tr("Dates"), CHALLENGE, field="start")),
        (
            about.retention is None,
            Missing(tr("When notes are destroyed"), CHALLENGE, field="retention"),
        ),
        (not about.emergency, Missing(tr("Emergency number"), CHALLENGE, field="emergency")),
        (not known.themes, Missing(tr("Themes"), THEMES)),
        (bare > 0, Missing(words.format(n=bare), THEMES)),
        (not known.organisations, Missing(tr("Organisations"), ORGANISATIONS)),
        (len(known.members) < 2, Missing(tr("Team"), TEAM)),
        (known.needs_deputy, Missing(tr("Deputy not yet named"), TEAM)),
        (not known.has_timetable, Missing(tr("Timetable"), page=TIMETABLE_PAGE)),
    )
    return [item for is_missing, item in every if is_missing]


def typed_day(text: str) -> date | None:
    """Return the day a person wrote, in one of the usual forms, or None."""
    for form in _FORMS:
        try:
            day = datetime.strptime(" ".join(text.split()), form).date()
        except ValueError:
            continue
        return day if day.year in _YEARS else None
    return None


def day_text(day: date | None) -> str:
    """Return a day as it stands in the form, empty for none."""
    return "" if day is None or day == date.min else f"{day.day} {day:%B %Y}"


def mark_of(name: str) -> str:
    """Return what can follow a mark for a name: its first word of weight."""
    words = re.findall(r"[^\W\d_][^\W_]*", name.casefold())
    return next((word for word in words if word not in _SMALL), "")[:20]


def initials_of(name: str) -> str:
    """Return the initials of a name without its title."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.casefold() not in _TITLES]
    return "".join(word[0].upper() for word in words)[:4]


def free(wanted: str, taken: set[str]) -> str:
    """Return a text, with a number behind it where it is taken."""
    every = (wanted if n == 1 else f"{wanted}{n}" for n in range(1, len(taken) + 2))
    return next(text for text in every if text.casefold() not in taken)
