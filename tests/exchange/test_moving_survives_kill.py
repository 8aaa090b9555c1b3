"""A laptop that dies while notes move into a challenge loses none of them and doubles none."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import ObservationKind
from peerdesk.store.checking import check
from peerdesk.store.moving import move_in
from peerdesk.store.notes import add_observation
from peerdesk.store.opening import begin_loose, open_store
from peerdesk.store.reading import observations
from peerdesk.store.store import Store
from tests.store.team import PASSPHRASE

_MOVE = """
import sys
from pathlib import Path
from peerdesk.store.moving import move_in
from peerdesk.store.opening import open_store
store, early, secret = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
with open_store(store, secret) as there:
    waiting = open_store(early, secret)
    print("begun", flush=True)
    move_in(there, waiting)
"""
_NOTES = 120


def test_notes_are_whole_wherever_it_is_killed(peer: Store, tmp_path: Path) -> None:
    early = tmp_path / "early"
    with begin_loose(early, PASSPHRASE, "Early") as loose, loose.atomic():
        session = loose.create(RecordKind.SESSION, {"title": "Talk", "kind": "interview"})
        for number in range(_NOTES):
            line = MarkedLine(f"Note {number}.", ObservationKind.PLAIN)
            add_observation(loose, session, line)
    peer.close()
    for delay in (0.0, 0.02, 0.05, 0.1):
        _killed(peer.folder, early, delay)
        with open_store(peer.folder, PASSPHRASE) as there:
            assert len(observations(there)) in (0, _NOTES)
            if not observations(there):
                with open_store(early, PASSPHRASE) as waiting:
                    assert len(observations(waiting)) == _NOTES
    with open_store(peer.folder, PASSPHRASE) as there:
        if (early / "keys.json").exists():
            move_in(there, open_store(early, PASSPHRASE))
        assert [o.text for o in observations(there)] == [f"Note {n}." for n in range(_NOTES)]
        assert check(there).problems == ()


def _killed(store: Path, early: Path, delay: float) -> None:
    """Move in a process of its own, and kill it so many seconds after it has begun."""
    if not (early / "keys.json").exists():
        return
    command = [sys.executable, "-c", _MOVE, str(store), str(early), PASSPHRASE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        with suppress(subprocess.TimeoutExpired):
            child.wait(delay)
        child.kill()
