"""Garbage is collected, and never in another thread than the window's."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.app.collecting import Collector


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.stop()
    assert gc.isenabled()


class Knot:
    """Refers to itself, so that only the collector ends it."""

    def __init__(self, ended_in: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: ended_in.append(threading.current_thread().name))


def test_a_cycle_made_in_another_thread_ends_in_the_windows(
    qtbot: QtBot, collector: Collector
) -> None:
    ended_in: list[str] = []

    def make_many() -> None:
        for _ in range(gc.get_threshold()[0] * 2):
            Knot(ended_in)

    other = threading.Thread(target=make_many, name="another thread")
    other.start()
    other.join()
    assert ended_in == []
    qtbot.waitUntil(lambda: bool(ended_in), timeout=5_000)
    assert set(ended_in) == {threading.main_thread().name}
