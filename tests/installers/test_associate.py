"""Files are given to PeerDesk for one person, and taken back; nobody's own desktop is touched."""

import configparser
import plistlib
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from installers import associate
from installers.system import CannotGoOn

PROGRAM = Path("/opt/peer's $desk/50%/peerdesk")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how Linux does it")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a data folder of a person's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "data"


def test_macos_is_told_that_its_program_does_it_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(associate, "LINUX", False)
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(CannotGoOn, match="nothing was changed"):
        associate.associate(PROGRAM)


@LINUX
def test_taking_back_what_was_never_given_is_no_error(data: Path) -> None:
    associate.dissociate(PROGRAM)
    assert not list(data.rglob("*peerdesk*"))


@LINUX
def test_giving_twice_and_taking_back_leaves_nothing(data: Path) -> None:
    associate.associate(PROGRAM)
    associate.associate(PROGRAM)
    assert {file.name for file in data.rglob("peerdesk.*")} == {
        "peerdesk.desktop",
        "peerdesk.xml",
        "peerdesk.svg",
    }
    associate.dissociate(PROGRAM)
    assert not [file for file in data.rglob("*peerdesk*") if file.is_file()]


@LINUX
def test_the_desktop_entry_starts_the_program_with_the_file(data: Path) -> None:
    associate.associate(PROGRAM)
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(data / "applications" / "peerdesk.desktop", encoding="utf-8")
    about = entry["Desktop Entry"]
    assert about["Exec"] == '"/opt/peer\'s \\$desk/50%%/peerdesk" %f'
    assert about["MimeType"] == f"{associate.MIME_TYPE};"


@LINUX
def test_the_desktop_knows_the_type_of_a_file_by_its_name(data: Path) -> None:
    associate.associate(PROGRAM)
    assert "application/x-peerdesk:*.peerdesk" in (data / "mime" / "globs").read_text()


@LINUX
def test_the_desktop_opens_a_peerdesk_file_with_peerdesk(data: Path) -> None:
    (data.parent / "program").touch(0o755)
    associate.associate(data.parent / "program")
    (data / "some.peerdesk").write_bytes(b"age-encryption.org/v1\n-> X25519 abc\n")
    info = ["gio", "info", "-a", "standard::content-type", str(data / "some.peerdesk")]
    assert f"standard::content-type: {associate.MIME_TYPE}" in _said(info)
    assert "peerdesk.desktop" in _said(["gio", "mime", associate.MIME_TYPE])


def _said(command: list[str]) -> str:
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return ended.stdout


def test_all_systems_declare_the_same_type_for_the_same_name() -> None:
    here = Path(associate.__file__).parent
    plist = plistlib.loads((here / "macos" / "document-types.plist").read_bytes())
    (exported,) = plist["UTExportedTypeDeclarations"]
    tags = exported["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == ["peerdesk"]
    assert tags["public.mime-type"] == [associate.MIME_TYPE]
    mime = etree.parse(here / "linux" / "peerdesk.xml").getroot()
    assert mime[0].get("type") == associate.MIME_TYPE
    windows = associate.windows_values(Path("C:/PeerDesk/peerdesk.exe"))
    assert windows[".peerdesk"]["Content Type"] == associate.MIME_TYPE
    assert windows[f"{associate.PROG_ID}\\shell\\open\\command"][""].endswith('" "%1"')


def test_the_bootstrap_takes_no_argument_for_it() -> None:
    command = [sys.executable, str(Path(associate.__file__).parent / "bootstrap.py")]
    ended = subprocess.run(
        [*command, "associate", "now"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1 and "takes no arguments" in ended.stderr
