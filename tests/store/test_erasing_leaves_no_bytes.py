"""What was erased is gone from the very pages: every file is decrypted by hand and searched."""

import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import ObservationKind
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.merging import merge_files
from peerdesk.exchange.packing import write_export, write_merged_pack, write_team_pack
from peerdesk.store.erasing import erase
from peerdesk.store.notes import add_observation
from peerdesk.store.opening import found
from peerdesk.store.store import Store

_PAGE = 4096
_RESERVED = 80  # SQLCipher 4: 16 bytes of IV and 64 of HMAC-SHA512 end every page
_WAL_HEADER, _FRAME_HEADER = 32, 24
NAME = "Wilhelmina Quarterstaff"
SECRET = f"{NAME} told us the rota is made on Fridays"


def decrypted(page: bytes, key: bytes, salt: int = 0) -> bytes:
    """Return the plain bytes of one page, free pages and slack included."""
    iv = page[_PAGE - _RESERVED : _PAGE - _RESERVED + 16]
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return cipher.update(page[salt : _PAGE - _RESERVED]) + cipher.finalize()


def plain_bytes(path: Path, key: bytes) -> bytes:
    """Return everything a database or its write-ahead log holds, decrypted page by page."""
    raw = path.read_bytes()
    if path.name.endswith("-wal"):
        step = _FRAME_HEADER + _PAGE
        starts = [at + _FRAME_HEADER for at in range(_WAL_HEADER, len(raw) - step + 1, step)]
    else:
        starts = list(range(0, len(raw), _PAGE))
    pages = [raw[at : at + _PAGE] for at in starts]
    # A database begins with 16 bytes of salt in the place of SQLite's magic.
    salted = pages and pages[0][:16] == raw[:16]
    return b"".join(
        decrypted(page, key, 16 if salted and not number else 0)
        for number, page in enumerate(pages)
    )


def holding_name(store: Store) -> list[str]:
    """Return the files of a store in whose plain bytes the name stands."""
    files = [p for p in store.folder.rglob("*") if re.fullmatch(r"store\.db(-wal)?", p.name)]
    assert files
    return [str(p) for p in files if NAME.encode() in plain_bytes(p, store.key)]


@pytest.fixture
def team(tmp_path: Path) -> tuple[Store, Store]:
    lead = found(
        tmp_path / "lead",
        "lead passphrase",
        {"code": "T1", "title": "Trial", "start": "2026-11-10", "end": "2026-11-12"},
        {"name": "Frances Lead", "initials": "FL", "role": "challenge_manager"},
    )
    lead.create(RecordKind.MEMBER, {"name": "Ann Bell", "initials": "AB", "rights": "peer"})
    pack = read_team_pack(tmp_path / "p", write_team_pack(lead, tmp_path / "p"))
    peer = join_challenge(pack, tmp_path / "peer", "peer passphrase", "AB")
    return lead, peer


def test_a_wrong_name_erased_by_its_author_is_in_no_page_of_any_store_that_merged_it(
    team: tuple[Store, Store], tmp_path: Path
) -> None:
    lead, peer = team
    session = lead.create(RecordKind.SESSION, {"title": "Rotas"})
    line = MarkedLine(SECRET, ObservationKind.PLAIN)
    noted = add_observation(peer, session, line)
    write_export(peer, tmp_path / "first")
    merge_files(lead, [tmp_path / "first"])
    add_observation(peer, session, MarkedLine("Something else", ObservationKind.FACT))
    write_export(peer, tmp_path / "second")
    merge_files(lead, [tmp_path / "second"])
    assert holding_name(lead), "the search must be able to find what is there"
    assert holding_name(peer)

    erase(peer, noted)
    write_export(peer, tmp_path / "third")
    merge_files(lead, [tmp_path / "third", tmp_path / "first", tmp_path / "second"])

    assert holding_name(peer) == []
    assert holding_name(lead) == []
    write_merged_pack(lead, tmp_path / "merged")
    merge_files(peer, [tmp_path / "merged"])
    assert peer.projection.digest() == lead.projection.digest()
    lead.close()
    peer.close()
