"""What the demo challenge holds, read from resources/ without PeerDesk's own code."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
_MARKS = ("+ ", "! ", "= ", "> ", "- ", "* ")


@cache
def load(name: str) -> dict[str, Any]:
    """Return a file of the demo."""
    return tomllib.loads((DEMO / name).read_text(encoding="utf-8"))


def participants() -> list[str]:
    """Return the name of everybody who was spoken to and is named."""
    every = [p for s in load("setup.toml")["sessions"] for p in s.get("participants", [])]
    return sorted({person["name"] for person in every if person.get("name")})


def members() -> list[str]:
    """Return the names of the team, without titles."""
    names = [member["name"] for member in load("setup.toml")["team"]]
    return [name.removeprefix("Councillor ").removeprefix("Dr ") for name in names]


def noted_lines() -> dict[str, list[str]]:
    """Return what was typed, by the name of the file of notes."""
    return {
        path.name: [
            line
            for session in load(f"notes/{path.name}")["sessions"]
            for line in session.get("lines", [])
        ]
        for path in sorted((DEMO / "notes").glob("*.toml"))
    }


def phrases(every: int) -> list[str]:
    """Return a stretch of 30 letters from the middle of some notes of every peer and day."""
    found = []
    for lines in noted_lines().values():
        for line in lines[:: max(len(lines) // every, 1)][:every]:
            words = re.split(r"\s[#@]", line.removeprefix(line[:2] if line[:2] in _MARKS else ""))
            middle = len(words[0]) // 2
            found.append(words[0][max(middle - 15, 0) : middle + 15])
    return [phrase for phrase in found if len(phrase) == 30]


def summaries() -> list[str]:
    """Return the beginning of every peer's summary of a session."""
    tables = [t for name in noted_lines() for t in load(f"notes/{name}")["sessions"]]
    return [table["summary"][:30] for table in tables if table.get("summary")]


def findings(*states: str) -> list[dict[str, Any]]:
    """Return the findings in any of these states."""
    return [one for one in load("findings.toml")["findings"] if one["state"] in states]


def recommendations() -> list[str]:
    """Return the texts of the recommendations."""
    return [one["text"] for one in load("findings.toml")["recommendations"]]
