"""Passphrases from a prompt or a file; never from an argument or the environment."""

import getpass
import sys
import warnings
from pathlib import Path

import click

from peerdesk.cli.errors import NoPassphrase

STDIN = "-"
_LONGEST = 4096  # bytes of a line


def passphrase_of(file: str | None, prompt: str = "Passphrase", *, new: bool = False) -> str:
    """Return the first line of `file` (`-` is standard input), or what somebody types.

    A `new` one is typed twice. Spaces and case are kept. Raises NoPassphrase.
    """
    typed = _ask(prompt, new) if file is None else _first_line(file)
    if not typed:
        raise NoPassphrase(
            "No passphrase was given, so nothing was changed; type one, or put it on the first line"
            " of the file."
        )
    return typed


def _ask(prompt: str, new: bool) -> str:
    confirm = f"{prompt} again" if new else False
    with warnings.catch_warnings():
        # Without a terminal getpass would read standard input and show what is typed.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return str(
                click.prompt(
                    prompt,
                    hide_input=True,
                    confirmation_prompt=confirm,
                    default="",
                    show_default=False,
                    err=True,
                )
            )
        except getpass.GetPassWarning as warning:
            raise NoPassphrase(
                "There is no terminal to type a passphrase at; give --passphrase-file."
            ) from warning


def _first_line(file: str) -> str:
    if file == STDIN:
        line = sys.stdin.buffer.readline(_LONGEST)
    else:
        with Path(file).open("rb") as opened:
            line = opened.readline(_LONGEST)
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise NoPassphrase(
            "The passphrase file is not text in UTF-8; save it again as UTF-8 and try again."
        ) from error
