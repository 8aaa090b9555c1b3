"""A person whose disk fills up, as a program: types, saves a sealed copy elsewhere, is killed.

Usage: python person_on_a_full_disk.py, with {"do": "type" or "bring back", "store", "passphrase",
"session", "copy"} on standard input.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from peerdesk.app import typist
from peerdesk.app.context import Context
from peerdesk.app.drafts import SaveState
from peerdesk.app.main import make_application, open_window

_KIB = 1024


def fill_up(folder: Path) -> None:
    """Leave no room at all on the disk that a folder is on."""
    with (folder / "filling-up").open("ab", buffering=0) as file:
        for size in (64 * _KIB, _KIB, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def main() -> None:
    order = json.loads(sys.stdin.readline())
    store, copy = Path(order["store"]), Path(order["copy"])
    make_application()
    context = Context.build(stores=store.parent, config=copy.parent / "config")
    window = open_window(context, store)
    typist.unlock(window, order["passphrase"])
    page = typist.go_to_session(window, order["session"])
    bar = window.not_saved
    typist._wait(lambda: bool(bar._recipients), lambda: "")
    if order["do"] == "type":
        typist.type_text(page.editor, "there was room for this")
        typist.press(page.editor, Qt.Key.Key_Return, "\r")
        typist._wait(lambda: page.save.state is SaveState.SAVED, lambda: "")
        fill_up(store.parent)
        typist.type_text(page.editor, "! there was none for this")
        page.editor.insertPlainText(" and more" * 4000)
        typist._wait(lambda: page.save.state is SaveState.NOT_SAVED, lambda: "")
        print(bar.sentence)
        bar.save_to(copy)
    else:
        bar.bring_back(copy)
    done = "encrypted" if order["do"] == "type" else "Brought back"
    typist._wait(lambda: done in window.message_bar.sentence, lambda: "")
    print(window.message_bar.sentence, flush=True)
    os._exit(0)  # as if killed


if __name__ == "__main__":
    main()
