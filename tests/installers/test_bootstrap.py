"""The bootstrap says what it does and what a person has to do; nothing is installed here."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installers import bootstrap, environment, system
from installers.system import CannotGoOn, Need

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    ROOT / "installers" / f"{name}.py"
    for name in ("associate", "bootstrap", "environment", "system")
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_python_3_8_can_read_it(file: Path):
    ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_needs_the_standard_library_alone(file: Path):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= sys.stdlib_module_names | {"installers"}


def test_a_python_that_is_too_old_is_told_so_in_a_sentence():
    assert bootstrap.too_old((3, 10)) == (
        "PeerDesk needs Python 3.11 or newer and this is Python 3.10. "
        "Install a newer one and run the same command with it."
    )
    assert bootstrap.too_old((3, 11)) is None
    assert bootstrap.too_old((4, 0)) is None


@pytest.mark.parametrize("arguments", [[], ["install"], ["demo2", "x"]])
def test_wrong_usage_shows_the_verbs(arguments: list[str]):
    done = started(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bootstrap.py demo [DIR]" in done.stderr


def test_help_is_no_error():
    assert started("--help").returncode == 0


@pytest.mark.parametrize("arguments", [("demo", "a", "b"), ("setup", "now")])
def test_an_argument_too_many_is_a_sentence_and_starts_nothing(arguments):
    done = started(*arguments)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "Step" not in done.stdout


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the bootstrap as a person does, from a folder that is not the project's."""
    command = [sys.executable, str(ROOT / "installers" / "bootstrap.py"), *arguments]
    return subprocess.run(
        command, cwd=Path.home(), capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def test_a_library_that_is_not_here_is_found_out():
    there = Need("libc.so.6" if system.LINUX else "", "libc6")
    missing = Need("libnobody-has-this.so.9", "libnobody9")
    assert system.missing_libraries([missing]) == [missing]
    if system.LINUX:
        assert system.missing_libraries([there, missing]) == [missing]


def test_a_program_that_is_not_here_is_found_out():
    missing = Need("nobody-has-this-program", "nobody")
    assert system.missing_programs([missing]) == [missing]


def test_a_folder_of_fonts_is_told_from_one_without(tmp_path: Path):
    inside = tmp_path / "truetype" / "dejavu"
    inside.mkdir(parents=True)
    (inside / "README").touch()
    assert not system.has_fonts([tmp_path, tmp_path / "missing"])
    (inside / "DejaVuSans.TTF").touch()
    assert system.has_fonts([tmp_path / "missing", tmp_path])


@pytest.fixture
def no_apt_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an apt-get on the path, and neither root's rights nor sudo."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "apt-get").write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    (programs / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)


@pytest.mark.usefixtures("no_apt_rights")
def test_where_apt_may_not_be_used_the_exact_command_is_given():
    with pytest.raises(CannotGoOn) as raised:
        system.install_packages(["libgl1", "libegl1"], "Two libraries are missing.")
    assert str(raised.value) == (
        "Two libraries are missing. Run this, then the same command again:\n\n"
        "    sudo apt-get install -y --no-install-recommends libgl1 libegl1\n"
    )


@pytest.mark.usefixtures("no_apt_rights")
def test_what_is_not_required_is_said_and_does_not_stop(capsys: pytest.CaptureFixture[str]):
    assert not system.install_packages(["fonts-dejavu-core"], "No font.", required=False)
    assert "apt-get install -y --no-install-recommends fonts-dejavu-core" in capsys.readouterr().out


def test_where_there_is_no_apt_the_names_are_given(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotGoOn, match=r"Debian's names for them:\n\n    libgl1\n"):
        system.install_packages(["libgl1"], "A library is missing.")


def test_nothing_missing_installs_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert system.install_packages([], "Nothing is missing.")


def test_a_fingerprint_changes_with_any_part_and_with_where_one_ends():
    base = environment.fingerprint([b"ab", b"c"])
    assert base == environment.fingerprint([b"ab", b"c"])
    assert base != environment.fingerprint([b"a", b"bc"])
    assert base != environment.fingerprint([b"ab", b"d"])


def test_the_pinned_packages_are_counted_by_name():
    text = "# a note\nclick==8.1 \\\n    --hash=sha256:aa==\npip==26.3 \\\n    --hash=sha256:bb\n"
    assert environment.pinned(text) == ["click", "pip"]


@pytest.mark.parametrize(
    ("line", "package"),
    [
        ("Collecting lxml==6.1.3 (from -r constraints.txt (line 7))\n", "lxml"),
        ("Collecting click\n", "click"),
        ("Requirement already satisfied: click\n", None),
        ("\n", None),
    ],
)
def test_pip_s_lines_tell_which_package_it_is_at(line: str, package: str | None):
    assert environment.package_of(line) == package


def test_pip_s_reason_is_shown_and_not_its_chatter():
    said = ["Collecting click\n", "ERROR: No matching distribution found for click\n", "[notice]\n"]
    assert environment.reason(said) == "ERROR: No matching distribution found for click"
    assert environment.reason(["one\n", "two\n"]) == "one\ntwo"


def test_this_python_is_told_from_another(tmp_path: Path):
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\necho 3.9\n", encoding="ascii")
    other.chmod(0o755)
    assert environment.is_of_this_python(Path(sys.executable))
    assert not environment.is_of_this_python(other)
    assert not environment.is_of_this_python(tmp_path / "missing")


def test_what_misleads_another_python_is_not_handed_on(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("PEERDESK_KEPT", "yes")
    handed = environment.child_environment()
    assert "PYTHONPATH" not in handed and handed["PEERDESK_KEPT"] == "yes"


def test_each_demo_goes_into_a_new_folder(tmp_path: Path):
    assert bootstrap.free_folder(tmp_path) == tmp_path / "peerdesk-demo"
    (tmp_path / "peerdesk-demo").mkdir()
    (tmp_path / "peerdesk-demo-2").touch()
    assert bootstrap.free_folder(tmp_path) == tmp_path / "peerdesk-demo-3"


def test_no_window_is_opened_where_nobody_would_see_it(monkeypatch):
    for name in ("CI", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert bootstrap.has_screen() is not system.LINUX
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert bootstrap.has_screen()
    monkeypatch.setenv("CI", "true")
    assert not bootstrap.has_screen()


def test_ci_runs_the_readme_s_test_command_and_nothing_hidden():
    command = "python3 installers/bootstrap.py test"
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    doing = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert len(doing) == 1 and command in doing[0]
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert shutil.which(ROOT / ".ci" / "run") or os.name == "nt"
