"""A timetable as a calendar file (.ics) that other calendars take and update from."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import icalendar

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Member, Session
from peerdesk.schedule.handout.content import NOTICE, Plan, initials_by_id, people, sessions_of

_SHORTEST = timedelta(minutes=1)  # an event without length is shown by no calendar


def write_calendar(
    plan: Plan, member: Member | None, revisions: Mapping[RecordId, int], now: datetime
) -> bytes:
    """Return a member's sessions, or everybody's, as iCalendar (RFC 5545).

    Times are in UTC, so that no clock change moves them. An event keeps its UID whatever becomes of
    the session; `revisions` count its changes, so that calendars take the newest.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//PeerDesk//Timetable//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", plan.challenge.title)
    for session in sessions_of(plan, member):
        calendar.add_component(_event(session, plan, revisions.get(session.id, 0), now))
    return bytes(calendar.to_ical())


def _event(session: Session, plan: Plan, revision: int, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{session.id}@peerdesk")
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("dtstart", session.start)
    event.add("dtend", max(session.end, session.start + _SHORTEST))
    event.add("summary", session.title)
    if session.place:
        event.add("location", session.place)
    event.add("description", _description(session, plan))
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    event.add("sequence", revision)
    event.add("class", "PRIVATE")
    return event


def _description(session: Session, plan: Plan) -> str:
    initials = initials_by_id(plan.members)
    going = ", ".join(initials[one.id] for one in plan.members if one.id in session.peers)
    lines = (
        *people(session.participants, plan.organisations),
        f"Peers: {going}" if going else "",
        NOTICE,
    )
    return "\n".join(filter(None, lines))
