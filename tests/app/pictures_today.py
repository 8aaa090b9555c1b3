"""Takes pictures of the day at its moments for people to look at; run by hand, never by pytest.

`python -m tests.app.pictures_today OUTDIR [words of file names to take]`, under Xvfb or offscreen.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from peerdesk.app.context import Context
from peerdesk.app.desk import Desk
from peerdesk.app.today.view import TodayPage
from peerdesk.app.typist import type_text
from peerdesk.app.window import MainWindow
from tests.app.camera import (
    LOOKS,
    ON_SITE,
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
from tests.app.pictures import fill


class Moment:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.at = ON_SITE

    def __call__(self) -> datetime:
        """Return where it stands."""
        return self.at


def walk(camera: Camera, store: Path, prefix: str, context: Context, moment: Moment) -> None:
    """Take the day at its moments."""
    moment.at = datetime(2026, 11, 5, 18, 0, tzinfo=UTC)
    window = open_locked(context, store)
    desk = unlocked(window)
    desk.go("today")
    settle()
    page = desk.page("today")
    assert isinstance(page, TodayPage)
    camera.take(window, f"{prefix}-before-day-1")
    moment.at = ON_SITE
    page._on_minute_passed()
    camera.take(window, f"{prefix}-on-now")
    moment.at = ON_SITE + timedelta(minutes=44)
    page._on_minute_passed()
    camera.take(window, f"{prefix}-gap")
    page._all.click()
    camera.take(window, f"{prefix}-streams")
    desk.side.toggle_help()
    camera.take(window, f"{prefix}-help")
    desk.side.toggle_help()
    page._all.click()
    _conversation(camera, prefix, window, desk, page)
    moment.at += timedelta(minutes=60)
    desk.next_bar.look()
    camera.take(window, f"{prefix}-next-bar")
    close(window)


def _conversation(
    camera: Camera, prefix: str, window: MainWindow, desk: Desk, page: TodayPage
) -> None:
    desk.session_actions.begin_conversation()
    until(lambda: "Conversation" in desk.page("notes")._title.text())  # type: ignore[attr-defined]
    camera.take(window, f"{prefix}-conversation")
    desk.fill_in_session()
    until(lambda: page.is_filling_in)
    camera.take(window, f"{prefix}-form")
    type_text(page.form.title, "Ward sister, on the stairs")
    page.form.end.setText("soon")
    page.form.end.textEdited.emit("soon")
    camera.take(window, f"{prefix}-form-error")
    page.form.delete.click()
    settle(600)
    camera.take(window, f"{prefix}-deleted")
    desk.open_session(page._list.view.entries.entries[0].id)
    settle(600)


def main() -> None:
    """Take all the pictures."""
    with set_up() as (camera, base):
        with demo_store(base / "store") as store:
            fill(store)
        moment = Moment()
        context = Context.build(base / "nothing", base / "config", moment)
        for look, size in LOOKS:
            if size == 100 or look == "light":
                walk(camera, base / "store", choose(context, look, size), context, moment)
        context.jobs.stop()


if __name__ == "__main__":
    main()
