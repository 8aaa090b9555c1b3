"""What saves put off to a pause: nothing of it is seen but in how fast things are."""

from itertools import count
from pathlib import Path

import pytest

from peerdesk.store import room
from peerdesk.store.checking import check
from peerdesk.store.cipher import Database, connect
from peerdesk.store.reading import search
from peerdesk.store.store import DATABASE, Store
from tests.store.team import note


def _parts(store: Store) -> int:
    """Return of how many parts the search index consists."""
    return int(
        store.db.execute("SELECT count(DISTINCT segid) FROM observation_fts_idx").fetchone()[0]
    )


def _rest(store: Store) -> int:
    """Rest until nothing is left; return how many times there was something."""
    return next(times for times in count() if not store.rest())


def test_a_pause_joins_the_parts_of_the_search_index_and_finds_the_same(lead: Store) -> None:
    for at in range(40):
        note(lead, f"Discharge was late {at} times.")
        with lead.atomic():
            lead.projection.fresh.move_to_disk()
    found, parts = search(lead, "discharge late", 100), _parts(lead)
    assert _rest(lead)
    assert _parts(lead) < parts
    assert search(lead, "discharge late", 100) == found
    lead.db.execute("INSERT INTO observation_fts(observation_fts) VALUES ('integrity-check')")
    assert check(lead).ok


def test_nothing_is_left_after_a_pause(lead: Store) -> None:
    note(lead, "We were told twice.")
    _rest(lead)
    assert not lead.rest()


def test_without_any_pause_the_index_stays_in_few_parts(lead: Store) -> None:
    for at in range(200):
        note(lead, f"The ward closed {at} times.")
    assert _parts(lead) < 40
    assert len(search(lead, "ward closed", 300)) == 200


def test_what_a_save_said_is_kept_while_the_store_rests(lead: Store) -> None:
    record = note(lead, "First.")
    for text in ("First, and", "First, and more."):
        lead.rest()
        lead.change(record, {"text": text}, typing=True)
    _rest(lead)
    assert [one.text for one in search(lead, "more")] == ["First, and more."]


def _log(store: Store) -> Path:
    return store.folder / f"{DATABASE}-wal"


def test_after_a_pause_saves_write_over_what_the_log_of_the_database_holds(lead: Store) -> None:
    _rest(lead)
    room_made = _log(lead).stat().st_size
    for at in range(50):
        note(lead, f"The ward closed {at} times.")
    assert room_made == _log(lead).stat().st_size
    assert len(search(lead, "ward closed", 100)) == 50
    assert check(lead).ok


def test_room_leaves_nothing_in_the_database(lead: Store) -> None:
    note(lead, "We were told twice.")
    before = _pages(lead.db)
    _rest(lead)
    lead.close()
    assert not _log(lead).exists()
    db = connect(lead.folder / DATABASE, lead.key)
    assert _pages(db) == before
    assert not db.execute("SELECT 1 FROM setting WHERE name = 'room'").fetchall()
    db.conn.close()


def _pages(db: Database) -> int:
    return int(db.execute("PRAGMA page_count").fetchone()[0])


def test_where_the_disk_has_little_space_no_room_is_made(
    lead: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_FREE", 1 << 62)
    note(lead, "We were told twice.")
    _rest(lead)
    assert _log(lead).stat().st_size < 1_000_000
    assert search(lead, "twice")


def test_room_that_cannot_be_made_now_is_no_error(lead: Store) -> None:
    note(lead, "We were told twice.")
    with lead.atomic():
        lead.settings.set("other", "1")  # a transaction of somebody else's keeps it waiting
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(room, "connect", _in_no_time)
            assert not room.make_room(lead.folder / DATABASE, lead.key)
    assert search(lead, "twice")


def _in_no_time(database: Path, key: bytes) -> Database:
    db = connect(database, key)
    db.execute("PRAGMA busy_timeout = 0")
    return db
