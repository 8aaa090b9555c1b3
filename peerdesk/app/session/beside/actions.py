"""What the panel beside the notes reads on the worker thread."""

from collections.abc import Callable

from peerdesk.app.session.actions import Opened
from peerdesk.app.session.beside.model import noted_entry, pair_entry
from peerdesk.app.widgets.entries import Entry
from peerdesk.store import colleagues, reading
from peerdesk.store.colleagues import Topic
from peerdesk.store.store import Store

_MOST_SHOWN = 100


def counting(opened: Opened, topic: Topic) -> Callable[[Store], int]:
    """Return a job that counts what colleagues noted on a topic in other sessions."""
    me, session = opened.me, opened.session.id
    return lambda store: colleagues.count_noted(store, me, topic, session)


def listing(opened: Opened, topic: Topic) -> Callable[[Store], list[Entry]]:
    """Return a job that reads the newest of what `counting` counts as rows."""

    def read(store: Store) -> list[Entry]:
        titles = {s.id: s.title for s in reading.sessions(store)}
        found = colleagues.noted(store, opened.me, topic, opened.session.id, _MOST_SHOWN)
        return [noted_entry(o, opened, titles) for o in found]

    return read


def pairing(opened: Opened) -> Callable[[Store], list[Entry]]:
    """Return a job that reads everybody's notes of the session as rows, by time."""

    def read(store: Store) -> list[Entry]:
        found = reading.observations(store, opened.session.id)
        return [
            pair_entry(o, opened)
            for o in sorted(found, key=lambda one: (one.at, one.id))
            if not o.erased
        ]

    return read


def unsorted(opened: Opened) -> Callable[[Store], int]:
    """Return a job that counts what Sort would list of the session."""
    session = opened.session.id
    return lambda store: colleagues.count_unsorted(store, session)
