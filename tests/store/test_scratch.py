"""The scratch pad: kept on this laptop, and in nothing that leaves it."""

from peerdesk.domain.schema import RecordKind
from peerdesk.store.opening import open_store
from peerdesk.store.scratch import read_scratch, write_scratch
from peerdesk.store.store import Store
from peerdesk.store.tables import projection_tables
from tests.store.team import PASSPHRASE, handed, the_session

CANARY = "kittiwake-quarrel-47"


def test_an_untouched_pad_is_empty(lead: Store) -> None:
    assert read_scratch(lead, the_session(lead)) == ""


def test_what_was_written_last_is_read_and_each_session_has_its_own(lead: Store) -> None:
    session, other = the_session(lead), lead.create(RecordKind.SESSION, {"title": "Beds"})
    write_scratch(lead, session, "first")
    write_scratch(lead, session, CANARY)
    write_scratch(lead, other, "another")
    assert (read_scratch(lead, session), read_scratch(lead, other)) == (CANARY, "another")


def test_an_emptied_pad_leaves_no_row(lead: Store) -> None:
    write_scratch(lead, the_session(lead), CANARY)
    write_scratch(lead, the_session(lead), "")
    assert lead.db.execute("SELECT count(*) FROM scratch").fetchone()[0] == 0


def test_it_is_there_when_the_store_is_opened_again(lead: Store) -> None:
    session = the_session(lead)
    write_scratch(lead, session, CANARY)
    lead.close()
    with open_store(lead.folder, PASSPHRASE) as again:
        assert read_scratch(again, session) == CANARY


def test_it_is_neither_a_change_nor_part_of_the_digest(lead: Store) -> None:
    before = lead.projection.digest(), lead.db.execute("SELECT count(*) FROM change").fetchone()
    write_scratch(lead, the_session(lead), CANARY)
    after = lead.projection.digest(), lead.db.execute("SELECT count(*) FROM change").fetchone()
    assert after == before
    assert "scratch" not in {table for table, _ in projection_tables()}


def test_no_feed_that_is_handed_out_holds_it(lead: Store) -> None:
    write_scratch(lead, the_session(lead), CANARY)
    assert not any(CANARY.encode() in content for content in handed(lead).values())


def test_no_file_of_the_store_shows_it(lead: Store) -> None:
    write_scratch(lead, the_session(lead), CANARY)
    files = [file for file in lead.folder.rglob("*") if file.is_file()]
    assert not any(CANARY.encode() in file.read_bytes() for file in files)
