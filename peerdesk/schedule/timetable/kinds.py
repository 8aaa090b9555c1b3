"""What kind of session a row is, guessed from its words."""

import re

from peerdesk.domain.words import SessionKind

_GUESSES: tuple[tuple[SessionKind, str], ...] = (
    (SessionKind.BREAK, (r"^(lunch|working lunch(?! with)|break|coffee|tea|refreshments?|dinner"
     r"|supper|breakfast|arriv(al|e)s?|depart(ure)?s?|travel(ling)?|drive|walk|taxi|comfort break"
     r"|check[- ]in|close|transfer|car share)\b|\b(travel|transfer)( time)?$|^(free|buffer) time")),
    (SessionKind.TEAM_MEETING, (r"\b(peer )?team (meeting|time|de-?brief|discussion|only|reflection"
     r"|huddle|catch[- ]up|room|supper|dinner|briefing)|\bde-?brief\b|^peer team$|\bwrite[- ]up"
     r"|\b(prepar\w+|draft\w*|practi[sc]e|rehears\w+)\b.*\b(feedback|presentation|findings)"
     r"|\breflection time|\bteam only|\bset[- ]?up\b")),
    (SessionKind.MEETING_OBSERVED, (r"\bobserv(e|es|ing|ation|ed)\b|\b(cabinet|committee|scrutiny"
     r"|board|council) meeting\b|\bsit in on\b|\bmeeting observed")),
    (SessionKind.SITE_VISIT, r"\b(site )?visit\b|\btour\b|\bwalk ?(about|around|round)\b"),
    (SessionKind.WORKSHOP, r"\bworkshop\b"),
    (SessionKind.FOCUS_GROUP, (r"\bfocus groups?\b|\bround ?tables?\b|\bdrop[- ]in\b|\bgroup of\b"
     r"|\b(staff|residents'?|carers'?|front-?line\w*) (group|session|forum)\b")),
    (SessionKind.READING, r"^read(ing)?\b|\bdocument review\b|\bcase file"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _GUESSES)
_CANCELLED = re.compile(
    r"\b(cancelled|canceled|no longer (taking place|needed)|stood down)\b", re.I
)


def guess_kind(said: str, title: str) -> SessionKind:
    """Return the kind a column says, else the one the title speaks of, else an interview."""
    words = said.casefold().replace("-", " ").replace("_", " ").strip()
    for kind in SessionKind:
        if words and words in (kind.value.replace("_", " "), kind.label.casefold()):
            return kind
    for text in (said, title):
        found = next((kind for kind, pattern in _COMPILED if pattern.search(text)), None)
        if found is not None:
            return found
    return SessionKind.INTERVIEW


def take_cancelled(title: str) -> tuple[str, bool]:
    """Return a title without the word that says it is cancelled, and whether it was there."""
    found = _CANCELLED.search(title)
    if found is None:
        return title, False
    left = f"{title[: found.start()]} {title[found.end() :]}"
    return " ".join(re.sub(r"[(\[]\s*[)\]]", "", left).split()).strip(" :–-"), True
