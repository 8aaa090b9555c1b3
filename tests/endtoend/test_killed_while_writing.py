"""What was reported as saved is there after `kill -9` at any moment, and the store is sound."""

import json
import random
import sys
import time
from pathlib import Path

import pytest

from tests.endtoend.programs import PEERDESK, Talking
from tests.endtoend.stores import SECRET, Team, digest, sound, texts
from tests.helpers import campaign

_PERSON: list[str | Path] = [sys.executable, Path(__file__).with_name("typing_person.py")]
_NOTES, _TYPED = 80, 10
_A_WHILE = 60.0  # seconds; only a program that hangs takes as long
_WORDS = "people told us carers waited “three weeks” for a café visit – £40 a day".split()


def _note_lines(attempt: int) -> list[str]:
    return [f"{attempt}.{n} {' '.join(_WORDS[n % 9 :])}" for n in range(_NOTES)]


def _typed_lines(attempt: int) -> list[str]:
    return [f"{attempt}.{n} {' '.join(_WORDS[n % 9 :][:6])}" for n in range(_TYPED)]


def _begin_noting(team: Team, attempt: int, seed: int) -> Talking:
    command: list[str | Path] = [*PEERDESK, "note", team.peer, "--session", "carers"]
    program = Talking([*command, "--passphrase-file", team.secret])
    program.feed("".join(f"{line}\n" for line in _note_lines(attempt)))
    program.say_no_more()
    return program


def _begin_typing(team: Team, attempt: int, seed: int) -> Talking:
    order = {
        "store": str(team.peer),
        "passphrase": SECRET,
        "session": "carers",
        "lines": _typed_lines(attempt),
        "seed": seed,
    }
    program = Talking(_PERSON)
    program.feed(json.dumps(order) + "\n")
    return program


def _how_long(program: Talking, first: str) -> float:
    """Return the seconds a program writes when nobody kills it, from its first word to its last."""
    with program:
        program.wait_for(first)
        began = time.monotonic()
        program.last_words()
        took = time.monotonic() - began
        assert program.ended() == 0, program.complaint()
    return took


def _killed(program: Talking, first: str, after: float) -> list[str]:
    """Kill a program a while after its first word; return all that it said from that word on."""
    with program:
        said = [program.wait_for(first)]
        until = time.monotonic() + after
        while (line := program.hear(until)) is not None:
            said.append(line)
        program.kill()
        return said + program.last_words()


def _moments(seed: int, rounds: int, took: float) -> list[float]:
    chance = random.Random(seed)
    moments = [chance.uniform(0, took) for _ in range(rounds)]
    print(f"seed {seed}: killed after", *(f"{moment:.4f}" for moment in moments), "s of", took)
    return moments


def _is_sound(store: Path, attempt: int, rounds: int) -> None:
    """Check the store with the real command; in a sample mostly by the code that it runs."""
    if campaign.is_on() or attempt == rounds:
        sound(store)
    else:
        digest(store)


@pytest.fixture
def seed() -> int:
    """Choose other moments on every run; pytest shows the number when a test fails."""
    return random.SystemRandom().randrange(1_000_000)


@campaign.rounds(4, 100)
def test_every_note_reported_as_saved_is_there_after_the_command_is_killed(
    team: Team, seed: int, rounds: int
):
    took = _how_long(_begin_noting(team, 0, seed), "saved 1")
    there = texts(team.peer)
    assert there[-_NOTES:] == _note_lines(0)
    for attempt, moment in enumerate(_moments(seed, rounds, took), 1):
        said = _killed(_begin_noting(team, attempt, seed), "saved 1", moment)
        reported = len(said)
        assert said == [f"saved {n + 1}" for n in range(reported)]
        _is_sound(team.peer, attempt, rounds)
        now = texts(team.peer)
        kept = len(now) - len(there)
        assert reported <= kept <= min(reported + 1, _NOTES), f"round {attempt}, {moment} s"
        assert now == there + _note_lines(attempt)[:kept]
        there = now


@campaign.rounds(4, 100)
def test_every_line_the_page_shows_as_saved_is_there_after_the_window_is_killed(
    team: Team, seed: int, rounds: int
):
    took = _how_long(_begin_typing(team, 0, seed), "begins")
    there = texts(team.peer)
    assert there[-_TYPED:] == _typed_lines(0)
    shown_as_saved = 0
    for attempt, moment in enumerate(_moments(seed, rounds, took), 1):
        said = _killed(_begin_typing(team, attempt, seed + attempt), "begins", moment)
        shown = [json.loads(line) for line in said]
        assert not [one for one in shown if "trouble" in one], shown
        assert shown[0] == {"begins": there}, f"round {attempt}"
        shown_as_saved += sum("saved" in one for one in shown)
        saved = next((one["saved"] for one in reversed(shown) if "saved" in one), there)
        _is_sound(team.peer, attempt, rounds)
        now = texts(team.peer)
        _holds(now, saved)
        _is_beginning_of(now, there + _typed_lines(attempt))
        there = now
    assert shown_as_saved > rounds


def _holds(now: list[str], saved: list[str]) -> None:
    """Fail unless every line shown as saved is there; its last may have grown since."""
    assert now[: len(saved) - 1] == saved[:-1]
    assert len(now) >= len(saved)
    assert not saved or now[len(saved) - 1].startswith(saved[-1])


def _is_beginning_of(now: list[str], typed: list[str]) -> None:
    """Fail unless what is there is what was typed, up to some key."""
    last = len(now) - 1
    assert now[:last] == typed[:last]
    assert typed[last].startswith(now[last])


def test_a_killed_command_lets_the_next_one_open_the_store_at_once(team: Team):
    with _begin_noting(team, 1, 0) as program:
        program.wait_for("saved 3")
    sound(team.peer)


def test_the_window_takes_up_where_a_killed_one_was(team: Team):
    with _begin_typing(team, 1, 1) as program:
        program.wait_for("saved")
        program.kill()
    there = texts(team.peer)
    with _begin_typing(team, 2, 2) as program:
        assert json.loads(program.wait_for("begins")) == {"begins": there}
        program.wait_for("finished")
        assert program.ended() == 0
    assert texts(team.peer) == there + _typed_lines(2)
