"""The notes of a loose store on this laptop moved into a challenge, and the store put away.

It is done so that it can stop anywhere: until every change is found in the challenge the loose
store stays as it is, and moving again brings nothing twice.
"""

from peerdesk.store.loose import Brought, bring_in, put_away, take_out, verify_brought
from peerdesk.store.store import Store


def move_in(store: Store, waiting: Store) -> Brought:
    """Move the notes of an open loose store into an open challenge; it is closed and put away.

    Raises DiskFull and what `loose` raises; then it is closed, and the notes are where they were.
    """
    with waiting:
        notes = take_out(waiting)
        brought = bring_in(store, notes)
        verify_brought(store, notes)
    put_away(waiting.folder)
    return brought
