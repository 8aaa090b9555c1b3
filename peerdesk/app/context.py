"""What every page is given at its construction; built once at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from peerdesk.app.changed import Changed
from peerdesk.app.drafts import Drafts
from peerdesk.app.jobs import JobRunner
from peerdesk.app.look import Look
from peerdesk.app.messages import Messages
from peerdesk.app.settings import Settings


def utc_now() -> datetime:
    """Return this moment by the laptop's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Context:
    """The few things screens share; `stores` is the folder new notes are listed in.

    `now` is the one clock pages ask what time it is, so that a test can set it.
    """

    settings: Settings
    look: Look
    jobs: JobRunner
    messages: Messages
    drafts: Drafts
    changed: Changed
    stores: Path
    now: Callable[[], datetime]

    @classmethod
    def build(
        cls,
        stores: Path | None = None,
        config: Path | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> "Context":
        """Build it; the folders are this person's own and the clock the laptop's unless given."""
        settings = Settings(config)
        jobs = JobRunner()
        return cls(
            settings=settings,
            look=Look(settings),
            jobs=jobs,
            messages=Messages(),
            drafts=Drafts(),
            changed=Changed(),
            stores=stores or stores_folder(),
            now=now,
        )


def stores_folder() -> Path:
    """Return the local, non-roaming folder in which this laptop's notes are listed."""
    where = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(where)) / "PeerDesk" / "notes"
