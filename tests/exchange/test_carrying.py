"""Notes taken before joining, carried to another laptop in a file."""

from pathlib import Path

import pytest

from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import ObservationKind
from peerdesk.exchange.carrying import read_loose, write_loose
from peerdesk.exchange.errors import AreLooseNotes, NotLooseNotes, WrongPackWords
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.packing import write_team_pack
from peerdesk.store.checking import check
from peerdesk.store.loose import bring_in, verify_brought
from peerdesk.store.moving import move_in
from peerdesk.store.notes import add_observation
from peerdesk.store.opening import begin_loose, open_store
from peerdesk.store.reading import observations
from peerdesk.store.scratch import read_scratch, write_scratch
from peerdesk.store.store import Store
from tests.store.team import PASSPHRASE


def noted(store: Store, text: str) -> None:
    session = store.create(RecordKind.SESSION, {"title": "Talk", "kind": "interview"})
    add_observation(store, session, MarkedLine(text, ObservationKind.PLAIN))
    write_scratch(store, session, "Private.")


def test_a_file_brings_them_into_ones_own_notes_elsewhere(
    peer: Store, lead: Store, tmp_path: Path
) -> None:
    file = tmp_path / "mine.peerdesk"
    with begin_loose(tmp_path / "early", PASSPHRASE, "Early") as early:
        noted(early, "One door.")
        write_loose(early, file)
        noted(early, "Two doors.")
        words = write_loose(early, file)
        carried = read_loose(file, words)
        with pytest.raises(WrongPackWords):
            read_loose(file, words[1:])
    with pytest.raises(AreLooseNotes):
        read_team_pack(file, words)
    assert bring_in(peer, carried).observations == 2
    verify_brought(peer, carried)
    found = observations(peer)
    assert [o.text for o in found] == ["One door.", "Two doors."]
    assert {read_scratch(peer, o.session or found[0].id) for o in found} == {"Private."}
    assert check(peer).ok
    pack = write_team_pack(lead, file)
    with pytest.raises(NotLooseNotes):
        read_loose(file, pack)


def test_moving_in_while_joining_leaves_nothing_behind_and_twice_does_no_harm(
    lead: Store, tmp_path: Path
) -> None:
    with begin_loose(tmp_path / "early", PASSPHRASE, "Early") as early:
        noted(early, "One door.")
    words = write_team_pack(lead, tmp_path / "pack")
    pack = read_team_pack(tmp_path / "pack", words)
    with join_challenge(pack, tmp_path / "new", PASSPHRASE, "CD") as joined:
        assert move_in(joined, open_store(tmp_path / "early", PASSPHRASE)).observations == 1
        assert [o.text for o in observations(joined)] == ["One door."]
    assert not (tmp_path / "early").exists()
