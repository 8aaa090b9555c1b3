"""The commands `schedule import` and `schedule export`: a timetable comes in, and goes out."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from peerdesk.cli.lookup import find_member
from peerdesk.cli.options import PATH, examples, opened, with_store
from peerdesk.cli.output import counted, say, say_json
from peerdesk.domain.ids import RecordId
from peerdesk.domain.times import to_local
from peerdesk.schedule.handout.writing import form_of, hand_out
from peerdesk.schedule.timetable.found import Found, Person
from peerdesk.schedule.timetable.importing import Preview, preview, put_in
from peerdesk.store.reading import members, organisations
from peerdesk.store.store import Store


@click.group()
def schedule() -> None:
    """The timetable of a challenge."""


@schedule.command(
    "import",
    epilog=examples(
        "peerdesk schedule import notes Timetable.xlsx --dry-run",
        "peerdesk schedule import notes “Peer challenge v7 FINAL.docx”",
    ),
)
@with_store
@click.argument("file", type=PATH)
@click.option("--dry-run", is_flag=True, help="Show what was understood and change nothing.")
def import_(
    store: Path, file: Path, dry_run: bool, passphrase_file: str | None, as_json: bool
) -> None:
    """Bring in a timetable: Excel, Word, CSV or a calendar file (.ics).

    A revised file changes the sessions it knows (moved, renamed, other people, cancelled) and adds
    new ones. Every note stays with its session.
    """
    with opened(store, passphrase_file) as notes:
        seen = preview(notes, file)
        if not dry_run:
            put_in(notes, seen.differences, seen.zone)
        if as_json:
            say_json(_to_json(notes, seen))
            return
        _tell(seen, dry_run)


@schedule.command(
    "export",
    epilog=examples(
        "peerdesk schedule export notes Timetable.xlsx",
        'peerdesk schedule export notes "Timetable of Ben.docx" --for "Ben Okoro"',
        "peerdesk schedule export notes mine.ics --for BO",
    ),
)
@with_store
@click.argument("file", type=PATH)
@click.option("--for", "whose", metavar="NAME", help="Only this member's: a name or initials.")
def export(
    store: Path, file: Path, whose: str | None, passphrase_file: str | None, as_json: bool
) -> None:
    """Hand the timetable out: Word (.docx), a calendar (.ics), or the whole as Excel (.xlsx).

    The Excel file can be brought in again, with what was changed in it. Notes never go into any.
    """
    form_of(file)
    with opened(store, passphrase_file) as notes:
        member = find_member(notes, whose) if whose else None
        count = hand_out(notes, file, member)
    if as_json:
        say_json({"file": str(file), "sessions": count, "for": member.name if member else None})
        return
    whom = f"of {member.name} " if member else ""
    say(f"The timetable {whom}is in {file}: {counted(count, 'session')}.")


def _tell(seen: Preview, dry_run: bool) -> None:
    differences = seen.differences
    for found in differences.new:
        say(f"new        {_line(found)}")
    for changed in differences.changed:
        say(f"changed    {_line(changed.found)} ({', '.join(changed.what)})")
    for session in differences.cancelled:
        start = to_local(session.start, seen.zone)
        say(f"cancelled  {start:%a} {start.day} {start:%b %H:%M} {session.title}")
    for left in differences.deleted:
        say(f"left out   {_line(left.found)} (it was deleted here)")
    for found in differences.never_here:
        say(f"left out   {_line(found)} (cancelled, and it was never here)")
    for unread in seen.reading.unread:
        say(f"not read   {unread.where}: {unread.text} – {unread.reason}")
    said = ", ".join(
        (
            f"{len(differences.new)} new",
            f"{len(differences.changed)} changed",
            f"{len(differences.same)} the same",
            f"{len(differences.cancelled)} cancelled",
            f"{counted(len(seen.reading.unread), 'row')} not read",
        )
    )
    ending = "nothing was changed (--dry-run)" if dry_run else "brought in"
    say(f"{counted(len(seen.reading.sessions), 'session')}: {said}; {ending}.")


def _line(found: Found) -> str:
    when = f"{found.start:%a} {found.start.day} {found.start:%b %H:%M}–{found.end:%H:%M}"
    place = f", {found.place}" if found.place else ""
    unsure = f" [{' '.join(found.unsure)}]" if found.unsure else ""
    return f"{when} {found.title}{place}{unsure}"


def _to_json(store: Store, seen: Preview) -> dict[str, Any]:
    names = {one.id: one.name for one in organisations(store)}
    initials = {one.id: one.initials for one in members(store)}
    differences = seen.differences
    return {
        "sessions": [
            {
                "start": found.start.isoformat(timespec="minutes"),
                "end": found.end.isoformat(timespec="minutes"),
                "title": found.title,
                "place": found.place,
                "stream": found.stream,
                "kind": found.kind.value,
                "people": [_person(person, names) for person in found.people],
                "peers": [initials[peer] for peer in found.peers],
                "unsure": list(found.unsure),
            }
            for found in seen.reading.sessions
        ],
        "new": len(differences.new),
        "changed": len(differences.changed),
        "same": len(differences.same),
        "cancelled": len(differences.cancelled),
        "deleted": len(differences.deleted),
        "never_here": len(differences.never_here),
        "unread": [
            {"where": one.where, "text": one.text, "reason": one.reason}
            for one in seen.reading.unread
        ],
    }


def _person(person: Person, names: Mapping[RecordId, str]) -> str:
    """Return who it is as a timetable says it: name, role, organisation, heads."""
    home = names.get(person.organisation, "") if person.organisation else ""
    heads = f"{person.expected} heads" if person.expected > 1 else ""
    return ", ".join(part for part in (person.name, person.role, home, heads) if part)
