"""Events of a calendar file (.ics), recurring ones too, as sessions in the host's time."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from peerdesk.domain.ids import RecordId
from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.timetable.found import Found, Person, Reading, Unread
from peerdesk.schedule.timetable.grid import MOST_ROWS, cleaned
from peerdesk.schedule.timetable.kinds import guess_kind, take_cancelled
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.people import read_peers, read_people

_AROUND = timedelta(days=60)
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_MOST_LINES = 100_000
_MOST_DATES = 5_000  # given one by one
_MOST_DAYS_COUNTED = 100_000
_DATES = re.compile(rb"^(?:RDATE|EXDATE).*(?:\r?\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)
_MOST_DAYS = 3
_TITLE = 200
_NO_DATE = (ValueError, KeyError, TypeError, AttributeError, OverflowError)


def read_calendar(file: str, content: bytes, known: Known, reading: Reading) -> None:
    """Add the events on and around the days of the challenge.

    Raises SetupFault for a file that is no calendar or holds more than a timetable can.
    """
    calendar = _parsed(file, content, known)
    _set_aside(calendar, reading)
    first = datetime.combine(known.days.first - _AROUND, time(), ZoneInfo(known.zone))
    last = datetime.combine(known.days.last + _AROUND, time(), ZoneInfo(known.zone))
    events = list(_bounded(file, _between(calendar, first, last, reading)))
    events.sort(key=lambda event: _moment(event["DTSTART"].dt, known))
    for number, event in enumerate(events, 1):
        _read_event(event, f"event {number}", known, reading)


def _parsed(file: str, content: bytes, known: Known) -> icalendar.Calendar:
    dates = sum(line.count(b",") for line in _DATES.findall(content))
    if content.count(b"\n") > _MOST_LINES or dates > _MOST_DATES:
        raise SetupFault(file, "", "it is far too large", "export these days alone")
    try:
        calendar = icalendar.Calendar.from_ical(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise SetupFault(
            file, "", "it is no calendar that can be read", "export it again"
        ) from error
    try:
        _bound_recurrence(file, calendar, known)
    except _NO_DATE as error:
        raise SetupFault(file, "", "its dates cannot be read", "export it again") from error
    return calendar


def _set_aside(calendar: icalendar.Calendar, reading: Reading) -> None:
    """Take out the events whose own dates cannot be read, and say which they are."""
    kept = []
    for part in calendar.subcomponents:
        if part.name == "VEVENT" and not _has_dates(part):
            reading.unread.append(_unreadable(part))
        else:
            kept.append(part)
    calendar.subcomponents = kept


def _has_dates(event: Any) -> bool:
    try:
        given = [
            event["DTSTART"].dt,
            *(event[end].dt for end in ("DTEND", "DURATION") if end in event),
        ]
    except _NO_DATE:
        return False
    return all(isinstance(one, date | timedelta) for one in given)


def _between(
    calendar: icalendar.Calendar, first: datetime, last: datetime, reading: Reading
) -> list[Any]:
    """Return the events of some days; where one spoils the count, each is counted by itself."""
    try:
        return list(recurring_ical_events.of(calendar).between(first, last))
    except _NO_DATE:
        pass
    found: list[Any] = []
    parts: dict[str, list[Any]] = {}
    for number, event in enumerate(calendar.walk("VEVENT")):
        parts.setdefault(str(event.get("UID", number)), []).append(event)
    others = [part for part in calendar.subcomponents if part.name != "VEVENT"]
    for events in parts.values():
        calendar.subcomponents = [*others, *events]
        try:
            found += recurring_ical_events.of(calendar).between(first, last)
        except _NO_DATE:
            reading.unread.append(_unreadable(events[0]))
    return found


def _unreadable(event: Any) -> Unread:
    title = cleaned(str(event.get("SUMMARY", ""))).replace("\n", " ")
    return Unread.of("an event", title, "Its dates cannot be read.")


def _bound_recurrence(file: str, calendar: icalendar.Calendar, known: Known) -> None:
    """Refuse what nobody repeats, before anything counts it out day by day."""
    events = calendar.walk("VEVENT")
    rules = [(event, rule) for event in events for rule in _rules(event)]
    if any(_within_the_day(rule) for _, rule in rules):
        raise SetupFault(file, "", "an event in it repeats within the day", "take that event out")
    days = sum(_share_of_days(rule) * _days_to_count(event, known) for event, rule in rules)
    if len(events) > MOST_ROWS or days > _MOST_DAYS_COUNTED:
        raise SetupFault(file, "", "it holds far too many events", "export these days alone")


def _rules(event: Any) -> list[Any]:
    """Return how an event recurs; a hostile file may give several rules."""
    rule = event.get("RRULE", [])
    return rule if isinstance(rule, list) else [rule]


def _within_the_day(rule: Any) -> bool:
    often = {str(word).upper() for word in rule.get("FREQ", [])}
    several = (rule.get(part, []) for part in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    return bool(often & _TOO_OFTEN) or any(len(part) > 1 for part in several)


def _share_of_days(rule: Any) -> float:
    is_weekly = [str(word).upper() for word in rule.get("FREQ", [])] == ["WEEKLY"]
    return max(len(rule.get("BYDAY", [])), 1) / 7 if is_weekly else 1


def _days_to_count(event: Any, known: Known) -> int:
    """Return over how many days an event is counted out, with what each one costs besides."""
    start = event["DTSTART"].dt
    first = start.date() if isinstance(start, datetime) else start
    return max((known.days.last - first).days, 0) + 4 * _AROUND.days


def _bounded(file: str, events: list[Any]) -> Iterator[Any]:
    if len(events) > MOST_ROWS:
        raise SetupFault(
            file, "", f"it has more than {MOST_ROWS} events", "export these days alone"
        )
    yield from events


def _read_event(event: Any, where: str, known: Known, reading: Reading) -> None:
    title = cleaned(str(event.get("SUMMARY", ""))).replace("\n", " ")[:_TITLE]
    start = event["DTSTART"].dt
    if not isinstance(start, datetime):
        reading.unread.append(Unread(where, title, "It lasts all day: it has no time."))
        return
    begins, ends = _moment(start, known), _end(event, start, known)
    if ends - begins > timedelta(days=_MOST_DAYS) or ends <= begins or not title:
        reading.unread.append(Unread(where, title, "It has no title, or no end a day can have."))
        return
    title, cancelled = take_cancelled(title)
    said = cleaned(str(event.get("DESCRIPTION", "")))
    peers = _peers(said, known)
    reading.sessions.append(
        Found(
            where=where,
            title=title,
            start=begins,
            end=ends,
            place=cleaned(str(event.get("LOCATION", ""))).replace("\n", ", "),
            kind=guess_kind("", title),
            people=tuple(_attendees(event, known)),
            peers=peers,
            cancelled=cancelled or str(event.get("STATUS", "")).upper() == "CANCELLED",
            said=" | ".join(filter(None, (title, cleaned(str(event.get("LOCATION", ""))), said))),
        )
    )


def _moment(value: date | datetime, known: Known) -> datetime:
    """Return a moment as the host's clock shows it; one without a zone is local already."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    if value.tzinfo is None:
        return value
    return value.astimezone(ZoneInfo(known.zone)).replace(tzinfo=None)


def _end(event: Any, start: datetime, known: Known) -> datetime:
    if "DTEND" in event:
        return _moment(event["DTEND"].dt, known)
    return _moment(start, known) + (event["DURATION"].dt if "DURATION" in event else timedelta())


def _peers(said: str, known: Known) -> tuple[RecordId, ...]:
    for line in said.split("\n"):
        label, colon, names = line.partition(":")
        if colon and label.strip().casefold() in ("peers", "peer team", "team"):
            return read_peers(names, known)[0]
    return ()


def _attendees(event: Any, known: Known) -> Iterator[Person]:
    """Yield who is invited by name, but for rooms and the team itself."""
    invited = event.get("ATTENDEE", [])
    others = {"", *(member.name.casefold() for member in known.members)}
    for one in invited if isinstance(invited, list) else [invited]:
        given = getattr(one, "params", {})
        name = cleaned(str(given.get("CN", "")))
        is_room = str(given.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE")
        if not is_room and "@" not in name and name.casefold() not in others:
            yield from read_people(name, known)
