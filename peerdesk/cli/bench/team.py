"""A team on its first evening: the lead's store, and what nine members hand in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from peerdesk.cli.bench.sizes import PEERS, SESSIONS, Size
from peerdesk.cli.bench.words import Notes
from peerdesk.domain.ids import RecordId
from peerdesk.domain.order import spread
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.times import to_stored
from peerdesk.domain.words import ObservationKind
from peerdesk.exchange.merging import merge_files
from peerdesk.exchange.packing import team_identity, write_export
from peerdesk.store.devices import announce
from peerdesk.store.feeds import read_feed, write_feed
from peerdesk.store.opening import found, open_with_key, preview
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store
from peerdesk.store.union import take_in

PASSPHRASE = "bench"  # noqa: S105  (of notes that nobody wrote)
THEMES = 6
ORGANISATIONS = 7
_START = datetime(2026, 11, 10, 8, 30, tzinfo=UTC)
_CHALLENGE: dict[str, Value] = {
    "code": "BENCH",
    "title": "A challenge to measure with",
    "start": "2026-11-10",
    "end": "2026-11-12",
    "time_zone": "Europe/London",
    "sponsors": ["The chair of one board", "The chair of another"],
    "scope": "How well the program keeps up.",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """The records that observations refer to."""

    sessions: list[str]
    themes: list[str]
    organisations: list[str]


@dataclass(frozen=True, slots=True)
class Team:
    """What is on disk: the lead's store before and after the merge, closed, and nine exports."""

    size: Size
    folder: Path
    key: bytes
    setting: Setting
    exports: list[Path]

    @property
    def lead(self) -> Path:
        """Return the lead's store with the lead's own observations alone."""
        return self.folder / "lead"

    @property
    def merged(self) -> Path:
        """Return the lead's store with everybody's observations."""
        return self.folder / "merged"

    @contextmanager
    def copy(self, of: Path) -> Iterator[Store]:
        """Give a fresh copy of a store, open."""
        folder = self.folder / "copy"
        shutil.copytree(of, folder)
        try:
            with open_with_key(folder, self.key) as store:
                yield store
        finally:
            shutil.rmtree(folder)


def make_team(folder: Path, size: Size) -> Team:
    """Play the first day into a folder: every observation is a change in a real signed feed."""
    lead = found(folder / "lead", PASSPHRASE, _CHALLENGE, _member(0, "challenge_manager"))
    with lead:
        setting, members = _set_up(lead)
        lead.seal()
        exports = []
        for at, member in enumerate(members, 1):
            exports.append(folder / f"member-{at}.peerdesk")
            _hand_in(lead, member, exports[-1], setting, Notes(at), size.each)
        write_notes(lead, setting, Notes(0), size.each)
        lead.seal()
        team = Team(size, folder, lead.key, setting, exports)
    shutil.copytree(team.lead, team.merged)
    with open_with_key(team.merged, team.key) as store:
        merge_files(store, team.exports)
    return team


def _member(at: int, role: str) -> dict[str, Value]:
    return {"name": f"Member Number{at}", "initials": f"M{at}", "role": role, "rights": "peer"}


def _set_up(lead: Store) -> tuple[Setting, list[RecordId]]:
    with lead.atomic():
        members = [
            lead.create(RecordKind.MEMBER, _member(at, "officer_peer")) for at in range(1, PEERS)
        ]
        themes = [
            lead.create(
                RecordKind.FOCUS_AREA,
                {"name": f"Focus area {at}", "tag": f"area{at}", "position": f"{at:02}"},
            )
            for at in range(THEMES)
        ]
        organisations = [
            lead.create(
                RecordKind.ORGANISATION,
                {"name": f"Organisation {at}", "short": f"o{at}", "sector": "nhs"},
            )
            for at in range(ORGANISATIONS)
        ]
        sessions = [_session(lead, at, organisations) for at in range(SESSIONS)]
    return Setting(sessions, [*themes], [*organisations]), members


def _session(lead: Store, at: int, organisations: list[RecordId]) -> str:
    start = _START + timedelta(days=at % 3, hours=at // 3 % 8)
    session = lead.create(
        RecordKind.SESSION,
        {
            "title": f"Session {at}",
            "kind": "interview",
            "start": to_stored(start),
            "end": to_stored(start + timedelta(hours=1)),
        },
    )
    about = organisations[at % len(organisations)]
    values: dict[str, Value] = {"session": session, "role": f"Role {at}", "organisation": about}
    lead.create(RecordKind.PARTICIPANT, values)
    return session


def _hand_in(
    lead: Store, member: RecordId, path: Path, setting: Setting, notes: Notes, count: int
) -> None:
    """Write a member's export from a store that is in memory only, with a feed signed for real."""
    pack = write_feed(lead.log.segments(lead.device))
    with preview(lead.challenge, lead.founder) as store:
        take_in(store, read_feed(pack, lead.challenge, lead.device), "")
        store.settings.set(Settings.TEAM_IDENTITY, team_identity(lead))
        announce(store, member, "", {})
        write_notes(store, setting, notes, count)
        write_export(store, path)


def write_notes(store: Store, setting: Setting, notes: Notes, count: int) -> None:
    """Write a day's observations, spread over the sessions."""
    with store.atomic():
        for at, position in enumerate(spread(count)):
            session = setting.sessions[at * len(setting.sessions) // count]
            store.create(RecordKind.OBSERVATION, note(setting, notes, session, at, position))


def note(setting: Setting, notes: Notes, session: str, at: int, position: str) -> dict[str, Value]:
    """Return the values of one observation, as the editor would write them."""
    values: dict[str, Value] = {
        "session": session,
        "text": notes.text(),
        "kind": notes.one([*ObservationKind]),
        "source": "heard",
        "position": position,
        "at": to_stored(_START + timedelta(minutes=at)),
    }
    values |= {f"theme:{theme}": True for theme in notes.some(setting.themes, 2)}
    values |= {f"organisation:{about}": True for about in notes.some(setting.organisations, 2)}
    return values
