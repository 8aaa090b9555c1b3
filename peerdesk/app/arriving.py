"""What is read as soon as notes are open: whose they are, and the day's sessions."""

from dataclasses import dataclass

from peerdesk.app.today.actions import Timetable, load
from peerdesk.store import reading
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Arrival:
    """Enough to build the rail and paint Today."""

    is_lead: bool
    timetable: Timetable


def arrive(store: Store) -> Arrival:
    """Return what the first page shows."""
    return Arrival(reading.is_lead(store), load(store))
