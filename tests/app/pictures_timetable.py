"""Takes pictures of the Timetable page for people to look at; run by hand, never by pytest.

`python -m tests.app.pictures_timetable OUTDIR [words of file names to take]`, under Xvfb or
offscreen.
"""

from datetime import timedelta
from pathlib import Path

from peerdesk.app.context import Context
from peerdesk.app.timetable.view import TimetablePage
from peerdesk.app.today.view import TodayPage
from peerdesk.domain.ids import RecordId
from peerdesk.domain.times import to_stored
from peerdesk.exchange.merging import merge_files
from peerdesk.exchange.packing import team_identity, write_merged_pack
from peerdesk.store import reading
from peerdesk.store.opening import Membership, join, open_store
from peerdesk.store.seen import news_since
from peerdesk.store.store import Store
from tests.app.camera import (
    LOOKS,
    ON_SITE,
    PASSPHRASE,
    Camera,
    choose,
    close,
    demo_store,
    open_locked,
    set_up,
    settle,
    unlocked,
    until,
)
from tests.app.pictures_today import Moment


def spoil(store: Store) -> None:
    """Cancel one session and have others clash."""
    found = [s for s in reading.sessions(store) if s.kind != "reading"]
    with store.atomic():
        store.change(found[3].id, {"cancelled": True})
        store.change(found[1].id, {"place": found[0].place})
        for peer in found[4].peers:
            store.change(found[4].id, {f"peer:{peer}": False})
        later = {"start": found[6].start, "end": found[6].end + timedelta(minutes=20)}
        store.change(found[8].id, {name: to_stored(at) for name, at in later.items()})


def walk(camera: Camera, store: Path, prefix: str, context: Context) -> None:
    """Take the page as it is worked with."""
    window = open_locked(context, store)
    desk = unlocked(window)
    desk.go("timetable")
    settle()
    page = desk.page("timetable")
    assert isinstance(page, TimetablePage)
    camera.take(window, f"{prefix}-timetable")
    if "full" in prefix:
        desk.side.close()
        camera.take(window, f"{prefix}-timetable-wide")
        page.go_to_next_clash()
        settle()
        camera.take(window, f"{prefix}-timetable-clash")
        page._type_in_form()
        page.beside.form.start.setText("soon")
        page.beside.form.start.textEdited.emit("soon")
        camera.take(window, f"{prefix}-timetable-error")
        page.beside.form.start.setText(page.beside.form._hours_shown[0])
        page.beside.form.start.textEdited.emit("")
        page.beside.form.people.add.setFocus()
        camera.take(window, f"{prefix}-timetable-people")
        page.leave_form()
        next(one for one in page.actions() if one.text() == "Documents to read").trigger()
        settle()
        camera.take(window, f"{prefix}-timetable-documents")
        window.resize(900, 700)
        camera.take(window, f"{prefix}-timetable-narrow")
    close(window)


def peer_who_saw(base: Path) -> Path:
    """Make the store of a peer who has seen the timetable, which was then changed and merged."""
    lead, pack = base / "full", base / "pack.peerdesk"
    with open_store(lead, PASSPHRASE) as store:
        about, member = reading.challenge(store), reading.members(store)[3]
        identity = team_identity(store)
        membership = Membership(store.challenge, store.founder, identity, about.recovery_recipient)
        write_merged_pack(store, pack)
        with join(
            base / "peer",
            PASSPHRASE,
            membership,
            member.id,
            member.name,
            "Wendleshire",
            lambda new: merge_files(new, [pack]),
        ) as peer:
            news_since(peer, ON_SITE)
            change_what_was_seen(store, member.id)
            pack.unlink()
            write_merged_pack(store, pack)
            merge_files(peer, [pack])
    return base / "peer"


def change_what_was_seen(store: Store, me: RecordId) -> None:
    """Move, cancel, add and rename sessions, one's own and others'."""
    found = [s for s in reading.sessions(store) if s.kind != "reading" and s.end > ON_SITE]
    own = [s for s in found if me in s.peers]
    other = [s for s in found if me not in s.peers]
    later = own[1].start + timedelta(minutes=45)
    times = {"start": to_stored(later), "end": to_stored(later + own[1].length)}
    with store.atomic():
        store.change(own[1].id, {**times, "place": "Room 2"})
        store.change(own[2].id, {"cancelled": True})
        store.change(other[2].id, {f"peer:{me}": True})
        store.change(other[3].id, {"title": "Care providers and their staff"})


def take_news(camera: Camera, store: Path, prefix: str, context: Context) -> None:
    """Take what Today says has changed."""
    window = open_locked(context, store)
    desk = unlocked(window)
    desk.go("today")
    page = desk.page("today")
    assert isinstance(page, TodayPage)
    until(page.news.isVisible)
    page.news.list.setFocus()
    camera.take(window, f"{prefix}-today-news")
    close(window)


def main() -> None:
    """Take all the pictures."""
    with set_up() as (camera, base):
        for name in ("full", "empty"):
            with demo_store(base / name) as store:
                if name == "full":
                    spoil(store)
                else:
                    with store.atomic():
                        for session in reading.sessions(store):
                            store.delete(session.id)
        peer = peer_who_saw(base)
        context = Context.build(base / "nothing", base / "config", Moment())
        for look, size in LOOKS:
            prefix = choose(context, look, size)
            for name in ("full", "empty") if look == "light" else ("full",):
                walk(camera, base / name, f"{prefix}-{name}", context)
            take_news(camera, peer, prefix, context)
        context.jobs.stop()


if __name__ == "__main__":
    main()
