"""Where this person last typed, kept inside the store and on this laptop alone."""

import json

from peerdesk.domain.agenda import Typed
from peerdesk.domain.ids import RecordId
from peerdesk.domain.times import from_stored, to_stored
from peerdesk.store.settings import Settings
from peerdesk.store.store import Store


def remember_typing(store: Store, typed: Typed) -> None:
    """Keep where something was just typed."""
    value = json.dumps([typed.session, typed.caret, to_stored(typed.at), typed.typing_for])
    with store.atomic():
        store.settings.set(Settings.TYPED, value)


def last_typed(store: Store) -> Typed | None:
    """Return where this person last typed, or None where that is not known."""
    try:
        session, caret, at, typing_for = json.loads(store.settings.get(Settings.TYPED, "[]"))
        return Typed(RecordId(session), caret, from_stored(at), typing_for)
    except ValueError:  # nothing was typed yet, or another version kept it in another way
        return None
