"""The shipped dictionary with the challenge's and the person's words beside it."""

from pathlib import Path

import pytest

from peerdesk import resources
from peerdesk.app.spelling.lexicon import Lexicon

SCRIPT = Path(__file__).parents[1] / "endtoend" / "fifty_minutes.txt"


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return Lexicon()


def unknown(lexicon: Lexicon, line: str) -> list[str]:
    return [word.text for word in lexicon.unknown(line)]


@pytest.mark.parametrize(
    "line",
    [
        "The council’s carers don’t organise or organize discharges at the neighbourhood centre.",
        "Reablement, safeguarding and co-production are signposted; Healthwatch and VCSE agree.",
        "Cllrs judged the programme’s colour, behaviour, licence and grey laundrette café fair.",
        "“We were triaged twice,” the physio’s e-mail said: 12 per cent well-being, 17-year-olds.",
        "People in Nottinghamshire, Gwynedd, Wirral and Leeds focussed on wellbeing and outturn.",
    ],
)
def test_british_english_of_the_work_is_known(shipped: Lexicon, line: str) -> None:
    assert unknown(shipped, line) == []


def test_american_spellings_and_slips_are_not(shipped: Lexicon) -> None:
    line = "The neighborhood recieved color and we definately saw the behavior of carers"
    expected = ["neighborhood", "recieved", "color", "definately", "behavior"]
    assert unknown(shipped, line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Mae’r cyngor yn gweithio’n dda gyda’r bwrdd iechyd lleol.",
        "Nid oes neb yn gwybod pwy sy’n penderfynu am wasanaethau plant",
        "Roedd pobl yn teimlo bod eu lleisiau’n cael eu clywed",
    ],
)
def test_a_line_in_welsh_is_left_alone(shipped: Lexicon, line: str) -> None:
    assert unknown(shipped, line) == []


def test_words_of_the_challenge_are_known_however_they_are_capitalised() -> None:
    lexicon = Lexicon()
    line = "We met people at Fenwater and at FENWATER’s depot"
    assert unknown(lexicon, line) == ["Fenwater", "FENWATER’s"]
    lexicon.know(["Fenwater"], [])
    assert unknown(lexicon, line) == []
    assert lexicon.suggest("Fenwatr")[0] == "Fenwater"


def test_an_own_word_is_known_until_it_is_taken_back() -> None:
    lexicon = Lexicon()
    line = "The zibble works and the council agrees"
    assert unknown(lexicon, line) == ["zibble"]
    assert lexicon.add("Zibble’s") == "Zibble"
    assert unknown(lexicon, line) == []
    assert lexicon.has_own("zibble")
    assert lexicon.remove("zibble") == "Zibble"
    assert unknown(lexicon, line) == ["zibble"]
    lexicon.ignore("zibble")
    assert unknown(lexicon, line) == []
    assert not lexicon.has_own("zibble")


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        *(("recieve", "receive"), ("Goverment", "Government"), ("definately", "definitely")),
        *(("comissioner’s", "commissioner’s"), ("patient-centrd", "patient-centred")),
        *(("neighborhood", "neighbourhood"), ("alot", "a lot"), ("wellbieng", "wellbeing")),
    ],
)
def test_what_was_meant_is_offered_first(shipped: Lexicon, slip: str, meant: str) -> None:
    assert shipped.suggest(slip)[0] == meant


def test_the_dictionary_brings_its_licence() -> None:
    assert "Kevin Atkinson" in resources.path("dictionaries", "LICENCE-SCOWL.txt").read_text()
