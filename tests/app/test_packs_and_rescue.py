"""The lead's side of joining, and getting back in, by the keyboard alone and with real files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from peerdesk.app.team.view import TeamPage
from peerdesk.exchange.joining import join_challenge, read_team_pack
from peerdesk.exchange.packing import write_export
from peerdesk.store import opening, reading
from tests.app import beginning
from tests.app.beginning import NEW, choose, fill, lock, press_button, save_as, tab_to
from tests.app.conftest import Screen

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Open = Callable[[Path | None], Screen]


def team_page(screen: Screen, tab: int) -> TeamPage:
    screen.press(Qt.Key.Key_5, CTRL, ALT)
    page = screen.desk.page("team")
    assert isinstance(page, TeamPage) and page.isVisible()
    screen.rest()
    go_to_tab(screen, page, tab)
    return page


def go_to_tab(screen: Screen, page: TeamPage, tab: int) -> None:
    """Go to a tab by Tab and the arrows."""
    tab_to(screen, page.tabs.accessibleName())
    while page.tabs.currentIndex() != tab:
        screen.press(Qt.Key.Key_Right if page.tabs.currentIndex() < tab else Qt.Key.Key_Left)


def make_pack(screen: Screen, page: TeamPage, file: Path) -> str:
    press_button(screen, "Make the team pack…")
    save_as(screen, file)
    screen.qtbot.waitUntil(lambda: bool(page.send_out.words.text), timeout=30_000)
    return page.send_out.words.text


def test_a_pack_waits_for_a_deputy_and_a_late_joiner_gets_one_of_their_own(
    lead: Screen, tmp_path: Path
) -> None:
    page = team_page(lead, 2)
    press_button(lead, "Make the team pack…")
    assert "Name a deputy first" in lead.window.message_bar.sentence
    press_button(lead, "Go on without one")
    assert "why there is no deputy" in page.send_out.deputy._trouble.text()
    choose(lead, "Who is the deputy", "Ben Okoro")
    press_button(lead, "Make them the deputy")
    lead.until(lambda: page.send_out.deputy.isHidden())
    lead.rest()
    choose(lead, "Who the team pack is for", "Somebody who is not in the team yet")
    fill(lead, "The full name of who is new", "Sam Late")
    choose(lead, "What they are in the team", "Health peer")
    file = tmp_path / "late.peerdesk"
    words = make_pack(lead, page, file)
    assert lead.focus is page.send_out.words.hide_button
    lead.press(Qt.Key.Key_Space)
    assert page.send_out.words.text == ""
    pack = read_team_pack(file, words.upper())
    meant = next(member for member in pack.members if member.id == pack.meant_for)
    assert (meant.name, meant.initials, meant.role.label) == ("Sam Late", "SL", "Health peer")


def test_a_second_laptop_of_a_name_is_the_same_persons_or_someone_elses(
    lead: Screen, tmp_path: Path
) -> None:
    page = team_page(lead, 2)
    fill(lead, "Why there is no deputy", "Two of us share this laptop")
    press_button(lead, "Go on without one")
    lead.until(lambda: page.send_out.deputy.isHidden())
    lead.rest()
    words = make_pack(lead, page, tmp_path / "team.peerdesk")
    pack = read_team_pack(tmp_path / "team.peerdesk", words)
    for number in range(3):
        folder = tmp_path / f"laptop{number}"
        with join_challenge(pack, folder, NEW, "Ben Okoro") as store:
            write_export(store, tmp_path / f"{number}.peerdesk")
    page.bring_in.bring_in([tmp_path / f"{number}.peerdesk" for number in range(3)])
    lead.until(lambda: "3 laptops" in page._waiting.text())
    first, more = "This laptop says it is Ben Okoro", "A second laptop says it is Ben Okoro"
    for said, new, left in ((first, "", "2"), (more, "", "1"), (more, "Ben Okoro-Hart", "")):
        answer_whose(lead, page, said, new)
        lead.until(partial(says_waiting, page, left))
    names: list[list[str]] = []
    job = lead.context.jobs.post(lambda store: [m.name for m in reading.members(store)])
    job.done.connect(names.append)
    lead.rest()
    assert names == [["Ada Marsh", "Ben Okoro", "Ben Okoro-Hart"]]


def says_waiting(page: TeamPage, left: str) -> bool:
    return left in page._waiting.text() if left else page._waiting_row.isHidden()


def answer_whose(lead: Screen, page: TeamPage, said: str, new: str) -> None:
    """Confirm the laptop in hand as whose it says it is, or as somebody new's."""
    go_to_tab(lead, page, 1)
    lead.until(lambda: page.laptops._question.text().startswith(said))
    assert page.laptops.whose.currentText().startswith("Ben Okoro")
    if new:
        choose(lead, "Whose laptop it is", "Someone else")
        fill(lead, "The full name of who is new", new)
    press_button(lead, "Confirm this laptop")


def test_a_forgotten_passphrase_is_rescued_by_two_files(
    open_on: Open, peer_store: Path, noted_store: Path, tmp_path: Path
) -> None:
    asked, answer = tmp_path / "help.peerdesk-help", tmp_path / "in.peerdesk-answer"
    screen = open_on(peer_store)
    press_button(screen, "I forgot my passphrase")
    form = screen.window.unlock.begin.rescue_form
    assert form is not None
    press_button(screen, "Save the file for your lead…")
    assert "passphrase of your own" in form.trouble
    beginning.passphrase(screen, NEW)
    screen.press(Qt.Key.Key_Return)
    save_as(screen, asked)
    screen.until(lambda: form.words.text)
    words = form.words.text
    answer_as_lead(open_on(noted_store), noted_store, words, asked, answer)
    press_button(screen, "Back")
    press_button(screen, "I forgot my passphrase")
    fill(screen, "The lead’s answer", str(asked))
    fill(screen, "The new passphrase you chose", NEW)
    screen.press(Qt.Key.Key_Return)
    screen.until(lambda: "not for the rescue" in form.trouble)
    fill(screen, "The lead’s answer", str(answer))
    tab_to(screen, "The new passphrase you chose")
    with screen.qtbot.waitSignal(screen.window.arrived, timeout=20_000):
        screen.press(Qt.Key.Key_Return)
    with screen.qtbot.waitSignal(screen.window.locked, timeout=10_000):
        screen.window.lock()
    with opening.open_store(peer_store, NEW) as store:
        assert len(reading.observations(store)) == 4


def answer_as_lead(screen: Screen, folder: Path, words: str, asked: Path, answer: Path) -> None:
    """Answer a request on the lead's laptop when the words are the same."""
    screen.open(folder)
    page = team_page(screen, 3)
    (asked.parent / "letter").write_text("Dear lead")
    page.getting_back.open_request([asked.parent / "letter"])
    screen.until(lambda: "not a rescue request" in screen.window.message_bar.sentence)
    press_button(screen, "Open the file they sent…")
    save_as(screen, asked)
    screen.until(lambda: page.getting_back.words.text)
    assert page.getting_back.words.text == words
    press_button(screen, "The words are the same: save the answer…")
    save_as(screen, answer)
    screen.until(answer.exists)
    screen.until(lambda: "answer is saved" in screen.window.message_bar.sentence)
    lock(screen)
    screen.window.close()
