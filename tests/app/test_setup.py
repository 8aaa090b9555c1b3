"""The Setup page by the keyboard: unhappy paths first, then a setup from nothing to the packs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from peerdesk.app.setup import model
from peerdesk.app.setup.fields import RecordFields
from peerdesk.app.setup.view import SetupPage
from peerdesk.app.team.view import TeamPage
from peerdesk.domain.ids import RecordId
from peerdesk.exchange.joining import read_team_pack
from peerdesk.store import reading
from peerdesk.store.store import Store
from tests.app.beginning import NEW, choose, press_button, save_as, tab_to
from tests.app.beginning import fill as type_in
from tests.app.conftest import Screen

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(lead: Screen) -> SetupPage:
    """Return the Setup page of a lead, in front."""
    made = lead.go("setup")
    assert isinstance(made, SetupPage)
    return made


def read(screen: Screen, ask: Callable[[Store], object]) -> object:
    """Return what is stored."""
    found: list[object] = []
    job = screen.context.jobs.post(ask)
    job.done.connect(found.append)
    screen.rest()
    return found[0]


def fill(screen: Screen, form: RecordFields, name: str, text: str) -> None:
    """Type over a field, and wait until it is saved."""
    field = form.fields[name]
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    first, *others = text.split("\n")
    screen.type(first)
    for line in others:
        screen.press(Qt.Key.Key_Return)
        screen.type(line)
    screen.saved()
    screen.rest()


def test_an_end_before_the_start_stays_in_the_form_and_says_so(
    lead: Screen, page: SetupPage
) -> None:
    before = read(lead, reading.challenge)
    fill(lead, page.challenge, "end", "1 January 2020")
    assert "before the first" in page.challenge.trouble.text()
    assert read(lead, reading.challenge) == before
    fill(lead, page.challenge, "end", "31/12/2030")
    assert not page.challenge.trouble.text()
    assert read(lead, lambda store: reading.challenge(store).end) == date(2030, 12, 31)


def test_two_members_cannot_have_one_name(lead: Screen, page: SetupPage) -> None:
    page.tabs.setCurrentIndex(model.TEAM)
    names = [member.name for member in reading_members(lead)]
    page.team.table.view.selectRow(1)
    fill(lead, page.team.form, "name", names[0])
    assert "already the name of another" in page.team.form.trouble.text()
    assert len({m.name for m in reading_members(lead)}) == len(names)


def reading_members(screen: Screen) -> tuple:
    found = read(screen, reading.members)
    assert isinstance(found, tuple)
    return found


def test_an_organisation_that_is_spoken_of_is_not_deleted(lead: Screen, page: SetupPage) -> None:
    page.tabs.setCurrentIndex(model.ORGANISATIONS)
    known = read(lead, reading.organisations)
    section = page.organisations

    def speak(store: Store) -> None:
        member = reading.members(store)[0].id
        store.change(member, {f"interest:{section.current}": True})

    read(lead, speak)
    section.table.view.setFocus()
    lead.press(Qt.Key.Key_Delete)
    lead.rest()
    assert "so it was not deleted" in lead.window.message_bar.sentence
    assert read(lead, reading.organisations) == known


def test_a_spoilt_theme_set_says_where_and_changes_nothing(
    lead: Screen, page: SetupPage, tmp_path: Path
) -> None:
    known = read(lead, reading.themes)
    file = tmp_path / "ours.toml"
    file.write_text('[template]\ntitle = "Ours"\n[[themes]]\nname = "A"\ntag = "a b"\n')
    page.templates.take_file(file)
    lead.rest()
    assert "number 1: the tag" in lead.window.message_bar.sentence
    assert read(lead, reading.themes) == known


def test_themes_are_taken_from_a_set_moved_and_taken_back(lead: Screen, page: SetupPage) -> None:
    page.tabs.setCurrentIndex(model.THEMES)
    before = read(lead, reading.themes)
    lead.rest()
    page.templates.take.setFocus()
    lead.press(Qt.Key.Key_Space)
    lead.rest()
    assert "Governance and culture" in [row.words[0] for row in page.themes.table.rows.rows]
    last = page.themes.table.rows.rows[-1].id
    page.themes.table.view.selectRow(len(page.themes.table.rows.rows) - 1)
    page.themes.table.view.setFocus()
    lead.press(Qt.Key.Key_Up, ALT)
    lead.rest()
    assert page.themes.table.rows.rows[-2].id == last and page.themes.current == last
    lead.press(Qt.Key.Key_Z, CTRL)
    lead.rest()
    lead.press(Qt.Key.Key_Z, CTRL)
    lead.rest()
    assert read(lead, reading.themes) == before


def test_what_was_typed_just_before_another_is_chosen_is_saved_and_taken_back(
    lead: Screen, page: SetupPage
) -> None:
    page.tabs.setCurrentIndex(model.TEAM)
    before = reading_members(lead)
    page.team.form.fields["organisation"].setFocus()
    lead.type("Elsewhere ")
    page.team.table.view.selectRow(1)
    page.team.table.view.setFocus()
    lead.saved()
    lead.rest()
    assert reading_members(lead)[0].organisation.startswith("Elsewhere")
    assert page.team.form.record == before[1].id
    lead.press(Qt.Key.Key_Z, CTRL)
    lead.rest()
    assert reading_members(lead) == before


def test_a_question_that_changes_its_words_stays_the_same_one(
    lead: Screen, page: SetupPage
) -> None:
    page.tabs.setCurrentIndex(model.THEMES)
    form = page.themes.form
    theme = RecordId(page.themes.current)
    fill(lead, form, "questions", "Who decides?\nWho pays?")
    first = questions(lead, theme)
    fill(lead, form, "questions", "Who decides?\nWho waits?\nWho pays?")
    second = questions(lead, theme)
    assert [text for _, text in second] == ["Who decides?", "Who waits?", "Who pays?"]
    assert second[0] == first[0]


def questions(screen: Screen, theme: RecordId) -> list[tuple[str, str]]:
    found = read(screen, reading.themes)
    assert isinstance(found, tuple)
    one = next(t for t in found if t.id == theme)
    return [(question.id, question.text) for question in one.questions]


def test_a_new_member_gets_initials_and_interests_by_keyboard(
    lead: Screen, page: SetupPage
) -> None:
    page.tabs.setCurrentIndex(model.TEAM)
    page.team.add.setFocus()
    lead.press(Qt.Key.Key_N, CTRL, SHIFT)
    lead.until(lambda: lead.focus is page.team.form.fields["name"])
    lead.type("Dr Oona Quill")
    lead.saved()
    lead.rest()
    tick = next(f for n, f in page.team.form.fields.items() if n.startswith("interest:"))
    tick.setFocus()
    lead.press(Qt.Key.Key_Space)
    lead.saved()
    lead.rest()
    made = reading_members(lead)[-1]
    assert (made.name, made.initials, len(made.interest)) == ("Dr Oona Quill", "OQ", 1)


def test_the_checklist_leads_to_what_is_missing(lead: Screen, page: SetupPage) -> None:
    words = [made.text() for made in page.checklist.buttons]
    wanted = "When notes are destroyed"
    page.checklist.buttons[words.index(wanted)].setFocus()
    lead.press(Qt.Key.Key_Space)
    assert lead.focus is page.challenge.fields["retention"]
    fill(lead, page.challenge, "retention", "1 May 2090")
    lead.until(lambda: wanted not in [b.text() for b in page.checklist.buttons])


def test_peers_have_no_setup(peer: Screen) -> None:
    assert not peer.desk.has("setup")


def test_a_lead_goes_from_an_empty_laptop_to_the_packs_after_days_the_wrong_way_round(
    screen_on_nothing: Screen, tmp_path: Path
) -> None:
    screen = screen_on_nothing
    press_button(screen, "Set up a challenge")
    form = screen.window.unlock.begin.setup_form
    assert form is not None
    screen.until(lambda: form.empty.sets.count() == 6)
    press_button(screen, "Start empty")
    type_in(screen, "Title of the challenge", "Quillshire peer challenge")
    type_in(screen, "First day on site", "12 November 2030")
    type_in(screen, "Last day on site", "10 November 2030")
    type_in(screen, "Your name, with any title", "Ada Marsh")
    choose(screen, "Theme set", "Youth justice")
    for name in ("Your own passphrase", "The same passphrase again"):
        type_in(screen, name, NEW)
    screen.press(Qt.Key.Key_Return)
    screen.until(lambda: "the end is before the start" in form.trouble)
    type_in(screen, "Last day on site", "14/11/2030")
    tab_to(screen, "The same passphrase again")
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        screen.press(Qt.Key.Key_Return)
    set_up_the_rest(screen)
    send_out(screen, tmp_path / "team.peerdesk")


def set_up_the_rest(screen: Screen) -> None:
    """Add an organisation and a deputy on the Setup page, which opens by itself."""
    screen.rest()
    page = screen.desk.page("setup")
    assert isinstance(page, SetupPage) and page.isVisible()
    assert len(page.themes.table.rows.rows) == 6
    missing = [made.text() for made in page.checklist.buttons]
    assert "Timetable" in missing and "Themes" not in missing
    press_button(screen, "Organisations")
    assert screen.focus is page.organisations.add
    screen.press(Qt.Key.Key_Space)
    screen.until(lambda: screen.focus is page.organisations.form.fields["name"])
    screen.type("Quillshire Council")
    screen.saved()
    screen.rest()
    press_button(screen, "Deputy not yet named")
    screen.press(Qt.Key.Key_N, CTRL, SHIFT)
    screen.until(lambda: screen.focus is page.team.form.fields["name"])
    screen.type("Councillor Ben Okoro")
    choose(screen, "Role in the team", "Member peer")
    choose(screen, "Rights", "Deputy")
    type_in(screen, "Party, of member peers only", "Independent")
    screen.saved()
    screen.rest()
    ben = reading_members(screen)[-1]
    assert (ben.initials, ben.rights, ben.party) == ("BO", "deputy", "Independent")
    homes = read(screen, reading.organisations)
    assert isinstance(homes, tuple) and homes[0].short == "quillshire"


def send_out(screen: Screen, file: Path) -> None:
    """Make the team pack on the Team page and read it again."""
    screen.press(Qt.Key.Key_5, CTRL, ALT)
    page = screen.desk.page("team")
    assert isinstance(page, TeamPage) and page.isVisible()
    tab_to(screen, page.tabs.accessibleName())
    for _ in range(2):
        screen.press(Qt.Key.Key_Right)
    press_button(screen, "Make the team pack…")
    save_as(screen, file)
    screen.qtbot.waitUntil(lambda: bool(page.send_out.words.text), timeout=30_000)
    pack = read_team_pack(file, page.send_out.words.text)
    assert [member.name for member in pack.members] == ["Ada Marsh", "Councillor Ben Okoro"]
