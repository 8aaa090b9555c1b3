"""Keeps PySide6 from reading the source of every module that is imported after it.

It looks there for `from __feature__ import`, which PeerDesk uses nowhere, and `linecache` keeps
what was read for good: 10 MB. It must know nothing of the modules themselves.
"""

import linecache
import sys
from types import ModuleType


def spare_sources() -> None:
    """Answer for PySide6 that no module wants its features, and forget what it has read.

    How it asks is no part of its documented interface: where it asks another way, nothing happens.
    """
    import PySide6.QtCore  # noqa: F401  (what asks comes with it)

    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", _wants_none)  # noqa: B010  (it is not in the stubs)
        linecache.clearcache()


def _wants_none(_: ModuleType) -> bool:
    return False
