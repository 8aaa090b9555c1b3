"""Folders and disks that may not be written, as only a POSIX system lets a test have them."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from peerdesk.store.errors import DriveGone, NotWritable, StoreError
from peerdesk.store.files import write_whole
from tests.store.team import PASSPHRASE, lead_store, note
from tests.store.test_opening import ROOT, files


@pytest.fixture
def in_the_open(tmp_path: Path) -> Iterator[Path]:
    """Give a store that anybody can read and nobody but root can write."""
    lead_store(tmp_path / "store").close()
    folder = Path("/var/tmp") / f"peerdesk-test-{os.getpid()}"
    shutil.copytree(tmp_path / "store", folder)
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


_OPEN_AS_NOBODY = """
import os, sys
from pathlib import Path
from peerdesk.domain.errors import PeerDeskError
from peerdesk.store.opening import open_store
if os.getuid() == 0:  # who may write anywhere
    os.setgid(65534)
    os.setuid(65534)
try:
    open_store(Path(sys.argv[1]), sys.argv[2])
except PeerDeskError as error:
    print(type(error).__name__)
"""


def test_a_folder_that_may_not_be_written_is_said_to_be_so(in_the_open: Path) -> None:
    before = files(in_the_open)
    done = subprocess.run(
        [sys.executable, "-c", _OPEN_AS_NOBODY, str(in_the_open), PASSPHRASE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout.strip(), done.stderr) == (NotWritable.__name__, "")
    assert files(in_the_open) == before


def test_a_full_disk_while_a_file_is_written_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with suppress(OSError, StoreError):
            write_whole(tmp_path / "file", b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, previous)
    assert files(tmp_path) == {"file": b"old"}


def test_a_drive_that_has_gone_is_told_from_damage(tmp_path: Path) -> None:
    place = tmp_path / "drive" / "store"
    with lead_store(place) as store, Path(os.devnull).open() as nowhere:
        files = [int(fd.name) for fd in Path("/proc/self/fd").iterdir() if _is_of(fd, place)]
        assert files
        (tmp_path / "drive").rename(tmp_path / "elsewhere")
        for file in files:
            os.dup2(nowhere.fileno(), file)
        with pytest.raises(DriveGone, match="no longer there; what was saved before is safe"):
            note(store, "Written after the stick was pulled out")


def _is_of(descriptor: Path, place: Path) -> bool:
    with suppress(OSError):
        return str(descriptor.readlink()).startswith(f"{place}{os.sep}store.db-wal")
    return False
