"""What stands in the gutter beside a line, and that it fits there."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from peerdesk.app.session.chips import Chip, arranged, chips_of
from peerdesk.app.session.lines import Line
from peerdesk.domain.ids import RecordId
from peerdesk.domain.words import Source

THEME, COUNTY, TRUST = RecordId("a"), RecordId("b"), RecordId("c")
NAMES = {THEME: "flow", COUNTY: "county", TRUST: "acute"}


@pytest.fixture
def metrics(qtbot: QtBot) -> QFontMetrics:
    """Return the measures of the gutter's font."""
    font = QFont()
    font.setPixelSize(12)
    return QFontMetrics(font)


def test_what_must_not_be_missed_comes_first_and_unknown_records_are_left_out() -> None:
    line = Line(
        "k",
        "text",
        themes=frozenset({THEME, RecordId("not here")}),
        organisations=frozenset({COUNTY, TRUST}),
        source=Source.READ,
        speaker="Director",
        for_lead=True,
    )
    words = [chip.text for chip in chips_of(line, NAMES)]
    assert words == ["⚑ lead", "#flow", "@acute", "@county", "read", "– Director"]


def test_a_line_shows_what_it_is_going_to_be_before_its_first_word() -> None:
    assert chips_of(Line("k", "  "), NAMES) == []
    begun = Line("k", "", themes=frozenset({THEME}), for_lead=True)
    assert [chip.text for chip in chips_of(begun, NAMES)] == ["⚑ lead", f"#{NAMES[THEME]}"]


@pytest.mark.parametrize("width", [60, 120, 152, 228])
@pytest.mark.parametrize("rows", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 12])
def test_chips_never_stand_outside_their_rows_and_none_is_forgotten(
    metrics: QFontMetrics, width: int, rows: int, count: int
) -> None:
    chips = [Chip(f"#theme-{'x' * number}") for number in range(count)]
    made = arranged(chips, metrics, width, rows)
    assert len(made) <= rows
    for row in made:
        assert sum(wide for _, wide in row) + 3 * (len(row) - 1) <= width
    shown = [chip.text for row in made for chip, _ in row]
    left = int(shown.pop().removeprefix("+")) if shown and shown[-1].startswith("+") else 0
    assert shown == [chip.text for chip in chips[: len(shown)]]
    assert len(shown) + left == count


def test_the_last_chip_is_cut_rather_than_counted(metrics: QFontMetrics) -> None:
    made = arranged([Chip("⚑ lead"), Chip("– Manager of the carers' centre")], metrics, 152, 1)
    assert [chip.text for chip, _ in made[0]] == ["⚑ lead", "– Manager of the carers' centre"]
