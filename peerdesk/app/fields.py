"""A few named values typed in a form against what the disk holds; knows neither form nor store."""

from collections.abc import Callable, Mapping
from typing import Any

Values = dict[str, Any]


class FieldsDraft:
    """The source of an autosave (see drafts.Source) for a form.

    `write(store, new, whole)` brings the values that differ to the disk, given all of them too.
    """

    def __init__(self, write: Callable[[Any, Values, Values], object] | None = None) -> None:
        self._write = write
        self.now: Values = {}
        self._sent: Values = {}
        self._kept: Values = {}
        self._part: Values = {}

    def begin(
        self, values: Mapping[str, Any], write: Callable[..., object], part: Values | None = None
    ) -> None:
        """Take over what the disk holds, how to write it, and what a copy elsewhere calls it."""
        self._part = part or {}
        self._write = write
        self.now, self._sent, self._kept = dict(values), dict(values), dict(values)

    def take(self) -> Callable[..., Any] | None:
        """Return a job that writes what differs and answers with it, or None."""
        new = {name: value for name, value in self.now.items() if self._sent.get(name) != value}
        write, whole = self._write, dict(self.now)
        if not new or write is None:
            return None
        self._sent |= new

        def work(store: Any) -> Values:
            write(store, new, whole)
            return new

        return work

    def kept(self, written: Values) -> None:
        """Hear that these values are on the disk."""
        self._kept |= written

    def lost(self) -> None:
        """Hear that the last values are not on the disk."""
        self._sent = dict(self._kept)

    def unsaved(self) -> Values | None:
        """Return the values that differ from the disk, for a copy elsewhere that knows the form."""
        new = {name: value for name, value in self.now.items() if self._kept.get(name) != value}
        return {**self._part, "values": new} if new and self._part else None
