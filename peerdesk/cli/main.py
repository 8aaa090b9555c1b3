"""The program `peerdesk`: finds the command asked for, and turns errors into one sentence."""

import errno
import importlib
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NoReturn

import click

from peerdesk import __version__
from peerdesk.cli.errors import FileTrouble
from peerdesk.domain.errors import PeerDeskError
from peerdesk.exchange.envelope import SUFFIX

# In the order in which a challenge needs them. Each is loaded only when it is asked for, so that
# the app starts without loading what writes documents.
COMMANDS: Mapping[str, str] = {
    "new": "peerdesk.cli.starting:new",
    "pack": "peerdesk.cli.starting:pack",
    "join": "peerdesk.cli.starting:join",
    "schedule": "peerdesk.cli.schedule:schedule",
    "note": "peerdesk.cli.note:note",
    "export": "peerdesk.cli.exchange:export",
    "merge": "peerdesk.cli.exchange:merge",
    "search": "peerdesk.cli.evidence:search",
    "evidence": "peerdesk.cli.evidence:evidence",
    "findings": "peerdesk.cli.findings:findings",
    "report": "peerdesk.cli.documents:report",
    "present": "peerdesk.cli.documents:present",
    "check": "peerdesk.cli.keeping:check",
    "restore": "peerdesk.cli.keeping:restore",
    "rescue": "peerdesk.cli.rescue:rescue",
    "passphrase": "peerdesk.cli.keeping:passphrase",
    "demo": "peerdesk.cli.demo:demo",
    "bench": "peerdesk.cli.bench.command:bench",
}
_STOPPED = "Stopped; what was saved before is safe."


class Sentence(click.ClickException):
    """An error as one sentence on standard error, exit status 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence and nothing else."""
        click.echo(self.message, err=True)


class Commands(click.Group):
    """The commands by name; a folder in place of a name opens the app on it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a folder for the store to open; anything else unknown is wrong usage."""
        if args and args[0] not in COMMANDS and _is_place(args[0]):
            return "open", _open, args
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a person can act on becomes a sentence."""
        try:
            return super().invoke(ctx)
        except PeerDeskError as error:
            raise Sentence(str(error)) from error
        except (KeyboardInterrupt, click.Abort) as stop:
            raise Sentence(_STOPPED) from stop
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise Sentence(str(FileTrouble(error))) from error


def _is_place(text: str) -> bool:
    return not text.startswith("-") and (
        Path(text).is_dir() or "/" in text or "\\" in text or text.endswith(SUFFIX)
    )


@click.command()
@click.argument("place", type=click.Path(path_type=Path), required=False)
def _open(place: Path | None) -> None:
    """Open the app, on a store or with a PeerDesk file."""
    from peerdesk.app.main import run

    if place is not None and place.suffix == SUFFIX and not place.is_dir():
        sys.exit(run(file=place))
    sys.exit(run(place))


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="[STORE | FILE | COMMAND ...]",
    epilog="Run “peerdesk COMMAND --help” for a command with examples.",
)
@click.version_option(__version__, "--version", message="PeerDesk %(version)s")
@click.pass_context
def peerdesk(context: click.Context) -> None:
    """Notes, evidence and feedback of a peer challenge.

    Without a command it opens the app, on the notes in the folder STORE if you name one, or with
    the PeerDesk file you name. STORE is
    always the folder that holds one laptop's notes of one challenge. Passphrases are asked for, or
    read from the first line of a file; they are never arguments.
    """
    if context.invoked_subcommand is None:
        context.invoke(_open, place=None)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run PeerDesk with the arguments given or those of the process, and exit.

    Exit status 0; 1 with one sentence on standard error; 2 for wrong usage.
    """
    sys.excepthook = _report_fault
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # a stream somebody put in place of the usual one
            if not stream.isatty():
                stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        peerdesk.main(arguments, prog_name="peerdesk")
    except KeyboardInterrupt:
        click.echo(_STOPPED, err=True)
    sys.exit(1)


def _report_fault(
    kind: type[BaseException], error: BaseException, at: TracebackType | None
) -> None:
    """Report a fault of ours by frames alone: a message could hold what somebody wrote."""
    print("This is a fault in PeerDesk; what was saved before is safe.", file=sys.stderr)
    print(f"PeerDesk {__version__}, {kind.__name__}, please report these lines:", file=sys.stderr)
    for frame in traceback.extract_tb(at):
        print(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}", file=sys.stderr)
