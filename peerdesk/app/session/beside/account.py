"""This peer's own account of the session on its way to the disk: held, heads, summary, ticks."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from peerdesk.app.context import Context
from peerdesk.app.drafts import Autosave
from peerdesk.app.fields import FieldsDraft
from peerdesk.app.session.actions import Opened
from peerdesk.domain.ids import RecordId
from peerdesk.store import notes
from peerdesk.store.store import Store


class Account:
    """The one draft that the parts of the panel fill in; names are those of the record's fields."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._draft = FieldsDraft()
        self.save = context.drafts.add(Autosave(context.jobs, self._draft, parent))

    def begin(self, opened: Opened) -> None:
        """Take over what the disk holds of it."""
        account, session = opened.account, opened.session.id
        values: dict[str, Any] = {
            "held": account.held if account else None,
            "summary": account.summary if account else "",
        }
        if account is not None:
            values |= {f"present:{who}": heads for who, heads in account.present}
            values |= {f"asked:{question}": True for question in account.asked}
        part = {"part": "account", "session": session}
        self._draft.begin(values, lambda store, new, whole: _write(store, session, new), part)

    def value(self, name: str) -> Any:
        """Return a field as it now is, None when it was never filled in."""
        return self._draft.now.get(name)

    def is_asked(self, question: RecordId) -> bool:
        """Say whether this peer has ticked a question."""
        return bool(self.value(f"asked:{question}"))

    def say(self, name: str, value: object, at_once: bool = False) -> None:
        """Fill in a field; it is saved like everything typed."""
        self._draft.now[name] = value
        self.save.touch()
        if at_once:
            self.save.flush()


def _write(store: Store, session: RecordId, new: Mapping[str, Any]) -> None:
    said = {name: value for name, value in new.items() if value is not None}
    if said:
        notes.give_account(store, session, said)
