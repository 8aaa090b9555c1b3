"""Tests of the exchange make many stores; none of them is about the cost of a passphrase."""

from collections.abc import Iterator

import pytest

from tests.store.cheap import cheap_keys


@pytest.fixture(autouse=True, scope="package")
def _cheap_keys() -> Iterator[None]:
    with cheap_keys():
        yield
