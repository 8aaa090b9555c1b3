"""Tests of the store make many; none of them is about the cost of a passphrase."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.store.store import Store
from tests.store.cheap import cheap_keys
from tests.store.team import DEPUTY, PEER, joined, lead_store

collect_ignore = ["test_on_posix.py"] if os.name == "nt" else []


@pytest.fixture(autouse=True, scope="package")
def cheap() -> Iterator[None]:
    """Let passphrases of these stores cost next to nothing."""
    with cheap_keys():
        yield


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    """Give the lead's store of a small challenge."""
    with lead_store(tmp_path / "lead") as store:
        yield store


@pytest.fixture
def deputy(lead: Store, tmp_path: Path) -> Iterator[Store]:
    """Give the store of the deputy, whom nobody has confirmed yet."""
    with joined(lead, tmp_path / "deputy", DEPUTY) as store:
        yield store


@pytest.fixture
def peer(lead: Store, tmp_path: Path) -> Iterator[Store]:
    """Give the store of a peer."""
    with joined(lead, tmp_path / "peer", PEER) as store:
        yield store
