"""Commands that write the feedback: `report` and `present`."""

from collections.abc import Callable
from pathlib import Path

import click

from peerdesk.cli.options import PATH, examples, opened, with_store
from peerdesk.cli.output import progress, say, say_json
from peerdesk.domain.records import Evidence
from peerdesk.feedback.attribution import Flag, IdentifyingText
from peerdesk.feedback.publish import publish_presentation, publish_report
from peerdesk.store.findings import number_recommendations
from peerdesk.store.reading import is_lead, load_evidence
from peerdesk.store.store import Store

Publish = Callable[[Evidence, Path], object]


@click.command(epilog=examples("peerdesk report notes feedback.docx"))
@with_store
@click.argument("file", type=PATH)
def report(store: Path, file: Path, passphrase_file: str | None, as_json: bool) -> None:
    """Write the Word feedback report to FILE (.docx).

    Nothing is written while a text could tell who somebody is; the places are listed instead, with
    exit status 1. On a lead's laptop new recommendations get their numbers now, for good.
    """
    _write(store, file, passphrase_file, as_json, publish_report)


@click.command(epilog=examples("peerdesk present notes feedback.pptx"))
@with_store
@click.argument("file", type=PATH)
def present(store: Path, file: Path, passphrase_file: str | None, as_json: bool) -> None:
    """Write the feedback presentation to FILE (.pptx).

    Nothing is written while a text could tell who somebody is; the places are listed instead, with
    exit status 1. On a lead's laptop new recommendations get their numbers now, for good.
    """
    _write(store, file, passphrase_file, as_json, publish_presentation)


def _write(
    store: Path, file: Path, passphrase_file: str | None, as_json: bool, publish: Publish
) -> None:
    with opened(store, passphrase_file) as notes:
        try:
            publish_numbered(notes, file, publish)
        except IdentifyingText as refusal:
            _refuse(refusal, as_json)
    if as_json:
        say_json({"file": str(file)})
    else:
        say(f"Wrote {file}.")


def publish_numbered(store: Store, file: Path, publish: Publish) -> None:
    """Write a document, its recommendations numbered first where this laptop is a lead's.

    A document that does not come out gives no numbers.
    """
    with store.atomic():
        if is_lead(store):
            number_recommendations(store)
        publish(load_evidence(store), file)


def _refuse(refusal: IdentifyingText, as_json: bool) -> None:
    if as_json:
        say_json({"flags": [_to_json(flag) for flag in refusal.flags]})
    else:
        for flag in refusal.flags:
            say(f"{flag.where}: {flag.reason} ({flag.text})")
    progress(str(refusal))
    click.get_current_context().exit(1)


def _to_json(flag: Flag) -> dict[str, str]:
    return {"where": flag.where, "text": flag.text, "reason": flag.reason, "kind": flag.kind}
