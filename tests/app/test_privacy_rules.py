"""When notes are hidden and when they are locked, by two clocks that a test sets."""

from datetime import UTC, datetime, timedelta

import pytest

from peerdesk.app.privacy import LOOK_EVERY, PrivacyRules, Verdict

NINE = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


class Day:
    """A laptop from nine o'clock on, whose clocks go on only when told."""

    def __init__(self, idle: int = 10) -> None:
        self.seconds = 100.0
        self.now = NINE
        self.rules = PrivacyRules(lambda: self.seconds, lambda: self.now, idle)

    def session(self, start: int, end: int) -> None:
        """Have a session from and to some minutes after nine."""
        span = NINE + timedelta(minutes=start), NINE + timedelta(minutes=end)
        self.rules.hear_sessions([span])

    def pass_minutes(self, minutes: float, typing: bool = False) -> Verdict:
        """Let time go by with a look every few seconds; return the first verdict that matters."""
        for _ in range(round(minutes * 60 / LOOK_EVERY)):
            self.seconds += LOOK_EVERY
            self.now += timedelta(seconds=LOOK_EVERY)
            if typing:
                self.rules.hear_key()
            verdict = self.rules.look()
            if verdict is not Verdict.NOTHING:
                return verdict
        return Verdict.NOTHING

    def sleep(self, minutes: float, clock_stops: bool) -> Verdict:
        """Sleep, then look once."""
        self.now += timedelta(minutes=minutes)
        self.seconds += 0 if clock_stops else minutes * 60
        return self.rules.look()


def test_idle_notes_lock_after_ten_minutes_and_not_before() -> None:
    day = Day()
    assert day.pass_minutes(9.5) is Verdict.NOTHING
    assert day.pass_minutes(1) is Verdict.LOCK


def test_a_moving_mouse_is_not_idle() -> None:
    day = Day()
    day.pass_minutes(9)
    day.rules.hear_touch()
    assert day.pass_minutes(9) is Verdict.NOTHING


def test_idle_time_can_be_chosen_or_switched_off() -> None:
    assert Day(idle=5).pass_minutes(6) is Verdict.LOCK
    assert Day(idle=0).pass_minutes(300) is Verdict.NOTHING


def test_listening_through_a_whole_session_locks_nothing() -> None:
    day = Day()
    day.session(0, 90)
    assert day.pass_minutes(90) is Verdict.NOTHING


def test_after_a_session_the_idle_time_begins_at_its_end() -> None:
    day = Day()
    day.session(0, 60)
    assert day.pass_minutes(69) is Verdict.NOTHING
    assert day.pass_minutes(2) is Verdict.LOCK


def test_a_session_that_overruns_is_not_locked_while_somebody_types() -> None:
    day = Day()
    day.session(0, 60)
    assert day.pass_minutes(75, typing=True) is Verdict.NOTHING
    assert day.pass_minutes(18) is Verdict.NOTHING  # listening for a while
    assert day.pass_minutes(3) is Verdict.LOCK


def test_an_overrun_ends_after_an_hour() -> None:
    day = Day()
    day.session(0, 60)
    assert day.pass_minutes(119, typing=True) is Verdict.NOTHING
    assert day.pass_minutes(12) is Verdict.LOCK


def test_somebody_elses_session_keeps_nothing_open() -> None:
    day = Day()
    day.session(120, 180)
    assert day.pass_minutes(11) is Verdict.LOCK


@pytest.mark.parametrize("clock_stops", [True, False])
def test_sleep_locks_even_during_a_session(clock_stops: bool) -> None:
    day = Day()
    day.session(0, 90)
    assert day.sleep(5, clock_stops) is Verdict.LOCK


def test_a_clock_put_back_or_right_locks_nothing() -> None:
    day = Day()
    day.session(-600, 600)
    day.now -= timedelta(hours=1)
    assert day.rules.look() is Verdict.NOTHING
    day.now += timedelta(seconds=40)
    assert day.rules.look() is Verdict.NOTHING


def test_about_to_sleep_locks() -> None:
    assert Day().rules.hear_sleep() is Verdict.LOCK


def test_the_systems_screen_lock_hides_at_once_and_shows_again_soon_after() -> None:
    day = Day()
    assert day.rules.hear_screen_locked() is Verdict.HIDE
    assert day.pass_minutes(14) is Verdict.NOTHING
    assert day.rules.hear_screen_unlocked() is Verdict.SHOW
    assert day.pass_minutes(9) is Verdict.NOTHING  # idle time begins anew


def test_the_systems_screen_lock_asks_for_the_passphrase_after_a_quarter_of_an_hour() -> None:
    day = Day()
    day.session(0, 90)
    day.rules.hear_screen_locked()
    assert day.pass_minutes(16) is Verdict.LOCK


def test_a_screen_lock_told_twice_counts_from_the_first_time() -> None:
    day = Day()
    day.rules.hear_screen_locked()
    day.pass_minutes(14)
    day.rules.hear_screen_locked()
    day.seconds += 70
    assert day.rules.hear_screen_unlocked() is Verdict.LOCK


def test_opening_notes_begins_anew() -> None:
    day = Day()
    day.rules.hear_screen_locked()
    day.now += timedelta(hours=5)
    day.rules.begin()
    assert day.pass_minutes(9) is Verdict.NOTHING
