"""What members of the team have declared an interest in. It writes nothing."""

from peerdesk.domain.ids import RecordId
from peerdesk.domain.schema import KINDS, RecordKind
from peerdesk.store.rows import Rows
from peerdesk.store.store import Store

_FIELD = "interest"


def interests(store: Store) -> dict[RecordId, frozenset[RecordId]]:
    """Return the organisations that members declared, by member; none before Setup asks for them.

    The field is one yes/no for each organisation.
    """
    if _FIELD not in KINDS[RecordKind.MEMBER].keyed:
        return {}
    declared = Rows(store.db).members_of(RecordKind.MEMBER, _FIELD)
    return {RecordId(member): frozenset(homes) for member, homes in declared.items()}
