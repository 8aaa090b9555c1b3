"""What a saved copy holds, and how it is brought back into the notes; on the worker thread.

Bringing back never takes anything away: where a note was changed in both places, both are kept.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.records import Observation
from peerdesk.domain.schema import Value
from peerdesk.domain.times import to_stored
from peerdesk.domain.words import ObservationKind, Source
from peerdesk.store import notes, reading
from peerdesk.store.scratch import add_to_scratch
from peerdesk.store.settings import Settings
from peerdesk.store.spare import read_copy
from peerdesk.store.store import Store

LINES, ACCOUNT, SCRATCH = "lines", "account", "scratch"
Part = Mapping[str, Any]


def bring_back(store: Store, path: Path) -> int | None:
    """Bring a copy into the notes; return how many lines it held, None when it was here already."""
    copy = read_copy(store, path)
    before = json.loads(store.settings.get(Settings.COPIES) or "[]")
    if copy["id"] in before:
        return None
    with store.atomic():
        for part in copy["parts"]:
            _BRINGING[part["part"]](store, part)
        store.settings.set(Settings.COPIES, json.dumps([*before, copy["id"]]))
    return sum(len(part["lines"]) for part in copy["parts"] if part["part"] == LINES)


def _lines(store: Store, part: Part) -> None:
    session = RecordId(part["session"])
    here = reading.observations(store, session)
    for line in part["lines"]:
        found = _find(here, line, store)
        if line["gone"]:
            if found is not None and found.text == line["before"]:
                store.delete(found.id)
        elif found is not None and found.text in (line["before"], line["text"]):
            _change(store, found, line)
        elif found is None or not found.text.startswith(line["text"]):
            _add(store, session, part["noted_by"], line)


def _find(here: Sequence[Observation], line: Part, store: Store) -> Observation | None:
    """Return the note a line is: by its record, or as one saved after the copy was made."""
    if line["record"]:
        return next((one for one in here if one.id == line["record"]), None)
    at = to_stored(datetime.fromisoformat(line["at"]))
    same = (o for o in here if o.device == store.device and to_stored(o.at) == at)
    return next((o for o in same if o.text.startswith(line["text"])), None)


def _change(store: Store, found: Observation, line: Part) -> None:
    is_now: dict[str, Value] = {
        "text": found.text,
        "kind": found.kind.value,
        "source": found.source.value,
    }
    is_now |= {"speaker": found.speaker, "for_lead": found.for_lead}
    values: dict[str, Value] = {n: line[n] for n in is_now if line[n] != is_now[n]}
    values |= {f"theme:{one}": True for one in line["themes"] if one not in found.themes}
    about = (one for one in line["organisations"] if one not in found.organisations)
    values |= {f"organisation:{one}": True for one in about}
    if values:
        store.change(found.id, values)


def _add(store: Store, session: RecordId, noted_by: str, line: Part) -> None:
    marked = MarkedLine(
        line["text"],
        ObservationKind.read(line["kind"], ObservationKind.PLAIN),
        frozenset(RecordId(one) for one in line["themes"]),
        frozenset(RecordId(one) for one in line["organisations"]),
    )
    notes.add_observation(
        store,
        session,
        marked,
        source=Source.read(line["source"], Source.HEARD),
        speaker=line["speaker"],
        for_lead=line["for_lead"],
        noted_by=RecordId(noted_by) if noted_by else None,
        position=line["position"],
        at=datetime.fromisoformat(line["at"]),
    )


def _account(store: Store, part: Part) -> None:
    said = {name: value for name, value in part["values"].items() if value is not None}
    if said:
        notes.give_account(store, RecordId(part["session"]), said)


def _scratch(store: Store, part: Part) -> None:
    add_to_scratch(store, RecordId(part["session"]), part["values"].get("text", ""))


_BRINGING: dict[str, Callable[[Store, Part], None]] = {
    LINES: _lines,
    ACCOUNT: _account,
    SCRATCH: _scratch,
}
