"""Runs a program without the right to write where the owner may not, which root has otherwise.

Usage: python as_anybody.py PROGRAM ARGUMENTS…
"""

import ctypes
import os
import sys

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2

if __name__ == "__main__":
    if os.name == "posix" and os.geteuid() == 0:
        for right in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, right, 0, 0, 0)
    os.execv(sys.argv[1], sys.argv[1:])
