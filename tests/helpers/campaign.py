"""How much a test does: a sample on every run, all of it in a campaign (`-m campaign`)."""

from typing import Any

import pytest
from hypothesis import settings

_TIMES_MORE = 40
_on = False


def choose(on: bool) -> None:
    """Say, before any test module is read, whether this run is a campaign."""
    global _on
    _on = on


def is_on() -> bool:
    """Say whether this run is a campaign."""
    return _on


def examples(sample: int, **others: Any) -> settings:
    """Return hypothesis settings: `sample` examples on every run, forty times that in a campaign.

    Decorate a law with it, or set it as a state machine's `TestCase.settings`.
    """
    return settings(max_examples=sample * (_TIMES_MORE if _on else 1), **others)


def rounds(sample: object, full: object) -> pytest.MarkDecorator:
    """Parametrise `rounds`: `sample` on every run, `full` in a campaign only."""
    return pytest.mark.parametrize(
        "rounds",
        [
            pytest.param(sample, id="sample"),
            pytest.param(full, id="campaign", marks=pytest.mark.campaign),
        ],
    )
