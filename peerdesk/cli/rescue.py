"""The command `rescue`: back into notes whose passphrase is forgotten, with the lead's help."""

from pathlib import Path

import click

from peerdesk.cli.options import (
    PATH,
    examples,
    json_option,
    opened,
    passphrase_option,
    store_argument,
    with_store,
)
from peerdesk.cli.output import say, say_json
from peerdesk.cli.passphrases import passphrase_of
from peerdesk.store.recovery import answer_rescue, ask_for_rescue, finish_rescue

_NEW = "New passphrase"


@click.group(
    epilog=examples(
        "peerdesk rescue ask notes help.txt                 (the peer; send help.txt to the lead)",
        "peerdesk rescue answer lead-notes help.txt key.txt (the lead; send key.txt back)",
        "peerdesk rescue finish notes key.txt               (the peer)",
    )
)
def rescue() -> None:
    """Get back into notes whose passphrase is forgotten, with the lead's help.

    It takes three steps. Neither file opens anything by itself.
    """


@rescue.command(epilog=examples("peerdesk rescue ask notes help.txt"))
@store_argument
@click.argument("file", type=PATH)
@passphrase_option
@json_option
def ask(store: Path, file: Path, passphrase_file: str | None, as_json: bool) -> None:
    """First step, the peer: choose a new passphrase and write FILE for the lead.

    Read the six words it prints to the lead, so that both know it is your file.
    """
    words = ask_for_rescue(store, passphrase_of(passphrase_file, _NEW, new=True), file)
    _say_words(f"Send {file} to your lead, and compare these words aloud.", file, words, as_json)


@rescue.command(epilog=examples("peerdesk rescue answer lead-notes help.txt key.txt"))
@with_store
@click.argument("file", type=PATH)
@click.argument("out", type=PATH)
def answer(store: Path, file: Path, out: Path, passphrase_file: str | None, as_json: bool) -> None:
    """Second step, the lead: answer the request FILE with OUT, for the peer.

    Ask the peer for the six words first; send OUT only if they are the ones printed here.
    """
    with opened(store, passphrase_file) as notes:
        words = answer_rescue(notes, file, out)
    _say_words(f"Send {out} back if the peer has these same words.", out, words, as_json)


def _say_words(sentence: str, file: Path, words: str, as_json: bool) -> None:
    if as_json:
        say_json({"file": str(file), "words": words})
    else:
        say(f"{sentence}\n{words}")


@rescue.command(epilog=examples("peerdesk rescue finish notes key.txt"))
@store_argument
@click.argument("file", type=PATH)
@passphrase_option
@json_option
def finish(store: Path, file: Path, passphrase_file: str | None, as_json: bool) -> None:
    """Third step, the peer: open the notes with the lead's answer FILE.

    The passphrase is the new one you chose in the first step.
    """
    finish_rescue(store, passphrase_of(passphrase_file, _NEW), file)
    if as_json:
        say_json({"store": str(store)})
    else:
        say("Your notes open with the new passphrase from now on.")
