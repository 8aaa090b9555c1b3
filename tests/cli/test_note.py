import json
import subprocess
from pathlib import Path

import pytest

from peerdesk.domain.words import ObservationKind, Source
from peerdesk.store.reading import observations, sessions, themes
from tests.cli.desk import Desk, program, surroundings

CARERS = "Focus group: unpaid carers"


def test_each_line_is_an_observation_with_the_marks_it_was_typed_with(desk: Desk) -> None:
    typed = (
        "+ Carers’ hub answers the phone #home @vah\n"
        "\n"
        "  ! Nobody told them about the plan #system\n"
        "“I just want one number to ring.”\r\n"
        "= 412 assessments wait, +ve in >65s and #1 priority\n"
        "> Ask the trust @trust @nobody\n"
        "- plain words"
    )
    result = desk.run("note", desk.lead, "--session", "carers", typed=typed)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "".join(f"saved {number}\n" for number in range(1, 7))
    with desk.open() as store:
        found = observations(store)
        home = next(theme.id for theme in themes(store) if theme.tag == "home")
        (carers,) = (one.id for one in sessions(store) if one.title == CARERS)
    assert [(note.kind, note.text) for note in found] == [
        (ObservationKind.STRENGTH, "Carers’ hub answers the phone"),
        (ObservationKind.CONSIDERATION, "Nobody told them about the plan"),
        (ObservationKind.QUOTE, "“I just want one number to ring.”"),
        (ObservationKind.FACT, "412 assessments wait, +ve in >65s and #1 priority"),
        (ObservationKind.FOLLOW_UP, "Ask the trust @nobody"),
        (ObservationKind.PLAIN, "plain words"),
    ]
    assert found[0].themes == {home}
    assert {note.session for note in found} == {carers}


def test_json_has_an_object_for_every_saved_line(desk: Desk) -> None:
    result = desk.run("note", desk.lead, "--session", "carers", "--json", typed="one\n\ntwo\n")
    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["saved"], one["line"]) for one in said] == [(1, 1), (2, 3)]
    with desk.open() as store:
        assert [one["id"] for one in said] == [note.id for note in observations(store)]


@pytest.mark.parametrize("wanted", ["CARERS", "unpaid  carers", CARERS, "Unpáid cärers"])
def test_a_session_is_found_by_any_part_of_its_title(desk: Desk, wanted: str) -> None:
    assert desk.run("note", desk.lead, "--session", wanted, typed="x").stdout == "saved 1\n"


def test_a_session_is_found_by_its_id(desk: Desk) -> None:
    with desk.open() as store:
        wanted = sessions(store)[1]
    desk.noted(desk.lead, wanted.id, "x y z")
    assert desk.json("search", desk.lead, "x")[0]["session"] == wanted.title


@pytest.mark.parametrize("wanted", ["nobody", "", "  "])
def test_a_session_nobody_has_heard_of_is_one_sentence(desk: Desk, wanted: str) -> None:
    said = desk.refused("note", desk.lead, "--session", wanted, typed="+ lost?")
    assert "No session is called that" in said


def test_a_session_named_by_too_little_lists_those_it_could_be(desk: Desk) -> None:
    said = desk.refused("note", desk.lead, "--session", "c", typed="+ lost?")
    assert "Several have that in their name" in said
    assert CARERS in said and "Chief executive of the council" in said
    with desk.open() as store:
        assert observations(store) == ()


def test_a_whole_title_wins_over_titles_it_is_part_of(desk: Desk) -> None:
    with desk.open() as store:
        first = sessions(store)[0]
        store.change(sessions(store)[1].id, {"title": f"{first.title}, again"})
    assert desk.run("note", desk.lead, "--session", first.title, typed="x").exit_code == 0


def test_notes_taken_for_a_colleague_are_theirs(desk: Desk) -> None:
    for name in ("AN", "anil", "Judith Marlow"):
        result = desk.run("note", desk.lead, "--session", "carers", "--for", name, typed="said")
        assert result.exit_code == 0, result.stderr
    assert [one["initials"] for one in desk.json("search", desk.lead, "said")] == ["JM", "AN", "AN"]


@pytest.mark.parametrize(("name", "words"), [("Nobody", "No member"), ("a", "Several have")])
def test_a_colleague_who_is_not_one_person_is_one_sentence(
    desk: Desk, name: str, words: str
) -> None:
    said = desk.refused("note", desk.lead, "--session", "carers", "--for", name, typed="said")
    assert words in said


def test_what_is_noted_in_a_reading_was_read(desk: Desk) -> None:
    desk.noted(desk.lead, "position statement", "one")
    desk.noted(desk.lead, "carers", "two")
    desk.run("note", desk.lead, "--session", "carers", "--source", "seen", typed="three")
    with desk.open() as store:
        found = {note.text: note.source for note in observations(store)}
    assert found == {"one": Source.READ, "two": Source.HEARD, "three": Source.SEEN}


def test_a_line_too_long_is_named_and_the_others_are_saved(desk: Desk) -> None:
    typed = f"before\n{'x' * 70_000}\nafter\n"
    result = desk.run("note", desk.lead, "--session", "carers", typed=typed)
    assert result.exit_code == 1
    assert result.stdout == "saved 1\nsaved 2\n"
    assert "Line 2:" in result.stderr and "1 line above was not saved." in result.stderr
    with desk.open() as store:
        assert [note.text for note in observations(store)] == ["before", "after"]


def test_lines_in_an_old_windows_encoding_are_read_rather_than_lost(desk: Desk) -> None:
    desk.run(
        "note", desk.lead, "--session", "carers", typed="caf\xe9 \x96 \x93so\x94".encode("latin1")
    )
    with desk.open() as store:
        assert [note.text for note in observations(store)] == ["café – “so”"]


def test_the_first_line_of_standard_input_can_be_the_passphrase(desk: Desk) -> None:
    ran = subprocess.run(
        program("note", desk.lead, "--session", "carers", "--passphrase-file", "-"),
        input=f"{desk.secret}\n+ one\n! two".encode(),
        env=surroundings(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert ran.stdout == b"saved 1\nsaved 2\n"
    with desk.open() as store:
        assert [note.text for note in observations(store)] == ["one", "two"]


def test_each_line_is_saved_before_the_next_is_typed(desk: Desk) -> None:
    with subprocess.Popen(
        program("note", desk.lead, "--session", "carers", *desk.passphrase),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=surroundings(),
    ) as running:
        assert running.stdin and running.stdout
        for number in range(1, 6):
            running.stdin.write(b"+ a line\n")
            running.stdin.flush()
            assert running.stdout.readline() == f"saved {number}\n".encode()
        running.kill()
    with desk.open() as store:
        assert len(observations(store)) == 5


def test_notes_of_another_laptop_can_be_read_but_the_passphrase_is_never_among_them(
    desk: Desk,
) -> None:
    desk.noted(desk.lead, "carers", "one")
    assert desk.json("search", desk.lead, desk.secret.split()[0]) == []
    assert not any(
        desk.secret.encode() in file.read_bytes()
        for file in Path(desk.lead).rglob("*")
        if file.is_file()
    )
