"""After PeerDesk stopped without closing the notes: it says to when they are here, once."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from peerdesk.app.arriving import arrive
from peerdesk.store import opening
from peerdesk.store.running import begin_running
from tests.app.conftest import FIRST, PASSPHRASE, Screen, key_of_store

Open = Callable[[Path | None], Screen]

_TYPES = """
import json, sys
from pathlib import Path
from peerdesk.app import typist
from peerdesk.app.context import Context
from peerdesk.app.main import make_application, open_window

store, passphrase, session = json.loads(sys.stdin.readline())
make_application()
context = Context.build(stores=Path(store).parent)
window = open_window(context, Path(store))
typist.unlock(window, passphrase)
page = typist.go_to_session(window, session)
typist._wait(lambda: context.jobs.farewell is not None, lambda: "")
typist.type_text(page.editor, "the last thing heard")
typist._wait(lambda: not context.drafts.is_unsaved(), lambda: page.save.reason)
print("typed", flush=True)
typist._wait(lambda: False, lambda: "")
"""


def killed_while_open(store: Path) -> datetime:
    """Type into a real window, kill its process, and return when that was."""
    program = subprocess.Popen(
        [sys.executable, "-c", _TYPES],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(json.dumps([str(store), PASSPHRASE, FIRST]) + "\n")
    program.stdin.flush()
    assert program.stdout.readline() == "typed\n"
    program.kill()
    program.communicate()
    return datetime.now(UTC)


def test_after_a_kill_it_says_to_when_the_notes_are_here_and_only_once(
    open_on: Open, empty_store: Path
) -> None:
    killed = killed_while_open(empty_store)
    screen = open_on(empty_store)
    screen.open(empty_store)
    said = screen.window.message_bar.sentence
    assert said.startswith("PeerDesk stopped. Your notes to ")
    assert said.endswith(" are here.")
    with opening.open_with_key(
        shutil.copytree(
            empty_store,
            empty_store.with_name("copy"),
            ignore=shutil.ignore_patterns("lock"),
        ),
        key_of_store(empty_store),
    ) as store:
        stopped = arrive(store).stopped
    assert stopped is not None
    assert 0 <= (killed - stopped).total_seconds() < 60
    screen.until(lambda: screen.context.jobs.farewell is not None)
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.window.lock()
    screen.open(empty_store)
    assert screen.window.message_bar.sentence == ""


def test_a_plain_lock_and_a_plain_end_say_nothing(writing: Screen, empty_store: Path) -> None:
    writing.until(lambda: writing.context.jobs.farewell is not None)
    writing.type("something")
    with writing.qtbot.waitSignal(writing.window.locked, timeout=10_000):
        writing.window.lock()
    writing.open(empty_store)
    assert writing.window.message_bar.sentence == ""
    writing.rest()
    writing.context.jobs.stop()
    with opening.open_with_key(empty_store, key_of_store(empty_store)) as store:
        assert arrive(store).stopped is None


def test_the_time_is_the_hosts_and_another_day_is_named(empty_store: Path) -> None:
    with opening.open_with_key(empty_store, key_of_store(empty_store)) as store:
        begin_running(store)
        arrival = arrive(store)
    assert arrival.stopped is not None
    same = arrival.notice(arrival.stopped)
    later = arrival.notice(datetime(2030, 1, 1, tzinfo=UTC))
    assert len(same.split()) == 8
    assert len(later.split()) == 11
    assert later.endswith(same.split("to ")[1])
