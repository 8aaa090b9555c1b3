"""The command `demo`: plays a whole challenge for real and says what is where."""

import json
import shlex
from pathlib import Path

import click

from peerdesk.cli.demo_play import Play, Played
from peerdesk.cli.options import PATH, examples, json_option
from peerdesk.cli.output import progress, say, say_json
from peerdesk.domain.errors import PeerDeskError
from peerdesk.store.files import write_whole


class FolderInUse(PeerDeskError):
    """The demo was to go where something is already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is not an empty folder, so nothing was written there; name a new one."
        )


@click.command(epilog=examples("peerdesk demo try-it", "peerdesk demo try-it --json"))
@click.argument("folder", type=PATH, metavar="DIR")
@json_option
def demo(folder: Path, as_json: bool) -> None:
    """Play a whole challenge for real into the new folder DIR, and say what is where.

    Six peers, three days and forty sessions of an invented health and care system: stores, joining,
    notes, hand-ins, merging, findings and both documents. It takes about a minute.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(folder)
    folder.mkdir(parents=True, exist_ok=True)
    played = Play(folder.resolve(), progress).run()
    content = played.to_json()
    write_whole(played.folder / "demo.json", json.dumps(content, indent=1).encode())
    if as_json:
        say_json(content)
    else:
        _print(played)


def _print(played: Played) -> None:
    say(f"\nThe challenge is played. Everything is in {played.folder}:")
    say(f"  feedback report        {played.report.name}")
    say(f"  presentation           {played.presentation.name}")
    say("  the evenings' files    evening-1, evening-2, evening-3")
    say("  the same as JSON       demo.json")
    say("\nNotes on each laptop, and the passphrase that opens them (also in passphrases/):")
    for store, secret in played.passphrases.items():
        say(f"  {Path(store).relative_to(played.folder)!s:<10} {secret}")
    say("\nTo open the app on the lead's notes, with the passphrase above:")
    say(f"  peerdesk {shlex.quote(str(played.lead))}")
    say("\nTo open any export without PeerDesk, with the public age tool:")
    export = shlex.quote(str(played.exports[-1]))
    identity = shlex.quote(str(played.team_identity))
    say(f"  age -d -i {identity} {export} > export.zip")
