"""How the kinds of observation look and read in lists, margins and buttons."""

from peerdesk.domain.marks import KIND_MARKS
from peerdesk.domain.words import ObservationKind

_GLYPHS = {kind: mark for mark, kind in KIND_MARKS.items()}
_GLYPHS |= {ObservationKind.QUOTE: "“", ObservationKind.PLAIN: "•"}


def glyph(kind: ObservationKind) -> str:
    """Return the sign that stands for a kind: the mark people type for it."""
    return _GLYPHS[kind]


def tint(kind: ObservationKind) -> str:
    """Return the colour role of a kind in the theme files."""
    return "muted" if kind is ObservationKind.PLAIN else kind.value
