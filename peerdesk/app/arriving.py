"""What is read as soon as notes are open: whose they are, the day's sessions, where one typed."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.app.today.actions import Timetable, load
from peerdesk.domain.agenda import Opening, Typed, where_to_open
from peerdesk.store import lately, reading
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Arrival:
    """Enough to build the rail and paint the first page."""

    is_lead: bool
    timetable: Timetable
    typed: Typed | None

    def opening(self, now: datetime) -> Opening | None:
        """Return the session to begin in, or None for Today."""
        return where_to_open(now, self.timetable.me, self.timetable.sessions, self.typed)


def arrive(store: Store) -> Arrival:
    """Return what the first page shows."""
    return Arrival(reading.is_lead(store), load(store), lately.last_typed(store))
