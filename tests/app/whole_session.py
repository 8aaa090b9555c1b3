"""What the two tests of a whole session share: what is done, and what the store holds of it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from peerdesk.domain.words import ObservationKind, Source
from peerdesk.store import binned, opening, reading
from peerdesk.store.scratch import read_scratch
from tests.app.conftest import Screen, key_of_store


@dataclass(frozen=True, slots=True)
class Noted:
    """One of this peer's notes; themes and organisations by the words that are typed for them."""

    text: str
    kind: ObservationKind = ObservationKind.PLAIN
    tags: str = ""
    source: Source = Source.HEARD
    speaker: str = ""
    for_lead: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """All that a store holds of one session for the peer whose store it is."""

    notes: tuple[Noted, ...]
    binned: tuple[str, ...]
    held: bool | None
    summary: str
    heads: tuple[int, ...]
    asked: tuple[str, ...]
    scratch: str


WROTE = Held(
    notes=(
        Noted("One door for all. ", ObservationKind.STRENGTH, "#prevention"),
        Noted("Nobody shares numbers", ObservationKind.CONSIDERATION, "#flow"),
        Noted("“We were asked twice.”", ObservationKind.QUOTE, "#flow"),
        Noted("about 40 people wait", ObservationKind.FACT, "#prevention"),
        Noted("#1 priority is @ 10.30 for £4m", ObservationKind.FOLLOW_UP, "#flow"),
        Noted(
            "The ward was full, a child alone",
            ObservationKind.PLAIN,
            "#prevention @council",
            Source.SEEN,
            "Director",
            for_lead=True,
        ),
        Noted("the rota was on the wall", ObservationKind.PLAIN, "#flow", Source.SEEN),
    ),
    binned=(),
    held=True,
    summary="One door, few numbers.",
    heads=(2,),
    asked=("Does prevention work?",),
    scratch="ask about the rota",
)


def held_of(folder: Path, title: str, tmp_path: Path) -> Held:
    """Return what a power cut would leave of a session in a store that is open."""
    copy = tmp_path / f"held-{len(list(tmp_path.iterdir()))}"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("lock"))
    with opening.open_with_key(copy, key_of_store(folder)) as store:
        session = next(one for one in reading.sessions(store) if one.title == title)
        me = reading.me(store)
        words = {t.id: f"#{t.tag}" for t in reading.themes(store)}
        words |= {o.id: f"@{o.short}" for o in reading.organisations(store)}
        questions = {q.id: q.text for t in reading.themes(store) for q in t.questions}
        mine = [o for o in reading.observations(store, session.id) if o.device == store.device]
        account = next(
            a
            for a in reading.attendances(store)
            if me and (a.session, a.member) == (session.id, me.id)
        )
        return Held(
            notes=tuple(
                Noted(
                    o.text,
                    o.kind,
                    " ".join(sorted(words[one] for one in o.themes | o.organisations)),
                    o.source,
                    o.speaker,
                    o.for_lead,
                )
                for o in mine
            ),
            binned=tuple(one.text for one in binned.binned(store, session.id)),
            held=account.held,
            summary=account.summary,
            heads=tuple(heads for _, heads in account.present),
            asked=tuple(sorted(questions[one] for one in account.asked)),
            scratch=read_scratch(store, session.id),
        )


def menus_gone(screen: Screen) -> None:
    """Wait until no menu is in front, and make the window the active one again.

    Without a screen Qt makes a menu the active window, and does not give that back as others do.
    """
    screen.until(lambda: QApplication.activePopupWidget() is None)
    screen.window.activateWindow()
    screen.until(screen.window.isActiveWindow)
