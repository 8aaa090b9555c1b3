import errno
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from peerdesk import __version__
from peerdesk.cli import main as program_module
from peerdesk.cli.main import COMMANDS, Commands, peerdesk
from peerdesk.domain.errors import PeerDeskError
from tests.cli.desk import Desk, process, program, run, sentence, surroundings

LISTED = (
    "new pack join note export merge search evidence findings report present check restore rescue"
    " passphrase demo"
).split()


def command(name: str) -> click.Command:
    found = peerdesk.get_command(click.Context(peerdesk), name)
    assert found is not None
    return found


def test_the_commands_are_those_of_the_design_in_the_order_of_the_work() -> None:
    assert [name for name in COMMANDS if name in LISTED] == LISTED
    assert not {"export-data", "shred"} & set(COMMANDS)


def test_importing_a_timetable_explains_itself_with_examples() -> None:
    result = run("schedule", "import", "--help")
    assert result.exit_code == 0 and "Examples:" in result.output


@pytest.mark.parametrize("name", LISTED)
def test_every_command_explains_itself_with_examples(name: str) -> None:
    for flag in ("-h", "--help"):
        result = run(name, flag)
        assert result.exit_code == 0
        assert "Examples:" in result.stdout and f"peerdesk {name}" in result.stdout
    assert all(isinstance(p, click.Argument) or p.help for p in command(name).params), name


@pytest.mark.parametrize("name", LISTED)
def test_no_command_takes_a_passphrase_as_an_argument_or_from_the_environment(name: str) -> None:
    for parameter in command(name).params:
        assert parameter.envvar is None
        if "passphrase" in (parameter.name or ""):
            assert all(option.endswith("-file") for option in parameter.opts)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["new"],
        ["new", "notes", "--from", "x.toml"],
        ["pack", "notes"],
        ["join", "x.peerdesk", "notes"],
        ["join", "x", "notes", "--as", "A", "--new-member-role", "king"],
        ["join", "x", "n", "--as", "A", "--passphrase-file", "-", "--pack-passphrase-file", "-"],
        ["note", "notes"],
        ["note", "notes", "--session", "x", "--source", "dreamt"],
        ["export", "notes"],
        ["export", "notes", "x.peerdesk", "--without-notes"],
        ["merge", "notes"],
        ["merge", "notes", "x.peerdesk", "--dry-run", "--confirm", "A"],
        ["search", "notes"],
        ["search", "notes", "x", "--limit", "0"],
        ["evidence"],
        ["findings"],
        ["report", "notes"],
        ["present", "notes"],
        ["check"],
        ["restore"],
        ["rescue", "nonsense"],
        ["rescue", "ask", "notes"],
        ["passphrase", "n", "--passphrase-file", "-", "--new-passphrase-file", "-"],
        ["demo"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: peerdesk" in result.stderr and result.stdout == ""


STORE_COMMANDS = [
    ["pack", "STORE", "team.peerdesk"],
    ["note", "STORE", "--session", "carers"],
    ["export", "STORE", "x.peerdesk"],
    ["merge", "STORE", "x.peerdesk"],
    ["search", "STORE", "word"],
    ["evidence", "STORE"],
    ["findings", "STORE"],
    ["report", "STORE", "x.docx"],
    ["present", "STORE", "x.pptx"],
    ["check", "STORE"],
    ["rescue", "answer", "STORE", "x", "y"],
]


@pytest.mark.parametrize("arguments", STORE_COMMANDS, ids=lambda a: a[0])
def test_a_store_that_is_not_there_is_one_sentence(desk: Desk, arguments: list[str]) -> None:
    given = [str(desk.folder / "nowhere") if one == "STORE" else one for one in arguments]
    assert "There are no PeerDesk notes in" in desk.refused(*given)
    assert not (desk.folder / "nowhere").exists()


@pytest.mark.parametrize("arguments", STORE_COMMANDS, ids=lambda a: a[0])
def test_a_wrong_passphrase_is_one_sentence(desk: Desk, arguments: list[str]) -> None:
    given = [str(desk.lead) if one == "STORE" else one for one in arguments]
    result = run(*given, "--passphrase-file", "-", typed="not it\n")
    assert "That passphrase does not open these notes" in sentence(result)


def test_a_store_that_is_open_elsewhere_is_one_sentence(desk: Desk) -> None:
    with desk.open():
        assert "already open in another PeerDesk" in desk.refused("evidence", desk.lead)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "No passphrase was given"), (b"\n", "No passphrase"), (b"\xff\xff\n", "UTF-8")],
)
def test_a_passphrase_file_without_a_passphrase_is_refused(
    desk: Desk, content: bytes, words: str
) -> None:
    file = desk.folder / "empty.txt"
    file.write_bytes(content)
    assert words in sentence(run("check", desk.lead, "--passphrase-file", file))


def test_a_passphrase_file_that_cannot_be_read_is_one_sentence(desk: Desk) -> None:
    said = sentence(run("check", desk.lead, "--passphrase-file", desk.folder / "none.txt"))
    assert "there is no such file" in said
    assert "it is a folder" in sentence(run("check", desk.lead, "--passphrase-file", desk.folder))


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_a_passphrase_keeps_its_spaces_and_case(desk: Desk, ending: str) -> None:
    given = f"{desk.secret}{ending}".encode()
    assert run("check", desk.lead, "--passphrase-file", "-", typed=given).exit_code == 0
    given = b"\xef\xbb\xbf" + given
    assert run("check", desk.lead, "--passphrase-file", "-", typed=given).exit_code == 0


def test_a_passphrase_is_asked_for_without_being_shown(desk: Desk) -> None:
    result = run("check", desk.lead, typed=f"{desk.secret}\n")
    assert result.exit_code == 0
    assert "Passphrase for lead" in result.stderr and desk.secret not in result.output


def test_a_passphrase_asked_for_without_a_terminal_is_one_sentence(desk: Desk) -> None:
    ran = subprocess.run(
        program("check", desk.lead),
        input=desk.secret.encode(),
        env=surroundings() | {"PYTHONWARNINGS": "default"},
        capture_output=True,
        start_new_session=True,  # so that no terminal can be found behind the standard input
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert b"give --passphrase-file" in ran.stderr and b"Warning" not in ran.stderr


def test_giving_up_at_the_prompt_is_one_sentence(desk: Desk) -> None:
    result = run("check", desk.lead, typed="")
    assert result.exit_code == 1
    assert result.stderr.strip().endswith("Stopped; what was saved before is safe.")


def test_the_real_program_says_one_sentence_and_never_a_traceback(desk: Desk) -> None:
    ran = process("check", desk.folder / "nowhere", *desk.passphrase)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.count(b"\n") == 1 and b"Traceback" not in ran.stderr
    assert process("nonsense").returncode == 2
    assert process("--version").stdout.decode().split() == ["PeerDesk", __version__]


def test_a_reader_that_goes_away_is_no_fault(desk: Desk) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        program("evidence", desk.lead, *desk.passphrase),
        stdout=writing,
        stderr=subprocess.PIPE,
        env=surroundings(),
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert ran.returncode == 1 and b"Traceback" not in ran.stderr and b"fault" not in ran.stderr


def test_an_interrupt_says_that_what_was_saved_is_safe(desk: Desk) -> None:
    with subprocess.Popen(
        program("note", desk.lead, "--session", "carers", "--passphrase-file", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(),
    ) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdin.write(f"{desk.secret}\n+ One\n".encode())
        running.stdin.flush()
        assert running.stdout.readline() == b"saved 1\n"
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 1
        assert running.stderr.read().decode().strip() == "Stopped; what was saved before is safe."
    assert desk.json("evidence", desk.lead)["observations"] == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "there is no such file"),
        (errno.EISDIR, "it is a folder"),
        (errno.EACCES, "you may not read or write it"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "it could not be read or written"),
    ],
)
def test_an_error_of_the_disk_is_one_sentence(
    number: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands("peerdesk")

    @commands.command("check")
    def fail() -> None:
        raise OSError(number, "in no person's words", "some/file")

    monkeypatch.setattr(commands, "get_command", lambda ctx, name: fail)
    result = CliRunner().invoke(commands, ["check"])
    assert words in sentence(result) and "some/file" in result.stderr


def test_a_fault_of_ours_is_told_by_frames_without_what_somebody_wrote(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        raise ValueError("a note nobody should see")
    except ValueError as error:
        program_module._report_fault(ValueError, error, error.__traceback__)
    said = capsys.readouterr().err
    assert "fault in PeerDesk" in said and "ValueError" in said
    assert re.search(r"test_usage\.py:\d+ test_a_fault", said)
    assert "nobody should see" not in said


def test_every_error_of_the_commands_is_one_a_person_can_act_on() -> None:
    from peerdesk.cli import errors

    found = [one for one in vars(errors).values() if isinstance(one, type)]
    assert all(issubclass(one, PeerDeskError) for one in found)


def test_a_folder_in_place_of_a_command_opens_the_app(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = subprocess.run(
        program(desk.lead),
        env={k: v for k, v in surroundings().items() if "DISPLAY" not in k and k[:3] != "QT_"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    if sys.platform == "linux":
        assert ran.returncode == 1
        assert b"PeerDesk cannot open a window here" in ran.stderr


def test_a_mistyped_command_is_not_taken_for_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("merg", "x")
    assert result.exit_code == 2 and "No such command" in result.stderr
