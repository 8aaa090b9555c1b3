"""The notes of a loose store on this laptop moved into a challenge, and the store put away.

It is done so that it can stop anywhere: until every change is found in the challenge the loose
store stays as it is, and moving again brings nothing twice.
"""

from collections.abc import Callable

from peerdesk.store.loose import Brought, bring_in, put_away, take_out, verify_brought
from peerdesk.store.store import Store


def move_in(store: Store, opener: Callable[[], Store]) -> Brought:
    """Move the loose notes that `opener` opens into an open challenge.

    Raises what opening raises, DiskFull, and what `loose` raises; then the notes are still where
    they were.
    """
    with opener() as waiting:
        notes = take_out(waiting)
        brought = bring_in(store, notes)
        verify_brought(store, notes)
    put_away(waiting.folder)
    return brought
