"""Commands that look at what was noted: `search` and `evidence`."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from peerdesk.cli.options import examples, opened, with_store
from peerdesk.cli.output import counted, say, say_json, table
from peerdesk.domain.counts import Counts, count
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Evidence, Finding, Member, Observation, Session, Theme
from peerdesk.domain.times import to_local, to_stored
from peerdesk.domain.triangulation import Coverage, Triangulation, coverage, triangulate_all
from peerdesk.domain.words import Sector
from peerdesk.store.reading import challenge, load_evidence, members, sessions, themes
from peerdesk.store.reading import search as search_notes
from peerdesk.store.store import Store

_FIRST = 50


@click.command(
    epilog=examples(
        "peerdesk search notes discharge weekend",
        "peerdesk search notes prevent --limit 200 --json",
    )
)
@with_store
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=_FIRST, help="At most so many, 50 unless."
)
def search(
    store: Path, words: tuple[str, ...], limit: int, passphrase_file: str | None, as_json: bool
) -> None:
    """Find the notes that hold every one of WORDS, newest first.

    The last word may be the beginning of one. Case and accents do not matter.
    """
    with opened(store, passphrase_file) as notes:
        found = search_notes(notes, " ".join(words), limit)
        labels = _Labels(notes)
        if as_json:
            say_json([labels.to_json(observation) for observation in found])
            return
        for observation in found:
            say(labels.line(observation))
        say(f"{counted(len(found), 'note')} found." if found else "No note holds all these words.")


class _Labels:
    """What ids stand for, read once."""

    def __init__(self, store: Store) -> None:
        self._sessions: Mapping[RecordId, Session] = {s.id: s for s in sessions(store)}
        self._members: Mapping[RecordId, Member] = {m.id: m for m in members(store)}
        self._themes: Mapping[RecordId, Theme] = {t.id: t for t in themes(store)}
        self._zone = challenge(store).time_zone

    def to_json(self, found: Observation) -> dict[str, Any]:
        member = self._members.get(found.noted_by) if found.noted_by else None
        return {
            "id": found.id,
            "session": self._title(found),
            "peer": member.name if member else "",
            "text": found.text,
            "themes": self._tags(found),
            "kind": found.kind.value,
            "at": to_stored(found.at),
            "session_id": found.session or "",
            "initials": member.initials if member else "",
        }

    def line(self, found: Observation) -> str:
        member = self._members.get(found.noted_by) if found.noted_by else None
        at = to_local(found.at, self._zone)
        who = member.initials if member else "?"
        head = f"{at:%a %H:%M}  {who}  {self._title(found)}  [{found.kind.label}]"
        tags = "".join(f" #{tag}" for tag in self._tags(found))
        return f"{head}\n    {found.text}{tags}"

    def _title(self, found: Observation) -> str:
        session = self._sessions.get(found.session) if found.session else None
        return session.title if session else ""

    def _tags(self, found: Observation) -> list[str]:
        known = (self._themes.get(theme) for theme in found.themes)
        return sorted(tag_of(theme) for theme in known if theme)


def tag_of(theme: Theme) -> str:
    """Return what stands for a theme in JSON: its tag, or its name where it has none."""
    return theme.tag or theme.name


@click.command(epilog=examples("peerdesk evidence notes", "peerdesk evidence notes --json"))
@with_store
def evidence(store: Path, passphrase_file: str | None, as_json: bool) -> None:
    """Count what was heard, show who has not been asked, and who else said so.

    The matrix has a row for each theme and a column for each sector; a cell shows sessions, then
    notes. Two peers in one session are one session.
    """
    with opened(store, passphrase_file) as notes:
        held = load_evidence(notes)
    totals, cells = count(held), coverage(held)
    behind = triangulate_all(held.findings, held)
    if as_json:
        say_json(_to_json(held, totals, cells, behind))
        return
    say(
        f"{counted(len(held.observations), 'note')}, {counted(totals.sessions, 'session')},"
        f" {counted(totals.people, 'person', 'people')},"
        f" {counted(totals.organisations, 'organisation')}, {counted(totals.hours, 'hour')}."
    )
    say()
    say(_matrix(held.themes, cells))
    if held.findings:
        say()
        say(_triangulation(held.findings, behind))


def _to_json(
    held: Evidence,
    totals: Counts,
    cells: Iterable[Coverage],
    behind: Mapping[RecordId, Triangulation],
) -> dict[str, Any]:
    named = {theme.id: theme for theme in held.themes}
    return {
        "observations": len(held.observations),
        "sessions": totals.sessions,
        "people": totals.people,
        "organisations": totals.organisations,
        "hours": totals.hours,
        "coverage": [
            {
                "theme": tag_of(named[cell.theme]),
                "sector": cell.sector.value,
                "sessions": cell.sessions,
                "observations": cell.observations,
                "theme_name": named[cell.theme].name,
            }
            for cell in cells
        ],
        "findings": [finding_json(one, named, behind[one.id]) for one in held.findings],
    }


def finding_json(
    finding: Finding, themes: Mapping[RecordId, Theme], behind: Triangulation
) -> dict[str, Any]:
    """Return a finding with what stands behind it, as programs read it."""
    theme = themes.get(finding.theme) if finding.theme else None
    return {
        "id": finding.id,
        "headline": finding.headline,
        "kind": finding.kind.value,
        "state": finding.state.value,
        "theme": tag_of(theme) if theme else "",
        "sessions": behind.sessions,
        "peers": behind.peers,
        "organisations": behind.organisations,
        "observations": behind.observations,
        "documents": behind.documents,
        "sources": sorted(source.value for source in behind.sources),
    }


def _matrix(themes: Iterable[Theme], cells: Iterable[Coverage]) -> str:
    found = {(cell.theme, cell.sector): cell for cell in cells}
    sectors = [sector for sector in Sector if any(key[1] is sector for key in found)]
    rows = [
        [theme.name, *(_cell(found[theme.id, sector]) for sector in sectors)]
        for theme in themes
        if not theme.joined
    ]
    return table(["Theme", *(sector.label for sector in sectors)], rows)


def _cell(cell: Coverage) -> str:
    return f"{cell.sessions} / {cell.observations}" if cell.observations else "not asked"


def _triangulation(findings: Iterable[Finding], behind: Mapping[RecordId, Triangulation]) -> str:
    rows = []
    for finding in findings:
        found = behind[finding.id]
        numbers = (found.sessions, found.documents, found.peers, found.organisations)
        rows.append((*numbers, "thin" if found.thin else "", finding.headline))
    return table(("Sessions", "Documents", "Peers", "Organisations", "", "Finding"), rows)
