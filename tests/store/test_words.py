"""The words a store brings to spelling: the challenge's, and a person's own, which never leave."""

from peerdesk.domain.schema import RecordKind
from peerdesk.store.opening import open_store
from peerdesk.store.store import Store
from peerdesk.store.tables import projection_tables
from peerdesk.store.words import add_own_word, challenge_words, own_words, remove_own_word
from tests.store.team import PASSPHRASE, handed

CANARY = "Kittiwakequarrel"


def test_what_the_challenge_calls_things_places_and_people_is_known(lead: Store) -> None:
    trust = lead.create(
        RecordKind.ORGANISATION, {"name": "Ostley & Fenwater Trust", "short": "oft"}
    )
    session = lead.create(RecordKind.SESSION, {"title": "Reablement", "place": "Haverstoke Hall"})
    person = {"session": session, "role": "Prescriber-lead", "name": "Zoë O’Brackenholt"}
    lead.create(RecordKind.PARTICIPANT, person | {"organisation": trust})
    wanted = {"Ostley", "Fenwater", "oft", "Reablement", "Haverstoke", "Prescriber-lead", "Zoë"}
    assert wanted | {"O’Brackenholt"} <= challenge_words(lead)


def test_a_word_added_twice_is_kept_once_and_is_there_when_opened_again(lead: Store) -> None:
    add_own_word(lead, CANARY)
    add_own_word(lead, CANARY)
    add_own_word(lead, "other")
    remove_own_word(lead, "other")
    lead.close()
    with open_store(lead.folder, PASSPHRASE) as again:
        assert own_words(again) == {CANARY}


def test_own_words_are_neither_changes_nor_part_of_what_is_compared(lead: Store) -> None:
    before = lead.projection.digest(), lead.db.execute("SELECT count(*) FROM change").fetchone()
    add_own_word(lead, CANARY)
    after = lead.projection.digest(), lead.db.execute("SELECT count(*) FROM change").fetchone()
    assert before == after
    assert "own_word" not in [table for table, _ in projection_tables()]


def test_no_feed_and_no_file_of_the_store_shows_them(lead: Store) -> None:
    add_own_word(lead, CANARY)
    assert CANARY.encode() not in repr(handed(lead)).encode()
    for file in lead.folder.rglob("*"):
        if file.is_file():
            assert CANARY.encode() not in file.read_bytes()
