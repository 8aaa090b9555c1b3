import json
import math
from pathlib import Path

import pytest

from peerdesk.cli.bench.command import PARTS, measure
from peerdesk.cli.bench.growth import growth
from peerdesk.cli.bench.measure import Row
from peerdesk.cli.bench.sizes import Size
from tests.cli.desk import run

TINY = Size("tiny", 20, 1, samples=6)
WINDOWS = "windows"
# DESIGN.md section 10.
LIMITS = {
    "autosave commit, p50": 2,
    "autosave commit, p99": 2,
    "open any session, p99": 1.5,
    "search as you type, first 50 hits, p99": 1.5,
    "merge nine members' exports": 4,
    "merge of files already merged": 1.5,
    "peak memory, merge": 2.5,
    "Word report": 1.5,
    "slides": 1.3,
    "cold start to the passphrase prompt": 1.6,
    "unlock to Today painted, less the key derivation": 2,
    "key press to painted frame, p99, 500 observations in the session": 1.5,
    "peak memory, app with the store open": 1.5,
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    folder = tmp_path_factory.mktemp("bench")
    measured = list(measure(TINY, folder, [part for part in PARTS if part != WINDOWS]))
    assert list(folder.iterdir()) == []
    return measured


def test_every_row_without_a_window_is_measured_against_the_limit_of_the_design(
    rows: list[Row],
) -> None:
    found = {row.name: row.limit for row in rows if row.limit is not None}
    assert found == dict(list(LIMITS.items())[:9])


def test_every_row_holds_real_numbers_and_says_what_it_stands_beside(rows: list[Row]) -> None:
    for row in rows:
        told = row.to_json()
        assert list(told) == ["name", "size", "ratio", "limit", "seconds", "mb", "versus"]
        assert told["size"] == "tiny" and told["versus"]
        for number in (told["ratio"], told["seconds"], told["mb"]):
            assert isinstance(number, float) and math.isfinite(number) and number > 0, told


def test_a_verdict_is_in_words_and_only_where_there_is_a_limit() -> None:
    def verdict(ratio: float, limit: float | None) -> str:
        return Row("a row", "s", ratio, limit, 1.0, 1.0, "something").verdict

    assert [verdict(2, 2), verdict(2.01, 2), verdict(9, None)] == ["holds", "over", ""]


def test_growth_compares_the_same_work_at_two_sizes() -> None:
    def row(name: str, size: str, seconds: float) -> Row:
        return Row(name, size, 1.0, 4.0, seconds, 50.0, "something")

    grown = growth(
        [row("merge nine members' exports", "m", 2.0), row("autosave commit, p50", "m", 1.0)],
        [row("merge nine members' exports", "l", 11.0), row("autosave commit, p50", "l", 1.0)],
    )
    assert [(r.name, r.size, r.ratio, r.limit) for r in grown] == [
        ("growth, merge nine members' exports", "l", 5.5, 6.0)
    ]


def test_a_size_that_is_not_there_is_wrong_usage() -> None:
    assert run("bench", "--size", "xl").exit_code == 2


@pytest.mark.campaign
def test_the_smallest_size_runs_through_and_prints_json(tmp_path: Path) -> None:
    result = run("bench", "--size", "s", "--dir", str(tmp_path), "--json")
    assert result.exit_code == 0
    told = {row["name"]: row["limit"] for row in json.loads(result.stdout)["rows"]}
    assert {name: limit for name, limit in told.items() if limit is not None} == LIMITS
    assert list(tmp_path.iterdir()) == []
