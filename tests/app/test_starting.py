"""Starting the program, as a process where it matters."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from peerdesk.app.main import lacks_screen
from peerdesk.app.typist import type_session_notes
from peerdesk.domain.errors import PeerDeskError
from peerdesk.domain.words import ObservationKind
from tests.app.conftest import FIRST, PASSPHRASE, on_disk


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-c", code],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


START = "import sys; from peerdesk.app.main import run; sys.exit(run())"


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":4711"}])
def test_without_a_screen_it_says_so_in_words(environment: dict[str, str]) -> None:
    if sys.platform in ("win32", "darwin"):
        assert not lacks_screen({}, sys.platform)
        return
    done = run(START, **environment)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("PeerDesk cannot open a window here")
    assert "Traceback" not in done.stderr


def test_nothing_slow_is_loaded_before_the_passphrase_is_asked_for() -> None:
    code = (
        "import sys\n"
        "from peerdesk.app.main import make_application, open_window\n"
        "from peerdesk.app.context import Context\n"
        "make_application(); context = Context.build(); window = open_window(context)\n"
        "context.jobs.stop()\n"
        "slow = ('cryptography', 'sqlcipher3', 'sqlite_utils', 'pyrage', 'docx', 'pptx', 'lxml')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    done = run(code, QT_QPA_PLATFORM="offscreen")
    assert done.stdout.strip() == "[]", done.stderr


def test_the_source_of_no_module_is_kept_in_memory() -> None:
    code = (
        "import linecache\n"
        "from peerdesk.app.main import make_application, open_window\n"
        "import peerdesk.app.desk\n"
        "print([name for name in linecache.cache if 'peerdesk' in name])"
    )
    done = run(code, QT_QPA_PLATFORM="offscreen")
    assert done.stdout.strip() == "[]", done.stderr


def test_notes_typed_by_the_typist_are_on_the_disk(
    qapp: object, empty_store: Path, tmp_path: Path
) -> None:
    lines = ["+ One door. #prevention", "“Twice,” she said – “café”.", "! £4m gap @council"]
    type_session_notes(empty_store, PASSPHRASE, "chief executive", lines)
    found = on_disk(empty_store, tmp_path)
    assert [o.text for o in found] == ["One door.", "“Twice,” she said – “café”.", "£4m gap"]
    assert found[2].kind is ObservationKind.CONSIDERATION


@pytest.mark.parametrize(
    ("passphrase", "session", "said"),
    [("wrong", FIRST, "does not open"), (PASSPHRASE, "no such session", "not named")],
)
def test_the_typist_says_what_a_person_would_see(
    qapp: object, empty_store: Path, passphrase: str, session: str, said: str
) -> None:
    with pytest.raises(PeerDeskError, match=said):
        type_session_notes(empty_store, passphrase, session, ["x"])


def test_the_typist_is_a_program_that_takes_its_work_on_standard_input(
    empty_store: Path, tmp_path: Path
) -> None:
    asked = {
        "store": str(empty_store),
        "passphrase": PASSPHRASE,
        "session": FIRST,
        "lines": ["= 12 % waited #flow"],
    }
    done = subprocess.run(
        [sys.executable, "-m", "peerdesk.app.typist"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (found,) = on_disk(empty_store, tmp_path)
    assert (found.text, found.kind) == ("12 % waited", ObservationKind.FACT)
