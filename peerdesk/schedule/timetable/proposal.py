"""What bringing a file in would do, row by row, while somebody looks it over and puts it right.

Nothing is stored until `differences` is handed to `importing.put_in`. Knows no screen.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from peerdesk.domain.ids import RecordId
from peerdesk.domain.records import Session
from peerdesk.schedule.timetable.differences import (
    DELETED,
    Changed,
    Differences,
    Here,
    differs,
    pair,
    vanished,
)
from peerdesk.schedule.timetable.found import Found, Reading, Unread
from peerdesk.schedule.timetable.known import Known
from peerdesk.schedule.timetable.proposed import CAN_BE_TAKEN, TAKEN, Row, State, guessed, made_of
from peerdesk.schedule.timetable.typed import NotUnderstood, with_text
from peerdesk.schedule.timetable.words import (
    Field,
    field_changes,
    found_of,
)


class Proposal:
    """A file compared with what is here, with everything a person has said of it since."""

    def __init__(self, reading: Reading, here: Here, known: Known) -> None:
        self.reading = reading
        self.here = here
        self.known = known
        self.edits: list[tuple[str, Field, str]] = []
        self._found = dict(_keyed(reading.sessions, "row"))
        self._unread = dict(_keyed(reading.unread, "unread"))
        self._typed = {key: guessed(one, known) for key, one in self._unread.items()}
        self._decided: dict[str, bool] = {}
        keys, paired = list(self._found), pair(reading.sessions, here)
        self._paired = {keys[number]: session for number, session in paired.items()}
        self._deleted = {one.id for one in here.deleted}

    def rows(self) -> list[Row]:
        """Return what was not read, then every row by day and hour with what is gone among them."""
        timed = [self._row(key) for key in self._found] + [
            self._gone(one) for one in self._vanished()
        ]
        timed.sort(key=lambda row: (row.found.start, row.found.stream) if row.found else ())
        return [*map(self._unread_row, self._unread), *timed]

    def edit(self, key: str, field: Field, text: str) -> None:
        """Put a field of a row right; raises NotUnderstood and changes nothing."""
        if key in self._unread:
            self._fill_in(key, field, text)
        elif key in self._found:
            self._found[key] = with_text(self._found[key], field, text, self.known)
        else:
            raise NotUnderstood("This session is not in the file; change it on the Timetable page.")
        self.edits.append((key, field, text))

    def take(self, key: str, yes: bool) -> None:
        """Bring a row in, or leave it out; of a session that is gone: cancel it, or keep it."""
        self._decided[key] = yes

    def is_really(self, key: str, record: RecordId | None) -> None:
        """Say which session a row is, whatever it is called now, or that it is a new one."""
        every = {one.id: one for one in (*self.here.sessions, *self.here.deleted)}
        self._paired = {
            other: one for other, one in self._paired.items() if other != key and one.id != record
        }
        if record is not None:
            self._paired[key] = every[record]

    def candidates(self, key: str) -> Sequence[Session]:
        """Return the sessions a row could be: of its day first, then all others."""
        found = self._found.get(key)
        if found is None:
            return ()
        return sorted(
            self.here.sessions,
            key=lambda one: abs(found_of(one, self.known.zone).start - found.start),
        )

    def redo(self, earlier: "Proposal") -> None:
        """Say again what was said of an earlier reading of the same file, where it still fits."""
        for key, field, text in earlier.edits:
            if key in self._found or key in self._unread:
                self.edit(key, field, text)
        self._decided |= earlier._decided

    def differences(self) -> Differences:
        """Return what is to be done, for `put_in`."""
        taken = [row for row in self.rows() if row.taken]
        return Differences(
            new=tuple(
                row.found
                for row in taken
                if row.found and row.state in (State.NEW, State.NEVER_HERE)
            ),
            changed=tuple(
                Changed(row.session, row.found, self._what(row.found, row.session))
                for row in taken
                if row.found and row.session and row.state is not State.GONE
            ),
            cancelled=tuple(
                row.session for row in taken if row.session and row.state is State.GONE
            ),
        )

    def _what(self, found: Found, session: Session) -> tuple[str, ...]:
        what = differs(found, session, self.known.zone)
        return (DELETED, *what) if session.id in self._deleted else what

    def _vanished(self) -> list[Session]:
        places = {key: number for number, key in enumerate(self._found)}
        paired = {places[key]: session for key, session in self._paired.items()}
        return vanished(list(self._found.values()), paired, self.here)

    def _row(self, key: str) -> Row:
        found, session = self._found[key], self._paired.get(key)
        what = self._what(found, session) if session else ()
        state = self._state(found, session, what)
        taken = state in CAN_BE_TAKEN and self._decided.get(key, state in TAKEN)
        changes = field_changes(session, found, what, self.known) if session else ()
        return Row(
            key, state, found, session, taken, found.where, found.said, found.unsure, what, changes
        )

    def _state(self, found: Found, session: Session | None, what: Sequence[str]) -> State:
        if session is None:
            return State.NEVER_HERE if found.cancelled else State.NEW
        if session.id in self._deleted:
            return State.DELETED
        if "cancelled" in what:
            return State.CANCELLED
        return State.CHANGED if what else State.SAME

    def _gone(self, session: Session) -> Row:
        key = f"gone {session.id}"
        taken = self._decided.get(key, True)
        return Row(key, State.GONE, found_of(session, self.known.zone), session, taken)

    def _unread_row(self, key: str) -> Row:
        one = self._unread[key]
        return Row(
            key,
            State.UNREAD,
            None,
            None,
            False,
            one.where,
            one.text,
            (one.reason,),
            typed=self._typed[key],
        )

    def _fill_in(self, key: str, field: Field, text: str) -> None:
        """Take one more field of a row that was not read; with day, start and title it is one."""
        typed = {**self._typed[key], field: " ".join(text.split())}
        made = made_of(self._unread[key], typed, self.known)
        self._typed[key] = typed
        if made is not None:
            self._found[key] = made
            del self._unread[key], self._typed[key]


_T = TypeVar("_T", Found, Unread)


def _keyed(many: Sequence[_T], prefix: str) -> Iterable[tuple[str, _T]]:
    """Yield each with a key that it has again when the same file is read again."""
    seen: dict[str, int] = {}
    for one in many:
        seen[one.where] = seen.get(one.where, 0) + 1
        yield f"{prefix} {one.where} {seen[one.where]}", one
