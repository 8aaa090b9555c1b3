"""What the demo challenge must be: complete, unrepeated, consistent, and safe to feed back.

Reads the files with nothing but tomllib, so that a fault here is a fault of the content."""

import datetime as dt
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
DAYS = [dt.date(2026, 11, 10), dt.date(2026, 11, 11), dt.date(2026, 11, 12)]
MARKS = {"+ ": "strength", "! ": "consideration", "= ": "fact", "> ": "follow_up"}
QUOTATION = ("\u201c", '"', "\u2018", "'")
EMAIL = re.compile(r"\S+@\S+\.\w+")
PHONE = re.compile(r"\b0\d{3,4} ?\d{6}\b")
VERDICTS = re.compile(
    r"\b(fail\w*|inadequa\w*|poor\w*|unacceptabl\w*|dysfunction\w*|weak\w*|bad(ly)?)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Note:
    """One observation as typed and as it reads once its marks are gone."""

    peer: str
    day: int
    title: str
    raw: str
    text: str
    kind: str
    tags: frozenset[str]
    shorts: frozenset[str]


@cache
def load(name: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / name).read_text(encoding="utf-8"))


def sessions() -> list[dict[str, Any]]:
    return list(load("setup.toml")["sessions"])


def participants() -> list[dict[str, Any]]:
    return [person for session in sessions() for person in session.get("participants", [])]


def surname_words() -> set[str]:
    """Return the surnames' words of four letters or more, in lower case."""
    surnames = [person["name"].split(" ", 1)[1] for person in participants() if "name" in person]
    return {word.lower() for name in surnames for word in re.findall(r"\w+", name) if len(word) > 3}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def note_files() -> list[Path]:
    return sorted((DEMO / "notes").glob("*.toml"))


def noted() -> list[tuple[str, int, dict[str, Any]]]:
    """Return (initials, day, session table) for every session table of every notes file."""
    found = []
    for path in note_files():
        initials, day = path.stem.split("-day")
        tables = load(f"notes/{path.name}")["sessions"]
        found += [(initials, int(day), table) for table in tables]
    return found


def session_for(part: str) -> dict[str, Any]:
    matching = [session for session in sessions() if part.lower() in session["title"].lower()]
    assert len(matching) == 1, f"{part!r} is in {len(matching)} titles"
    return matching[0]


def read_line(peer: str, day: int, title: str, line: str) -> Note:
    kind = MARKS.get(line[:2], "quote" if line.startswith(QUOTATION) else "plain")
    body = line[2:] if line[:2] in MARKS else line
    tags = frozenset(re.findall(r"(?<!\S)#([A-Za-z][\w-]*)", body))
    shorts = frozenset(re.findall(r"(?<!\S)@([A-Za-z][\w-]*)", body))
    text = " ".join(re.sub(r"(?<!\S)[#@][A-Za-z][\w-]*", "", body).split())
    return Note(peer, day, title, line, text, kind, tags, shorts)


@cache
def notes() -> tuple[Note, ...]:
    return tuple(
        read_line(peer, day, session_for(table["session"])["title"], line)
        for peer, day, table in noted()
        for line in table.get("lines", [])
    )


def findings() -> list[dict[str, Any]]:
    return list(load("findings.toml")["findings"])


def recommendations() -> list[dict[str, Any]]:
    return list(load("findings.toml")["recommendations"])


def feedback_texts() -> list[str]:
    """Return every sentence that can reach a feedback document, evidence left out."""
    told = [finding[part] for finding in findings() for part in ("headline", "narrative")]
    return told + [recommendation["text"] for recommendation in recommendations()]


def evidence_notes(finding: dict[str, Any]) -> list[Note]:
    return [note for snippet in finding["evidence"] for note in notes() if snippet in note.text]


def is_slip(note: Note) -> bool:
    named = surname_words() & set(words(note.raw))
    return bool(named or EMAIL.search(note.raw) or PHONE.search(note.raw))


def test_the_team_is_six_with_one_lead_one_deputy_and_a_member_with_a_party() -> None:
    team = load("setup.toml")["team"]
    assert Counter(member["rights"] for member in team) == {"lead": 1, "deputy": 1, "peer": 4}
    assert len({member["initials"] for member in team}) == 6
    assert [bool(m.get("party")) for m in team] == [m["role"] == "member_peer" for m in team]


def test_focus_areas_have_three_or_four_questions_and_an_author_in_the_team() -> None:
    initials = {member["initials"] for member in load("setup.toml")["team"]}
    areas = load("setup.toml")["focus_areas"]
    assert len({area["tag"] for area in areas}) == len(areas) == 6
    assert all(3 <= len(area["questions"]) <= 4 and area["author"] in initials for area in areas)


def test_there_are_forty_sessions_with_unique_titles_and_every_kind_a_team_meets() -> None:
    assert len({session["title"] for session in sessions()}) == len(sessions()) == 40
    kinds = Counter(session["kind"] for session in sessions())
    assert kinds["team_meeting"] == 3 and kinds["reading"] == 2 and kinds["site_visit"] >= 3
    assert kinds["focus_group"] >= 8 and kinds["meeting_observed"] >= 3 and kinds["interview"] >= 12
    assert {session.get("stream") for session in sessions()} >= {"A", "B"}
    assert all(("document" in s) == (s["kind"] == "reading") for s in sessions())


def test_sessions_are_in_working_hours_of_the_three_days() -> None:
    for session in sessions():
        start, end = session["start"], session["end"]
        assert start.date() == end.date() and start.date() in DAYS
        assert dt.time(7, 30) <= start.time() < end.time() <= dt.time(20, 0)
        assert dt.timedelta(minutes=30) <= end - start <= dt.timedelta(hours=4)


def test_no_peer_is_in_two_sessions_at_once() -> None:
    for one, other in combinations(sessions(), 2):
        if one["start"] < other["end"] and other["start"] < one["end"]:
            both = set(one["peers"]) & set(other["peers"])
            assert not both, f"{both} in {one['title']} and {other['title']}"


def test_streams_do_not_overlap_themselves() -> None:
    for one, other in combinations([s for s in sessions() if "stream" in s], 2):
        if one["stream"] == other["stream"]:
            assert one["end"] <= other["start"] or other["end"] <= one["start"]


def test_initials_and_organisations_in_the_timetable_are_defined() -> None:
    setup = load("setup.toml")
    initials = {member["initials"] for member in setup["team"]}
    shorts = [organisation["short"] for organisation in setup["organisations"]]
    assert len(set(shorts)) == len(shorts)
    assert {peer for session in sessions() for peer in session["peers"]} == initials
    assert {person["organisation"] for person in participants()} == set(shorts)
    assert all(person.get("expected", 1) == 1 for person in participants() if "name" in person)


def test_every_notes_session_is_one_of_that_peer_on_that_day() -> None:
    for peer, day, table in noted():
        session = session_for(table["session"])
        assert peer in session["peers"], f"{peer} was not in {session['title']}"
        assert session["start"].date() == DAYS[day - 1], session["title"]


def test_every_peer_has_notes_on_every_day_and_no_session_twice_in_a_file() -> None:
    team = {member["initials"] for member in load("setup.toml")["team"]}
    assert {path.stem for path in note_files()} == {f"{i}-day{d}" for i in team for d in (1, 2, 3)}
    taken = Counter((peer, session_for(table["session"])["title"]) for peer, _, table in noted())
    assert max(taken.values()) == 1


def test_every_session_a_peer_attended_left_notes() -> None:
    written = {note.title for note in notes()}
    assert written == {session["title"] for session in sessions()}


def test_head_counts_are_of_roles_in_the_timetable() -> None:
    for _, _, table in noted():
        roles = {p["role"] for p in session_for(table["session"]).get("participants", [])}
        assert set(table.get("present", {})) <= roles


def test_most_sessions_have_a_summary_and_exactly_one_was_not_held() -> None:
    tables = [table for _, _, table in noted()]
    assert sum("summary" in table for table in tables) > 0.8 * len(tables)
    assert len([table for table in tables if not table.get("held", True)]) == 1


def test_there_are_more_than_260_observations_and_none_is_said_twice() -> None:
    seen = Counter(" ".join(words(note.text)) for note in notes())
    assert len(notes()) >= 260
    assert [text for text, count in seen.items() if count > 1] == []


def test_no_two_observations_are_nearly_the_same() -> None:
    bags = [(note, set(words(note.text))) for note in notes()]
    for (one, left), (other, right) in combinations(bags, 2):
        assert len(left & right) < 0.6 * len(left | right), (one.raw, other.raw)


def test_every_observation_says_something() -> None:
    assert [note.raw for note in notes() if len(note.text.split()) < 8] == []


def test_all_marks_are_used() -> None:
    kinds = Counter(note.kind for note in notes())
    assert set(kinds) == {"strength", "consideration", "fact", "follow_up", "quote", "plain"}
    assert min(kinds.values()) >= 12


def test_tags_and_shorts_are_defined_before_they_are_used() -> None:
    setup = load("setup.toml")
    areas = {area["tag"] for area in setup["focus_areas"]}
    shorts = {organisation["short"] for organisation in setup["organisations"]}
    emergent = {theme["tag"]: theme for theme in load("emergent.toml")["themes"]}
    assert {theme["by"] for theme in emergent.values()} <= {m["initials"] for m in setup["team"]}
    for note in notes():
        made = {tag for tag, theme in emergent.items() if theme["day"] < note.day}
        assert note.tags <= areas | made and note.shorts <= shorts, note.raw
    assert {tag for note in notes() for tag in note.tags} == areas | set(emergent)
    assert {short for note in notes() for short in note.shorts} == shorts


def test_some_notes_are_unsorted_and_many_are_about_a_relationship() -> None:
    assert sum(not note.tags for note in notes()) >= 20
    assert sum(len(note.shorts) >= 2 for note in notes()) >= 60


@pytest.mark.parametrize(
    "awkward",
    ["+ve", ">65s", "= £4m", "#1 priority", "@ 10.30", "café", "\u2013", "\u201c", "\u2018", "%"],
)
def test_awkward_text_is_among_the_notes(awkward: str) -> None:
    assert any(awkward in note.text for note in notes())


def test_exactly_three_notes_slip_and_no_finding_rests_on_them() -> None:
    slips = [note for note in notes() if is_slip(note)]
    assert len(slips) == 3
    behind = {note.raw for finding in findings() for note in evidence_notes(finding)}
    assert not behind & {note.raw for note in slips}


def test_summaries_name_nobody() -> None:
    for _, _, table in noted():
        summary = table.get("summary", "")
        assert not surname_words() & set(words(summary)), summary
        assert not EMAIL.search(summary) and not PHONE.search(summary), summary


def test_there_are_twenty_findings_and_eight_recommendations() -> None:
    assert len({finding["headline"] for finding in findings()}) == len(findings()) == 20
    states = Counter(finding["state"] for finding in findings())
    assert states == {"present": 17, "report_only": 2, "verbal_only": 1}
    assert Counter(f["kind"] for f in findings()) == {"strength": 8, "consideration": 12}
    assert len(recommendations()) == 8


def test_findings_cover_every_theme() -> None:
    tags = {area["tag"] for area in load("setup.toml")["focus_areas"]}
    tags |= {theme["tag"] for theme in load("emergent.toml")["themes"]}
    assert {finding["theme"] for finding in findings()} == tags


def test_each_snippet_is_in_exactly_one_observation() -> None:
    for finding in findings():
        assert 3 <= len(finding["evidence"]) <= 8
        for snippet in finding["evidence"]:
            found = [note.raw for note in notes() if snippet in note.text]
            assert len(snippet) >= 12 and len(found) == 1, (snippet, found)


def test_no_observation_stands_twice_behind_one_finding() -> None:
    for finding in findings():
        behind = [note.raw for note in evidence_notes(finding)]
        assert len(set(behind)) == len(behind), finding["headline"]


def test_one_finding_rests_on_one_session_and_all_others_on_three_or_more() -> None:
    resting = [{note.title for note in evidence_notes(finding)} for finding in findings()]
    thin, *others = sorted(len(titles) for titles in resting)
    assert thin == 1 and min(others) >= 3
    assert all(len({n.peer for n in evidence_notes(finding)}) >= 2 for finding in findings())


def test_narratives_have_two_to_four_sentences_and_headlines_are_one() -> None:
    for finding in findings():
        assert 2 <= len(re.findall(r"\.(?=\s|$)", finding["narrative"])) <= 4, finding["headline"]
        assert not finding["headline"].endswith(".") and len(finding["headline"]) <= 110


def test_recommendations_rest_on_findings_that_may_be_written() -> None:
    written = {f["headline"] for f in findings() if f["state"] in {"present", "report_only"}}
    for recommendation in recommendations():
        assert recommendation["findings"] and set(recommendation["findings"]) <= written


def test_feedback_names_nobody() -> None:
    peers = {word for member in load("setup.toml")["team"] for word in words(member["name"])}
    names = surname_words() | {word for word in peers if len(word) > 3 and word != "councillor"}
    for text in feedback_texts():
        assert not names & set(words(text)), text
        assert not EMAIL.search(text) and not PHONE.search(text), text


def test_feedback_speaks_of_groups_and_never_of_a_role_one_person_holds() -> None:
    single = {p["role"].lower() for p in participants() if p.get("expected", 1) == 1}
    single |= {role.split(",")[0] for role in single}
    for text in feedback_texts():
        assert [role for role in single if re.search(rf"\b{re.escape(role)}\b", text, re.I)] == []


def test_feedback_passes_no_verdict() -> None:
    assert [text for text in feedback_texts() if VERDICTS.search(text)] == []
