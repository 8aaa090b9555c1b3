"""Broken, protected and hostile timetables: one sentence each, quickly and within little memory."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.timetable.reading import read_timetable
from tests.cli.desk import surroundings
from tests.schedule.timetables.hostile import READ, REFUSED
from tests.schedule.timetables.listing import known_for

_SECONDS, _MEGABYTES = 10, 500
_CHILD = """
import sys, time
from pathlib import Path
from peerdesk.cli.bench.measure import peak_mb
from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.timetable.reading import read_timetable
from tests.schedule.timetables.listing import known_for
began = time.monotonic()
try:
    read_timetable(Path(sys.argv[1]), known_for(""))
except SetupFault:
    pass
print(time.monotonic() - began, peak_mb())
"""


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "timetable.xlsx"
    path.write_bytes(make())
    with pytest.raises(SetupFault) as refused:
        read_timetable(path, known_for(""))
    said = str(refused.value)
    assert said.startswith("timetable.xlsx") and "; nothing was changed, " in said
    assert said.endswith(".") and "\n" not in said and len(said) < 200


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_what_is_only_strange_is_read_within_bounds(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "timetable.ics"
    path.write_bytes(make())
    for one in read_timetable(path, known_for("")).sessions:
        assert len(one.title) <= 2_000 and len(one.people) <= 1_000


@pytest.mark.campaign
@pytest.mark.parametrize("make", (REFUSED | READ).values(), ids=REFUSED | READ)
def test_no_file_takes_long_or_much_memory(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "timetable.xlsx"
    path.write_bytes(make())
    ran = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path)],
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    seconds, megabytes = map(float, ran.stdout.split())
    assert seconds < _SECONDS and megabytes < _MEGABYTES
