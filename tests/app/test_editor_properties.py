"""The note editor against a plain list of lines, whatever is pressed, pasted, moved or merged.

After every step: keys are unique, every line that is not empty has one, lines that a step did not
touch are the same lines, undo and redo come back to exactly what was, and the disk holds what the
screen shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from peerdesk.app.session.lines import read_block
from peerdesk.app.typist import type_text
from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import SIGNS, MarkedLine
from peerdesk.domain.order import between
from peerdesk.domain.records import Observation
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.words import ObservationKind
from peerdesk.store import notes, reading
from peerdesk.store.store import Store
from tests.app.conftest import Screen
from tests.app.plain_list import PlainLine, PlainList
from tests.helpers.campaign import examples

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
KEEP = QTextCursor.MoveMode.KeepAnchor
Move = QTextCursor.MoveOperation
REMOVING = {
    "back": (Qt.Key.Key_Backspace, NONE, Move.PreviousCharacter),
    "delete": (Qt.Key.Key_Delete, NONE, Move.NextCharacter),
    "back word": (Qt.Key.Key_Backspace, CTRL, Move.PreviousWord),
    "delete word": (Qt.Key.Key_Delete, CTRL, Move.NextWord),
}
letters = st.sampled_from([*"ab z", " ", " ", "+", "=", "-", "£", "“", "é", "😀"])
places = st.floats(0, 1)
steps = st.one_of(
    st.tuples(st.just("type"), letters),
    st.tuples(st.just("words"), st.sampled_from(["+ ab", "= £4", "- x", "“q", "a b", "> z", " "])),
    st.tuples(st.just("enter"), st.none()),
    st.tuples(st.sampled_from(["undo", "undo", "redo"]), st.none()),
    st.tuples(st.sampled_from([*REMOVING, "back"]), st.none()),
    st.tuples(st.just("caret"), places),
    st.tuples(st.just("select"), st.tuples(places, places)),
    st.tuples(st.sampled_from(["cut", "copy", "paste", "paste"]), st.none()),
    st.tuples(
        st.just("foreign"), st.sampled_from(["x", "+ p", "p\r\nq", "\np\n", "a\u2028b", "😀"])
    ),
    st.tuples(st.just("drag"), places),
    st.tuples(st.just("compose"), st.sampled_from(["ab", "One. Two.", "One.\nTwo.", "+ d", "😀 "])),
    st.tuples(st.just("kind"), st.sampled_from(["fact", "plain"])),
    st.tuples(st.sampled_from(["same", "theirs", "their kind"]), st.none()),
)


@dataclass(frozen=True)
class Seen:
    """A block as it was at some step."""

    key: str
    text: str
    kind: str


class Bench:
    """The real page, a plain list, and what was seen after each number of undo steps."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.page, self.editor = screen.notes, screen.notes.editor
        self.session: RecordId = self.ask(new_session)
        with screen.qtbot.waitSignal(self.page.session_opened, timeout=10_000):
            self.page.open_session(self.session)
        self.plain = PlainList()
        self.clip: list[PlainLine] = []
        QApplication.clipboard().clear()
        self.before: dict[int, list[Seen]] = {0: self.seen()}
        self.goes_through_steps = False
        self.editor.document().contentsChange.connect(self._remember)

    def ask(self, work: Callable[[Store], Any]) -> Any:
        """Return what a job on the store answers."""
        job = self.screen.context.jobs.post(work)
        with self.screen.qtbot.waitSignal(job.done, timeout=10_000) as answer:
            pass
        return answer.args[0]

    # What is seen.

    def seen(self) -> list[Seen]:
        document = self.editor.document()
        lines = [read_block(document.findBlockByNumber(n)) for n in range(document.blockCount())]
        return [Seen(line.key, line.text, line.kind.value) for line in lines]

    @property
    def cursor(self) -> QTextCursor:
        return self.editor.textCursor()

    @property
    def selected(self) -> tuple[int, int]:
        return self.cursor.selectionStart(), self.cursor.selectionEnd()

    def place(self, share: float) -> int:
        """Return a place between letters, never inside an emoji."""
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(round(share * (self.editor.document().characterCount() - 1)))
        if not cursor.atBlockStart():
            cursor.movePosition(Move.PreviousCharacter)
            cursor.movePosition(Move.NextCharacter)
        return cursor.position()

    # What is done.

    def do(self, name: str, given: object) -> None:
        self.goes_through_steps = name in ("undo", "redo")
        getattr(self, "_" + name.replace(" ", "_"), self._remove)(given, name)
        self.check_steps()
        self.check()

    def _type(self, letter: str, _: str = "") -> None:
        start, end = self.selected
        if start != end:
            self.plain.replace(start, end, [PlainLine()])
        self.plain.type(start, letter)
        type_text(self.editor, letter)

    def _words(self, text: str, _: str) -> None:
        for letter in text:
            self._type(letter)

    def _enter(self, _: object, __: str) -> None:
        self.plain.replace(*self.selected, [PlainLine()])
        self.plain.replace(self.selected[0], self.selected[0], [PlainLine(), PlainLine()])
        QTest.keyClick(self.editor, Qt.Key.Key_Return)

    def _remove(self, _: object, name: str) -> None:
        key, modifier, move = REMOVING[name]
        start, end = self.selected
        if name == "back" and self.plain.taken and start == end == self.plain.taken_at:
            self.plain.lines = self.plain.taken
            self.plain.forget()
        elif name == "back" and start == end and self._is_bare_mark():
            self.plain.lines[self.cursor.blockNumber()].kind = "plain"
            self.plain.forget()
        else:
            cursor = self.cursor
            if start == end:
                cursor.movePosition(move, KEEP)
            if cursor.hasSelection():
                self.plain.replace(cursor.selectionStart(), cursor.selectionEnd(), [PlainLine()])
        QTest.keyClick(self.editor, key, modifier)

    def _is_bare_mark(self) -> bool:
        line = self.plain.lines[self.cursor.blockNumber()]
        return self.cursor.atBlockStart() and not line.text.strip() and line.kind != "plain"

    def _undo(self, _: object, __: str) -> None:
        QTest.keyClick(self.editor, Qt.Key.Key_Z, CTRL)
        self._believe()

    def _redo(self, _: object, __: str) -> None:
        QTest.keyClick(self.editor, Qt.Key.Key_Z, CTRL | SHIFT)
        self._believe()

    def _believe(self) -> None:
        """Take what undo shows, which is held against what was seen then."""
        self.plain.lines = [PlainLine(one.text, one.kind) for one in self.seen()]
        self.plain.forget()

    def _caret(self, share: float, _: str) -> None:
        cursor = self.cursor
        cursor.setPosition(self.place(share))
        self.editor.setTextCursor(cursor)

    def _select(self, shares: tuple[float, float], _: str) -> None:
        cursor = self.cursor
        cursor.setPosition(self.place(shares[0]))
        cursor.setPosition(self.place(shares[1]), KEEP)
        self.editor.setTextCursor(cursor)

    def _copy(self, _: object, __: str) -> None:
        if self.cursor.hasSelection():
            self.clip = self._clip()
        QTest.keyClick(self.editor, Qt.Key.Key_C, CTRL)

    def _cut(self, _: object, __: str) -> None:
        if self.cursor.hasSelection():
            self.clip = self._clip()
            self.plain.replace(*self.selected, [PlainLine()])
        QTest.keyClick(self.editor, Qt.Key.Key_X, CTRL)

    def _clip(self) -> list[PlainLine]:
        text = self.cursor.selectedText().split("\u2029")
        start, _ = self.selected
        first = self.editor.document().findBlock(start)
        head = QTextCursor(first)
        head.setPosition(start, KEEP)
        lines = []
        for number, part in enumerate(text):
            line = self.plain.lines[first.blockNumber() + number]
            whole = number or not head.selectedText().strip()
            lines.append(PlainLine(part, line.kind if whole and part.strip() else "plain"))
        return lines

    def _paste(self, _: object, __: str) -> None:
        if self.clip:
            self._put(self.clip)
        QTest.keyClick(self.editor, Qt.Key.Key_V, CTRL)

    def _put(self, lines: list[PlainLine]) -> None:
        start, end = self.selected
        self.plain.replace(start, end, [PlainLine()])
        self.plain.replace(start, start, [PlainLine(one.text, one.kind) for one in lines])

    def _foreign(self, text: str, _: str) -> None:
        source = QMimeData()
        source.setText(text)
        source.setHtml("<b>never</b>")
        parts = text.replace("\r\n", "\n").replace("\u2028", "\n").split("\n")
        self._put([PlainLine(part) for part in parts])
        self.editor.insertFromMimeData(source)

    def _drag(self, share: float, _: str) -> None:
        start, end = self.selected
        to = self.place(share)
        if start == end or start <= to <= end:
            return
        lines = self._clip()
        self.plain.replace(start, end, [PlainLine()])
        at = to if to < start else to - (end - start)
        self.plain.replace(at, at, lines)
        target = self.cursor
        target.setPosition(to)
        self.editor.move_selection(target)

    def _compose(self, text: str, _: str) -> None:
        start, end = self.selected
        for composed in (text[:1], text):
            QApplication.sendEvent(self.editor, QInputMethodEvent(composed, []))
        if start != end:
            self.plain.replace(start, end, [PlainLine()])
        self.plain.commit(self.selected[0], text)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.editor, event)

    def _kind(self, kind: str, _: str) -> None:
        start, end = self.selected
        document = self.editor.document()
        first, last = (document.findBlock(place).blockNumber() for place in (start, end))
        for line in self.plain.lines[first : last + 1]:
            line.kind = kind
        self.plain.forget()
        wanted = ObservationKind(kind)
        self.editor.change_lines(lambda line: replace(line, kind=wanted))

    # What comes from elsewhere.

    def _same(self, _: object, __: str) -> None:
        self.settle()
        count = self.editor.document().availableUndoSteps()
        self._read_again()
        assert self.editor.document().availableUndoSteps() == count

    def _theirs(self, _: object, __: str) -> None:
        self.settle()
        self.ask(self._add_above)
        self._merged()

    def _their_kind(self, _: object, __: str) -> None:
        self.settle()
        self.ask(self._change_last)
        self._merged()

    def _add_above(self, store: Store) -> None:
        found = reading.observations(store, self.session)
        first = between("", found[0].position) if found else ""
        line = MarkedLine("theirs", ObservationKind.PLAIN)
        notes.add_observation(store, self.session, line, position=first)

    def _change_last(self, store: Store) -> None:
        for one in reading.observations(store, self.session)[-1:]:
            store.change(one.id, {"kind": "follow_up"})

    def _read_again(self) -> None:
        with self.screen.qtbot.waitSignal(self.page.session_opened, timeout=10_000):
            self.page.refresh()

    def _merged(self) -> None:
        """Read the session again: same line, same column, whatever came in above."""
        line, column = self.editor.current_line(), self.cursor.positionInBlock()
        record = self.page.draft.record_of(line.key)
        self._read_again()
        if record is not None and not line.is_blank:
            now = self.editor.current_line()
            assert self.page.draft.record_of(now.key) == record
            assert self.cursor.positionInBlock() == column
        self._believe()
        self.before = (
            {0: self.seen()} if not self.editor.document().availableUndoSteps() else self.before
        )

    # What must be so.

    def _remember(self, *_: int) -> None:
        """Note what is there after each change: one key may be several steps, or none of its own.

        Qt puts a letter into the step of the letter before it, so that a step comes to stand for
        another text than it did.
        """
        if not self.goes_through_steps:
            now = self.editor.document().availableUndoSteps()
            self.before = {n: seen for n, seen in self.before.items() if n < now}
            self.before[now] = self.seen()

    def check_steps(self) -> None:
        now = self.editor.document().availableUndoSteps()
        if self.goes_through_steps and now in self.before:
            assert self.seen() == self.before[now]

    def check(self) -> None:
        seen = self.seen()
        assert [one.text for one in seen] == self.plain.texts()
        assert [one.kind for one in seen if one.text.strip()] == [
            one.kind for one in self.plain.lines if one.text.strip()
        ]
        keys = [one.key for one in seen if one.key]
        assert len(set(keys)) == len(keys)
        assert all(one.key for one in seen if one.text.strip())
        self.settle()
        shown = [
            (self.page.draft.record_of(line.key), line.text, line.kind)
            for line in self.editor.all_lines()
            if line.text not in SIGNS or line.key != self.editor.current_line().key
        ]
        kept = [
            (one.id, one.text, one.kind)
            for one in self.on_disk()
            if one.text not in SIGNS
            or one.id != self.page.draft.record_of(self.editor.current_line().key)
        ]
        assert kept == shown

    def on_disk(self) -> list[Observation]:
        return list(self.ask(lambda store: reading.observations(store, self.session)))

    def settle(self) -> None:
        self.page.save.flush()
        self.screen.saved()


def new_session(store: Store) -> RecordId:
    day = "2026-11-10T"
    values: dict[str, Value] = {"title": "Another", "kind": "interview"}
    values |= {"start": f"{day}09:00:00Z", "end": f"{day}10:00:00Z"}
    return store.create(RecordKind.SESSION, values)


@given(st.lists(steps, max_size=30))
@examples(
    12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_done_the_screen_is_the_list_and_the_disk_is_the_screen(
    writing: Screen, done: list[tuple[str, object]]
) -> None:
    bench = Bench(writing)
    for name, given_ in done:
        bench.do(name, given_)
