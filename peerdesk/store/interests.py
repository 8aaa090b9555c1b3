"""What members of the team have declared an interest in. It writes nothing."""

from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import RecordKind
from peerdesk.store.rows import Rows
from peerdesk.store.store import Store


def interests(store: Store) -> dict[RecordId, frozenset[RecordId]]:
    """Return the organisations that members declared an interest in, by member."""
    declared = Rows(store.db).members_of(RecordKind.MEMBER, "interest")
    return {RecordId(member): frozenset(homes) for member, homes in declared.items()}
