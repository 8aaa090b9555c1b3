"""A file opened from outside goes to the page it is for, after the passphrase where one is due."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peerdesk.app.handin.view import HandInPage
from peerdesk.app.opened_file import OpenedFile
from peerdesk.app.team.view import TeamPage
from peerdesk.exchange.envelope import is_opened_with_words
from peerdesk.exchange.packing import write_export, write_merged_pack
from peerdesk.store.opening import open_with_key
from tests.app.conftest import Screen, key_of_store

Open = Callable[[Path | None], Screen]
_AGE = b"age-encryption.org/v1\n"


def _said(screen: Screen) -> str:
    return screen.window.message_bar.sentence


def test_a_file_that_is_gone_is_said_and_nothing_else_happens(
    open_on: Open, noted_store: Path, tmp_path: Path
) -> None:
    screen = open_on(noted_store)
    OpenedFile(screen.window, tmp_path / "gone.peerdesk")
    assert "cannot be read; nothing was changed" in _said(screen)
    screen.open(noted_store)
    assert screen.desk.current != "team"


def test_on_an_empty_laptop_a_file_of_a_team_says_to_join_first(
    screen_on_nothing: Screen, tmp_path: Path
) -> None:
    file = tmp_path / "export.peerdesk"
    file.write_bytes(_AGE + b"-> X25519 somebody\n")
    OpenedFile(screen_on_nothing.window, file)
    assert "join with the file your lead sent you first" in _said(screen_on_nothing)


def test_a_file_that_asks_for_words_opens_the_form_for_joining(
    screen_on_nothing: Screen, tmp_path: Path
) -> None:
    pack = tmp_path / "team.peerdesk"
    pack.write_bytes(_AGE + b"-> scrypt c2FsdA 18\n")
    OpenedFile(screen_on_nothing.window, pack)
    form = screen_on_nothing.window.unlock.begin.join_form
    assert form is not None and form.file.path == pack
    screen_on_nothing.until(lambda: screen_on_nothing.focus is form.words.edit)


def test_an_export_is_brought_in_on_the_leads_page_after_the_passphrase(
    open_on: Open, noted_store: Path, peer_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "export.peerdesk"
    with open_with_key(peer_store, key_of_store(peer_store)) as store:
        write_export(store, file)
    screen = open_on(noted_store)
    OpenedFile(screen.window, file)
    assert "Enter your passphrase" in _said(screen)
    screen.arrive(noted_store)
    page = screen.desk.page("team")
    assert isinstance(page, TeamPage) and screen.desk.current == "team"
    screen.until(lambda: page.bring_in.table.rows.rows)


def test_what_the_lead_sent_is_brought_in_on_the_peers_page(
    open_on: Open, noted_store: Path, peer_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "merged.peerdesk"
    with open_with_key(noted_store, key_of_store(noted_store)) as store:
        write_merged_pack(store, file)
    screen = open_on(peer_store)
    OpenedFile(screen.window, file)
    screen.arrive(peer_store)
    page = screen.desk.page("hand-in")
    assert isinstance(page, HandInPage) and screen.desk.current == "hand-in"
    screen.until(lambda: page.bring_in.table.rows.rows)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"-> scrypt ", _AGE + b"-> X25519 a\n"])
def test_only_an_age_file_with_a_passphrase_asks_for_words(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "file.peerdesk"
    file.write_bytes(content)
    assert not is_opened_with_words(file)
