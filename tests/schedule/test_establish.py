from dataclasses import replace
from pathlib import Path

import pytest

from peerdesk.domain.errors import UnknownName
from peerdesk.schedule.establish import establish
from peerdesk.schedule.setup import Setup, read_setup
from peerdesk.store.checking import check
from peerdesk.store.errors import FolderTaken, TooLong
from peerdesk.store.opening import open_store
from peerdesk.store.reading import is_lead, load_evidence, me
from tests.schedule.made import EXAMPLE_TOML


@pytest.fixture
def setup() -> Setup:
    return read_setup(EXAMPLE_TOML)


def test_everything_in_the_setup_is_in_the_store(setup: Setup, tmp_path: Path) -> None:
    establish(tmp_path / "notes", "pass", setup, "Judith Marlow").close()
    with open_store(tmp_path / "notes", "pass") as store:
        held = load_evidence(store)
        assert check(store).ok and is_lead(store)
        mine = me(store)
    assert mine is not None and mine.initials == "JM"
    assert held.challenge.title == setup.challenge.title
    assert held.challenge.retention == setup.challenge.retention
    assert held.challenge.sponsors == setup.challenge.sponsors
    assert [one.initials for one in held.members] == [one.initials for one in setup.team]
    assert [one.rights for one in held.members] == [one.rights for one in setup.team]
    assert [theme.tag for theme in held.themes] == [area.tag for area in setup.focus_areas]
    assert [q.text for q in held.themes[0].questions] == list(setup.focus_areas[0].questions)
    assert held.themes[0].author == held.members[1].id
    assert {one.short for one in held.organisations} == {one.short for one in setup.organisations}


def test_sessions_have_their_times_peers_and_participants(setup: Setup, tmp_path: Path) -> None:
    with establish(tmp_path / "notes", "pass", setup, "jm") as store:
        held = load_evidence(store)
    initials = {member.id: member.initials for member in held.members}
    shorts = {one.id: one.short for one in held.organisations}
    found = {session.title: session for session in held.sessions}
    assert set(found) == {session.title for session in setup.sessions}
    for wanted in setup.sessions:
        session = found[wanted.title]
        assert (session.start, session.end) == (wanted.start, wanted.end)
        assert (session.kind, session.place) == (wanted.kind, wanted.place)
        assert {initials[peer] for peer in session.peers} == set(wanted.peers)
        assert [
            (p.role, shorts[p.organisation] if p.organisation else "", p.name, p.expected)
            for p in session.participants
        ] == [(p.role, p.organisation, p.name, p.expected) for p in wanted.participants]


@pytest.mark.parametrize("name", ["Leonard Hale", "LH", "Somebody Else", ""])
def test_only_the_setups_lead_may_set_up(setup: Setup, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownName):
        establish(tmp_path / "notes", "pass", setup, name)
    assert not (tmp_path / "notes").exists()


def test_a_folder_in_use_is_left_as_it_is(setup: Setup, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FolderTaken):
        establish(tmp_path, "pass", setup, "JM")
    assert [item.name for item in tmp_path.iterdir()] == ["letter.txt"]


def test_a_setup_that_does_not_fit_leaves_nothing_behind(setup: Setup, tmp_path: Path) -> None:
    long = replace(setup.sessions[0], place="x" * 70_000)
    with pytest.raises(TooLong):
        establish(tmp_path / "notes", "pass", replace(setup, sessions=(long,)), "JM")
    assert not (tmp_path / "notes").exists()
