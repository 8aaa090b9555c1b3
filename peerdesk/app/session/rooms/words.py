"""How notes read as rows of Sort, Bin and history; pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from peerdesk.app.session.lines import Line
from peerdesk.app.widgets.entries import Entry
from peerdesk.app.widgets.kinds import glyph, tint
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Observation
from peerdesk.domain.times import to_local
from peerdesk.domain.words import ObservationKind, Source
from peerdesk.store.binned import Binned
from peerdesk.store.history import Version


@dataclass(frozen=True, slots=True)
class Names:
    """What themes, organisations and sessions are called, and the host's time zone."""

    themes: Mapping[RecordId, str]
    organisations: Mapping[RecordId, str]
    sessions: Mapping[RecordId, str]
    zone: str

    def tags(self, themes: frozenset[RecordId], organisations: frozenset[RecordId]) -> str:
        """Return what a note is about as it is typed."""
        said = sorted(f"#{self.themes[one]}" for one in themes if one in self.themes)
        said += sorted(
            f"@{self.organisations[o]}" for o in organisations if o in self.organisations
        )
        return " ".join(said)

    def when(self, moment: datetime) -> str:
        """Return a day and a time of the host's clocks."""
        local = to_local(moment, self.zone)
        return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"

    def title(self, session: RecordId | None) -> str:
        """Return the title of a session."""
        return self.sessions.get(session, "No session") if session else "No session"


def kind_word(kind: ObservationKind) -> str:
    """Return a kind in a word, a plain note among them."""
    return "Note" if kind is ObservationKind.PLAIN else kind.label


def _sentence(text: str) -> str:
    return text if text[-1:] in ".!?…" else f"{text}."


def _spoken(kind: ObservationKind, text: str, *more: str) -> str:
    return " ".join([f"{kind_word(kind)}: {_sentence(text)}", *filter(None, more)])


def sort_entry(note: Observation, names: Names, where: bool) -> Entry:
    """Return a note to sort as a row; `where` says its session too."""
    done = bool(note.themes)
    tags = names.tags(note.themes, note.organisations)
    parts = [kind_word(note.kind), names.when(note.at)]
    if where:
        parts.append(names.title(note.session))
    second = " · ".join(parts)
    return Entry(
        id=note.id,
        text=note.text,
        second=second,
        mark=glyph(note.kind),
        tint=tint(note.kind),
        trail=f"✓ {tags}" if done else tags,
        spoken=("Sorted. " if done else "Not sorted. ") + _spoken(note.kind, note.text, tags),
        faded=done,
    )


def bin_entry(note: Binned, names: Names, where: bool) -> Entry:
    """Return a deleted note as a row; `where` says its session too."""
    said = f"Deleted {names.when(note.at)}"
    second = f"{said} · {names.title(note.session)}" if where else said
    return Entry(
        id=note.id,
        text=note.text,
        second=second,
        mark=glyph(note.kind),
        tint=tint(note.kind),
        spoken=_spoken(note.kind, note.text, second),
    )


def version_entry(place: int, version: Version, names: Names) -> Entry:
    """Return a version of a note as a row; the one at place 0 is how it stands."""
    facts = [kind_word(version.kind)]
    if version.source is not Source.HEARD:
        facts.append(version.source.label)
    facts += [version.speaker] if version.speaker else []
    facts += ["For the lead"] if version.for_lead else []
    state = "Deleted" if version.deleted else "Now" if place == 0 else ""
    when = names.when(version.at)
    second = " · ".join([f"{state}, {when}" if state else when, *facts])
    tags = names.tags(version.themes, version.organisations)
    return Entry(
        id=str(place),
        text=version.text,
        second=second,
        mark=glyph(version.kind),
        tint=tint(version.kind),
        trail=tags,
        spoken=f"{second}: {_sentence(version.text)} {tags}".rstrip(),
        faded=version.deleted,
    )


def progress_words(left: int, total: int) -> str:
    """Return how many notes are still to sort."""
    if not total:
        return "No notes yet."
    return f"{left} of {total} left" if left else "Everything is sorted."


def line_again(line: Line, version: Version) -> Line:
    """Return a line as it was in an earlier version."""
    return replace(
        line,
        text=" ".join(version.text.splitlines()),
        kind=version.kind,
        themes=version.themes,
        organisations=version.organisations,
        source=version.source,
        speaker=version.speaker,
        for_lead=version.for_lead,
    )
