"""Commands that begin a challenge: `new`, `pack`, `join`."""

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from peerdesk.cli.options import PATH, examples, json_option, opened, passphrase_option, with_store
from peerdesk.cli.output import counted, progress, say, say_json
from peerdesk.cli.passphrases import STDIN, passphrase_of
from peerdesk.domain.words import TeamRole
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.packing import file_name, write_team_pack
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import read_setup
from peerdesk.store.files import write_whole
from peerdesk.store.moving import move_in
from peerdesk.store.opening import open_store
from peerdesk.store.reading import challenge, devices, me
from peerdesk.store.store import Store


@click.command(
    epilog=examples(
        'peerdesk new notes --from setup.xlsx --as "Frances Okell"',
        "peerdesk new notes --from setup.toml --as FO --passphrase-file secret.txt",
    )
)
@click.argument("store", type=PATH)
@click.option(
    "--from", "setup", type=PATH, required=True, help="Setup file, a workbook (.xlsx) or TOML."
)
@click.option("--as", "name", required=True, help="Your name or initials; the setup's lead.")
@click.option("--label", default="", help="What this laptop lists the notes under.")
@passphrase_option
@json_option
def new(
    store: Path, setup: Path, name: str, label: str, passphrase_file: str | None, as_json: bool
) -> None:
    """Set up a challenge in the new folder STORE, with you as its lead.

    The setup file names the organisations, focus areas, team and timetable.
    """
    read = read_setup(setup)
    secret = passphrase_of(passphrase_file, "New passphrase", new=True)
    with establish(store, secret, read, name, label) as made:
        _say_ready(made, as_json)
        if not as_json:
            say("Next: write the team pack with “peerdesk pack”, and send it to every peer.")


def _say_ready(store: Store, as_json: bool) -> None:
    about, member = challenge(store), me(store)
    name = member.name if member else next(d.name for d in devices(store) if d.id == store.device)
    if as_json:
        say_json({"store": str(store.folder), "challenge": about.title, "member": name})
    else:
        say(f"{about.title}: notes of {name} are ready in {store.folder}.")


@click.command(
    epilog=examples(
        "peerdesk pack notes team.peerdesk",
        "peerdesk pack notes team.peerdesk --pack-passphrase-file words.txt",
    )
)
@with_store
@click.argument("file", type=PATH)
@click.option(
    "--pack-passphrase-file",
    metavar="FILE",
    help="Write the pack's passphrase to FILE, for your eyes only, instead of printing it.",
)
def pack(
    store: Path,
    file: Path,
    passphrase_file: str | None,
    pack_passphrase_file: str | None,
    as_json: bool,
) -> None:
    """Write the team pack to FILE and print its passphrase of six words, once.

    Every peer joins from this one file. Send the words by another way than the file, by telephone
    for instance. FILE may be a folder; the pack then gets its usual name.
    """
    with opened(store, passphrase_file) as notes:
        path = file / file_name(notes, "team pack") if file.is_dir() else file
        words = write_team_pack(notes, path)
        told = pack_passphrase_file in (None, STDIN)
        if pack_passphrase_file is not None and not told:
            _keep(words, Path(pack_passphrase_file), path)
        if as_json:
            say_json({"file": str(path)} | ({"passphrase": words} if told else {}))
            return
        progress(f"Wrote the team pack to {path}.")
        if told:
            say(words)
            progress("These words are shown once; tell them to the team, not beside the file.")


def _keep(words: str, secret: Path, pack_file: Path) -> None:
    """Write the words where they were asked for; a pack nobody can open is worth nothing."""
    try:
        write_whole(secret, f"{words}\n".encode())
    except BaseException:
        pack_file.unlink(missing_ok=True)
        raise


@click.command(
    epilog=examples(
        'peerdesk join team.peerdesk notes --as "Grace Mensah"',
        "peerdesk join team.peerdesk notes --as GM --pack-passphrase-file words.txt",
        'peerdesk join team.peerdesk notes --as "Sam Late" --new-member-role officer_peer',
        "peerdesk join team.peerdesk notes --as GM --notes notes-of-tuesday",
    )
)
@click.argument("file", type=PATH)
@click.argument("store", type=PATH)
@click.option("--as", "name", required=True, help="Your name or initials, from the team's list.")
@click.option(
    "--new-member-role",
    "role",
    type=click.Choice([role.value for role in TeamRole], case_sensitive=False),
    help="Join although you are not on the list; your lead then confirms who you are.",
)
@click.option(
    "--second-laptop",
    is_flag=True,
    help="Join although you have a laptop in this challenge; your lead then confirms this one.",
)
@click.option("--pack-passphrase-file", metavar="FILE", help="Read the pack's words from FILE.")
@click.option(
    "--notes",
    type=PATH,
    help="Move in the notes you took before joining, from this folder; it is removed once all of"
    " them are in STORE.",
)
@click.option(
    "--notes-passphrase-file",
    metavar="FILE",
    help="Read the passphrase of those notes from FILE.",
)
@passphrase_option
@json_option
def join(
    file: Path,
    store: Path,
    name: str,
    role: str | None,
    second_laptop: bool,
    pack_passphrase_file: str | None,
    notes: Path | None,
    notes_passphrase_file: str | None,
    passphrase_file: str | None,
    as_json: bool,
) -> None:
    """Join the challenge whose team pack is FILE; your notes will be in the new folder STORE.

    You need the six words your lead told you, and choose a passphrase of your own.
    """
    if passphrase_file == pack_passphrase_file == STDIN:
        raise click.UsageError("Only one of the two passphrases can come from standard input.")
    words = passphrase_of(pack_passphrase_file, "The team pack's six words")
    if sys.stderr.isatty():
        progress("Opening the team pack; this takes a few seconds.")
    team = read_team_pack(file, words)
    secret = passphrase_of(passphrase_file, "New passphrase for your notes", new=True)
    with ExitStack() as opened_here:
        waiting = None
        if notes is not None:  # opened first: a wrong passphrase must be told before anything else
            known = passphrase_of(notes_passphrase_file, "Passphrase of the notes you took")
            waiting = opened_here.enter_context(open_store(notes, known))
        made = opened_here.enter_context(
            join_challenge(
                team,
                store,
                secret,
                name,
                listed=role is None,
                second_laptop=second_laptop,
                role=role or "",
            )
        )
        if waiting is not None:
            moved = move_in(made, waiting)
            if not as_json:
                say(f"{counted(moved.observations, 'note')} moved in with you.")
        _say_ready(made, as_json)
