"""Words that spelling knows besides the dictionary: the challenge's, and a person's own.

The person's own are a table of this laptop, never a change: nothing of it is handed in.
"""

import re

from peerdesk.domain.schema import RecordKind
from peerdesk.store.store import Store

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Where the challenge writes words that people then type.
_WRITTEN = {
    RecordKind.CHALLENGE: ("title", "scope", "sponsors"),
    RecordKind.ORGANISATION: ("name", "short"),
    RecordKind.FOCUS_AREA: ("name", "tag"),
    RecordKind.THEME: ("name", "tag"),
    RecordKind.QUESTION: ("text",),
    RecordKind.MEMBER: ("name", "organisation", "party"),
    RecordKind.SESSION: ("title", "place", "stream", "document"),
    RecordKind.PARTICIPANT: ("role", "name"),
}


def challenge_words(store: Store) -> frozenset[str]:
    """Return the words in what the challenge itself calls things, places and people."""
    found: set[str] = set()
    for table, columns in _WRITTEN.items():
        for row in store.db.conn.execute(f"SELECT {', '.join(columns)} FROM {table}"):
            found.update(word for text in row for word in _WORD.findall(text or ""))
    return frozenset(found)


def own_words(store: Store) -> frozenset[str]:
    """Return the words this person added."""
    return frozenset(str(row[0]) for row in store.db.conn.execute("SELECT word FROM own_word"))


def add_own_word(store: Store, word: str) -> None:
    """Know a word from now on."""
    with store.atomic():
        store.db.conn.execute("INSERT OR IGNORE INTO own_word VALUES (?)", [word])


def remove_own_word(store: Store, word: str) -> None:
    """Know a word no longer, unless the dictionary or the challenge has it."""
    with store.atomic():
        store.db.conn.execute("DELETE FROM own_word WHERE word = ?", [word])
