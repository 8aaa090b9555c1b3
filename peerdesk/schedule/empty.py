"""A challenge begun from a few words: a title, its days, who leads it, and a theme set."""

import re
from collections.abc import Mapping

from peerdesk.domain.words import Background, Rights, TeamRole
from peerdesk.schedule.columns import CHALLENGE
from peerdesk.schedule.entries import Entry
from peerdesk.schedule.setup import Setup, SetupMember, read_challenge
from peerdesk.schedule.themes import Template

_LONGEST = 4  # letters of a code or of initials made here


def empty_setup(said: Mapping[str, object], lead: str, form: str, themes: Template) -> Setup:
    """Return the setup of a challenge with one member; raises SetupFault for what cannot be.

    `said` holds title, start and end; `form` is what an error calls the place it was said in.
    """
    title = str(said.get("title", ""))
    entry = Entry(form, "", {**said, "code": _letters(title) + str(said.get("start", ""))[2:4]})
    entry.check(CHALLENGE)
    name = Entry(form, "", {"name": lead}).text("name")
    if not name:
        entry.fault("your name is missing", "write it as it will stand on the report")
    member = SetupMember(
        name=name,
        initials=_letters(name),
        role=TeamRole.CHALLENGE_MANAGER,
        rights=Rights.LEAD,
        background=Background.LOCAL_GOVERNMENT,
    )
    return Setup(read_challenge(entry), (), themes.areas, (member,), ())


def _letters(text: str) -> str:
    """Return the first letters of a text's words, those that a file's name may hold."""
    words = re.findall(r"[A-Za-z]+", text)
    return "".join(word[0].upper() for word in words)[:_LONGEST] or "X"
