"""Says in words what came in and whose laptops there are; pure functions."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from peerdesk.app.team.actions import Team
from peerdesk.app.widgets.rows import Row
from peerdesk.store.laptops import Laptop

if TYPE_CHECKING:
    from peerdesk.exchange.merging import FileResult, MergeReport

FILE_HEADINGS = ("File", "From", "What came in", "What to know")
LAPTOP_HEADINGS = ("Whose it says it is", "Confirmed", "Six words of its key")

_STATUS = {
    "merged": "Brought in",
    "already": "All of it was here already",
    "old": "An older file: nothing new",
    "refused": "Refused",
}


def file_rows(report: "MergeReport") -> list[Row]:
    """Return a row for each file."""
    return [
        Row(str(place), (PurePath(one.file).name, one.sender or "–", _came(one), _know(one)))
        for place, one in enumerate(report.files)
    ]


def _came(result: "FileResult") -> str:
    if result.status != "merged":
        return _STATUS[result.status]
    parts = [f"{result.new} new", f"{result.changed} changed"]
    return "Brought in: " + ", ".join(parts)


def _know(result: "FileResult") -> str:
    said = [result.reason] if result.reason and not result.refused_feeds else []
    said += [f"From {feed.sender}: {feed.reason}" for feed in result.refused_feeds]
    if result.conflicts:
        said.append(f"{_many(result.conflicts, 'conflict')} to look at.")
    if result.waiting:
        said.append(f"{_many(result.waiting, 'note')} wait for a file that is not here yet.")
    said += [f"The laptop of {name} was copied; both copies were kept." for name in result.forks]
    if result.renewed:
        said.append("This laptop had been restored from a copy and goes on as a new one.")
    return " ".join(said)


def summary(report: "MergeReport") -> str:
    """Return one sentence for a whole merge."""
    new = sum(one.new for one in report.files)
    changed = sum(one.changed for one in report.files)
    refused = sum(one.status == "refused" for one in report.files)
    said = (
        f"{_many(new, 'new note')} and {changed} changed from {_many(len(report.files), 'file')}."
    )
    if refused:
        said += f" {_many(refused, 'file')} refused: the list says why."
    return said


def for_lead_words(count: int) -> str:
    """Return how many notes peers have marked for the lead to see."""
    return f"⚑ {_many(count, 'note')} marked for the lead"


def missing_words(missing: tuple[str, ...]) -> str:
    """Return who has not handed in today."""
    if not missing:
        return "Everybody has handed in today."
    return "Nothing today yet from " + _listed(missing) + "."


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def laptop_rows(team: Team) -> list[Row]:
    """Return a row for each laptop, those that wait for a lead first."""
    ordered = sorted(team.laptops, key=lambda one: one.is_confirmed)
    return [Row(one.device.record, _laptop(team, one)) for one in ordered]


def _laptop(team: Team, one: Laptop) -> tuple[str, str, str]:
    name = team.name_of(one)
    said = "✓ Confirmed" if one.is_confirmed else f"Says it is {name}"
    if one.is_this:
        said += " (this laptop)"
    return name, said, one.words.replace("-", " ")


def laptop_of(team: Team, record: str) -> Laptop | None:
    """Return a laptop by the id of its record."""
    return next((one for one in team.laptops if one.device.record == record), None)


def question_of(team: Team, laptop: Laptop) -> str:
    """Return what a lead has to answer of a laptop that waits to be confirmed."""
    name = team.name_of(laptop)
    words = f"Its six words are: {laptop.words.replace('-', ' ')}."
    if laptop.device.member is None:
        return f"{name} is not on the list and says: {laptop.role.label}. Who is it? {words}"
    if team.has_laptop(laptop.device.member):
        return f"A second laptop says it is {name}. Is it the same person, or someone else? {words}"
    return f"This laptop says it is {name}. {words}"


def waiting_words(team: Team) -> str:
    """Return how many laptops wait for a lead, or the empty text."""
    count = len(team.waiting)
    if not count:
        return ""
    return f"{_many(count, 'laptop')} {'waits' if count == 1 else 'wait'} for you to confirm"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
