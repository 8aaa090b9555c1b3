"""The command `note`: observations from standard input, one a line."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from peerdesk.cli.lookup import find_member, find_session
from peerdesk.cli.options import examples, opened, with_store
from peerdesk.cli.output import counted, progress, say, say_json
from peerdesk.cli.writing import Notepad
from peerdesk.domain.words import Source
from peerdesk.store.errors import TooLong
from peerdesk.store.reading import me


@click.command(
    epilog=examples(
        'peerdesk note notes --session "unpaid carers"',
        'peerdesk note notes --session "unpaid carers" --for GM < typed.txt',
        "peerdesk note notes --session housing --passphrase-file secret.txt --json < typed.txt",
    )
)
@with_store
@click.option("--session", required=True, help="Its id, or a part of its title no other has.")
@click.option("--for", "colleague", help="Name or initials of the peer in the room, if not you.")
@click.option(
    "--source",
    type=click.Choice([source.value for source in Source]),
    help="How it came to you; heard, or read in a reading, unless you say.",
)
def note(
    store: Path,
    session: str,
    colleague: str | None,
    source: str | None,
    passphrase_file: str | None,
    as_json: bool,
) -> None:
    """Save observations from standard input, one a line, as they come.

    A line may begin with a mark: + strength, ! consideration, = fact, > follow-up, or a quotation
    mark for a quote. #tag and @short anywhere give it a theme and an organisation, if they are
    known. “saved 1” is printed once the first is safely on disk, and so on.
    """
    with opened(store, passphrase_file) as notes:
        who = None if colleague is None else find_member(notes, colleague)
        own = me(notes)
        other = who.id if who and (own is None or who.id != own.id) else None
        how = Source.read(source, Source.HEARD) if source else None
        pad = Notepad(notes, find_session(notes, session), other, how)
        if sys.stdin.isatty():
            progress(f"{pad.session.title}: one observation a line, Ctrl-D to finish.")
        refused = _write_all(pad, as_json)
    if refused:
        progress(f"{counted(refused, 'line')} above {'was' if refused == 1 else 'were'} not saved.")
        click.get_current_context().exit(1)


def _write_all(pad: Notepad, as_json: bool) -> int:
    """Save every line and return how many could not be."""
    saved = refused = 0
    for number, line in enumerate(_lines(), 1):
        try:
            record = pad.write(line)
        except TooLong as error:
            progress(f"Line {number}: {error}")
            refused += 1
            continue
        if record is None:
            continue
        saved += 1
        if as_json:
            say_json({"saved": saved, "id": record, "line": number})
        else:
            say(f"saved {saved}")
    return refused


def _lines() -> Iterator[str]:
    """Yield the rest of standard input; an old Windows encoding is read rather than lost."""
    for line in sys.stdin.buffer:
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = line.decode("cp1252", errors="replace")
        yield text.rstrip("\r\n")
