"""What programs rely on: the JSON of DESIGN.md section 9, from the real commands on the demo."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.endtoend import demo_content
from tests.endtoend.performance import Performance
from tests.endtoend.programs import Ended, peerdesk

Shape = Any


class Copies:
    """Copies of two stores of the demo, to write to."""

    def __init__(self, played: Performance, folder: Path) -> None:
        self.played, self.folder = played, folder
        self.lead = self._copy(played.facts["lead"])
        self.peer = self._copy(played.facts["peers"][0])

    def _copy(self, store: str) -> Path:
        place = self.folder / Path(store).name
        shutil.copytree(store, place, ignore=shutil.ignore_patterns("snapshots"))
        secret = self.played.facts["passphrase_files"][store]
        shutil.copyfile(secret, self.folder / f"{place.name}.txt")
        return place

    def ask(self, command: str, store: Path, *words: str | Path, given: str = "") -> Ended:
        secret = ("--passphrase-file", self.folder / f"{store.name}.txt", "--json")
        return peerdesk(command, store, *words, *secret, given=given)


@pytest.fixture
def copies(played: Performance, tmp_path: Path) -> Copies:
    return Copies(played, tmp_path)


@pytest.fixture(scope="module")
def unchanged(played: Performance, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Give copies that no test writes to."""
    return Copies(played, tmp_path_factory.mktemp("unchanged"))


def fits(found: Any, shape: Shape, added: Mapping[str, type] | None = None) -> None:
    """Fail unless a JSON value has a shape: these keys (with those added since), these types."""
    if isinstance(shape, dict):
        assert isinstance(found, dict), found
        assert set(found) == set(shape) | set(added or {})
        for name, inner in shape.items():
            fits(found[name], inner)
        for name, kind in (added or {}).items():
            fits(found[name], kind)
    elif isinstance(shape, list):
        assert isinstance(found, list), found
        for one in found:
            fits(one, shape[0])
    elif isinstance(shape, set):
        assert found in shape
    else:
        assert type(found) is shape, f"{found!r} is no {shape}"


FILE = {
    "file": str,
    "status": {"merged", "already", "old", "refused"},
    "from": str,
    "new": int,
    "changed": int,
    "waiting": int,
    "conflicts": int,
    "refused_feeds": [{"device": str, "from": str, "reason": str}],
    "reason": str,
    # Added since.
    "forks": [str],
    "renewed": bool,
}
MERGE = {
    "files": [FILE],
    "observations": int,
    "conflicts": int,
    "missing": [str],
    "confirmed": [str],
}
KINDS = {"strength", "consideration", "quote", "fact", "follow_up", "plain"}
SECTORS = {"local_government", "nhs", "primary_care", "voluntary", "care_provider"}
FINDING = {
    "id": str,
    "headline": str,
    "kind": {"strength", "consideration"},
    "state": {"draft", "present", "report_only", "verbal_only", "dropped"},
    "theme": str,
    "sessions": int,
    "peers": int,
    "organisations": int,
    "observations": int,
    # Added since.
    "documents": int,
    "sources": [{"heard", "seen", "read"}],
}


def test_demo_says_where_everything_is(played: Performance):
    fits(
        played.facts,
        {
            "lead": str,
            "peers": [str],
            "exports": [str],
            "merged": str,
            "report": str,
            "presentation": str,
            "passphrase_files": dict.fromkeys(played.facts["passphrase_files"], str),
            "team_identity": str,
        },
    )
    stores = [played.facts["lead"], *played.facts["peers"]]
    assert len(stores) == 6
    assert set(played.facts["passphrase_files"]) == set(stores)
    single = [played.facts[name] for name in ("merged", "report", "presentation", "team_identity")]
    files = [*single, *played.facts["exports"], *played.facts["passphrase_files"].values()]
    assert len(played.facts["exports"]) == 15
    assert all(Path(file).is_file() for file in files)
    assert all((Path(store) / "store.db").is_file() for store in stores)
    assert len(played.ended.out.splitlines()) == 1


def test_merge_tells_of_new_old_repeated_and_refused_files(copies: Copies, tmp_path: Path):
    notes = "A new note after the visit\nAnd one more\n"
    copies.ask("note", copies.peer, "--session", "unpaid carers", given=notes).worked()
    fresh = tmp_path / "fresh.peerdesk"
    copies.ask("export", copies.peer, fresh).worked()
    exports = copies.played.facts["exports"]
    torn = tmp_path / "torn.peerdesk"
    torn.write_bytes(fresh.read_bytes()[:-9])
    before = copies.ask("evidence", copies.lead).worked().json()["observations"]
    ended = copies.ask("merge", copies.lead, exports[0], fresh, fresh, torn, exports[-1])
    assert (ended.status, ended.err) == (1, "")
    found = ended.json()
    fits(found, MERGE)
    statuses = [one["status"] for one in found["files"]]
    assert statuses == ["old", "merged", "already", "refused", "already"]
    assert [one["new"] for one in found["files"]] == [0, 2, 0, 0, 0]
    assert [bool(one["reason"]) for one in found["files"]] == [False, False, False, True, False]
    assert [one["file"] for one in found["files"]][1:4] == [str(fresh), str(fresh), str(torn)]
    assert found["observations"] == before + 2


def test_merge_without_a_refusal_ends_well_and_names_who_is_missing_today(copies: Copies):
    ended = copies.ask("merge", copies.lead, copies.played.facts["merged"]).worked()
    fits(ended.json(), MERGE)
    assert ended.json()["files"][0]["status"] == "already"
    assert set(ended.json()["missing"]) <= {
        member["name"] for member in demo_content.load("setup.toml")["team"]
    }


def test_a_trial_merge_has_the_same_shape_and_keeps_nothing(copies: Copies, tmp_path: Path):
    copies.ask("note", copies.peer, "--session", "unpaid carers", given="One\n").worked()
    fresh = tmp_path / "fresh.peerdesk"
    copies.ask("export", copies.peer, fresh).worked()
    for _ in range(2):
        found = copies.ask("merge", copies.lead, fresh, "--dry-run").worked().json()
        fits(found, MERGE)
        assert found["files"][0]["status"] == "merged"
        assert found["files"][0]["new"] == 1


def test_search_lists_notes(unchanged: Copies):
    found = unchanged.ask("search", unchanged.lead, "hospital").worked().json()
    note = {
        "id": str,
        "session": str,
        "peer": str,
        "text": str,
        "themes": [str],
        "kind": KINDS,
        "at": str,
        # Added since.
        "session_id": str,
        "initials": str,
    }
    fits(found, [note])
    assert all("hospital" in one["text"].lower() for one in found)
    assert found
    assert unchanged.ask("search", unchanged.lead, "zzzzzz").worked().json() == []


def test_evidence_counts_itself(unchanged: Copies):
    found = unchanged.ask("evidence", unchanged.lead).worked().json()
    shape = {
        "observations": int,
        "sessions": int,
        "people": int,
        "organisations": int,
        "hours": int,
        "coverage": [
            {
                "theme": str,
                "sector": SECTORS | {"residents", "other"},
                "sessions": int,
                "observations": int,
                "theme_name": str,  # added since
            }
        ],
        "findings": [FINDING],
    }
    fits(found, shape)
    lines = demo_content.noted_lines().values()
    assert found["observations"] == sum(len(noted) for noted in lines)
    assert len(found["findings"]) == len(demo_content.load("findings.toml")["findings"])
    assert len(found["coverage"]) >= 6 * 5


def test_findings_lists_both(unchanged: Copies):
    found = unchanged.ask("findings", unchanged.lead).worked().json()
    recommendation = {"id": str, "number": int, "text": str, "findings": [str]}
    fits(found, {"findings": [FINDING], "recommendations": [recommendation]})
    numbers = [one["number"] for one in found["recommendations"]]
    assert numbers == list(range(1, len(demo_content.recommendations()) + 1))


NAMED = """
[[findings]]
headline = "What one director said to us"
narrative = "{name} told the team so; call 01632 960123 or write to someone@example.org."
kind = "strength"
theme = "vision"
state = "present"
"""


@pytest.mark.parametrize("command", ["report", "present"])
def test_a_document_the_gate_refuses_says_where_and_why(
    copies: Copies, tmp_path: Path, command: str
):
    name = demo_content.participants()[0]
    file, out = tmp_path / "named.toml", tmp_path / "document"
    file.write_text(NAMED.format(name=name), encoding="utf-8")
    copies.ask("findings", copies.lead, "--from", file).worked()
    ended = copies.ask(command, copies.lead, out)
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1
    found = ended.json()
    flag = {"where": str, "text": str, "reason": str, "kind": str}
    fits(found, {"flags": [flag]})
    assert {one["kind"] for one in found["flags"]} >= {"name", "email", "telephone"}
    assert not out.exists()


def test_check_verifies_and_equal_unions_have_equal_digests(played: Performance):
    shape = {"ok": bool, "problems": [str], "changes": int, "devices": int, "digest": str}
    stores = [played.facts["lead"], played.facts["peers"][-1]]
    found = [
        peerdesk("check", store, "--passphrase-file", secret, "--json").worked().json()
        for store in stores
        for secret in [played.facts["passphrase_files"][store]]
    ]
    for one in found:
        fits(one, shape)
        assert (one["ok"], one["problems"], one["devices"]) == (True, [], 6)
    assert found[0] == found[1]
