"""Timetables made as councils make them: each is understood to the letter, or says what is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from peerdesk.schedule.timetable.reading import read_timetable
from tests.schedule.timetables.listing import TAUGHT, known_for, listing
from tests.schedule.timetables.make import FILES, HERE


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_understood_as_a_tired_lead_expects(name: str) -> None:
    reading = read_timetable(HERE / name, known_for(name))
    assert listing(reading) == (HERE / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_a_file_made_anew_says_the_same(name: str, tmp_path: Path) -> None:
    FILES[name](tmp_path / name)
    reading = read_timetable(tmp_path / name, known_for(name))
    assert listing(reading) == (HERE / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TAUGHT)
def test_what_headings_do_not_tell_is_asked_for_and_not_guessed(name: str) -> None:
    untaught = replace(known_for(name), columns={})
    reading = read_timetable(HERE / name, untaught)
    asked = [one for one in reading.sessions if "It does not say what happens." in one.unsure]
    assert asked == reading.sessions
    unknown = {one.heading.casefold() for one in reading.columns if one.meaning == "other"}
    assert set(TAUGHT[name]) <= unknown


def test_every_file_that_is_checked_in_is_made_by_the_maker() -> None:
    here = {path.name for path in HERE.iterdir() if path.suffix not in (".py", ".txt", "")}
    assert here == set(FILES)
