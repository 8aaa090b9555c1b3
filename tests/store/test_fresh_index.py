"""Notes just written are found at once, wherever their words stand, and never twice."""

import shutil
from contextlib import suppress
from pathlib import Path

from peerdesk.store.checking import check
from peerdesk.store.erasing import erase
from peerdesk.store.opening import open_store
from peerdesk.store.reading import search
from peerdesk.store.snapshots import take_snapshot
from peerdesk.store.store import DATABASE, Store
from peerdesk.store.tables import SCHEMA
from tests.store.team import PASSPHRASE, bring, handed, note

_HELD = "SELECT count(*) FROM {index} WHERE {index} MATCH ?"


def _on_disk(store: Store, word: str) -> int:
    found = store.db.execute(_HELD.format(index="observation_fts"), [word]).fetchone()
    return int(found[0])


def _in_memory(store: Store, word: str) -> int:
    if not store.projection.fresh.is_ready:
        return 0
    return int(store.db.execute(_HELD.format(index="fresh_fts"), [word]).fetchone()[0])


def _texts(store: Store, words: str) -> list[str]:
    return [one.text for one in search(store, words, 1_000)]


def _rest(store: Store) -> None:
    while store.rest():
        pass
    store.db.execute("INSERT INTO observation_fts(observation_fts) VALUES ('integrity-check')")


def _killed(store: Store, folder: Path) -> Path:
    """Copy what a laptop holds at this moment, as if the power went."""
    folder.mkdir()
    for file in (DATABASE, f"{DATABASE}-wal", "keys.json"):
        shutil.copyfile(store.folder / file, folder / file)
    return folder


def test_what_a_kill_left_in_no_index_is_found_after_it(lead: Store, tmp_path: Path) -> None:
    record = note(lead, "The ward closed.")
    lead.change(record, {"text": "The ward closed at noon."}, typing=True)
    with open_store(_killed(lead, tmp_path / "killed"), PASSPHRASE) as store:
        assert _texts(store, "noon") == ["The ward closed at noon."]
        assert check(store).ok
        _rest(store)
        assert (_on_disk(store, "noon"), _in_memory(store, "noon")) == (1, 0)
        assert _texts(store, "noon") == ["The ward closed at noon."]


def test_a_note_is_found_the_moment_it_is_saved_and_after_a_pause(lead: Store) -> None:
    note(lead, "Café staff were kind.")
    assert (_on_disk(lead, "cafe"), _in_memory(lead, "cafe")) == (0, 1)
    assert _texts(lead, "cafe") == ["Café staff were kind."]
    _rest(lead)
    assert (_on_disk(lead, "cafe"), _in_memory(lead, "cafe")) == (1, 0)
    assert _texts(lead, "cafe") == ["Café staff were kind."]


def test_a_note_taken_up_again_after_a_pause_is_in_one_index_alone(lead: Store) -> None:
    record = note(lead, "Beds were short")
    _rest(lead)
    lead.change(record, {"text": "Beds were plenty"}, typing=True)
    assert _texts(lead, "short") == []
    assert (_on_disk(lead, "plenty"), _in_memory(lead, "plenty")) == (0, 1)
    _rest(lead)
    assert _texts(lead, "plenty") == ["Beds were plenty"]
    assert (_on_disk(lead, "short"), _on_disk(lead, "beds")) == (0, 1)


def test_an_erased_text_is_in_neither_index(lead: Store) -> None:
    kept, wrong = note(lead, "Kept word."), note(lead, "Wrong word.")
    erase(lead, wrong, "A wrong name")
    assert (_on_disk(lead, "wrong"), _in_memory(lead, "wrong")) == (0, 0)
    assert _texts(lead, "word") == ["Kept word."]
    lead.change(kept, {"text": "Kept words."}, typing=True)
    _rest(lead)
    assert _texts(lead, "words") == ["Kept words."]


def test_a_merge_among_fresh_notes_finds_both_sides_newest_first(lead: Store, peer: Store) -> None:
    note(peer, "A word of theirs.")
    note(lead, "A word of ours.")
    bring(lead, handed(peer))
    note(lead, "A last word.")
    assert _texts(lead, "word") == ["A last word.", "A word of ours.", "A word of theirs."]
    assert [one.text for one in search(lead, "word", 2)] == ["A last word.", "A word of ours."]
    _rest(lead)
    assert len(_texts(lead, "word")) == 3
    assert check(lead).ok


def test_what_is_taken_back_is_in_no_index(lead: Store) -> None:
    note(lead, "First.")
    try:
        with lead.atomic():
            note(lead, "Never said.")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert _texts(lead, "never") == []
    note(lead, "Second.")
    _rest(lead)
    assert _texts(lead, "second") == ["Second."]


def test_a_move_to_the_disk_that_is_taken_back_is_made_later(lead: Store) -> None:
    note(lead, "Said twice.")
    with suppress(KeyboardInterrupt), lead.atomic():
        lead.projection.fresh.move_to_disk()
        raise KeyboardInterrupt
    assert _texts(lead, "twice") == ["Said twice."]
    _rest(lead)
    assert (_on_disk(lead, "twice"), _in_memory(lead, "twice")) == (1, 0)


def test_a_snapshot_taken_among_fresh_notes_holds_their_words(lead: Store, tmp_path: Path) -> None:
    note(lead, "Seen on the ward.")
    snapshot = take_snapshot(lead.folder, lead.db, lead.key, "migration")
    copy = shutil.copytree(snapshot, tmp_path / "copy")
    with open_store(copy, PASSPHRASE) as store:
        assert not SCHEMA.pending(store.db)
        assert _texts(store, "ward") == ["Seen on the ward."]


def test_without_any_pause_no_more_than_some_hundred_wait(lead: Store) -> None:
    for at in range(520):
        note(lead, f"Visit {at} went well.")
    assert _in_memory(lead, "visit") <= 500
    assert len(_texts(lead, "visit")) == 520


def test_closing_leaves_every_word_on_the_disk(lead: Store, tmp_path: Path) -> None:
    note(lead, "Told at the door.")
    folder = lead.folder
    lead.close()
    with open_store(folder, PASSPHRASE) as store:
        assert _on_disk(store, "door") == 1
