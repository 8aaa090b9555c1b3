"""Says in words what a row is and what a file would do; pure functions, no widget."""

from collections import Counter
from collections.abc import Iterable, Sequence

from peerdesk.schedule.timetable.differences import Differences
from peerdesk.schedule.timetable.headings import Meaning
from peerdesk.schedule.timetable.proposed import Row, State

# A sign and words, so that neither colour nor shape alone says it: (taken, left out).
_SAID: dict[State, tuple[str, str]] = {
    State.NEW: ("+ New", "– New, left out"),
    State.CHANGED: ("~ Changed", "– Changed, left out"),
    State.CANCELLED: ("× Cancelled", "– Cancelled, left out"),
    State.GONE: ("× Gone: cancel it", "= Gone: keep it"),
    State.DELETED: ("+ Bring it back", "– You deleted this"),
    State.NEVER_HERE: ("+ Never here, cancelled", "– Never here, cancelled"),
    State.UNREAD: ("? Not read", "? Not read"),
    State.SAME: ("= The same", "= The same"),
}
MEANINGS: tuple[tuple[str, str], ...] = (
    (Meaning.OTHER, "Nothing I need"),
    (Meaning.DAY, "Day"),
    (Meaning.TIME, "Time, from and until"),
    (Meaning.START, "Start"),
    (Meaning.END, "End"),
    (Meaning.TITLE, "What happens"),
    (Meaning.PLACE, "Place"),
    (Meaning.WHO, "Who is met"),
    (Meaning.ROLE, "Their role"),
    (Meaning.ORGANISATION, "Their organisation"),
    (Meaning.PEERS, "Which peers go"),
    (Meaning.STREAM, "Stream"),
    (Meaning.KIND, "Kind of session"),
)


def state_words(row: Row) -> str:
    """Return what a row is, and what will become of it."""
    words = _SAID[row.state][0 if row.taken or not row.can_be_taken else 1]
    if row.state is State.CHANGED and row.taken and row.what:
        words = "~ " + ", ".join((row.what[0].capitalize(), *row.what[1:]))
    return f"{words} ?" if row.reasons and row.state is not State.UNREAD else words


def about(row: Row) -> str:
    """Return what a person should know of a row besides, or nothing."""
    if row.state is State.GONE:
        becomes = "it will be cancelled" if row.taken else "it stays as it is"
        return f"The file has it no longer: {becomes}. Its notes stay either way."
    return _ABOUT.get(row.state, "")


_ABOUT = {
    State.UNREAD: "Type a day, a start and a title into its cells to put it in by hand.",
    State.DELETED: "You deleted this session here, so it is left out unless you bring it back.",
    State.NEVER_HERE: "It was cancelled before it ever stood in this timetable.",
}


def take_words(row: Row | None) -> str:
    """Return what a press would do with a row."""
    if row is not None and row.state is State.GONE:
        return "Keep this session" if row.taken else "Cancel this session"
    return "Bring this row in" if row and not row.taken else "Leave this row out"


def summary(rows: Sequence[Row]) -> str:
    """Return one sentence for a whole file, as it would be brought in now."""
    taken = Counter(row.state for row in rows if row.taken)
    counts = (
        (taken[State.NEW] + taken[State.DELETED] + taken[State.NEVER_HERE], "new"),
        (taken[State.CHANGED], "changed"),
        (taken[State.CANCELLED] + taken[State.GONE], "cancelled"),
        (sum(row.state is State.SAME for row in rows), "the same"),
        (sum(row.can_be_taken and not row.taken for row in rows), "left out"),
        (sum(row.state is State.UNREAD for row in rows), "not read"),
    )
    return ", ".join(f"{count} {words}" for count, words in counts if count)


def to_do(rows: Iterable[Row]) -> int:
    """Return how many rows would change something."""
    return sum(row.taken for row in rows)


def done_words(differences: Differences) -> str:
    """Return what bringing a file in has done."""
    off = sum("cancelled" in one.what for one in differences.changed) + len(differences.cancelled)
    changed = len(differences.changed) + len(differences.cancelled) - off
    counts = ((len(differences.new), "added"), (changed, "changed"), (off, "cancelled"))
    said = ", ".join(f"{many(count, 'session')} {what}" for count, what in counts if count)
    return f"{said}. Every note is still with its session."


def many(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
