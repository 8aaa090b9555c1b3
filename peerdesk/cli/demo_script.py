"""The demo challenge as resources/ holds it: who noted what on which day; plays nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peerdesk import resources

FOLDER = "demo"


@dataclass(frozen=True, slots=True)
class Scene:
    """What one peer wrote in one session; `present` counts heads by participant's role."""

    session: str
    lines: tuple[str, ...] = ()
    summary: str = ""
    held: bool = True
    present: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewTheme:
    """A theme somebody adds in the evening of a day."""

    name: str
    tag: str
    day: int
    by: str


def setup_file() -> Path:
    """Return the demo's setup file."""
    return resources.path(FOLDER, "setup.toml")


def findings_file() -> Path:
    """Return the demo's findings."""
    return resources.path(FOLDER, "findings.toml")


def scenes(initials: str, day: int) -> tuple[Scene, ...]:
    """Return what a peer noted on a day, session by session."""
    return tuple(
        Scene(
            session=table["session"],
            lines=tuple(table.get("lines", ())),
            summary=table.get("summary", ""),
            held=table.get("held", True),
            present=table.get("present", {}),
        )
        for table in _load("notes", f"{initials}-day{day}.toml")["sessions"]
    )


def new_themes(initials: str, day: int) -> tuple[NewTheme, ...]:
    """Return the themes a peer adds in the evening of a day."""
    every = (NewTheme(**table) for table in _load("emergent.toml")["themes"])
    return tuple(theme for theme in every if theme.by == initials and theme.day == day)


def _load(*parts: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(FOLDER, *parts).read_text(encoding="utf-8"))
