"""What is handed out says what its reader needs and no more; opened again by other libraries."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import docx
import icalendar
import openpyxl
import pytest

from peerdesk.domain.marks import MarkedLine
from peerdesk.domain.words import ObservationKind
from peerdesk.schedule.handout.writing import Form, NotAForm, WholeOnly, hand_out, plan_of, rendered
from peerdesk.schedule.timetable.importing import preview
from peerdesk.store.notes import add_observation
from peerdesk.store.reading import members, sessions
from peerdesk.store.store import Store
from tests.schedule.revised import FIRST, bring_in, written
from tests.store.cheap import cheap_keys
from tests.store.team import lead_store

SECRET = "Nobody must read this sentence"
CLOCK_CHANGE = """
2026-10-24;09:00;09:45;Before;Room 1;;AB
2026-10-25;09:00;09:45;After;Room 1;;AB
"""


@pytest.fixture(scope="module")
def lead(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("handout")
    with cheap_keys(), lead_store(folder / "lead") as store:
        bring_in(store, folder, FIRST.replace("CANCELLED – ", "") + CLOCK_CHANGE)
        bring_in(store, folder, FIRST)
        for session in sessions(store):
            add_observation(store, session.id, MarkedLine(SECRET, ObservationKind.PLAIN))
        yield store


def member(store: Store, initials: str):
    return next(one for one in members(store) if one.initials == initials)


def events(content: bytes) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(content)
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def calendar_of(store: Store, initials: str = "") -> dict[str, Any]:
    whose = member(store, initials) if initials else None
    return events(rendered(store, plan_of(store), Form.CALENDAR, whose))


def words_of(store: Store, initials: str = "") -> tuple[docx.document.Document, str]:
    whose = member(store, initials) if initials else None
    document = docx.Document(BytesIO(rendered(store, plan_of(store), Form.WORD, whose)))
    texts = [one.text for one in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return document, "\n".join(texts)


def test_a_peers_own_holds_their_sessions_and_what_is_for_the_whole_team(lead: Store) -> None:
    _, text = words_of(lead, "CD")
    assert "Timetable of Cy Dee" in text and "Housing officers" in text and "Lunch" in text
    assert "Leader of the Council" not in text and "Trade unions" not in text
    assert "For the team only. Destroy after the visit." in text


def test_everybodys_names_who_goes_who_is_met_and_what_is_cancelled(lead: Store) -> None:
    document, text = words_of(lead)
    assert "Jo Hallam, Chief Executive" in text and "AB Ann Bell" in text and "Carers (8)" in text
    assert "Audit chair\nCancelled" in text
    first = document.tables[-1].rows[0]
    assert first._tr.trPr is not None and "tblHeader" in first._tr.trPr.xml
    assert document.core_properties.title.startswith("Trial: Everybody")
    assert document.core_properties.comments == ""


@pytest.mark.parametrize("form", Form)
def test_no_note_and_no_program_that_made_it_is_in_any_form(lead: Store, form: Form) -> None:
    content = rendered(lead, plan_of(lead), form, None)
    parts = [content]
    if form is not Form.CALENDAR:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = [package.read(name) for name in package.namelist()]
    for part in parts:
        assert SECRET.encode() not in part and b"python-docx" not in part


def test_a_calendar_has_each_session_at_its_hour_on_both_sides_of_a_clock_change(
    lead: Store,
) -> None:
    found = calendar_of(lead, "AB")
    here = {name: found[name]["DTSTART"].dt for name in ("Before", "After")}
    assert {at.astimezone(ZoneInfo("Europe/London")).hour for at in here.values()} == {9}
    assert [at.hour for at in here.values()] == [8, 9]  # in UTC


def test_a_calendar_says_again_which_event_has_changed(lead: Store) -> None:
    before = calendar_of(lead)
    moved = next(one for one in sessions(lead) if one.title == "Police")
    lead.change(moved.id, {"place": "Somewhere else"})
    after = calendar_of(lead)
    assert {name: event["UID"] for name, event in before.items()} == {
        name: event["UID"] for name, event in after.items()
    }
    rise = {name: after[name]["SEQUENCE"] - before[name]["SEQUENCE"] for name in before}
    assert {name for name, by in rise.items() if by} == {"Police"} and rise["Police"] == 1
    states = {str(event["STATUS"]) for name, event in after.items() if name == "Audit chair"}
    assert states == {"CANCELLED"} and "Peers: CD" in after["Police"]["DESCRIPTION"]


def test_the_whole_as_a_workbook_is_known_again_session_by_session(
    lead: Store, tmp_path: Path
) -> None:
    hand_out(lead, tmp_path / "whole.xlsx")
    differences = preview(lead, tmp_path / "whole.xlsx").differences
    assert (differences.new, differences.changed, differences.cancelled) == ((), (), ())
    assert len(differences.same) == len(sessions(lead))


def test_a_workbook_whose_columns_were_moved_and_taken_out_is_still_read_to_the_letter(
    lead: Store, tmp_path: Path
) -> None:
    hand_out(lead, tmp_path / "whole.xlsx")
    book = openpyxl.load_workbook(tmp_path / "whole.xlsx")
    sheet = book["Timetable"]
    sheet.delete_cols(12)
    sheet.insert_cols(1)
    sheet["A1"] = "Parking"
    book.save(tmp_path / "whole.xlsx")
    differences = preview(lead, tmp_path / "whole.xlsx").differences
    assert (differences.new, differences.changed, differences.cancelled) == ((), (), ())


def test_a_workbook_of_one_person_and_an_unknown_ending_are_refused(
    lead: Store, tmp_path: Path
) -> None:
    with pytest.raises(WholeOnly, match="nothing was written"):
        hand_out(lead, tmp_path / "own.xlsx", member(lead, "AB"))
    with pytest.raises(NotAForm, match=r"nothing was written, end it in"):
        hand_out(lead, tmp_path / "timetable.odt")
    assert not list(tmp_path.iterdir())


def test_a_reading_in_a_file_is_known_again(lead: Store, tmp_path: Path) -> None:
    rows = "2026-11-12;09:00;10:00;Reading: case files;;;\n"
    bring_in(lead, tmp_path, rows)
    again = preview(lead, written(tmp_path, rows)).differences
    assert (again.new, again.changed) == ((), ())


def test_a_session_deleted_here_does_not_come_back_unasked(lead: Store, tmp_path: Path) -> None:
    session = next(one for one in sessions(lead) if one.title == "Fire service")
    lead.delete(session.id)
    differences = preview(lead, written(tmp_path, FIRST)).differences
    assert [one.session.id for one in differences.deleted] == [session.id]
    assert differences.new == ()
