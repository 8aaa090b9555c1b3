"""While a passphrase is tried, the window goes on: other threads run meanwhile."""

import threading
from unittest.mock import patch

import pytest

from peerdesk.store import keys
from peerdesk.store.errors import StoreDamaged, WrongPassphrase

_TURNS = 20  # of a millisecond; where no other thread runs meanwhile there are a few before it


def test_other_threads_run_while_a_key_is_derived() -> None:
    with patch.multiple(keys, MEMORY_KIB=64 * 1024, PASSES=3, LANES=4):  # as people have it
        slot = keys.wrap(b"k" * 32, "correct horse")
    found: list[bytes] = []
    thread = threading.Thread(target=lambda: found.append(keys.unwrap(slot, "correct horse")))
    thread.start()
    turns = 0
    while thread.is_alive():
        thread.join(0.001)
        turns += 1
    assert found == [b"k" * 32]
    assert turns > _TURNS


@pytest.mark.parametrize(
    "wrong", [{"lanes": 0}, {"lanes": 1 << 20}, {"memory": 1}, {"passes": 0}, {"salt": "eA=="}]
)
def test_parameters_nobody_chose_are_damage(wrong: dict[str, int | str]) -> None:
    slot = keys.wrap(b"k" * 32, "correct horse")
    held = {name: getattr(slot, name) for name in slot.__dataclass_fields__}
    with pytest.raises(StoreDamaged):
        keys.unwrap(keys.PassphraseSlot(**{**held, **wrong}), "correct horse")


def test_a_wrong_passphrase_is_named() -> None:
    with pytest.raises(WrongPassphrase):
        keys.unwrap(keys.wrap(b"k" * 32, "correct horse"), "correct house")
