"""A disk that is really full: the page says so, a copy goes elsewhere, and comes back after."""

import json
import sys
from pathlib import Path

import pytest

from tests.endtoend.small_disk import SmallDisk
from tests.endtoend.stores import SECRET, Team, secret_of, sound, texts

_PERSON = Path(__file__).with_name("person_on_a_full_disk.py")


def test_what_a_full_disk_cannot_hold_comes_back_from_the_copy(team: Team, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere.peerdesk-copy"
    with SmallDisk(6 * 1024) as disk:
        if not disk.is_real:
            pytest.skip("no disk can be made here that fills up as a disk does")
        store = disk.bring(team.peer)
        order = {"passphrase": SECRET, "session": "carers", "store": str(store), "copy": str(copy)}
        typed = disk.run(
            sys.executable, _PERSON, given=json.dumps({"do": "type", **order}) + "\n"
        ).worked()
        said, saved = typed.out.splitlines()
        assert said.startswith("▲ NOT SAVED. The disk is full")
        assert "is in elsewhere.peerdesk-copy, encrypted" in saved
        full = store.parent / "filling-up"
        disk.run(sys.executable, "-c", f"import os; os.unlink({str(full)!r})").worked()
        back = disk.run(
            sys.executable, _PERSON, given=json.dumps({"do": "bring back", **order}) + "\n"
        ).worked()
        assert back.out.splitlines()[-1].startswith("Brought back 1 line from")
        home = tmp_path / "home"
        move = f"import shutil; shutil.copytree({str(store)!r}, {str(home / 'peer')!r})"
        disk.run(sys.executable, "-c", move).worked()
    (home / "secret.txt").write_text(secret_of(team.peer).read_text())
    found = texts(home / "peer")
    assert found[-2] == "there was room for this"
    assert found[-1].startswith("there was none for this and more")
    assert len(found[-1]) > 30_000
    sound(home / "peer")
