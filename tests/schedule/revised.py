"""A timetable and its revision with ten changes, for a challenge that is still to come."""

from pathlib import Path

from peerdesk.schedule.timetable.importing import Preview, preview, put_in
from peerdesk.store.store import Store

_HEADINGS = "Date;Start;Finish;Session;Room;Who;Peer team"
FIRST = """
2030-11-12;09:00;09:45;Chief Executive;Room 1;Jo Hallam, Chief Executive;FL, AB
2030-11-12;10:00;10:45;Leader of the Council;Room 2;Cllr Ann Lee, Leader;AB
2030-11-12;11:00;11:15;Break;;;
2030-11-12;11:15;12:00;Housing officers;Room 3;;CD
2030-11-12;12:00;13:00;Lunch;;;
2030-11-12;13:00;13:45;Carers' forum;Hall;Carers (8);AB
2030-11-12;14:00;14:45;Police;Room 2;;CD
2030-11-12;15:00;15:45;Fire service;Room 2;;CD
2030-11-12;16:00;16:45;CANCELLED – Audit chair;Room 1;;AB
2030-11-13;09:00;10:00;Trade unions;Room 1;;AB
2030-11-13;10:00;11:00;GPs;Room 4;;CD
2030-11-13;11:00;12:00;Planning agents;Room 5;;AB
"""
REVISED = """
2030-11-12;10:00;10:45;Leader of the Council;Room 9;Cllr Ann Lee, Leader;AB
2030-11-12;10:45;11:00;Break;;;
2030-11-12;11:15;12:00;Housing officers and tenants;Room 3;;CD
2030-11-12;12:00;13:00;Lunch;;;
2030-11-12;13:00;13:45;Carers' forum;Hall;"Carers (5)
Forum chair";AB
2030-11-12;14:00;14:45;Fire service;Room 2;;CD
2030-11-12;15:00;15:45;Police;Room 2;;CD
2030-11-12;16:00;16:45;Audit chair;Room 1;;AB
2030-11-13;10:00;11:00;GPs;Room 4;;AB, CD
2030-11-13;11:00;12:00;Planning agents;Room 5;;AB
2030-11-13;12:00;12:45;Chief Executive;Room 1;Jo Hallam, Chief Executive;FL, AB
2030-11-13;14:00;15:00;Faith leaders;Minster;;CD
"""
CHANGES = {
    "Leader of the Council": ("another place",),
    "Break": ("moved",),
    "Housing officers and tenants": ("renamed",),
    "Carers' forum": ("other people",),
    "Fire service": ("moved",),
    "Police": ("moved",),
    "Audit chair": ("on again",),
    "GPs": ("other peers",),
    "Chief Executive": ("moved",),
}


def written(folder: Path, rows: str) -> Path:
    """Write rows as a CSV file and return it."""
    path = folder / "timetable.csv"
    path.write_text(f"{_HEADINGS}\n{rows.strip()}\n", encoding="utf-8")
    return path


def bring_in(store: Store, folder: Path, rows: str) -> Preview:
    """Import rows and return what was previewed of them."""
    seen = preview(store, written(folder, rows))
    put_in(store, seen.differences, seen.zone)
    return seen
