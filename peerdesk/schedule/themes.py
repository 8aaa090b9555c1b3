"""Theme sets: focus areas with their questions, from a file that a lead can copy and edit.

It knows the files of resources/templates/themes and how one is written, and no store.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from peerdesk import resources
from peerdesk.schedule.columns import TEMPLATE
from peerdesk.schedule.entries import Entry, unique
from peerdesk.schedule.tables import read_tables

_SHORT = re.compile(r"[^\W\d_](?:[^\W_]|-){0,39}")
_SHIPPED = (
    "corporate",
    "health-and-care",
    "childrens",
    "adult-social-care",
    "youth-justice",
    "blank",
)


@dataclass(frozen=True, slots=True)
class SetupFocusArea:
    """A focus area; `tag` follows `#` in notes, `author` are initials or empty.

    A golden `thread` cuts across the others.
    """

    name: str
    tag: str
    author: str = ""
    questions: tuple[str, ...] = ()
    thread: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A theme set; `name` is what a setup file calls it."""

    name: str
    title: str
    about: str
    areas: tuple[SetupFocusArea, ...]


def read_template(path: Path) -> Template:
    """Read a theme set; raises SetupFault, whose sentence names the place and what to do."""
    tables = read_tables(path, TEMPLATE)
    about = tables["template"][0]
    return Template(
        path.stem, about.text("title"), about.text("about"), read_areas(tables["themes"], {})
    )


def shipped() -> tuple[Template, ...]:
    """Return the theme sets PeerDesk comes with, the blank one last."""
    folder = resources.path("templates", "themes")
    return tuple(read_template(folder / f"{name}.toml") for name in _SHIPPED)


def shipped_named(entry: Entry, name: str) -> Template:
    """Return the theme set that an entry names; its fault where there is none."""
    wanted = "-".join(name.casefold().split())
    if wanted not in _SHIPPED:
        entry.fault(f"“{name[:40]}” is no theme set", f"use one of {', '.join(_SHIPPED)}")
    return read_template(resources.path("templates", "themes", f"{wanted}.toml"))


def read_areas(entries: list[Entry], initials: Mapping[str, str]) -> tuple[SetupFocusArea, ...]:
    """Read focus areas; `initials` are those of the team as they are spelt there, by case."""
    found = tuple(
        SetupFocusArea(
            name=entry.text("name"),
            tag=mark(entry, "tag"),
            author=known(entry, entry.text("author"), initials, "initials"),
            questions=entry.texts("questions"),
            thread=entry.yes("golden_thread"),
        )
        for entry in entries
    )
    unique(zip(entries, (area.tag for area in found), strict=True), "tag")
    unique(zip(entries, (area.name for area in found), strict=True), "name")
    return found


def is_mark(text: str) -> bool:
    """Say whether a text can follow `#` or `@` in a note."""
    return _SHORT.fullmatch(text) is not None


def mark(entry: Entry, name: str) -> str:
    """Return a text that can follow `#` or `@` in a note."""
    given = entry.text(name)
    if not is_mark(given):
        entry.fault(
            f"the {name} is not a letter followed by letters, digits and hyphens", "rename it"
        )
    return given


def known(entry: Entry, given: str, names: Mapping[str, str], what: str) -> str:
    """Return a reference as it is spelt where it is defined; nothing for nothing."""
    if given and given.casefold() not in names:
        entry.fault(
            f"“{given[:40]}” is not among the {what} of this file", "correct it or add it there"
        )
    return names[given.casefold()] if given else ""
