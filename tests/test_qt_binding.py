"""The pinned Qt binding does not have the fault that 6.12.0 has on Python 3.11."""

import subprocess
import sys

import PySide6

_VOID_CALLS = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for number in range(200_000):
    label.setText("a")
print("survived", number + 1)
"""


def test_two_hundred_thousand_calls_that_return_nothing_survive():
    done = subprocess.run(
        [sys.executable, "-c", _VOID_CALLS], capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout.strip()) == (0, "survived 200000"), done.stderr


def test_the_binding_is_the_release_that_was_tried():
    assert PySide6.__version_info__[:2] == (6, 11)
