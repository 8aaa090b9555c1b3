"""What the editor shows against what the disk holds; decides which lines are to be written."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from peerdesk.app.session.actions import Edit, LineWriter
from peerdesk.app.session.editor import NoteEditor
from peerdesk.app.session.lines import Line
from peerdesk.domain.ids import RecordId
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
        self._writer = LineWriter(session, noted_by)
        self._writer.know(lines)
        self._sent = {line.key: line for line in lines}
        self._kept = dict(self._sent)
        self._positions = dict(positions)
        self._begun = {}

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
        if whole:
            self._place(lines)
        edits = [edit for line in lines if (edit := self._edit(line)) is not None]
        if whole:
            there = {line.key for line in lines}
            edits += [self._gone(key) for key in list(self._sent) if key not in there]
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

    def _edit(self, line: Line) -> Edit | None:
        before = self._sent.get(line.key)
        if line.is_blank:
            return None if before is None else self._gone(line.key)
        if line == before:
            return None
        at = self._begun.setdefault(line.key, datetime.now(UTC))
        return Edit(line.key, line, before, self._positions[line.key], at)

    def _gone(self, key: str) -> Edit:
        return Edit(key, None, self._sent.get(key), self._positions.get(key, ""), datetime.now(UTC))

    def _lacks_place(self, line: Line) -> bool:
        return not line.is_blank and line.key not in self._positions

    def _place(self, lines: Sequence[Line]) -> None:
        """Give every line that has no position yet one between its neighbours'."""
        last = ""
        for number, line in enumerate(lines):
            if line.key not in self._positions:
                known = (self._positions.get(other.key, "") for other in lines[number + 1 :])
                self._positions[line.key] = _room(last, next(filter(None, known), ""))
            last = max(last, self._positions[line.key])


def _room(before: str, following: str) -> str:
    if following and before < following:
        return between(before, following)
    return after(before)
