"""Commands that keep notes safe: `check`, `restore`, `passphrase`."""

from pathlib import Path

import click

from peerdesk.cli.options import (
    examples,
    json_option,
    opened,
    passphrase_option,
    store_argument,
    with_store,
)
from peerdesk.cli.output import counted, say, say_json
from peerdesk.cli.passphrases import STDIN, passphrase_of
from peerdesk.store.checking import check as check_store
from peerdesk.store.recovery import change_passphrase
from peerdesk.store.recovery import restore as restore_store
from peerdesk.store.snapshots import FOLDER, list_snapshots


@click.command(epilog=examples("peerdesk check notes"))
@with_store
def check(store: Path, passphrase_file: str | None, as_json: bool) -> None:
    """Verify everything: pages, chains, signatures, what screens show, snapshots.

    Exit status 1 if anything is wrong. The digest is the same on two laptops that hold the same.
    """
    with opened(store, passphrase_file) as notes:
        result = check_store(notes)
    if as_json:
        say_json(
            {
                "ok": result.ok,
                "problems": list(result.problems),
                "changes": result.changes,
                "devices": result.devices,
                "digest": result.digest,
            }
        )
    else:
        for problem in result.problems:
            say(problem)
        verdict = "All is well" if result.ok else counted(len(result.problems), "problem")
        size = f"{counted(result.changes, 'change')} of {counted(result.devices, 'laptop')}"
        say(f"{verdict}: {size}, digest {result.digest}.")
    if not result.ok:
        click.get_current_context().exit(1)


@click.command(
    epilog=examples(
        "peerdesk restore notes",
        "peerdesk restore notes 20261110T170501.000321Z-hourly",
    )
)
@store_argument
@click.argument("snapshot", required=False)
@passphrase_option
@json_option
def restore(store: Path, snapshot: str | None, passphrase_file: str | None, as_json: bool) -> None:
    """Put a snapshot in the place of the notes, or list the snapshots there are.

    SNAPSHOT is a name from the list, or a folder. What is there now is kept as one more snapshot,
    so this can be undone the same way.
    """
    if snapshot is None:
        _list(store, as_json)
        return
    place = store / FOLDER / snapshot
    chosen = place if place.is_dir() else Path(snapshot)
    secret = passphrase_of(passphrase_file, f"Passphrase for {store.name}")
    with restore_store(store, chosen, secret) as notes:
        if as_json:
            say_json({"store": str(notes.folder), "snapshot": str(chosen)})
        else:
            say(f"{notes.folder} is as it was in {chosen.name}; what was there is kept beside it.")


def _list(store: Path, as_json: bool) -> None:
    names = [snapshot.name for snapshot in list_snapshots(store)]
    if as_json:
        say_json({"snapshots": names})
    elif names:
        say("\n".join(names))
    else:
        say(f"There are no snapshots in {store}.")


@click.command(
    epilog=examples(
        "peerdesk passphrase notes",
        "peerdesk passphrase notes --passphrase-file old.txt --new-passphrase-file new.txt",
    )
)
@store_argument
@passphrase_option
@click.option("--new-passphrase-file", metavar="FILE", help="Read the new passphrase from FILE.")
@json_option
def passphrase(
    store: Path, passphrase_file: str | None, new_passphrase_file: str | None, as_json: bool
) -> None:
    """Change the passphrase of the notes.

    Copies made before, such as snapshots and backups, still open with the old one.
    """
    if passphrase_file == new_passphrase_file == STDIN:
        raise click.UsageError("Only one of the two passphrases can come from standard input.")
    old = passphrase_of(passphrase_file, "Passphrase now")
    new = passphrase_of(new_passphrase_file, "New passphrase", new=True)
    change_passphrase(store, old, new)
    if as_json:
        say_json({"store": str(store)})
    else:
        say("The passphrase is changed; older copies of these notes still open with the old one.")
