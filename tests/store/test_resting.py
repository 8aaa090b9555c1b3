"""What saves put off to a pause: nothing of it is seen but in how fast things are."""

from itertools import count

from peerdesk.store.checking import check
from peerdesk.store.reading import search
from peerdesk.store.store import Store
from tests.store.team import note


def _parts(store: Store) -> int:
    """Return of how many parts the search index consists."""
    return int(
        store.db.execute("SELECT count(DISTINCT segid) FROM observation_fts_idx").fetchone()[0]
    )


def _rest(store: Store) -> int:
    """Rest until nothing is left; return how many times there was something."""
    return next(times for times in count() if not store.rest())


def test_a_pause_joins_the_parts_of_the_search_index_and_finds_the_same(lead: Store) -> None:
    for at in range(40):
        note(lead, f"Discharge was late {at} times.")
        with lead.atomic():
            lead.projection.fresh.move_to_disk()
    found, parts = search(lead, "discharge late", 100), _parts(lead)
    assert _rest(lead)
    assert _parts(lead) < parts
    assert search(lead, "discharge late", 100) == found
    lead.db.execute("INSERT INTO observation_fts(observation_fts) VALUES ('integrity-check')")
    assert check(lead).ok


def test_nothing_is_left_after_a_pause(lead: Store) -> None:
    note(lead, "We were told twice.")
    _rest(lead)
    assert not lead.rest()


def test_without_any_pause_the_index_stays_in_few_parts(lead: Store) -> None:
    for at in range(200):
        note(lead, f"The ward closed {at} times.")
    assert _parts(lead) < 40
    assert len(search(lead, "ward closed", 300)) == 200


def test_what_a_save_said_is_kept_while_the_store_rests(lead: Store) -> None:
    record = note(lead, "First.")
    for text in ("First, and", "First, and more."):
        lead.rest()
        lead.change(record, {"text": text}, typing=True)
    _rest(lead)
    assert [one.text for one in search(lead, "more")] == ["First, and more."]
