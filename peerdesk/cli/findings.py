"""The command `findings`: lists what the team concludes, or takes it in from a file."""

from collections.abc import Iterable
from pathlib import Path

import click

from peerdesk.cli.evidence import finding_json
from peerdesk.cli.options import PATH, examples, opened, with_store
from peerdesk.cli.output import counted, say, say_json
from peerdesk.domain.records import Evidence, Finding
from peerdesk.domain.triangulation import triangulate_all
from peerdesk.schedule.conclusions import Changes, put_in_conclusions
from peerdesk.store.reading import load_evidence


@click.command(
    epilog=examples(
        "peerdesk findings notes",
        "peerdesk findings notes --from findings.toml",
        "peerdesk findings notes --from findings.xlsx --json",
    )
)
@with_store
@click.option("--from", "file", type=PATH, help="Add and update them from TOML or a workbook.")
def findings(store: Path, file: Path | None, passphrase_file: str | None, as_json: bool) -> None:
    """List findings and recommendations, or add and update them from a file.

    In a file a finding is known by its headline. Evidence is given as words copied from one note
    each. What a file leaves out is left as it is.
    """
    with opened(store, passphrase_file) as notes:
        changes = None if file is None else put_in_conclusions(notes, file)
        held = load_evidence(notes)
    if as_json:
        say_json(_to_json(held, changes))
    elif changes is not None:
        _say_changes(changes[0], "finding")
        _say_changes(changes[1], "recommendation")
    else:
        _list(held)


def _say_changes(changes: Changes, what: str) -> None:
    say(
        f"{counted(changes.added, what)} added, {changes.changed} changed,"
        f" {changes.same} already as in the file."
    )


def _to_json(held: Evidence, changes: tuple[Changes, Changes] | None) -> dict[str, object]:
    behind = triangulate_all(held.findings, held)
    named = {theme.id: theme for theme in held.themes}
    content: dict[str, object] = {
        "findings": [finding_json(one, named, behind[one.id]) for one in held.findings],
        "recommendations": [
            {
                "id": one.id,
                "number": one.number,
                "text": one.text,
                "findings": [found.id for found in held.findings if found.id in one.findings],
            }
            for one in held.recommendations
        ],
    }
    if changes is not None:
        for what, found in zip(("findings", "recommendations"), changes, strict=True):
            content[f"{what}_added"] = found.added
            content[f"{what}_changed"] = found.changed
    return content


def _list(held: Evidence) -> None:
    if not held.findings:
        say("No findings yet; write them in the app, or take them in with --from FILE.")
    for theme in held.themes:
        _list_theme(theme.name, (one for one in held.findings if one.theme == theme.id))
    known = {theme.id for theme in held.themes}
    _list_theme("No theme yet", (one for one in held.findings if one.theme not in known))
    if held.recommendations:
        say("\nRecommendations")
    for one in held.recommendations:
        say(f"  {one.number or '–'}  {one.text}")


def _list_theme(name: str, found: Iterable[Finding]) -> None:
    every = list(found)
    if every:
        say(f"\n{name}")
    for one in every:
        notes = counted(len(one.evidence), "note")
        say(f"  {one.kind.label} ({one.state.label.lower()}, {notes}): {one.headline}")
