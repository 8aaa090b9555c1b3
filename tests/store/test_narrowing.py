"""Searching with filters: each alone, together, and with words."""

from collections.abc import Mapping
from datetime import date

import pytest

from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.store.erasing import erase
from peerdesk.store.narrowing import Filters, observations, search
from peerdesk.store.reading import members
from peerdesk.store.store import Store
from tests.store.team import DEPUTY, LEAD, confirm, swap, the_session


def found(store: Store, **asked: object) -> set[str]:
    filters = Filters(**asked)  # type: ignore[arg-type]  # the fields of Filters
    if filters.words:
        return {one.text for one in search(store, filters, 50)}
    return {one.text for one in observations(store, filters)}


def write(store: Store, text: str, **more: Value) -> RecordId:
    values: Mapping[str, Value] = {
        "session": the_session(store),
        "text": text,
        "kind": "plain",
        "at": "2026-11-10T10:00:00Z",
    }
    return store.create(RecordKind.OBSERVATION, {**values, **more})


def test_no_filter_lets_everything_through_but_what_is_deleted_or_erased(lead: Store) -> None:
    write(lead, "One")
    lead.delete(write(lead, "Two"))
    erase(lead, write(lead, "Three"))
    assert Filters().is_empty
    assert found(lead) == found(lead, kind="plain") == {"One"}


def test_words_and_a_kind_ask_for_both(lead: Store) -> None:
    write(lead, "Café rota", kind="fact")
    write(lead, "Café menu", kind="strength")
    assert found(lead, words="cafe", kind="fact") == {"Café rota"}
    assert found(lead, words="rota", kind="strength") == set()


def test_mine_is_what_this_laptop_may_write(lead: Store, peer: Store) -> None:
    confirm(lead, peer)
    write(lead, "The lead's")
    write(peer, "The peer's")
    swap(lead, peer)
    assert found(peer, mine=True) == {"The peer's"}
    assert found(lead, mine=True, words="the") == {"The lead's"}


def test_a_note_typed_for_a_colleague_is_noted_by_that_colleague(lead: Store) -> None:
    people = {m.name: m.id for m in members(lead)}
    write(lead, "Mine")
    values: dict[str, Value] = {"session": the_session(lead), "text": "Hers"}
    lead.create(RecordKind.OBSERVATION, values, people[DEPUTY])
    assert found(lead, peer=people[DEPUTY]) == {"Hers"}
    assert found(lead, peer=people[LEAD]) == {"Mine"}


def test_a_theme_has_what_was_sorted_under_one_joined_to_it(lead: Store) -> None:
    one = lead.create(RecordKind.THEME, {"name": "Housing", "tag": "housing"})
    other = lead.create(RecordKind.THEME, {"name": "Homes", "tag": "homes", "joined": one})
    write(lead, "Under homes", **{f"theme:{other}": True})
    write(lead, "Taken off again", **{f"theme:{one}": False})
    assert found(lead, theme=one) == {"Under homes"}


def test_an_organisation_has_what_is_about_it_and_what_its_people_said(lead: Store) -> None:
    trust = lead.create(RecordKind.ORGANISATION, {"name": "Trust", "short": "trust"})
    other = lead.create(RecordKind.SESSION, {"title": "Theirs", "kind": "interview"})
    lead.create(
        RecordKind.PARTICIPANT, {"session": other, "role": "Director", "organisation": trust}
    )
    write(lead, "About them", **{f"organisation:{trust}": True})
    write(lead, "Said by them", session=other)
    write(lead, "Neither")
    assert found(lead, organisation=trust) == {"About them", "Said by them"}


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-10T23:59:59Z", date(2026, 11, 10)),
        ("2026-11-11T00:00:00Z", date(2026, 11, 11)),
        ("2026-07-10T23:00:00Z", date(2026, 7, 11)),  # British Summer Time
    ],
)
def test_a_day_is_the_host_s(lead: Store, at: str, day: date) -> None:
    write(lead, "Then", at=at)
    assert found(lead, day=day) == {"Then"}
    assert found(lead, day=date(2026, 1, 1)) == set()


def test_one_session_only(lead: Store) -> None:
    write(lead, "Here")
    write(lead, "Elsewhere", session="another")
    assert found(lead, session=the_session(lead)) == {"Here"}
