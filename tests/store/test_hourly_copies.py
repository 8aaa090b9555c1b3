"""An hourly snapshot is taken once an hour, and only then."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from peerdesk.domain.schema import RecordKind
from peerdesk.store.opening import found
from peerdesk.store.snapshots import hourly_due, list_snapshots
from peerdesk.store.store import Store


@pytest.fixture
def store(tmp_path: Path):
    store = found(tmp_path / "s", "a passphrase", {"title": "T"}, {"name": "L"})
    yield store
    store.close()


def test_a_second_look_in_the_same_hour_copies_nothing(store: Store) -> None:
    store.copy_hourly()
    store.create(RecordKind.SESSION, {"title": "More"})
    store.copy_hourly()
    assert len(list_snapshots(store.folder)) == 1


def test_an_hour_later_another_copy_is_due(store: Store) -> None:
    store.copy_hourly()
    now = datetime.now(UTC)
    assert not hourly_due(store.folder, now + timedelta(minutes=59))
    assert hourly_due(store.folder, now + timedelta(minutes=61))


def test_a_clock_put_back_does_not_stop_the_copies(store: Store) -> None:
    store.copy_hourly()
    assert hourly_due(store.folder, datetime.now(UTC) - timedelta(days=2))


def test_a_copy_holds_what_was_written_and_the_feed_is_sealed_in_it(store: Store) -> None:
    store.create(RecordKind.SESSION, {"title": "Before the copy"})
    store.copy_hourly()
    assert store.log.heads(store.device), "sealed before it was copied"
