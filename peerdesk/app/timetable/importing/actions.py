"""What bringing a timetable in has done on the worker thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from peerdesk.app.jobs import Steps
from peerdesk.store.store import Store

if TYPE_CHECKING:
    from peerdesk.schedule.timetable.differences import Differences
    from peerdesk.schedule.timetable.proposal import Proposal
    from peerdesk.store.acts import Step


@dataclass(frozen=True, slots=True)
class Told:
    """What the lead has said of a file that it does not say itself."""

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet_days: Mapping[str, date] = field(default_factory=dict)


def look_over(
    path: Path, told: Told, earlier: "Proposal | None"
) -> "Callable[[Store, Steps], Proposal]":
    """Return how to read a file and compare it with what is here; raises SetupFault."""

    def work(store: Store, steps: Steps) -> "Proposal":
        from peerdesk.schedule.timetable.importing import known_to, timetable_here
        from peerdesk.schedule.timetable.proposal import Proposal
        from peerdesk.schedule.timetable.reading import understand

        steps.tell(0, 3)
        known = known_to(store)
        known = replace(
            known, columns={**known.columns, **told.columns}, sheet_days=told.sheet_days
        )
        reading = understand(path, known)
        steps.tell(1, 3)
        here = timetable_here(store, known.zone)
        steps.tell(2, 3)
        made = Proposal(reading, here, known)
        if earlier is not None:
            made.redo(earlier)
        return made

    return work


def bring_in(
    differences: "Differences", zone: str, columns: Mapping[str, str]
) -> "Callable[[Store], tuple[Step, ...]]":
    """Return how to make the changes and remember what the columns were said to mean."""

    def work(store: Store) -> "tuple[Step, ...]":
        from peerdesk.schedule.timetable.importing import put_in, remember_columns

        with store.atomic():
            steps = put_in(store, differences, zone)
            if columns:
                remember_columns(store, columns)
        return steps

    return work
