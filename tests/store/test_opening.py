"""A store opens with its passphrase, whole, once at a time; what is wrong is one clear sentence."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from peerdesk.domain.schema import RecordKind
from peerdesk.store import store as store_module
from peerdesk.store.checking import check
from peerdesk.store.errors import (
    DiskFull,
    FolderTaken,
    NewerStore,
    NotAStore,
    StoreBusy,
    StoreDamaged,
    StoreError,
    WrongPassphrase,
)
from peerdesk.store.keys import FILE_NAME, KeyFile, unwrap, wrap
from peerdesk.store.opening import found, open_store
from peerdesk.store.reading import observations
from peerdesk.store.snapshots import list_snapshots
from peerdesk.store.store import Store
from peerdesk.store.tables import SCHEMA
from tests.store.team import PASSPHRASE, lead_store, note

ROOT = Path(__file__).parents[2]
ABOUT = {"code": "X", "title": "T", "start": "2026-11-10", "end": "2026-11-12"}


@pytest.fixture
def shut(tmp_path: Path) -> Path:
    """Give the folder of a store with notes, closed."""
    with lead_store(tmp_path / "store") as store:
        for number in range(60):
            note(store, f"Note {number} " + "of some length " * 20)
    return tmp_path / "store"


def files(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder but the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def refused(folder: Path, fault: type[StoreError], passphrase: str = PASSPHRASE) -> None:
    """Open a store that must be refused with a fault, all its files left as they are."""
    before = files(folder) if folder.exists() else {}
    with pytest.raises(fault) as caught:
        open_store(folder, passphrase)
    assert 40 < len(str(caught.value)) < 260
    assert (files(folder) if folder.exists() else {}) == before


def test_what_was_written_is_there_after_opening_again(shut: Path) -> None:
    with open_store(shut, PASSPHRASE) as store:
        assert len(observations(store)) == 60
        assert check(store).ok
    assert sorted(path.name for path in shut.iterdir()) == ["keys.json", "lock", "store.db"]


@pytest.mark.parametrize("wrong", ["", "Cheap-and-cheerful", "cheap and cheerful", " ", "x" * 999])
def test_a_wrong_passphrase_opens_nothing(shut: Path, wrong: str) -> None:
    refused(shut, WrongPassphrase, wrong)


def test_a_passphrase_may_be_typed_with_any_spelling_of_its_letters(tmp_path: Path) -> None:
    found(tmp_path / "s", "cafe\u0301 \ufb01n", ABOUT, {"name": "L"}).close()
    open_store(tmp_path / "s", "caf\u00e9 fin").close()


def test_a_folder_without_notes_is_no_store(tmp_path: Path, shut: Path) -> None:
    refused(tmp_path / "nowhere", NotAStore)
    (tmp_path / "empty").mkdir()
    refused(tmp_path / "empty", NotAStore)
    (shut / "store.db").unlink()
    refused(shut, NotAStore)


@pytest.mark.parametrize("part", [0.0, 0.01, 0.3, 0.5, 0.99])
def test_a_store_cut_short_is_said_to_be_damaged(shut: Path, part: float) -> None:
    database = shut / "store.db"
    whole = database.read_bytes()
    database.write_bytes(whole[: int(len(whole) * part) // 4096 * 4096])
    refused(shut, StoreDamaged)


@pytest.mark.parametrize("length", [1, 100, 4095, -1, -100, -4000])
def test_a_store_cut_within_a_page_is_said_to_be_damaged_at_the_latest_by_a_check(
    shut: Path, length: int
) -> None:
    database = shut / "store.db"
    database.write_bytes(database.read_bytes()[:length])
    try:
        with open_store(shut, PASSPHRASE) as store:
            assert not check(store).ok
    except StoreDamaged:
        pass


def test_garbage_in_place_of_a_store_is_said_to_be_damage(shut: Path) -> None:
    (shut / "store.db").write_bytes(os.urandom(40_960))
    refused(shut, StoreDamaged)


def test_a_page_altered_on_the_disk_is_found_by_a_check(shut: Path) -> None:
    database = shut / "store.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    try:
        with open_store(shut, PASSPHRASE) as store:
            assert not check(store).ok
    except StoreDamaged:
        pass


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "[" * 5000,
        '{"format": 1}',
        '{"format": 1e999}',
        '{"format": 1, "label": "x", "passphrase": {"salt": 1}, "recovery": "", "pending": {}}',
    ],
)
def test_a_key_file_that_cannot_be_read_is_said_to_be_damage(shut: Path, text: str) -> None:
    (shut / FILE_NAME).write_text(text)
    refused(shut, StoreDamaged)


@pytest.mark.parametrize(
    "odd",
    [
        {"memory": "8"},
        {"memory": 1 << 40},
        {"memory": -1},
        {"passes": 0},
        {"passes": 1 << 40},
        {"lanes": 10**30},
        {"lanes": 0},
        {"salt": "not base64!"},
        {"wrapped": 5},
        {"nonce": ""},
    ],
)
def test_a_key_slot_that_asks_for_nonsense_is_said_to_be_damage(
    shut: Path, odd: dict[str, object]
) -> None:
    content = json.loads((shut / FILE_NAME).read_text())
    content["passphrase"] |= odd
    (shut / FILE_NAME).write_text(json.dumps(content))
    refused(shut, StoreDamaged)


def test_a_key_slot_raised_in_cost_still_opens(shut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = KeyFile.read(shut)
    secret = unwrap(keys.passphrase, PASSPHRASE)
    monkeypatch.setattr("peerdesk.store.keys.MEMORY_KIB", 512)
    monkeypatch.setattr("peerdesk.store.keys.PASSES", 2)
    slot = wrap(secret, PASSPHRASE)
    monkeypatch.undo()
    assert (slot.memory, slot.passes) == (512, 2)
    assert unwrap(slot, PASSPHRASE) == secret


def test_a_store_of_a_newer_version_is_refused(shut: Path) -> None:
    with open_store(shut, PASSPHRASE) as store:
        store.db.table("_sqlite_migrations").insert(
            {"migration_set": "peerdesk", "name": "from_the_future", "applied_at": "2031-01-01"}
        )
    refused(shut, NewerStore)


def test_a_key_file_of_a_newer_version_is_refused(shut: Path) -> None:
    content = json.loads((shut / FILE_NAME).read_text())
    (shut / FILE_NAME).write_text(json.dumps(content | {"format": 2}))
    refused(shut, NewerStore)


_HOLD = """
import sys
from pathlib import Path
from peerdesk.store.opening import open_store
with open_store(Path(sys.argv[1]), sys.argv[2]):
    print("open", flush=True)
    sys.stdin.readline()
"""


def test_a_second_program_is_refused_until_the_first_is_gone_however_it_went(shut: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(shut), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"open\n"
        with pytest.raises(StoreBusy):
            open_store(shut, PASSPHRASE)
        first.kill()
    with open_store(shut, PASSPHRASE) as store:
        assert len(observations(store)) == 60


def test_a_new_store_goes_into_a_new_or_empty_folder_only(shut: Path, tmp_path: Path) -> None:
    before = files(shut)
    with pytest.raises(FolderTaken):
        found(shut, PASSPHRASE, ABOUT, {"name": "L"})
    assert files(shut) == before
    (tmp_path / "a file").write_text("mine")
    with pytest.raises(FolderTaken):
        found(tmp_path / "a file", PASSPHRASE, ABOUT, {"name": "L"})
    (tmp_path / "empty").mkdir()
    found(tmp_path / "empty", PASSPHRASE, ABOUT, {"name": "L"}).close()


def test_a_store_that_could_not_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(KeyError):
        found(tmp_path / "new" / "store", PASSPHRASE, ABOUT, {})
    with pytest.raises(KeyError):
        found(tmp_path / "mine", PASSPHRASE, ABOUT, {})
    assert not (tmp_path / "new" / "store").exists()
    assert list((tmp_path / "mine").iterdir()) == []


def test_no_room_left_loses_nothing_that_was_said_to_be_saved(shut: Path) -> None:
    # The database's own bound on its pages is met in the same place as the end of the disk, which
    # tests/endtoend meets on a real small one.
    with open_store(shut, PASSPHRASE) as store:
        (pages,) = store.db.execute("PRAGMA page_count").fetchone()
        store.db.execute(f"PRAGMA max_page_count = {pages + 30}")
        written = 0
        with suppress(DiskFull):
            for _ in range(100):
                note(store, "x" * 5000)
                written += 1
        assert 0 < written < 100
        store.db.execute(f"PRAGMA max_page_count = {pages + 3000}")
        note(store, "and on we go")
    with open_store(shut, PASSPHRASE) as store:
        assert len(observations(store)) == 60 + written + 1
        assert check(store).ok


def test_an_older_schema_is_migrated_after_a_snapshot(
    shut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_a_table(db: object) -> None:
        db["later"].create({"id": int})  # type: ignore[index]

    monkeypatch.setattr(SCHEMA, "_migrations", list(SCHEMA._migrations))
    SCHEMA()(add_a_table)
    with open_store(shut, PASSPHRASE) as store:
        assert store.db["later"].exists()
        assert len(observations(store)) == 60
        assert [path.name[-9:] for path in list_snapshots(shut)] == ["migration"]


def test_an_id_is_never_given_twice_even_when_the_clock_is_put_back(
    shut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_now", lambda: 1_794_300_000_000)
    made = []
    for _ in range(3):
        with open_store(shut, PASSPHRASE) as store:
            made.append(store.create(RecordKind.COMMENT, {"text": "x"}))
    assert len(set(made)) == 3


def test_a_failed_transaction_leaves_the_open_store_as_the_disk_has_it(shut: Path) -> None:
    with open_store(shut, PASSPHRASE) as store:
        before = store.projection.digest(), store.rights, store.device

        def stumble(store: Store) -> None:
            with store.atomic():
                note(store, "gone")
                store.create(RecordKind.MEMBER, {"name": "gone", "rights": "lead"})
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            stumble(store)
        assert (store.projection.digest(), store.rights, store.device) == before
        note(store, "here")
        assert check(store).ok
