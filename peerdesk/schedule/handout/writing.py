"""Hands a store's timetable out: reads it, writes it in the form asked for, says where it is."""

import re
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from peerdesk.domain.errors import PeerDeskError
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Member
from peerdesk.schedule.handout.content import Plan, handout, initials_by_id, sessions_of
from peerdesk.store import reading
from peerdesk.store.documents import write_document
from peerdesk.store.store import Store

_UNFIT = re.compile(r"[^\w-]+")


class Form(Enum):
    """What a timetable can be written as below the screens; the value is the file's ending."""

    WORD = ".docx"
    CALENDAR = ".ics"
    WORKBOOK = ".xlsx"


class NotAForm(PeerDeskError):
    """A file was named whose ending says none of the forms."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} ends in nothing a timetable is written as; nothing was written, end it in"
            " .docx, .ics or .xlsx."
        )


class WholeOnly(PeerDeskError):
    """One person's timetable was asked for as the workbook that is read in again."""

    def __init__(self) -> None:
        super().__init__(
            "The workbook is always the whole timetable, so that it can be read in again; nothing"
            " was written, leave the person out, or choose Word or a calendar file."
        )


def plan_of(store: Store) -> Plan:
    """Return the timetable with the names in it; no note."""
    return Plan(
        reading.challenge(store),
        reading.organisations(store),
        reading.members(store),
        reading.sessions(store),
    )


def form_of(path: Path) -> Form:
    """Return the form a file's ending says; raises NotAForm."""
    try:
        return Form(path.suffix.casefold())
    except ValueError:
        raise NotAForm(path) from None


def hand_out(store: Store, path: Path, member: Member | None = None) -> int:
    """Write the timetable of a member, or everybody's, in the form the ending of `path` says.

    Returns how many sessions are in it. Raises NotAForm, WholeOnly and DocumentNotWritten.
    """
    plan, form = plan_of(store), form_of(path)
    write_document(path, rendered(store, plan, form, member))
    return len(plan.sessions if form is Form.WORKBOOK else sessions_of(plan, member))


def rendered(store: Store, plan: Plan, form: Form, member: Member | None) -> bytes:
    """Return the bytes of a timetable; raises WholeOnly."""
    now = datetime.now(UTC)
    if form is Form.WORKBOOK:
        if member is not None:
            raise WholeOnly
        from peerdesk.schedule.handout.workbook import write_workbook

        return write_workbook(plan)
    if form is Form.CALENDAR:
        from peerdesk.schedule.handout.calendar import write_calendar

        return write_calendar(plan, member, revisions(store, plan), now)
    from peerdesk.schedule.handout.word import write_word

    return write_word(handout(plan, member, now))


def revisions(store: Store, plan: Plan) -> dict[RecordId, int]:
    """Return how often each session has been changed since it was made."""
    return {one.id: len(store.log.of_record(one.id)) - 1 for one in plan.sessions}


def file_name(plan: Plan, ending: str, member: Member | None) -> str:
    """Return the name to suggest: challenge code, “timetable”, whose it is."""
    whose = f"-{initials_by_id(plan.members)[member.id]}" if member else ""
    return f"{_UNFIT.sub('-', plan.challenge.code + '-timetable' + whose).strip('-')}{ending}"
