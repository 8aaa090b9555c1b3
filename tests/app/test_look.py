"""Every look, measured: contrast, sizes, and that nothing styles itself."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from peerdesk import resources
from peerdesk.app import pages
from peerdesk.app.context import Context
from peerdesk.app.look import Theme, read_theme, stylesheet
from peerdesk.app.settings import TEXT_SIZES, Settings
from tests.app.conftest import Screen

LOOKS = ("light", "dark", "high-contrast")
APP = Path(__file__).parents[2] / "peerdesk" / "app"
# (text, ground): what the stylesheet and the delegates put on top of each other.
TEXTS = [
    *((ink, ground) for ink in ("text", "muted", "accent") for ground in ("surface", "window")),
    *((ink, "surface") for ink in ("strength", "consideration", "quote", "fact", "follow_up")),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_chosen", "chosen"),
    ("text", "hover"), ("trouble", "trouble_ground"), ("news", "news_ground"),
    ("trouble", "surface"), ("trouble", "window"), ("news", "surface"), ("surface", "text"),
    ("disabled", "window"), ("on_found", "found"), ("text", "slip"), ("trouble", "slip"),
]  # fmt: skip
SIGNS = [("edge", "surface"), ("edge", "window"), ("focus", "surface"), ("focus", "window")]


def luminance(theme: Theme, role: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, definition of relative luminance)."""
    colour = theme.colour(role)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(theme: Theme, one: str, other: str) -> float:
    dark, light = sorted((luminance(theme, one), luminance(theme, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS)
def test_every_text_can_be_read(look: str) -> None:
    theme = read_theme(look)
    least = 7 if look == "high-contrast" else 4.5
    poor = {pair: contrast(theme, *pair) for pair in TEXTS if contrast(theme, *pair) < least}
    assert not poor


@pytest.mark.parametrize("look", LOOKS)
def test_every_outline_and_focus_ring_can_be_seen(look: str) -> None:
    theme = read_theme(look)
    assert all(contrast(theme, *pair) >= 3 for pair in SIGNS)


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_has_the_same_colours_and_fills_the_stylesheet(look: str) -> None:
    theme = read_theme(look)
    assert theme.colours.keys() == read_theme("light").colours.keys()
    for size in TEXT_SIZES:
        assert "$" not in stylesheet(theme, size / 100)


def test_no_widget_styles_itself() -> None:
    styled = [
        path.name
        for path in APP.rglob("*.py")
        if path.name != "look.py"
        and re.search(r"setStyleSheet|#[0-9A-Fa-f]{6}\b", path.read_text())
    ]
    assert not styled


def test_every_icon_of_the_rail_is_there() -> None:
    for name in (*pages.EVERY, "lock"):
        assert "currentColor" in resources.path("icons", f"{name}.svg").read_text()


def test_the_look_and_size_are_remembered(qapp: object, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.choose_look("dark")
    settings.step_text_size(2)
    again = Settings(tmp_path)
    assert (again.look, again.text_size) == ("dark", 125)
    again.step_text_size(99)
    assert again.text_size == 200
    again.step_text_size(0)
    assert again.text_size == 100


@pytest.mark.parametrize("content", ["", "[]", "{", '{"look": "x", "text_size": 13}'])
def test_a_spoilt_settings_file_is_passed_over(qapp: object, tmp_path: Path, content: str) -> None:
    (tmp_path / "look.json").write_text(content)
    assert (Settings(tmp_path).look, Settings(tmp_path).text_size) == ("system", 100)


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_takes_every_look_and_twice_the_size(lead: Screen, look: str) -> None:
    lead.open_first_session()
    lead.context.settings.choose_look(look)
    lead.context.settings.choose_text_size(200)
    for name in pages.LEAD:
        lead.go(name)
        assert not lead.window.grab().isNull()
        assert lead.desk.minimumSizeHint().width() <= 1366
        assert lead.desk.minimumSizeHint().height() <= 768


def test_notes_opened_at_twice_the_size_are_wrapped_beside_their_margins(
    context: Context, open_on: Callable[[Path], Screen], noted_store: Path
) -> None:
    context.settings.choose_text_size(200)
    screen = open_on(noted_store)
    screen.unlock()
    screen.open_first_session()
    screen.type("word " * 40)
    assert screen.notes.editor.horizontalScrollBar().maximum() == 0
