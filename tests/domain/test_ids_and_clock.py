"""Ids that only their device can have made, and clocks that are never trusted far."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.clock import (
    MAX_LEAD_MS,
    ZERO,
    Reading,
    is_reading,
    milliseconds,
    reading,
    receive,
    tick,
)
from peerdesk.domain.ids import SEQUENCE_LIMIT, RecordId, RecordIds, made_by, record_id
from tests.domain.made import device

NOW = 1_794_300_000_000
readings = st.builds(reading, st.integers(0, (1 << 48) - 1), st.integers(0, 0xFFFF))


def test_a_record_id_is_a_uuid_of_version_7_with_its_time_in_front() -> None:
    made = UUID(record_id(device("ann"), NOW, 5))
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == NOW
    assert made.int >> 64 & 0xFFF == 5


@given(st.integers(0, (1 << 48) - 1), st.integers(0, SEQUENCE_LIMIT - 1))
def test_only_the_device_that_made_an_id_is_said_to_have(time: int, sequence: int) -> None:
    made = record_id(device("ann"), time, sequence)
    assert made_by(made, device("ann"))
    assert not made_by(made, device("ben"))
    assert not made_by(RecordId(made.upper()), device("ann")) or made == made.upper()


@given(st.text(max_size=40))
def test_no_other_text_was_made_by_anybody(text: str) -> None:
    assert not made_by(RecordId(text), device("ann"))


def test_other_spellings_of_an_id_are_not_the_id() -> None:
    made = record_id(device("ann"), NOW, 0)
    for other in (made.upper(), made.replace("-", ""), "{" + made + "}", "urn:uuid:" + made):
        assert not made_by(RecordId(other), device("ann"))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=50))
def test_ids_of_one_laptop_rise_even_when_its_clock_does_not(steps: list[int]) -> None:
    ids = RecordIds(device("ann"))
    made = [ids.next(NOW - step) for step in steps]
    assert made == sorted(set(made))


def test_ids_go_on_into_the_next_millisecond() -> None:
    ids = RecordIds(device("ann"))
    made = [ids.next(NOW) for _ in range(SEQUENCE_LIMIT + 2)]
    assert made == sorted(set(made))
    assert UUID(made[-1]).int >> 80 == NOW + 1


@given(readings, st.integers(0, (1 << 48) - 2))
def test_every_tick_is_later_than_the_last_and_than_the_laptops_clock(
    last: Reading, now: int
) -> None:
    if milliseconds(last) < (1 << 48) - 1:
        assert last < tick(last, now)
        assert milliseconds(tick(last, now)) >= now
        assert is_reading(tick(last, now))


@given(readings, readings, st.integers(0, (1 << 48) - 1 - MAX_LEAD_MS))
def test_no_incoming_clock_moves_ours_more_than_an_hour_past_the_laptops_own(
    last: Reading, incoming: Reading, now: int
) -> None:
    heard = receive(last, incoming, now)
    assert heard >= last
    assert heard == last or milliseconds(heard) <= now + MAX_LEAD_MS


def test_a_clock_a_little_ahead_is_followed_and_one_behind_is_not() -> None:
    ahead, behind = reading(NOW + 1000, 7), reading(NOW - 1000, 7)
    assert receive(reading(NOW, 0), ahead, NOW) == ahead
    assert receive(reading(NOW, 0), behind, NOW) == reading(NOW, 0)
    assert receive(ZERO, Reading("ffffffffffff-ffff"), NOW) == reading(NOW + MAX_LEAD_MS, 0)


def test_only_the_one_form_is_a_reading() -> None:
    assert is_reading(reading(NOW, 3))
    for other in ("", "x" * 17, reading(NOW, 3).upper() + "0", "01A1c7e5c800-0000", None, 7):
        assert not is_reading(other)
