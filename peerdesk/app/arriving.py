"""What is read as soon as notes are open: whose they are, the day's sessions, where one typed."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.app.today.actions import Timetable, load
from peerdesk.domain.agenda import Opening, Typed, where_to_open
from peerdesk.domain.times import to_local
from peerdesk.store import lately, reading
from peerdesk.store.running import stopped_at
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Arrival:
    """Enough to build the rail and paint the first page."""

    is_lead: bool
    timetable: Timetable
    typed: Typed | None
    stopped: datetime | None  # to when notes are here, where PeerDesk stopped without closing them

    def opening(self, now: datetime) -> Opening | None:
        """Return the session to begin in, or None for Today."""
        return where_to_open(now, self.timetable.me, self.timetable.sessions, self.typed)

    def notice(self, now: datetime) -> str:
        """Return to when notes are here after PeerDesk stopped, in the host's time, or nothing."""
        if self.stopped is None:
            return ""
        zone = self.timetable.challenge.time_zone
        at = to_local(self.stopped, zone)
        same_day = at.date() == to_local(now, zone).date()
        day = "" if same_day else f"{at:%a} {at.day} {at:%b}, "
        return f"PeerDesk stopped. Your notes to {day}{at:%H:%M:%S} are here."


def arrive(store: Store) -> Arrival:
    """Return what the first page shows."""
    return Arrival(reading.is_lead(store), load(store), lately.last_typed(store), stopped_at(store))
