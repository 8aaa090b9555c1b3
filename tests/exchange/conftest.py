"""Tests of the exchange begin with the same stores as those of the store."""

from tests.store.conftest import cheap, deputy, lead, peer

__all__ = ["cheap", "deputy", "lead", "peer"]
