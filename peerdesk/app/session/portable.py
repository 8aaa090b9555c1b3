"""Lines as plain data, for a sealed copy on another disk; see `saved_copy`, which reads them."""

from datetime import datetime
from typing import Any

from peerdesk.app.session.lines import Line
from peerdesk.domain.ids import RecordId


def portable(
    line: Line,
    before: Line | None,
    record: RecordId | None,
    position: str,
    at: datetime,
    gone: bool = False,
) -> dict[str, Any]:
    """Return a line, what the disk holds of it (`before`), and what is needed to find it there."""
    return {
        "record": record or "",
        "text": line.text,
        "kind": line.kind.value,
        "source": line.source.value,
        "speaker": line.speaker,
        "for_lead": line.for_lead,
        "themes": sorted(line.themes),
        "organisations": sorted(line.organisations),
        "before": before.text if before else None,
        "gone": gone,
        "position": position,
        "at": at.isoformat(),
    }
