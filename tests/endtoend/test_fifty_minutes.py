"""Fifty minutes of typing: every letter is on the disk, and a kill costs a third of a second."""

import json
import random
import shutil
import sys
import time
from pathlib import Path

import pytest

from peerdesk.domain.marks import read_line
from peerdesk.domain.words import ObservationKind
from peerdesk.store import notes, reading
from tests.endtoend.programs import Talking
from tests.endtoend.replay import Key, Notepad, read_script
from tests.endtoend.stores import SECRET, Team, copied, digest, opened
from tests.helpers import campaign

PERSON: list[str | Path] = [sys.executable, Path(__file__).with_name("replaying_person.py")]
SESSION = "carers"
MOST_LOST = 0.3  # seconds, DESIGN.md section 3
FAST = 20  # times a person's pace: two thousand words a minute
FIVE_MINUTES = 2_200  # keys
KINDS = {
    ObservationKind.PLAIN: "",
    ObservationKind.STRENGTH: "+",
    ObservationKind.CONSIDERATION: "!",
    ObservationKind.FACT: "=",
    ObservationKind.FOLLOW_UP: ">",
    ObservationKind.QUOTE: "“",
}


@pytest.fixture
def empty_team(team: Team) -> Team:
    """Return a team whose peer has noted nothing in the session."""
    with opened(team.peer) as store, store.atomic():
        for one in reading.observations(store):
            store.delete(one.id)
    return team


def begin(team: Team, first: int, last: int, pace: float) -> Talking:
    order = {"store": str(team.peer), "passphrase": SECRET, "session": SESSION}
    program = Talking(PERSON)
    program.feed(json.dumps(order | {"first": first, "last": last, "pace": pace}) + "\n")
    return program


def there(team: Team) -> list[tuple[str, str]]:
    """Return (mark, text) of every line on the disk in its order; a mark alone is no note yet."""
    with opened(team.peer) as store:
        session = reading.sessions(store)[0].id
        noted = reading.observations(store, session)
        found = [(KINDS[one.kind], one.text.strip()) for one in noted]
    return [one for one in found if one[1] not in KINDS.values()]


def after(keys: list[Key]) -> Notepad:
    notepad = Notepad()
    for key in keys:
        notepad.press(key)
    return notepad


def test_the_script_is_fifty_minutes_and_four_thousand_words() -> None:
    keys = read_script()
    assert 48 <= sum(key.seconds for key in keys) / 60 <= 52
    written = after(keys)
    assert sum(len(text.split()) for _, text in written.kept()) >= 4_000
    assert {key.name for key in keys} >= {"pause", "undo", "paste", "back", "theme"}
    assert {mark for mark, _ in written.kept()} == set(KINDS.values())


@campaign.rounds(FIVE_MINUTES, None)
def test_the_disk_holds_exactly_what_was_typed(empty_team: Team, rounds: int | None) -> None:
    keys = read_script()[:rounds]
    with begin(empty_team, 0, len(keys), pace=0) as program:
        program.wait_for("finished")
        assert program.ended() == 0, program.complaint()
    written = after(keys)
    assert there(empty_team) == written.kept()
    with opened(empty_team.peer) as store:
        themed = [one.text for one in reading.observations(store) if one.themes]
    assert themed == written.themed
    digest(empty_team.peer)


@campaign.rounds(2, 100)
def test_a_kill_costs_at_most_the_last_300_ms(empty_team: Team, rounds: int, tmp_path: Path):
    seed = random.SystemRandom().randrange(1_000_000)
    chance = random.Random(seed)
    keys = read_script()
    starts = _new_lines(keys)
    for attempt in range(rounds):
        team = copied(empty_team, tmp_path / "round")
        first = chance.choice(starts)
        _write_before(team, keys[:first])
        pressed, killed = _type_and_kill(team, first, chance.uniform(0.05, 3))
        safe = [number for number, at in pressed if at < killed - MOST_LOST]
        least = safe[-1] + 1 if safe else first
        most = pressed[-1][0] + 1 if pressed else first
        now = there(team)
        fitting = [n for n in range(least, most + 1) if after(keys[:n]).kept() == now]
        assert fitting, f"seed {seed}, round {attempt}: keys {least} to {most}, {now[-2:]}"
        digest(team.peer)
        shutil.rmtree(tmp_path / "round")


def _new_lines(keys: list[Key]) -> list[int]:
    """Return the places in the script at which the caret is in a new line at the end."""
    notepad, found = Notepad(), [0]
    for number, key in enumerate(keys, 1):
        notepad.press(key)
        if key.name == "enter" and notepad.is_at_a_new_line:
            found.append(number)
    return found[:-1]


def _write_before(team: Team, keys: list[Key]) -> None:
    """Write what the keys before would have left, without pressing them."""
    with opened(team.peer) as store, store.atomic():
        session = reading.sessions(store)[0].id
        for line in after(keys).lines:
            marked = read_line(line, {}, {})
            if marked is not None:
                notes.add_observation(store, session, marked)


def _type_and_kill(team: Team, first: int, seconds: float) -> tuple[list[tuple[int, float]], float]:
    """Return each key pressed with its moment, and the moment of the kill."""
    with begin(team, first, len(read_script()), FAST) as program:
        program.wait_for("begins")
        until = time.monotonic() + seconds
        said: list[str] = []
        while (line := program.hear(until)) is not None:
            said.append(line)
        killed = time.monotonic()
        program.kill()
        said += program.last_words()
    pressed = [json.loads(line) for line in said]
    return [(one["key"], one["at"]) for one in pressed if "key" in one], killed
