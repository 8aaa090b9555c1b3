"""After the demo no file holds a note, a name or a passphrase but those the person asked for."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from peerdesk.store.opening import open_store
from peerdesk.store.reading import load_evidence
from tests.endtoend import demo_content
from tests.endtoend.performance import Performance

_ZIP = b"PK\x03\x04"
Found = set[tuple[str, str]]


def contents(file: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and of everything zipped inside it."""
    waiting = [file.read_bytes()]
    while waiting:
        content = waiting.pop()
        yield content
        if content.startswith(_ZIP):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                waiting += [archive.read(name) for name in archive.namelist()]


def needles(canaries: list[str]) -> list[tuple[bytes, str]]:
    """Return each canary as UTF-8 and as UTF-16 of either order."""
    plain = [(canary.encode(), canary) for canary in canaries]
    # Without its last byte little-endian text is also found inside big-endian.
    wide = [(canary.encode("utf-16-le")[:-1], canary) for canary in canaries]
    return plain + wide


def search(where: Path, canaries: list[str]) -> Found:
    """Return (path, canary) for every file below a folder that holds one, or is named after one."""
    wanted = needles(canaries)
    found: Found = set()
    for file in where.rglob("*"):
        name = str(file.relative_to(where))
        found |= {(name, canary) for canary in canaries if canary in name}
        if file.is_file():
            for content in contents(file):
                found |= {(name, canary) for needle, canary in wanted if needle in content}
    return found


def inside(played: Performance, *names: str) -> set[str]:
    return {str(Path(played.facts[name]).relative_to(played.box)) for name in names}


def test_a_search_of_the_box_finds_what_is_there_so_that_finding_nothing_means_something(
    played: Performance, tmp_path: Path
):
    name, phrase = demo_content.participants()[0], demo_content.phrases(1)[0]
    (tmp_path / "a").write_text(f"... {name} said", encoding="utf-16")
    (tmp_path / "b").write_bytes(f"... {name} said".encode("utf-16-be"))
    with zipfile.ZipFile(tmp_path / "c", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner", f"{name}: {phrase}")
    (tmp_path / f"of {name}").touch()
    found = search(tmp_path, [name, phrase])
    assert found == {("a", name), ("b", name), ("c", name), ("c", phrase), (f"of {name}", name)}
    assert (played.folder / "lead" / "store.db").stat().st_size > 100_000


def test_every_canary_is_in_the_store_it_is_searched_for(played: Performance):
    lead = Path(played.facts["lead"])
    with open_store(lead, played.secret(lead)) as store:
        evidence = load_evidence(store)
    noted = "\n".join(one.text for one in evidence.observations)
    said = "\n".join(account.summary for account in evidence.attendances)
    named = {who.name for session in evidence.sessions for who in session.participants}
    assert [one for one in demo_content.phrases(99) if one not in noted] == []
    assert [one for one in demo_content.summaries() if one not in said] == []
    assert set(demo_content.participants()) == named - {""}


def test_notes_and_summaries_are_in_no_file_but_the_documents(played: Performance):
    canaries = demo_content.phrases(99) + demo_content.summaries()
    assert len(canaries) > 300
    documents = inside(played, "report", "presentation")
    assert {name for name, _ in search(played.box, canaries)} <= documents


def test_names_of_participants_are_in_no_file_at_all(played: Performance):
    names = demo_content.participants()
    surnames = [name.split(" ", 1)[1] for name in names]
    assert len(names) > 30
    assert search(played.box, names + surnames) == set()


def test_names_of_the_team_are_in_the_documents_alone(played: Performance):
    found = search(played.box, demo_content.members())
    assert {name for name, _ in found} == inside(played, "report", "presentation")


def test_passphrases_and_the_team_identity_are_in_their_own_files_alone(played: Performance):
    files = [*played.passphrase_files(), played.facts["team_identity"]]
    own = {
        (str(Path(f).relative_to(played.box)), Path(f).read_text("utf-8").strip()) for f in files
    }
    assert search(played.box, [secret for _, secret in own]) == own


def test_only_the_demos_own_folder_was_written_to_even_for_a_moment(played: Performance):
    written = {
        name
        for event in events(played)
        if event["event"] in ("open", "os.rename", "os.link", "os.symlink", "shutil.copyfile")
        for name in event["names"]
    }
    assert any(name.endswith("feedback-report.docx") for name in written)
    resources = str(demo_content.DEMO.parents[1])
    outside = {
        name
        for name in written
        if not Path(name).is_relative_to(played.folder)
        and name not in ("/dev/null", str(played.events))
        and not name.startswith(resources)  # copied from, never to
    }
    assert outside == set()


def test_the_temp_folder_and_the_working_folder_stay_empty(played: Performance):
    assert list((played.box / "temp").iterdir()) == []
    assert list((played.box / "work").iterdir()) == []


def test_no_program_of_the_demo_tried_to_reach_any_network(played: Performance):
    processes = {event["process"] for event in events(played)}
    assert len(processes) > 1  # the window's are heard too
    sent = [event for event in events(played) if event["event"].startswith(("socket", "urllib"))]
    assert sent == []


def events(played: Performance) -> list[dict[str, Any]]:
    return [json.loads(line) for line in played.events.read_text("utf-8").splitlines()]


def test_files_that_hold_secrets_can_be_read_by_their_owner_alone(played: Performance):
    files = [*played.passphrase_files(), played.facts["team_identity"]]
    files += [str(Path(store) / "keys.json") for store in played.facts["passphrase_files"]]
    for file in files:
        assert Path(file).stat().st_mode & 0o077 == 0, file
