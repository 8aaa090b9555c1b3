"""What handing a timetable out has done on the worker thread."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.app.jobs import Steps
from peerdesk.app.timetable.handing_out.paper import paint, pdf
from peerdesk.domain.records import Member
from peerdesk.store import reading
from peerdesk.store.store import Store

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from peerdesk.schedule.handout.content import Plan

WORD, PDF, CALENDAR, WORKBOOK = ".docx", ".pdf", ".ics", ".xlsx"


@dataclass(frozen=True, slots=True)
class People:
    """Whose timetable there is, and the code of the challenge for names of files."""

    members: tuple[Member, ...]
    me: Member | None


def load(store: Store) -> People:
    """Return the team."""
    return People(reading.members(store), reading.me(store))


def suggested_name(ending: str, member: Member | None) -> Callable[[Store], str]:
    """Return how to work out the name to suggest for a file."""

    def work(store: Store) -> str:
        from peerdesk.schedule.handout.writing import file_name, plan_of

        return file_name(plan_of(store), ending, member)

    return work


def write(path: Path, member: Member | None) -> Callable[[Store], Path]:
    """Return how to write one timetable as the ending of `path` says; its answer is the path."""

    def work(store: Store) -> Path:
        from peerdesk.schedule.handout.writing import plan_of
        from peerdesk.store.documents import write_document

        write_document(path, _rendered(store, plan_of(store), path.suffix.casefold(), member))
        return path

    return work


def write_each(folder: Path, ending: str) -> Callable[[Store, Steps], int]:
    """Return how to write everybody who has a session their own; its answer is how many."""

    def work(store: Store, steps: Steps) -> int:
        from peerdesk.schedule.handout.content import sessions_of
        from peerdesk.schedule.handout.writing import file_name, plan_of
        from peerdesk.store.documents import write_document

        plan = plan_of(store)
        going = [one for one in plan.members if sessions_of(plan, one)]
        for number, member in enumerate(going):
            steps.tell(number, len(going))
            content = _rendered(store, plan, ending, member)
            write_document(folder / file_name(plan, ending, member), content)
        return len(going)

    return work


def print_on(printer: "QPrinter", member: Member | None) -> Callable[[Store], None]:
    """Return how to print a timetable; Qt lets any thread paint on a printer."""

    def work(store: Store) -> None:
        from peerdesk.schedule.handout.content import handout
        from peerdesk.schedule.handout.writing import plan_of

        paint(handout(plan_of(store), member, datetime.now(UTC)), printer, printer.resolution())

    return work


def _rendered(store: Store, plan: "Plan", ending: str, member: Member | None) -> bytes:
    from peerdesk.schedule.handout.content import handout
    from peerdesk.schedule.handout.writing import form_of, rendered

    if ending == PDF:
        return pdf(handout(plan, member, datetime.now(UTC)))
    return rendered(store, plan, form_of(Path(f"timetable{ending}")), member)
