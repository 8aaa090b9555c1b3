"""What the importer knows of the challenge: its days, its organisations, its team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Member, Organisation
from peerdesk.schedule.timetable.days import Days


@dataclass(frozen=True, slots=True)
class Known:
    """The challenge a timetable is read for.

    `columns` are headings a lead has put right before, `sheet_days` the days of sheets that say
    none.
    """

    days: Days
    zone: str
    organisations: Sequence[Organisation] = ()
    members: Sequence[Member] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    sheet_days: Mapping[str, date] = field(default_factory=dict)

    @property
    def initials(self) -> dict[str, RecordId]:
        """Return every member by initials, in capitals."""
        return {member.initials.upper(): member.id for member in self.members}
