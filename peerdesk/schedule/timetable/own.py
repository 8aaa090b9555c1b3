"""The timetable as PeerDesk itself writes it to a workbook: read to the letter, nothing guessed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from peerdesk.domain.characters import clean
from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Member, Organisation, Participant
from peerdesk.schedule.timetable.clocks import NO_END, clock_in_column
from peerdesk.schedule.timetable.days import find_day
from peerdesk.schedule.timetable.found import CUT, NO_DAY, Found, Person, Reading, Unread
from peerdesk.schedule.timetable.grid import LONGEST_CELL, Cell
from peerdesk.schedule.timetable.kinds import guess_kind
from peerdesk.schedule.timetable.known import Known

if TYPE_CHECKING:
    from peerdesk.schedule.workbook import Page

HEADINGS = (
    "Day",
    "Start",
    "End",
    "Title",
    "Place",
    "Stream",
    "Kind",
    "People",
    "Peers",
    "Cancelled",
    "Document",
    "Reference",
)
_NEEDED = frozenset(HEADINGS[:9])
CANCELLED = "Cancelled"
_BETWEEN = re.compile(r"(?<!\\)\|")
# ECMA-376 part 1, 22.9.2.19; openpyxl undoes it in shared strings alone.
_ESCAPED = re.compile("_x005F(_x[0-9A-Fa-f]{4}_)")
ENDS_BEFORE = "It ends before it begins: one hour was taken."
_YEARS = range(1970, 2100)  # a session nobody has given a time is at the epoch
_MOST_PEOPLE = 1_000
_LONGEST_NIGHT = timedelta(hours=12)
_EXCEL_ROUNDS = timedelta(milliseconds=500)


def read_own(pages: "Sequence[Page]", known: Known, reading: Reading) -> bool:
    """Add what a workbook of PeerDesk's own gives; return False for any other."""
    page = next((page for page in pages if page.rows and _places(page).keys() >= _NEEDED), None)
    if page is None:
        return False
    places = _places(page)
    for number, cells in page.rows[1:]:
        values = {heading: cells[at] for heading, at in places.items() if at < len(cells)}
        _read_row(_Row(f"sheet “{page.title}”, row {number}", values), known, reading)
    return True


def _places(page: "Page") -> dict[str, int]:
    """Return where each heading stands: columns may have been moved, added and taken out."""
    return {str(value).strip(): at for at, value in enumerate(page.rows[0][1])}


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    values: Mapping[str, object]

    def value(self, heading: str) -> object:
        return self.values.get(heading)

    def text(self, heading: str) -> str:
        value = self.value(heading)
        if value is None:
            return ""
        return f"{value:g}" if isinstance(value, float) else _ESCAPED.sub(r"\1", str(value))

    def line(self, heading: str) -> str:
        return self.text(heading)[:LONGEST_CELL]

    def people(self, known: Known) -> tuple[Person, ...]:
        found = read_people(self.text("People"), known.organisations)
        return tuple(islice(found, _MOST_PEOPLE))

    @property
    def cut(self) -> tuple[str, ...]:
        lines = ("Title", "Place", "Stream", "Document")
        return (CUT,) if any(len(self.text(one)) > LONGEST_CELL for one in lines) else ()

    @property
    def said(self) -> str:
        shown = (heading for heading in HEADINGS if heading != "Reference")
        return " | ".join(filter(None, (_shown(self.value(heading)) for heading in shown)))


def _shown(value: object) -> str:
    """Return a cell as the workbook shows it."""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return f"{value:%a} {value.day} {value:%b %Y}" + ("" if is_day else f" {value:%H:%M}")
    return f"{value:%H:%M}" if isinstance(value, time) else str(value or "")


def _read_row(row: _Row, known: Known, reading: Reading) -> None:
    day, start = _day(row.value("Day"), known), _clock(row.value("Start"))
    if day is None or start is None:
        lacks = NO_DAY if day is None else "It says no time."
        reading.unread.append(Unread.of(row.where, row.said, lacks))
        return
    begins = datetime.combine(day, start)
    ends, unsure = _end(row.value("End"), begins)
    peers, nobody = _peers(row.text("Peers"), known.members)
    kind = row.text("Kind")
    reading.sessions.append(
        Found(
            where=row.where,
            title=row.line("Title"),
            start=begins,
            end=ends,
            place=row.line("Place"),
            stream=row.line("Stream"),
            kind=guess_kind(kind, row.line("Title")),
            people=row.people(known),
            peers=peers,
            cancelled=bool(row.text("Cancelled").strip()),
            kind_said=bool(kind.strip()),
            document=row.line("Document"),
            record=RecordId(row.text("Reference").strip()) or None,
            unsure=(*row.cut, *unsure, *(f"“{name}” is nobody in the team." for name in nobody)),
            said=row.said,
        )
    )


def _day(value: object, known: Known) -> date | None:
    day: date | None
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
    else:
        found = find_day(str(value), known.days) if value is not None else None
        day = found[0] if found else None
    return day if day is not None and day.year in _YEARS else None


def _clock(value: object) -> time | None:
    if isinstance(value, datetime):
        return _rounded(value).time()
    if isinstance(value, time):
        return _rounded(datetime.combine(date(2000, 1, 1), value)).time()
    if value is None:
        return None
    held = float(value) if isinstance(value, int | float) else str(value)
    found = clock_in_column(Cell(held))
    return found.start if found else None


def _rounded(moment: datetime) -> datetime:
    return (moment + _EXCEL_ROUNDS).replace(microsecond=0, tzinfo=None)


def _end(value: object, begins: datetime) -> tuple[datetime, tuple[str, ...]]:
    """Return the end, a moment or a clock of the same day or the night after, and what is unsure.

    A start that somebody moved past its end gives an hour.
    """
    if isinstance(value, datetime) and value.year in _YEARS and _rounded(value) >= begins:
        return _rounded(value), ()
    clock = _clock(value)
    if clock is None:
        return begins + timedelta(hours=1), (NO_END,)
    ends = datetime.combine(begins.date(), clock)
    if ends >= begins:
        return ends, ()
    ends += timedelta(days=1)
    is_night = ends - begins <= _LONGEST_NIGHT
    return (ends, ()) if is_night else (begins + timedelta(hours=1), (ENDS_BEFORE,))


def _peers(text: str, members: Sequence[Member]) -> tuple[tuple[RecordId, ...], list[str]]:
    by_name = {one.name.casefold(): one.id for one in reversed(members)}
    by_name |= {one.initials.casefold(): one.id for one in reversed(members) if one.initials}
    names = [name for part in re.split(r"[;\n]", text) for name in _names(part, by_name)]
    known = dict.fromkeys(by_name[n.casefold()] for n in names if n.casefold() in by_name)
    return tuple(known), [name for name in names if name.casefold() not in by_name]


def _names(part: str, known: Iterable[str]) -> list[str]:
    whole = part.strip()
    if whole.casefold() in known:
        return [whole]
    return [name for one in part.split(",") if (name := one.strip())]


def write_people(participants: Iterable[Participant], organisations: Sequence[Organisation]) -> str:
    """Return a line for each: role | organisation | name | heads."""
    homes = _short_names(organisations)
    lines = []
    for one in participants:
        home = homes.get(one.organisation, "") if one.organisation else ""
        parts = [one.role, home, one.name, str(one.expected) if one.expected != 1 else ""]
        while parts and not parts[-1]:
            parts.pop()
        lines.append(" | ".join(map(_escaped, parts)) or "|")
    return "\n".join(lines)


def read_people(text: str, organisations: Sequence[Organisation]) -> Iterable[Person]:
    """Yield who such lines say is met; the name of an organisation does as well as its short."""
    homes = {one.name.casefold(): one.id for one in organisations}
    homes |= {short.casefold(): one for one, short in _short_names(organisations).items()}
    for line in text.split("\n"):
        if not line.strip():
            continue
        parts = [_plain(part) for part in _BETWEEN.split(line)]
        role, home, name, heads = [*parts, "", "", "", ""][:4]
        expected = int(heads) if re.fullmatch("[0-9]{1,6}", heads) else 1
        yield Person(role, name, homes.get(home.casefold()), expected)


def _short_names(organisations: Sequence[Organisation]) -> dict[RecordId, str]:
    """Return what each organisation is called: its short name unless another has it too."""
    shorts = [one.short.casefold() for one in organisations]
    return {
        one.id: one.short if one.short and shorts.count(one.short.casefold()) == 1 else one.name
        for one in organisations
    }


def _escaped(part: str) -> str:
    return " ".join(clean(part).split()).replace("\\", "\\\\").replace("|", "\\|")


def _plain(part: str) -> str:
    return re.sub(r"\\(.)", r"\1", part.strip())
