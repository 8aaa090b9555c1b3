"""Takes pictures of bringing a timetable in and handing it out; run by hand, never by pytest.

`python -m tests.app.pictures_bringing_in OUTDIR [words of file names to take]`, under Xvfb or
offscreen.
"""

from pathlib import Path

from PySide6.QtCore import Qt

from peerdesk.app.context import Context
from peerdesk.app.timetable.importing.table import CHANGING
from peerdesk.app.timetable.importing.view import ImportPage
from peerdesk.app.typist import press
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
from tests.schedule.revised import FIRST, REVISED, bring_in, written
from tests.schedule.timetables.make import HERE

_TEAM = {"FL": "FO", "AB": "GM", "CD": "TI"}  # initials of the demo's team for those of the files
_UNREAD = "2030-11-13;;;Young carers, to be agreed;Carers' Centre;;\n"


def of_the_demo(rows: str) -> str:
    """Return rows with peers that the demo has."""
    for one, other in _TEAM.items():
        rows = rows.replace(one, other)
    return rows


def walk(camera: Camera, store: Path, prefix: str, context: Context) -> None:
    """Take the page with nothing, in error, with a revised file, being put right, and done."""
    window = open_locked(context, store)
    desk = unlocked(window)
    desk.go("timetable")
    timetable = desk.page("timetable")
    next(one for one in timetable.actions() if one.text() == "Hand it out").trigger()
    camera.take(window, f"{prefix}-hand-out")
    desk.go("bring-in")
    page = desk.page("bring-in")
    assert isinstance(page, ImportPage)
    camera.take(window, f"{prefix}-bring-in-empty")
    broken = store.parent / "Timetable.pdf"
    broken.write_bytes(b"%PDF-1.7")
    page.look_over([broken])
    until(lambda: bool(page.trouble.text()))
    camera.take(window, f"{prefix}-bring-in-error")
    page.look_over([HERE / "headings-of-their-own.xlsx"])
    until(lambda: page.rooms.currentIndex() == 1)
    camera.take(window, f"{prefix}-bring-in-columns")
    page.look_over([written(store.parent, of_the_demo(REVISED) + _UNREAD)])
    until(lambda: page.rooms.currentIndex() == 1)
    camera.take(window, f"{prefix}-bring-in-unread")
    place = page.looking.show_which.findData(CHANGING)
    page.looking.show_which.setCurrentIndex(place)
    page.looking.show_which.activated.emit(place)
    for row, column, name in ((1, 0, "changed"), (3, 4, "title"), (6, 0, "below")):
        page.table.setCurrentIndex(page.table.shown.index(row, column))
        settle()
        if name == "title":
            press(page.table, Qt.Key.Key_Return)
        camera.take(window, f"{prefix}-bring-in-{name}")
        page.table.setFocus()
    page.bring_in()
    until(lambda: page.rooms.currentIndex() == 2)
    camera.take(window, f"{prefix}-bring-in-done")
    page.undo.click()
    until(lambda: page.undo.isHidden())
    close(window)


def main() -> None:
    """Take all the pictures."""
    with set_up() as (camera, base):
        with demo_store(base / "full") as store:
            bring_in(store, base, of_the_demo(FIRST.replace("CANCELLED – ", "")))
            bring_in(store, base, of_the_demo(FIRST))
        context = Context.build(base / "nothing", base / "config", lambda: ON_SITE)
        for look, size in LOOKS:
            walk(camera, base / "full", choose(context, look, size), context)
        context.jobs.stop()


if __name__ == "__main__":
    main()
