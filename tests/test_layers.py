"""The layers of the design hold in every module, and a module that breaks one is caught."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.helpers.layers import problems

ROOT = Path(__file__).resolve().parents[1]
# What a distribution is imported as, where that is not its own name.
IMPORTED_AS = {
    "PySide6-Essentials": {"PySide6", "shiboken6"},
    "marisa-trie": {"marisa_trie"},
    "argon2-cffi": {"argon2"},
    "python-docx": {"docx"},
    "python-pptx": {"pptx"},
    "recurring-ical-events": {"recurring_ical_events"},
    "sqlite-utils": {"sqlite_utils"},
}


def declared() -> frozenset[str]:
    """Return the import names of what pyproject.toml says PeerDesk runs on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[^\w-]", line)[0] for line in project["dependencies"]]
    return frozenset[str]().union(*(IMPORTED_AS.get(name, {name}) for name in names))


def test_every_module_keeps_to_its_layer():
    assert [str(problem) for problem in problems(ROOT / "peerdesk", declared())] == []


@pytest.fixture
def written(tmp_path: Path):
    """Return what is found wrong with a module of the given place and text."""

    def check(place: str, text: str) -> list[str]:
        file = tmp_path / "peerdesk" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return [str(problem) for problem in problems(tmp_path / "peerdesk", declared())]

    return check


@pytest.mark.parametrize(
    ("place", "text", "what"),
    [
        ("domain/a.py", "from peerdesk.store.rows import row", "not below domain"),
        ("domain/a.py", "from peerdesk import resources", "not below domain"),
        ("domain/a.py", "import click", "domain knows rules alone"),
        ("domain/a.py", "from pathlib import Path", "domain knows rules alone"),
        ("domain/a.py", "def f():\n    return open('a')", "no input or output"),
        ("store/a.py", "import peerdesk.exchange.merging", "not below store"),
        ("store/a.py", "from peerdesk import exchange", "not below store"),
        ("exchange/a.py", "from peerdesk.feedback import outline", "not below exchange"),
        ("feedback/a.py", "from peerdesk.app.look import dark", "not below feedback"),
        ("app/a.py", "from peerdesk.cli.main import main", "not below app"),
        ("resources.py", "from peerdesk.domain import ids", "not below resources"),
        ("store/a.py", "def f():\n    from peerdesk.cli import main", "not below store"),
        ("store/a.py", "if TYPE_CHECKING:\n    import peerdesk.app", "not below store"),
        ("store/a.py", "import importlib\nimportlib.import_module('peerdesk.app')", "below store"),
        ("store/a.py", "import importlib\nimportlib.import_module(name)", "computed name"),
        ("store/a.py", "run(['python', '-m', 'peerdesk.app.main'])", "not below store"),
        ("store/a.py", "LATER = {'new': 'peerdesk.cli.starting:new'}", "not below store"),
        ("store/a.py", "import importlib\nimportlib.import_module('socket')", "reaches a network"),
        ("store/a.py", "from .rows import row", "relative to itself"),
        ("store/a.py", "from . import rows", "relative to itself"),
        ("cli/a.py", "from PySide6.QtWidgets import QLabel", "only app may"),
        ("exchange/a.py", "from sqlcipher3 import dbapi2", "only store may"),
        ("cli/a.py", "import sqlite_utils", "only store may"),
        ("cli/a.py", "import docx.oxml", "only feedback may"),
        ("app/a.py", "from pptx import Presentation", "only feedback may"),
        ("app/a.py", "db.execute('SELECT id FROM change')", "only store may"),
        ("cli/a.py", "db.execute(f'DELETE FROM {table}')", "only store may"),
        ("store/a.py", "import socket", "reaches a network"),
        ("exchange/a.py", "from urllib import request", "reaches a network"),
        ("exchange/a.py", "from urllib.request import urlopen", "reaches a network"),
        ("app/a.py", "from PySide6 import QtNetwork", "reaches a network"),
        ("app/a.py", "from PySide6.QtNetwork import QTcpSocket", "reaches a network"),
        ("cli/bench/a.py", "import http.client", "reaches a network"),
        ("schedule/a.py", "import requests", "reaches a network"),
        ("cli/a.py", "import PIL", "does not declare"),
        ("sync/a.py", "import re", "is in no layer"),
    ],
)
def test_a_module_that_breaks_a_layer_is_caught(written, place: str, text: str, what: str):
    found = written(place, text)
    assert len(found) == 1 and what in found[0] and found[0].startswith(place)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("domain/a.py", "import re\nfrom peerdesk.domain.ids import RecordId"),
        ("store/a.py", "import sqlite_utils\ndb.execute('SELECT id FROM change')"),
        ("feedback/a.py", "import docx\nfrom peerdesk import __version__, resources"),
        ("exchange/a.py", "from urllib.parse import quote\nfrom peerdesk.store.store import Store"),
        ("app/a.py", "from PySide6.QtWidgets import QLabel\nimport peerdesk.exchange.merging"),
        ("cli/a.py", "import click\ndef open_app():\n    from peerdesk.app import start"),
        ("cli/main.py", "import importlib\nimportlib.import_module(module)"),
        ("cli/bench/a.py", "import sqlite3\nimport pptx\nfrom PySide6 import QtWidgets"),
        ("app/a.py", "ICON = 'peerdesk.svg'"),
        ("__main__.py", "from peerdesk.cli.main import main"),
        ("__init__.py", "__version__ = '1'"),
    ],
)
def test_a_module_that_keeps_to_its_layer_is_left_alone(written, place: str, text: str):
    assert written(place, text) == []
