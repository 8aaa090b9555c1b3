"""What the editor shows against what the disk holds; decides which lines are to be written."""

from bisect import bisect_right
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.lines import Line
from peerdesk.app.session.portable import portable
from peerdesk.app.session.writing import Edit, LineWriter
from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import SIGNS
from peerdesk.domain.order import after, between
from peerdesk.store.history import Version, versions
from peerdesk.store.store import Store


class SessionDraft:
    """The source of an autosave (see drafts.Source) for one session's lines.

    `_sent` is what was last handed to the writer, `_kept` what it confirmed; after a failure
    `_sent` goes back to `_kept`, so that everything not confirmed is written again.
    """

    def __init__(self, editor: NoteEditor) -> None:
        self._editor = editor
        self._writer: LineWriter | None = None
        self._sent: dict[str, Line] = {}
        self._kept: dict[str, Line] = {}
        self._positions: dict[str, str] = {}
        self._begun: dict[str, datetime] = {}

    def begin(
        self,
        session: RecordId,
        lines: Sequence[Line],
        positions: dict[str, str],
        noted_by: RecordId | None = None,
    ) -> None:
        """Take over a session as it was read from the disk; new lines are noted by whom it says."""
        writer = LineWriter(session, noted_by)
        if self._writer is not None:
            writer.follow(self._writer)
        writer.know(lines)
        self._writer = writer
        self._sent = {line.key: line for line in lines}
        self._kept = dict(self._sent)
        self._positions = dict(positions)
        self._begun = {}

    def by_keys(self, lines: Sequence[Line]) -> list[Line]:
        """Return lines that were read from the disk by the keys they have in the editor."""
        there = {self.record_of(one.key): one.key for one in self._editor.all_lines()}
        assert self._writer is not None
        key_of = self._writer.key_of
        records = [RecordId(one.key) for one in lines]
        keys = [there.get(record) or key_of(record) for record in records]
        return [replace(one, key=key) for one, key in zip(lines, keys, strict=True)]

    def go_on(self, lines: Sequence[Line], read: Sequence[Line], positions: dict[str, str]) -> None:
        """Take over what the disk holds now of the same session, the lines by their keys here."""
        assert self._writer is not None
        records = {a.key: RecordId(b.key) for a, b in zip(lines, read, strict=True)}
        self._writer.know(lines, records)
        self._sent = {line.key: line for line in lines}
        self._kept = dict(self._sent)
        self._positions |= {key: positions[record] for key, record in records.items()}

    def shows(self, lines: Sequence[Line]) -> bool:
        """Say whether these lines, read from the disk, are what the editor shows already."""
        records = [(self.record_of(one.key), one) for one in self._editor.all_lines()]
        shown = [replace(one, key=record, at=None) for record, one in records if record]
        return shown == [replace(one, at=None) for one in lines]

    def begun(self, key: str) -> datetime | None:
        """Return when a line typed here first went to the disk."""
        return self._begun.get(key)

    def record_of(self, key: str) -> RecordId | None:
        """Return which record a line is; None while it is not on the disk."""
        return None if self._writer is None else self._writer.record_of(key)

    def versions_of(self, key: str) -> Callable[[Store], tuple[Version, ...]]:
        """Return a job that reads what a line was before; nothing while it is not on the disk."""
        writer = self._writer

        def read(store: Store) -> tuple[Version, ...]:
            record = writer.record_of(key) if writer else None
            return () if record is None else versions(store, record)

        return read

    def take(self) -> Callable[..., Any] | None:
        """Return a job that writes what differs, or None."""
        if self._writer is None:
            return None
        lines, whole = self._editor.take_touched()
        if not whole and any(self._lacks_place(line) for line in lines):
            self._editor.touch_all()
            lines, whole = self._editor.take_touched()
        moved = self._place(lines) if whole else frozenset()
        edits = [edit for line in lines if (edit := self._edit(line, moved)) is not None]
        if whole:
            edits += self._missing(lines)
        if not edits:
            return None
        for edit in edits:
            if edit.now is None:
                self._sent.pop(edit.key, None)
            else:
                self._sent[edit.key] = edit.now
        writer = self._writer
        return lambda store: writer.write(store, edits)

    def kept(self, edits: Sequence[Edit]) -> None:
        """Hear that these edits are on the disk."""
        for edit in edits:
            if edit.now is None:
                self._kept.pop(edit.key, None)
            else:
                self._kept[edit.key] = edit.now

    def lost(self) -> None:
        """Hear that the last edits are not on the disk."""
        self._sent = dict(self._kept)
        self._editor.touch_all()

    def unsaved(self) -> dict[str, Any] | None:
        """Return the lines that differ from the disk, for a copy elsewhere."""
        if self._writer is None:
            return None
        lines = self._editor.all_lines()
        there = {line.key for line in lines}
        found = [self._portable(line) for line in lines if line != self._kept.get(line.key)]
        missing = [line for key, line in self._kept.items() if key not in there]
        found += [self._portable(line, gone=True) for line in missing]
        whose = {"session": self._writer.session, "noted_by": self._writer.noted_by or ""}
        return {"part": "lines", **whose, "lines": found} if found else None

    def _portable(self, line: Line, gone: bool = False) -> dict[str, Any]:
        key = line.key
        at = line.at or self._begun.setdefault(key, datetime.now(UTC))
        position = self._positions.get(key, "")
        return portable(line, self._kept.get(key), self.record_of(key), position, at, gone)

    def _edit(self, line: Line, moved: Set[str]) -> Edit | None:
        before = self._sent.get(line.key)
        if line.is_blank:
            return None if before is None else self._gone(line.key)
        if before is None and line.text in SIGNS and line.key == self._editor.current_line().key:
            return None  # it may be about to be the mark of this line
        if line == before and line.key not in moved:
            return None
        at = line.at or self._begun.setdefault(line.key, datetime.now(UTC))
        position = self._positions[line.key]
        return Edit(line.key, line, before, position, at, moved=line.key in moved)

    def _missing(self, lines: Sequence[Line]) -> list[Edit]:
        there = {line.key for line in lines}
        takers = {old: line.key for line in lines for old in line.swallowed}
        return [
            self._gone(key, takers.get(key, "")) for key in list(self._sent) if key not in there
        ]

    def _gone(self, key: str, into: str = "") -> Edit:
        position = self._positions.get(key, "")
        return Edit(key, None, self._sent.get(key), position, datetime.now(UTC), into)

    def _lacks_place(self, line: Line) -> bool:
        return not line.is_blank and line.key not in self._positions

    def _place(self, lines: Sequence[Line]) -> frozenset[str]:
        """Give a position to every line that has none, or stands elsewhere than it did.

        Return the keys of the latter, so that theirs are written too.
        """
        placed = [line.key for line in lines if line.key in self._positions]
        staying = {placed[n] for n in rising([self._positions[key] for key in placed])}
        moved = frozenset(placed) - staying
        for key in moved:
            del self._positions[key]
        last, following = "", self._following(lines)
        for line, after_it in zip(lines, following, strict=True):
            if line.key not in self._positions:
                self._positions[line.key] = _room(last, after_it)
            last = self._positions[line.key]
        return moved

    def _following(self, lines: Sequence[Line]) -> list[str]:
        """Return for each line the next position that is given after it, "" where there is none."""
        found, following = "", []
        for line in reversed(lines):
            following.append(found)
            found = self._positions.get(line.key, found)
        return following[::-1]


def rising(positions: Sequence[str]) -> list[int]:
    """Return the places of a longest part of a list that never falls: what can stay as it is."""
    ends: list[int] = []
    before: list[int] = []
    for number, position in enumerate(positions):
        place = bisect_right(ends, position, key=positions.__getitem__)
        before.append(ends[place - 1] if place else -1)
        ends[place : place + 1] = [number]
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


def _room(before: str, following: str) -> str:
    if following and before < following:
        return between(before, following)
    return after(before)
