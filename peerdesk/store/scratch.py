"""The scratch pad of a session: private thoughts that stay on this laptop.

A table of its own, never a change: nothing here reaches a feed, a bundle or the projection. It goes
when the store goes.
"""

from peerdesk.domain.ids import RecordId
from peerdesk.store.store import Store


def read_scratch(store: Store, session: RecordId) -> str:
    """Return what stands on a session's scratch pad, or the empty text."""
    row = store.db.conn.execute("SELECT text FROM scratch WHERE session = ?", [session]).fetchone()
    return "" if row is None else str(row[0])


def write_scratch(store: Store, session: RecordId, text: str) -> None:
    """Put a text in place of what stood on a session's scratch pad."""
    with store.atomic():
        if not text:
            store.db.conn.execute("DELETE FROM scratch WHERE session = ?", [session])
            return
        store.db.conn.execute(
            "INSERT INTO scratch VALUES (?, ?)"
            " ON CONFLICT (session) DO UPDATE SET text = excluded.text",
            [session, text],
        )


def add_to_scratch(store: Store, session: RecordId, text: str) -> None:
    """Add a text to a session's scratch pad, unless it stands there already."""
    there = read_scratch(store, session)
    if text not in there:
        write_scratch(store, session, text if there in text else f"{there}\n{text}")
