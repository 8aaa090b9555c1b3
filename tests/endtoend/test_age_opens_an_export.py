"""Nobody is locked in: the public age tool and a page of documentation open every file."""

import io
import re
import shlex
import zipfile
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature

from peerdesk.exchange.packing import team_identity
from tests.endtoend import demo_content, reader
from tests.endtoend.performance import Performance
from tests.endtoend.programs import ROOT, peerdesk, run
from tests.endtoend.stores import Team
from tests.endtoend.stores import opened as opened_store

FORMAT = ROOT / "peerdesk" / "exchange" / "FORMAT.md"


FINDING = """
[[findings]]
headline = "Carers are heard"
narrative = "{narrative}"
kind = "strength"
theme = "prevention"
state = "draft"
"""


def documented(files: dict[str, Path]) -> str:
    """Return the documented command for an export, with the names of real files in it."""
    (command,) = re.findall(r"^ +(age -d -i .+?)   ", FORMAT.read_text("utf-8"), re.MULTILINE)
    for name, file in files.items():
        assert name in command
        command = command.replace(name, shlex.quote(str(file)))
    return str(command)


def opened(played: Performance, file: Path, folder: Path) -> bytes:
    """Open a file with the age tool and return the zip inside."""
    out = folder / "file.zip"
    names = {"team-identity.txt": Path(played.facts["team_identity"])}
    command = documented(names | {"FILE.peerdesk": file, "file.zip": out})
    run(["sh", "-c", command]).worked()
    return out.read_bytes()


@pytest.fixture
def merged(played: Performance, tmp_path: Path) -> reader.Pack:
    return reader.read(opened(played, Path(played.facts["merged"]), tmp_path))


def test_the_age_tool_opens_every_export_and_the_page_is_enough_to_read_it(
    played: Performance, tmp_path: Path
):
    for file in map(Path, played.facts["exports"]):
        pack = reader.read(opened(played, file, tmp_path))
        assert pack.manifest["kind"] == "export"
        assert set(pack.feeds) == {pack.manifest["exporter"]}
        assert pack.manifest["counts"] == {"observations": len(pack.texts())}


def test_a_merged_pack_holds_every_note_of_everybody(merged: reader.Pack):
    assert merged.manifest["kind"] == "merged pack"
    assert len(merged.feeds) == len(demo_content.members())
    noted = "\n".join(merged.texts())
    assert [phrase for phrase in demo_content.phrases(99) if phrase not in noted] == []
    lines = sum(len(lines) for lines in demo_content.noted_lines().values())
    assert (
        merged.manifest["counts"]
        == {"observations": lines}
        == {"observations": len(merged.texts())}
    )


def test_the_id_of_the_challenge_is_the_hash_of_its_first_change(merged: reader.Pack):
    founder = merged.manifest["founder"]
    first = merged.feeds[founder][0]
    assert first.changes[0]["n"] == 1
    assert first.changes[0]["kind"] == "challenge"
    assert reader.hash_of_change(founder, first.lines[0]) == merged.manifest["challenge"]


def test_a_changed_finding_names_the_changes_it_replaces_by_hashes_that_can_be_checked(
    team: Team, tmp_path: Path
):
    identity, pack, out = tmp_path / "id", tmp_path / "merged.peerdesk", tmp_path / "out.zip"
    findings, secret = tmp_path / "findings.toml", ("--passphrase-file", team.secret)
    for narrative in ("First wording.", "Second wording."):
        findings.write_text(FINDING.format(narrative=narrative), encoding="utf-8")
        peerdesk("findings", team.lead, "--from", findings, *secret).worked()
    peerdesk("export", team.lead, pack, "--merged", *secret).worked()
    with opened_store(team.lead) as store:
        identity.write_text(f"{team_identity(store)}\n", encoding="utf-8")
    run(["age", "-d", "-i", identity, "-o", out, pack]).worked()
    changes = {
        reader.hash_of_change(device, line): change
        for device, feed in reader.read(out.read_bytes()).feeds.items()
        for segment in feed
        for line, change in zip(segment.lines, segment.changes, strict=True)
    }
    replaced = [old for one in changes.values() for olds in one["set"].values() for old in olds]
    assert len(replaced) == 1
    assert changes[replaced[0]]["kind"] == "finding"


def test_what_a_peer_handed_in_is_relayed_byte_for_byte(
    played: Performance, merged: reader.Pack, tmp_path: Path
):
    for file in map(Path, played.facts["exports"]):
        pack = reader.read(opened(played, file, tmp_path))
        for device, feed in pack.feeds.items():
            relayed = {segment.hash: segment for segment in merged.feeds[device]}
            for segment in feed:
                assert relayed[segment.hash].lines == segment.lines
                assert relayed[segment.hash].values == segment.values


def test_the_reader_sees_when_a_single_byte_of_a_signed_line_is_another(
    played: Performance, tmp_path: Path
):
    content = opened(played, Path(played.facts["exports"][0]), tmp_path)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = old.read(name).replace(b'"kind":"observation"', b'"kind":"observatiom"', 1)
            new.writestr(name, entry)
    with pytest.raises(InvalidSignature):
        reader.read(packed.getvalue())


def test_another_identity_opens_nothing(played: Performance, tmp_path: Path):
    other = tmp_path / "other.txt"
    run(["age-keygen", "-o", other])
    ended = run(["age", "-d", "-i", other, played.facts["exports"][0]])
    assert ended.status != 0
    assert ended.out == ""
