"""What others noted on a theme or organisation, and what of mine has no theme."""

import pytest

from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.schema import RecordKind
from peerdesk.domain.words import ObservationKind
from peerdesk.store.colleagues import Topic, count_noted, count_unsorted, noted
from peerdesk.store.notes import add_observation
from peerdesk.store.reading import me, members, themes
from peerdesk.store.store import Store
from tests.store.team import PEER, bring, own, the_session

OTHER = RecordId("another session")


def write(
    store: Store,
    text: str,
    *themed: RecordId,
    about: frozenset[RecordId] = frozenset(),
    noted_by: RecordId | None = None,
) -> RecordId:
    line = MarkedLine(text, ObservationKind.PLAIN, frozenset(themed), about)
    return add_observation(store, the_session(store), line, noted_by=noted_by)


@pytest.fixture
def theme(lead: Store) -> RecordId:
    return themes(lead)[0].id


@pytest.fixture
def colleague(lead: Store) -> RecordId:
    return next(m.id for m in members(lead) if m.name == PEER)


def mine(lead: Store) -> RecordId:
    found = me(lead)
    assert found is not None
    return found.id


def texts(store: Store, *on: RecordId, about: tuple[RecordId, ...] = (), most: int = 9) -> list:
    topic = Topic(frozenset(on), frozenset(about))
    found = noted(store, mine(store), topic, OTHER, most)
    assert len(found) == min(most, count_noted(store, mine(store), topic, OTHER))
    return [one.text for one in found]


def test_my_own_are_left_out_and_the_newest_comes_first(
    lead: Store, theme: RecordId, colleague: RecordId
) -> None:
    write(lead, "mine", theme)
    write(lead, "first", theme, noted_by=colleague)
    write(lead, "second", theme, noted_by=colleague)
    write(lead, "on nothing", noted_by=colleague)
    assert texts(lead, theme) == ["second", "first"]
    assert texts(lead, theme, most=1) == ["second"]


def test_a_note_on_both_counts_once(lead: Store, theme: RecordId, colleague: RecordId) -> None:
    trust = lead.create(RecordKind.ORGANISATION, {"name": "Trust", "short": "trust"})
    write(lead, "both", theme, about=frozenset({trust}), noted_by=colleague)
    write(lead, "the trust", about=frozenset({trust}), noted_by=colleague)
    assert texts(lead, theme, about=(trust,)) == ["the trust", "both"]


def test_a_joined_theme_counts_for_the_one_it_is_joined_to(
    lead: Store, theme: RecordId, colleague: RecordId
) -> None:
    joined = lead.create(RecordKind.THEME, {"name": "Early help", "joined": theme})
    write(lead, "early", joined, noted_by=colleague)
    assert texts(lead, theme) == ["early"]


def test_a_theme_taken_off_and_a_deleted_note_do_not_count(
    lead: Store, theme: RecordId, colleague: RecordId
) -> None:
    off = write(lead, "off", theme, noted_by=colleague)
    gone = write(lead, "gone", theme, noted_by=colleague)
    lead.change(off, {f"theme:{theme}": False})
    lead.delete(gone)
    assert texts(lead, theme) == []


def test_the_session_at_hand_is_left_out(lead: Store, theme: RecordId, colleague: RecordId) -> None:
    write(lead, "here", theme, noted_by=colleague)
    assert count_noted(lead, mine(lead), Topic(frozenset({theme})), the_session(lead)) == 0


def test_on_nothing_there_is_nothing(lead: Store, colleague: RecordId) -> None:
    write(lead, "something", noted_by=colleague)
    assert texts(lead) == []


def test_not_sorted_are_the_authors_own_without_a_theme(
    lead: Store, peer: Store, theme: RecordId, colleague: RecordId
) -> None:
    session = the_session(lead)
    write(lead, "sorted", theme)
    write(lead, "not sorted")
    lead.delete(write(lead, "gone"))
    write(lead, "typed for a colleague", noted_by=colleague)
    write(peer, "the colleague's own")
    bring(lead, own(peer))
    assert count_unsorted(lead, session) == 2
    assert count_unsorted(lead, OTHER) == 0
