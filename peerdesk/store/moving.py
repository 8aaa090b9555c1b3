"""The notes of a loose store on this laptop moved into a challenge, and the store put away.

It is done so that it can stop anywhere: until every change is found in the challenge the loose
store stays as it is, and moving again brings nothing twice.
"""

from pathlib import Path

from peerdesk.store.loose import Brought, bring_in, put_away, take_out, verify_brought
from peerdesk.store.opening import open_store
from peerdesk.store.store import Store


def move_in(store: Store, folder: Path, passphrase: str) -> Brought:
    """Move the loose notes in `folder` into an open challenge.

    Raises NotAStore, StoreBusy, WrongPassphrase, DiskFull and what `loose` raises; then the notes
    are still in `folder`.
    """
    with open_store(folder, passphrase) as waiting:
        notes = take_out(waiting)
        brought = bring_in(store, notes)
        verify_brought(store, notes)
    put_away(folder)
    return brought
