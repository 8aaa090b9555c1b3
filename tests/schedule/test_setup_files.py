from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from peerdesk import resources
from peerdesk.domain.words import Rights, Sector, SessionKind, TeamRole
from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.setup import Setup, SetupParticipant, read_setup
from tests.schedule.made import (
    EXAMPLE_TOML,
    EXAMPLE_XLSX,
    WRITERS,
    Tables,
    at,
    example,
    write_toml,
    write_xlsx,
)

Spoil = Callable[[Tables], object]


@pytest.fixture(params=["toml", "xlsx"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Tables], Setup]:
    """Return a function that writes tables in one of the formats and reads them as a setup."""

    def write_and_read(tables: Tables) -> Setup:
        return read_setup(WRITERS[request.param](tables, tmp_path / f"setup.{request.param}"))

    return write_and_read


def test_both_examples_hold_the_same_challenge() -> None:
    assert read_setup(EXAMPLE_TOML) == read_setup(EXAMPLE_XLSX)


def test_every_field_of_the_example_arrives(read: Callable[[Tables], Setup]) -> None:
    setup = read(example())
    assert setup == read_setup(EXAMPLE_TOML)
    assert setup.challenge.code == "HVL26"
    assert setup.challenge.retention == date(2027, 5, 31)
    assert setup.organisations[1].sector is Sector.NHS
    assert setup.focus_areas[0].questions[1].endswith("who can unstick them?")
    assert setup.team[0].rights is Rights.LEAD and setup.team[2].party == "Independent"
    session = setup.sessions[2]
    assert session.kind is SessionKind.FOCUS_GROUP and session.peers == ("RE", "AN")
    assert session.participants[0] == SetupParticipant("Unpaid carers", "residents", "", 8)
    assert setup.sessions[1].participants[0].expected == 1


def test_the_demo_has_forty_sessions() -> None:
    assert len(read_setup(resources.path("demo", "setup.toml")).sessions) == 40


def test_times_are_local_in_the_zone_of_the_challenge(read: Callable[[Tables], Setup]) -> None:
    tables = example()
    tables["sessions"][0] |= {"start": at("2026-07-01 09:00"), "end": at("2026-07-01 10:00")}
    assert read(tables).sessions[0].start == datetime(2026, 7, 1, 8, tzinfo=UTC)
    tables["challenge"]["time_zone"] = "Europe/Athens"
    assert read(tables).sessions[0].start == datetime(2026, 7, 1, 6, tzinfo=UTC)


def test_dates_may_be_text(read: Callable[[Tables], Setup]) -> None:
    tables = example()
    tables["challenge"]["start"] = "2026-11-24"
    tables["sessions"][0]["start"] = "2026-11-24 08:30"
    tables["sessions"][0]["end"] = "2026-11-24T09:00:00"
    assert read(tables) == read_setup(EXAMPLE_TOML)


def test_words_may_be_labels_in_any_case(read: Callable[[Tables], Setup]) -> None:
    tables = example()
    tables["team"][1]["role"] = "Lead peer"
    tables["sessions"][2]["kind"] = "FOCUS GROUP"
    tables["organisations"][2]["sector"] = "Voluntary and community"
    setup = read(tables)
    assert setup.team[1].role is TeamRole.LEAD_PEER
    assert setup == read_setup(EXAMPLE_TOML)


def test_references_are_kept_as_they_are_spelt_where_defined(
    read: Callable[[Tables], Setup],
) -> None:
    tables = example()
    tables["sessions"][1]["peers"] = ["lh", "jm"]
    tables["focus_areas"][0]["author"] = "lh"
    tables["sessions"][1]["participants"][0]["organisation"] = "COUNCIL"
    assert read(tables) == read_setup(EXAMPLE_TOML)


def test_a_setup_needs_no_sessions_yet(read: Callable[[Tables], Setup]) -> None:
    tables = example()
    del tables["sessions"]
    assert read(tables).sessions == ()


def _set(table: str, number: int, **values: object) -> Spoil:
    return lambda tables: tables[table][number].update(values)


def _challenge(**values: object) -> Spoil:
    return lambda tables: tables["challenge"].update(values)


def _drop(table: str, number: int, key: str) -> Spoil:
    return lambda tables: tables[table][number].pop(key)


FAULTS: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "no challenge": (lambda t: t.pop("challenge"), ("challenge", "missing", "example")),
    "no team": (lambda t: t.pop("team"), ("team", "missing")),
    "no title": (lambda t: t["challenge"].pop("title"), ("title", "missing")),
    "empty name": (_set("team", 1, name="  "), ("team", "name", "missing")),
    "no sector": (_drop("organisations", 0, "sector"), ("organisations", "sector", "missing")),
    "unknown key": (_set("team", 1, intials="XX"), ("intials", "initials")),
    "unknown sector": (_set("organisations", 0, sector="army"), ("army", "primary_care")),
    "unknown kind": (_set("sessions", 0, kind="chat"), ("chat", "focus_group")),
    "bad code": (_challenge(code="../x"), ("code", "letters")),
    "long code": (_challenge(code="X" * 21), ("code", "20")),
    "bad date": (_challenge(start="24 November"), ("24 November", "2026-11-10")),
    "no date at all": (_challenge(end=True), ("“end” is not a text",)),
    "wrong century": (_challenge(start="0026-11-24"), ("year 26",)),
    "end before start": (_challenge(end=date(2026, 11, 1)), ("end is before the start",)),
    "early retention": (_challenge(retention=date(2026, 11, 25)), ("destroyed before",)),
    "unknown zone": (_challenge(time_zone="Europe/Atlantis"), ("time zone", "Europe/London")),
    "a path as zone": (_challenge(time_zone="../../etc/passwd"), ("time zone",)),
    "a number lost its 0": (_challenge(emergency=1632960200), ("first 0",)),
    "doubled initials": (_set("team", 3, initials="lh"), ("initials", "already used")),
    "doubled name": (_set("team", 3, name="leonard  Hale"), ("name", "already used")),
    "doubled tag": (_set("focus_areas", 1, tag="System"), ("tag", "already used")),
    "doubled short": (_set("organisations", 1, short="Council"), ("short", "already used")),
    "doubled title": (
        _set("sessions", 1, title="reading: position STATEMENT"),
        ("title", "already used"),
    ),
    "a tag nobody can type": (_set("focus_areas", 0, tag="1st"), ("tag", "letter")),
    "a short with a space": (_set("organisations", 0, short="the council"), ("short", "letter")),
    "unknown author": (_set("focus_areas", 0, author="ZZ"), ("ZZ", "initials")),
    "unknown peer": (_set("sessions", 1, peers=["LH", "ZZ"]), ("ZZ", "initials")),
    "a peer twice": (_set("sessions", 1, peers=["LH", "lh"]), ("twice",)),
    "two leads": (_set("team", 1, rights="lead"), ("2 members", "exactly one")),
    "no lead": (_set("team", 0, rights="peer"), ("no members", "exactly one")),
    "two deputies": (
        lambda t: [one.update(rights="deputy") for one in t["team"][1:3]],
        ("several deputies",),
    ),
    "a party for an officer": (_set("team", 1, party="Green"), ("party",)),
    "initials with a slash": (_set("team", 1, initials="L/H"), ("initials", "letters")),
    "session ends first": (
        _set("sessions", 0, end=at("2026-11-24 08:30")),
        ("end is not after the start",),
    ),
    "no time of day": (_set("sessions", 0, start="2026-11-24"), ("not both", "09:00")),
    "bad time": (_set("sessions", 0, start="half past eight"), ("half past eight", "09:00")),
    "a day only": (_set("sessions", 0, start=date(2026, 11, 24)), ("sessions", "09:00")),
    "unknown organisation": (
        _set("sessions", 1, participants=[{"role": "Chair", "organisation": "navy"}]),
        ("participant 1", "navy", "organisations"),
    ),
    "participant without role": (
        _set("sessions", 1, participants=[{"organisation": "council"}]),
        ("participant 1", "role"),
    ),
    "heads that are no number": (
        _set("sessions", 1, participants=[{"role": "Staff", "expected": "ten"}]),
        ("participant 1", "ten"),
    ),
    "heads beyond belief": (
        _set("sessions", 1, participants=[{"role": "Staff", "expected": 10_001}]),
        ("participant 1", "10001"),
    ),
    "a name that is a number": (
        _set("sessions", 1, participants=[{"role": "Staff", "name": "10"}]),
        ("participant 1", "number"),
    ),
    "a text beyond bounds": (_challenge(scope="x" * 16_001), ("scope", "16000")),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_sentence_that_says_where_and_what_to_do(
    fault: str, read: Callable[[Tables], Setup]
) -> None:
    spoil, words = FAULTS[fault]
    tables = example()
    spoil(tables)
    with pytest.raises(SetupFault) as caught:
        read(tables)
    said = str(caught.value)
    assert said.startswith("setup.") and said.endswith(".") and "\n" not in said
    assert "nothing was changed" in said
    assert [word for word in words if word not in said] == [], said


def test_a_fault_in_a_workbook_names_sheet_and_row(tmp_path: Path) -> None:
    tables = example()
    tables["focus_areas"][1]["tag"] = ""
    with pytest.raises(
        SetupFault, match=r"setup\.xlsx, sheet “focus areas”, row 3: “tag” is missing"
    ):
        read_setup(write_xlsx(tables, tmp_path / "setup.xlsx"))


def test_a_fault_in_toml_names_the_table_and_its_number(tmp_path: Path) -> None:
    tables = example()
    tables["team"][2]["initials"] = ""
    with pytest.raises(SetupFault, match=r"setup.toml, \[\[team\]\] number 3: “initials” is"):
        read_setup(write_toml(tables, tmp_path / "setup.toml"))


def test_a_fault_never_repeats_a_participants_name(read: Callable[[Tables], Setup]) -> None:
    tables = example()
    tables["sessions"][1]["participants"][0]["organisation"] = "navy"
    with pytest.raises(SetupFault) as caught:
        read(tables)
    assert "Tindall" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "“challenge” is missing"),
        (b"[challenge\n", "line 1"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"x = " + b"[" * 5_000, "cannot be read|nested too deeply"),
        (b"[[challenge]]\ncode = 'X'\n", "not one table"),
        (b"[challenges]\n", "not a known table"),
        (b"challenge = 3\n", "not one table"),
    ],
)
def test_toml_that_is_not_a_setup_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "setup.toml"
    path.write_bytes(content)
    with pytest.raises(SetupFault, match=words):
        read_setup(path)


def test_toml_of_windows_editors_is_read(tmp_path: Path) -> None:
    path = tmp_path / "setup.toml"
    text = EXAMPLE_TOML.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_setup(path) == read_setup(EXAMPLE_TOML)


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupFault, match="there is no such file"):
        read_setup(tmp_path / "setup.toml")
    with pytest.raises(SetupFault, match="it is a folder"):
        read_setup(tmp_path)


def test_a_time_with_a_zone_is_refused(tmp_path: Path) -> None:
    tables = example()
    tables["sessions"][0]["start"] = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
    with pytest.raises(SetupFault, match="has a time zone"):
        read_setup(write_toml(tables, tmp_path / "setup.toml"))
