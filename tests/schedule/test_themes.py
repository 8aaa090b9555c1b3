from pathlib import Path

import pytest

from peerdesk import resources
from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.setup import read_setup
from peerdesk.schedule.themes import read_template, shipped
from tests.schedule.made import WRITERS, example

_HEAD = '[template]\ntitle = "Ours"\n\n'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('[[themes]]\nname = "A"\ntag = "a"', "the table “template” is missing"),
        (_HEAD + '[[themes]]\ntag = "a"', r"\[\[themes\]\] number 1: “name” is missing"),
        (_HEAD + '[[themes]]\nname = "A"\ntag = "a b"', "the tag is not a letter followed"),
        (_HEAD + '[[themes]]\nname = "A"\ntag = "a"\nquestion = "?"', "perhaps “questions”"),
        (_HEAD + '[[themes]]\nname = "A"\ntag = "a"\ngolden_thread = "often"', "neither yes nor"),
        (_HEAD + '[[themes]]\nname = "A\ntag = "a"', 'line 5.*: “name = "A”'),
        (_HEAD + '[[themes]]\nname="A"\ntag="a"\n[[themes]]\nname="B"\ntag="A"', "already used in"),
    ],
)
def test_a_spoilt_theme_set_is_refused_with_its_place(
    content: str, sentence: str, tmp_path: Path
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(content)
    with pytest.raises(SetupFault, match=sentence):
        read_template(file)


def test_every_theme_set_has_questions_and_the_blank_one_is_empty() -> None:
    *filled, blank = shipped()
    assert len(filled[0].areas) == 5 and blank.areas == ()
    assert all(area.questions for one in filled for area in one.areas)
    assert [area.tag for one in filled for area in one.areas if area.thread] == [
        "voice",
        "fairness",
    ]


@pytest.mark.parametrize("kind", ["toml", "xlsx"])
def test_a_setup_may_begin_with_a_theme_set_by_name(kind: str, tmp_path: Path) -> None:
    tables = example()
    tables["challenge"]["themes"] = "youth justice"
    areas = read_setup(WRITERS[kind](tables, tmp_path / f"setup.{kind}")).focus_areas
    assert [a.name for a in areas][:2] == ["Governance and leadership", "Partnership and services"]
    assert areas[6].name == "Working as one system"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../demo", "is no theme set; nothing was changed, use one of corporate"),
        ("health-and-care", "the tag “home” is already used"),
    ],
)
def test_a_theme_set_that_does_not_fit_is_refused(name: str, sentence: str, tmp_path: Path) -> None:
    tables = example()
    tables["challenge"]["themes"] = name
    with pytest.raises(SetupFault, match=sentence):
        read_setup(WRITERS["toml"](tables, tmp_path / "setup.toml"))


def test_interests_and_threads_of_a_setup_arrive() -> None:
    setup = read_setup(resources.path("examples", "setup.toml"))
    assert setup.focus_areas[2].thread and setup.team[3].interest == ("trust",)
