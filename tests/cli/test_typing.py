import pytest

from peerdesk.cli.demo_script import Scene
from peerdesk.cli.demo_typing import TypingFailed, type_scenes
from tests.cli.desk import Desk

SCENE = Scene("carers", ("+ Carers feel heard #home @vah", "“Ring me.”"))


def test_lines_typed_into_the_window_are_notes(desk: Desk) -> None:
    type_scenes(desk.lead, desk.secret, [SCENE])
    found = [(one["text"], one["kind"]) for one in desk.json("search", desk.lead, "r")]
    assert found == [("“Ring me.”", "quote")]
    assert desk.json("evidence", desk.lead)["observations"] == 2


def test_a_window_that_cannot_do_it_says_why_in_one_sentence(desk: Desk) -> None:
    with pytest.raises(TypingFailed, match=r"the demo stops here.*does not open these notes"):
        type_scenes(desk.lead, "wrong", [SCENE])
    assert desk.json("evidence", desk.lead)["observations"] == 0
