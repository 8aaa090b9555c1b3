"""The checked-in files open, or are refused, as ever: the format cannot drift unseen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peerdesk.exchange import errors as bundle_errors
from peerdesk.exchange.joining import TeamPack, join_challenge, read_team_pack
from peerdesk.exchange.merging import merge_files
from peerdesk.store import errors as store_errors
from peerdesk.store.checking import check
from peerdesk.store.snapshots import list_snapshots
from peerdesk.store.store import Store
from tests.store.cheap import cheap_keys
from tests.vectors.opening import HERE, digest_after, index

INDEX = index()
VECTORS: list[dict[str, Any]] = INDEX["vectors"]


@pytest.fixture(scope="module")
def pack() -> TeamPack:
    return read_team_pack(HERE / INDEX["team_pack"], INDEX["pack_words"])


@pytest.fixture
def store(pack: TeamPack, tmp_path: Path) -> Iterator[Store]:
    with cheap_keys(), join_challenge(pack, tmp_path / "store", "a passphrase", "CD") as joined:
        yield joined


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["file"] for vector in VECTORS])
def test_a_vector_is_merged_or_refused_as_its_index_says(
    vector: dict[str, Any], store: Store
) -> None:
    before = store.projection.digest()
    report = merge_files(store, [HERE / vector["file"]])

    (result,) = report.files
    assert result.status == vector["status"]
    fault = vector.get("fault") or vector.get("feed_fault")
    errors = {**vars(bundle_errors), **vars(store_errors)}
    assert result.reason == (str(errors[fault]()) if fault else "")
    assert len(result.refused_feeds) == ("feed_fault" in vector)
    if vector["status"] == "refused":
        assert store.projection.digest() == before
        assert list_snapshots(store.folder) == []
    else:
        assert digest_after(INDEX, vector["file"]) == vector["digest"]
    assert check(store).ok


def test_a_team_pack_of_old_still_lets_people_join(store: Store, pack: TeamPack) -> None:
    assert [member.initials for member in pack.members] == ["FL", "AB", "CD"]
    assert check(store).ok


def test_every_vector_is_named_in_the_index_and_they_are_small() -> None:
    files = {path.name: path.stat().st_size for path in HERE.glob("*.peerdesk")}
    assert files.keys() == {vector["file"] for vector in VECTORS} | {INDEX["team_pack"]}
    assert sum(files.values()) < 400_000


def test_every_fault_has_a_vector_or_a_test_of_its_own() -> None:
    kinds = (bundle_errors.BundleFault, store_errors.FeedFault)
    faults = {
        name
        for module in (bundle_errors, store_errors)
        for name, thing in vars(module).items()
        if isinstance(thing, type) and issubclass(thing, kinds) and thing not in kinds
    }
    shown = {vector.get("fault") or vector.get("feed_fault") for vector in VECTORS}
    # Of files that are not there, of packs, and of writing: see tests/exchange.
    elsewhere = {"FileNotReadable", "WrongPackWords", "NotATeamPack", "TooMuchToSend"}
    elsewhere |= {"NotOnTheList", "AlreadyHere", "MistypedWord", "NotLooseNotes", "AreLooseNotes"}
    assert faults - shown == elsewhere
