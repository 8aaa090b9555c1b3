"""Whether the app closed these notes itself the last time, kept inside the store alone."""

from datetime import UTC, datetime

from peerdesk.domain.clock import milliseconds
from peerdesk.store.lately import last_typed
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store


def begin_running(store: Store) -> None:
    """Mark that the app has the notes open; `end_running` takes the mark away again."""
    with store.atomic():
        store.settings.set(Settings.RUNNING, "yes")


def end_running(store: Store) -> None:
    """Say that the app is closing the notes itself."""
    if store.settings.get(Settings.RUNNING):
        with store.atomic():
            store.settings.set(Settings.RUNNING, "")


def stopped_at(store: Store) -> datetime | None:
    """Return when notes last changed before the app stopped without closing them, else None.

    That is None too where nothing had been written. What was typed up to this moment is here.
    """
    if not store.settings.get(Settings.RUNNING):
        return None
    typed, change = last_typed(store), store.last_change()
    moments = [typed.at] if typed else []
    if change is not None:
        moments.append(datetime.fromtimestamp(milliseconds(change) / 1000, UTC))
    return max(moments, default=None)
