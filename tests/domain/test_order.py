"""Fractional keys sort where they were asked to, for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.order import after, between, spread
from tests.helpers.campaign import examples


@given(st.lists(st.integers(0, 10_000), max_size=60))
@examples(150)
def test_records_moved_anywhere_any_number_of_times_stay_in_order(moves: list[int]) -> None:
    keys = spread(3)
    for move in moves:
        place = move % (len(keys) + 1)
        before = keys[place - 1] if place else ""
        following = keys[place] if place < len(keys) else ""
        keys.insert(place, between(before, following))
    assert keys == sorted(set(keys))
    assert not any(key.endswith("0") for key in keys)


@pytest.mark.parametrize("first", [True, False])
def test_a_record_can_always_be_moved_to_the_same_place_again(first: bool) -> None:
    low, high = spread(2)
    for _ in range(200):
        key = between(low, high)
        assert low < key < high
        low, high = (low, key) if first else (key, high)


def test_records_appended_one_after_another_rise_and_stay_short() -> None:
    key, keys = "", []
    for _ in range(2000):
        key = after(key)
        keys.append(key)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) < 40


@given(st.integers(0, 5000))
@examples(30)
def test_records_that_arrive_together_get_rising_keys_of_one_length(count: int) -> None:
    keys = spread(count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert len({len(key) for key in keys}) <= 1


@given(st.text(max_size=8))
@examples(200)
def test_there_is_a_key_after_any_text_that_came_from_elsewhere(last: str) -> None:
    assert after(last) > last


@given(st.text(max_size=5), st.text(max_size=5))
@examples(200)
def test_between_any_two_texts_there_is_a_key_or_a_refusal_never_a_wrong_key(
    one: str, two: str
) -> None:
    try:
        key = between(one, two)
    except ValueError:
        return
    assert one < key
    assert not two or key < two


def test_there_is_no_room_between_the_wrong_way_round() -> None:
    with pytest.raises(ValueError, match="before the second"):
        between("b", "a")
    with pytest.raises(ValueError, match="before the second"):
        between("a", "a")
    with pytest.raises(ValueError, match="no key"):
        between("1", "10")
