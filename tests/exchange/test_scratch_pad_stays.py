"""What stands on a scratch pad is in no file that leaves the laptop, and no merge touches it."""

import io
import zipfile
from pathlib import Path

import pyrage

from peerdesk.exchange.merging import merge_files
from peerdesk.exchange.packing import (
    team_identity,
    write_export,
    write_merged_pack,
    write_team_pack,
)
from peerdesk.store.scratch import read_scratch, write_scratch
from peerdesk.store.store import Store
from tests.exchange.forging import opened
from tests.store.team import note, the_session

CANARY, NOTED = "kittiwake-quarrel-47", "noted-and-handed-in"


def test_an_export_and_a_merged_pack_hold_the_notes_and_not_the_pad(
    lead: Store, tmp_path: Path
) -> None:
    note(lead, NOTED)
    write_scratch(lead, the_session(lead), CANARY)
    for number, write in enumerate((write_export, write_merged_pack)):
        file = tmp_path / f"{number}.peerdesk"
        write(lead, file)
        content = b"".join(opened(file, team_identity(lead)).values())
        assert NOTED.encode() in content
        assert CANARY.encode() not in content


def test_a_team_pack_does_not_hold_it(lead: Store, tmp_path: Path) -> None:
    write_scratch(lead, the_session(lead), CANARY)
    words = write_team_pack(lead, tmp_path / "pack.peerdesk")
    content = pyrage.passphrase.decrypt((tmp_path / "pack.peerdesk").read_bytes(), words)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(CANARY.encode() in archive.read(name) for name in archive.namelist())


def test_a_merge_brings_no_pad_and_leaves_ones_own(
    lead: Store, peer: Store, tmp_path: Path
) -> None:
    session = the_session(lead)
    write_scratch(peer, session, CANARY)
    write_scratch(lead, session, "the lead's own")
    note(peer, NOTED)
    write_export(peer, tmp_path / "peer.peerdesk")
    merge_files(lead, [tmp_path / "peer.peerdesk"])
    assert read_scratch(lead, session) == "the lead's own"
    assert read_scratch(peer, session) == CANARY
