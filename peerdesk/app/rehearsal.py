"""Builds the desk while the passphrase is still being typed, and has it painted once to nobody.

It must know nothing of any notes: what it paints is made up. Each of its steps is short, so that
no key of the passphrase waits.
"""

from datetime import timedelta
from functools import partial
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget

from peerdesk.app.context import Context
from peerdesk.app.gradually import Gradually

if TYPE_CHECKING:
    from peerdesk.app.desk import Desk
    from peerdesk.app.today.actions import Timetable

_SIGNS = "Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Mm Nn Oo Pp Qq Rr Ss Tt Uu Vv Ww Xx Yy Zz 0123456789"
_ROWS = 4
# What a desk and its first page are made of, in parts that take a few milliseconds each.
_LOADED = tuple(
    f"peerdesk.app.{name}"
    for name in (
        "pages",
        "widgets.rail",
        "widgets.panel",
        "discreet",
        "widgets.entries",
        "today.model",
        "today.session_form",
        "today.next_bar",
        "today.session_actions",
        "today.view",
        "desk",
        "wiring",
    )
)


class Rehearsal(QObject):
    """Has a desk ready for whoever opens notes next."""

    def __init__(self, context: Context, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._context, self._stack = context, stack
        self._desk: Desk | None = None
        self._gradually = Gradually(self)

    @Slot()
    def begin(self) -> None:
        """Begin, unless it has begun."""
        if self._desk is None and not self._gradually.is_busy:
            loading = (partial(import_module, name) for name in _LOADED)
            self._gradually.begin(chain(loading, (self._build, self._make_page, self._paint)))

    @property
    def is_over(self) -> bool:
        """Say whether the desk has been painted and nobody has taken it."""
        return self._desk is not None and not self._gradually.is_busy

    def take(self) -> "Desk":
        """Give the desk away, as far as it has got."""
        self._gradually.stop()
        if self._desk is None:
            self._build()
        desk, self._desk = self._desk, None
        assert desk is not None
        return desk

    def _build(self) -> None:
        from peerdesk.app.desk import Desk
        from peerdesk.app.wiring import wire_page

        self._desk = Desk(self._context, wire_page)
        self._stack.addWidget(self._desk)

    def _make_page(self) -> None:
        assert self._desk is not None
        self._desk.page("today")

    def _paint(self) -> None:
        """Have styles, sizes and letters worked out, which are most of the first painting."""
        assert self._desk is not None
        self._desk.rehearse(_made_up(self._context))
        self._desk.resize(self._stack.size())
        picture = QImage(self._desk.size(), QImage.Format.Format_RGB32)
        self._desk.render(picture)


def _made_up(context: Context) -> "Timetable":
    from peerdesk.app.today.actions import Timetable
    from peerdesk.domain.ids import RecordId
    from peerdesk.domain.records import Challenge, Session
    from peerdesk.domain.times import DEFAULT_ZONE
    from peerdesk.domain.words import SessionKind

    now = context.now()
    me = RecordId("me")
    sessions = tuple(
        Session(
            RecordId(str(at)),
            _SIGNS,
            SessionKind.INTERVIEW,
            now + timedelta(days=at),
            now + timedelta(days=at, hours=1),
            place=_SIGNS,
            peers=frozenset([me]),
        )
        for at in range(_ROWS)
    )
    day = now.date()
    challenge = Challenge(RecordId(""), "", _SIGNS, day, day, DEFAULT_ZONE)
    return Timetable(challenge, me, sessions, (), ())
