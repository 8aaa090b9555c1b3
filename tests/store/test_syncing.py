"""When the disk is waited for: at every save, and once after several files."""

from pathlib import Path

import pytest

from peerdesk.exchange.merging import merge_files
from peerdesk.exchange.packing import write_export
from peerdesk.store.store import Store
from peerdesk.store.syncing import synced_once
from tests.store.team import note

NORMAL, FULL = 1, 2


class Stopped(Exception):
    """Somebody changed their mind."""


def waits(store: Store) -> int:
    return int(store.db.execute("PRAGMA synchronous").fetchone()[0])


def log_bytes(store: Store) -> int:
    return sum(file.stat().st_size for file in store.folder.glob("*-wal"))


@pytest.fixture
def file(peer: Store, tmp_path: Path) -> Path:
    note(peer, "One")
    write_export(peer, tmp_path / "file")
    return tmp_path / "file"


def test_a_merge_waits_for_the_disk_once_and_every_save_after_it_again(
    lead: Store, file: Path
) -> None:
    meanwhile: list[int] = []
    merge_files(lead, [file], progress=lambda *_: meanwhile.append(waits(lead)))
    assert (meanwhile, waits(lead)) == ([NORMAL, NORMAL], FULL)


def test_a_seal_is_on_the_disk_before_the_copy_that_holds_it_is_made(
    lead: Store, file: Path
) -> None:
    note(lead, "Not sealed yet")
    before: list[int] = []
    merge_files(lead, [file], copy=lambda store: before.append(waits(store)))
    assert (before, waits(lead)) == ([FULL], FULL)


def test_a_merge_that_is_stopped_leaves_every_save_waiting_for_the_disk(
    lead: Store, file: Path
) -> None:
    def stop(done: int, _: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        merge_files(lead, [file, file], progress=stop)
    assert waits(lead) == FULL


def test_a_rehearsal_in_a_transaction_changes_nothing_about_waiting(
    lead: Store, file: Path
) -> None:
    merge_files(lead, [file], dry_run=True)
    assert waits(lead) == FULL


def test_what_was_written_is_followed_by_a_write_that_is_waited_for(lead: Store) -> None:
    with synced_once(lead):
        note(lead, "Two")
        before = log_bytes(lead)
    assert log_bytes(lead) > before


def test_where_nothing_was_written_nothing_is_waited_for(lead: Store) -> None:
    before = log_bytes(lead)
    with synced_once(lead):
        pass
    assert log_bytes(lead) == before
