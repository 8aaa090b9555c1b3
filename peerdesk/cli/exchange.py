"""Commands that hand in and bring in: `export` and `merge`."""

from pathlib import Path

import click

from peerdesk.cli.confirming import confirm_laptop
from peerdesk.cli.options import PATH, examples, opened, with_store
from peerdesk.cli.output import counted, say, say_json, table
from peerdesk.exchange.merging import FileResult, MergeReport, merge_files
from peerdesk.exchange.packing import file_name, write_export, write_merged_pack
from peerdesk.store.notes import not_handed_in


@click.command(
    epilog=examples(
        "peerdesk export notes to-lead.peerdesk",
        "peerdesk export notes usb-stick/",
        "peerdesk export notes for-team.peerdesk --merged",
    )
)
@with_store
@click.argument("file", type=PATH)
@click.option("--merged", is_flag=True, help="Everything on this laptop, for the whole team.")
@click.option(
    "--without-notes",
    is_flag=True,
    help="With --merged: timetable and findings, not what peers noted.",
)
def export(
    store: Path,
    file: Path,
    merged: bool,
    without_notes: bool,
    passphrase_file: str | None,
    as_json: bool,
) -> None:
    """Write this laptop's notes to FILE, for the lead to bring in.

    The file always holds all of them, so a lost one never matters. FILE may be a folder; the file
    then gets its usual name. Only the team can open it.
    """
    if without_notes and not merged:
        raise click.UsageError("--without-notes goes with --merged.")
    with opened(store, passphrase_file) as notes:
        kind = "merged pack" if merged else "export"
        path = file / file_name(notes, kind) if file.is_dir() else file  # type: ignore[arg-type]
        fresh = not_handed_in(notes)
        if merged:
            write_merged_pack(notes, path, not without_notes)
        else:
            write_export(notes, path)
        if as_json:
            say_json({"file": str(path), "kind": kind, "not_handed_in": fresh})
        elif merged:
            say(f"Wrote everything for the team to {path}.")
        else:
            say(f"Wrote {path}; {counted(fresh, 'note')} new or changed since the last hand-in.")


@click.command(
    epilog=examples(
        "peerdesk merge notes from-team/*.peerdesk",
        "peerdesk merge notes from-team/*.peerdesk --dry-run",
        'peerdesk merge notes GM.peerdesk --confirm "Grace Mensah"',
    )
)
@with_store
@click.argument("files", type=PATH, nargs=-1, metavar="FILE...")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and keep nothing of it.")
@click.option(
    "--confirm",
    "names",
    multiple=True,
    metavar="NAME",
    help="You know that the laptop that says it is NAME is theirs (leads only; may be repeated).",
)
def merge(
    store: Path,
    files: tuple[Path, ...],
    dry_run: bool,
    names: tuple[str, ...],
    passphrase_file: str | None,
    as_json: bool,
) -> None:
    """Bring in PeerDesk files, and say for each what was new, already here, or refused and why.

    Files can come in any order, any number of times. A file that cannot be read is refused and the
    others go in. Nothing of yours is ever changed or removed by it.
    """
    if not files and not names:
        raise click.UsageError("Missing argument 'FILE...'.")
    if dry_run and names:
        raise click.UsageError("--confirm writes, so it does not go with --dry-run.")
    with opened(store, passphrase_file) as notes:
        report = merge_files(notes, files, dry_run)
        confirmed = [confirm_laptop(notes, name) for name in names]
    if as_json:
        say_json(report.to_json() | {"confirmed": confirmed})
    else:
        _print_report(report, dry_run)
        for name in confirmed:
            say(f"Confirmed: this laptop is {name}'s.")
    if report.refused:
        click.get_current_context().exit(1)


def _print_report(report: MergeReport, dry_run: bool) -> None:
    if report.files:
        rows = [
            (Path(file.file).name, file.sender or "–", _STATUS[file.status], file.new, file.changed)
            for file in report.files
        ]
        say(table(("file", "from", "", "new", "changed"), rows))
        for file in report.files:
            for remark in _remarks(file):
                say(f"{Path(file.file).name}: {remark}")
        say()
    total = f"{counted(report.observations, 'note')} in all"
    if report.conflicts:
        total += f", {counted(report.conflicts, 'conflict')} to settle on the Team page"
    say(f"{total}.")
    if report.missing:
        say(f"Nothing yet today from {', '.join(report.missing)}.")
    if dry_run:
        say("This was a trial; nothing was kept.")


_STATUS = {
    "merged": "came in",
    "already": "already here",
    "old": "older than what is here",
    "refused": "refused",
}


def _remarks(file: FileResult) -> list[str]:
    """Return what a lead has to know of a file beyond its numbers."""
    said = [f"{feed.sender}: {feed.reason}" for feed in file.refused_feeds]
    if file.reason and not file.refused_feeds:
        said.append(file.reason)
    if file.waiting:
        said.append(f"{counted(file.waiting, 'record')} wait for a file not brought in yet.")
    if file.conflicts:
        said.append(f"{counted(file.conflicts, 'record')} changed by two people at once.")
    for name in file.forks:
        said.append(f"{name}'s laptop was copied and both copies went on; both are kept.")
    if file.renewed:
        said.append("Your own notes had gone on elsewhere; this laptop goes on as a new one.")
    return said
