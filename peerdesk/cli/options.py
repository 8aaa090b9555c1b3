"""Arguments and options that several commands share, and opening the store they name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from peerdesk.cli.passphrases import passphrase_of
from peerdesk.store.opening import open_store
from peerdesk.store.store import Store

F = TypeVar("F", bound=Callable[..., Any])
PATH = click.Path(path_type=Path)

store_argument = click.argument("store", type=PATH, metavar="STORE")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
passphrase_option = click.option(
    "--passphrase-file",
    metavar="FILE",
    help="Read the passphrase of the notes from the first line of FILE (- is standard input).",
)


def with_store(command: F) -> F:
    """Add what every command on an existing store takes: STORE, its passphrase, --json."""
    return store_argument(passphrase_option(json_option(command)))


def opened(folder: Path, passphrase_file: str | None) -> Store:
    """Ask for the passphrase of a store and open it; the caller closes it."""
    return open_store(folder, passphrase_of(passphrase_file, f"Passphrase for {folder.name}"))


def examples(*lines: str) -> str:
    """Return the end of a help text: commands somebody might copy."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
