"""Observations from lines as they are typed; what the command `note` and the demo write through."""

from dataclasses import dataclass, field
from datetime import datetime

from peerdesk.domain.ids import RecordId
from peerdesk.domain.marks import read_line
from peerdesk.domain.records import Session
from peerdesk.domain.words import Source
from peerdesk.store.notes import add_observation
from peerdesk.store.reading import organisations, themes
from peerdesk.store.store import Store


@dataclass(slots=True)
class Notepad:
    """Writes one session's observations, each on disk when `write` returns.

    What is noted in a reading counts as read unless `source` says otherwise.
    """

    store: Store
    session: Session
    noted_by: RecordId | None = None
    source: Source | None = None
    _tags: dict[str, RecordId] = field(init=False)
    _shorts: dict[str, RecordId] = field(init=False)

    def __post_init__(self) -> None:
        """Look up what `#` and `@` can stand for."""
        self._tags = {theme.tag.casefold(): theme.id for theme in themes(self.store) if theme.tag}
        self._shorts = {one.short.casefold(): one.id for one in organisations(self.store)}

    def write(self, line: str, at: datetime | None = None) -> RecordId | None:
        """Save a line and return the observation's id, or None for an empty line.

        Raises TooLong for a line no other laptop would take.
        """
        marked = read_line(line, self._tags, self._shorts)
        if marked is None:
            return None
        source = self.source or self.session.kind.source
        return add_observation(
            self.store, self.session.id, marked, source=source, noted_by=self.noted_by, at=at
        )
