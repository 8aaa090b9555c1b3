"""Collects what a test logs as a warning or worse without having announced it."""

import logging
from collections.abc import Iterable, Sequence


class StrayLog(logging.Handler):
    """A handler that keeps the unannounced lines.

    `meant` has the arguments of each `allow_log` mark: names of loggers, or none for all of them.
    """

    def __init__(self, meant: Iterable[Sequence[str]] = ()) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._meant = [tuple(names) for names in meant]

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record's line unless it is meant."""
        if not any(self._covers(names, record.name) for names in self._meant):
            self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    @staticmethod
    def _covers(names: Sequence[str], logger: str) -> bool:
        return not names or any(logger == name or logger.startswith(f"{name}.") for name in names)
