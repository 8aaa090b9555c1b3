"""What is read as soon as notes are open: whose they are, the day's sessions, where one typed."""

from dataclasses import dataclass
from datetime import datetime

from peerdesk.app.today.actions import Timetable, load
from peerdesk.domain.agenda import Opening, Typed, own, where_to_open
from peerdesk.domain.times import to_local
from peerdesk.domain.words import StorePurpose
from peerdesk.store import lately, reading
from peerdesk.store.loose import purpose
from peerdesk.store.running import stopped_at
from peerdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Arrival:
    """Enough to build the rail and paint the first page."""

    is_lead: bool
    timetable: Timetable
    typed: Typed | None
    purpose: StorePurpose
    stopped: datetime | None  # to when notes are here, where PeerDesk stopped without closing them

    def opening(self, now: datetime) -> Opening | None:
        """Return the session to begin in, or None for Today."""
        return where_to_open(now, self.timetable.me, self.timetable.sessions, self.typed)

    @property
    def has_just_begun(self) -> bool:
        """Say whether somebody is about to take their very first note, in no challenge."""
        return self.purpose is StorePurpose.LOOSE and not self.timetable.sessions

    @property
    def is_to_set_up(self) -> bool:
        """Say whether a lead has still to say what the challenge is."""
        is_challenge = self.purpose is StorePurpose.CHALLENGE
        return self.is_lead and is_challenge and not self.timetable.sessions

    def welcome(self, now: datetime, moved: int) -> str:
        """Return what somebody has to know who has just joined and brought so many notes."""
        came = f" Your {moved} {'note' if moved == 1 else 'notes'} came with you." if moved else ""
        return (
            f"You’re ready. {self._first_session(now)} Type, it saves. Everything you type goes to"
            f" the team when you hand in.{came}"
        )

    def _first_session(self, now: datetime) -> str:
        mine = [s for s in own(self.timetable.sessions, self.timetable.me) if s.end > now]
        if not mine:
            return "No session of yours is in the timetable yet: Ctrl+N begins one."
        first = min(mine, key=lambda session: session.start)
        zone = self.timetable.challenge.time_zone
        at = to_local(first.start, zone)
        today = at.date() == to_local(now, zone).date()
        day = "" if today else f"{at:%a} {at.day} {at:%b}, "
        place = f", {first.place}" if first.place else ""
        return f"First session {day}{at:%H:%M}{place}."

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
    kind = purpose(store)
    is_lead = kind is StorePurpose.CHALLENGE and reading.is_lead(store)
    return Arrival(is_lead, load(store), lately.last_typed(store), kind, stopped_at(store))
