"""How the test vectors are opened; the maker of them and their test share it."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from peerdesk.exchange.bundle import Bundle, open_export, open_team_pack
from peerdesk.store.errors import FeedFault
from peerdesk.store.feeds import Incoming, read_feed
from peerdesk.store.opening import preview
from peerdesk.store.union import news, take_in

HERE = Path(__file__).parent


def index() -> dict[str, Any]:
    """Return the index of the vectors."""
    content: dict[str, Any] = json.loads((HERE / "vectors.json").read_text())
    return content


def digest_after(about: Mapping[str, Any], file: str) -> str:
    """Return the digest of the union of the team pack and one file, in a store of nobody's."""
    pack = _opened_pack(about["team_pack"], about["pack_words"])
    bundle = open_export(HERE / file, about["team_identity"])
    with preview(pack.manifest.challenge, pack.manifest.founder) as store:
        for feeds in (pack.feeds, bundle.feeds):
            for device, content in feeds.items():
                feed = _verified(content, store.challenge, device)
                take_in(store, news(store, [feed]), file)
        return store.projection.digest()


@cache
def _opened_pack(file: str, words: str) -> Bundle:
    return open_team_pack(HERE / file, words)


def _verified(content: bytes, challenge: str, device: Any) -> list[Incoming]:
    try:
        return read_feed(content, challenge, device)
    except FeedFault:
        return []
