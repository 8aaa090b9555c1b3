"""What lists show and say, without a window where none is needed."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from peerdesk.app.findings.model import behind_words
from peerdesk.app.session.lines import Line, block_format
from peerdesk.app.session.model import line_words, unsent_words
from peerdesk.app.team.model import missing_words
from peerdesk.app.unlock.model import strength
from peerdesk.app.widgets.differences import steps_between
from peerdesk.app.widgets.entries import Entry, EntryListModel
from peerdesk.app.widgets.rows import Row, RowsModel
from peerdesk.domain.ids import RecordId
from peerdesk.domain.triangulation import Triangulation
from peerdesk.domain.words import ObservationKind, Source

ids = st.lists(st.sampled_from(ascii_lowercase), unique=True)


def entry(name: str) -> Entry:
    return Entry(name, name)


@given(ids, ids)
def test_the_steps_between_two_lists_lead_from_one_to_the_other(
    old: list[str], new: list[str]
) -> None:
    shown = list(old)
    for step in steps_between(old, new):
        if step.removes:
            del shown[step.first : step.last + 1]
        else:
            shown[step.first : step.first] = new[step.source : step.source_end]
    assert shown == new


@given(ids)
def test_a_list_that_only_loses_rows_only_removes(old: list[str]) -> None:
    assert all(step.removes for step in steps_between(old, old[::2]))


@given(st.lists(ids, max_size=5))
def test_a_list_of_entries_is_a_sound_model_through_every_change(lists: list[list[str]]) -> None:
    model = EntryListModel()
    tester = QAbstractItemModelTester(model)
    for names in lists:
        model.show([entry(name) for name in names])
        assert [shown.id for shown in model.entries] == names
    assert tester.model() is model


@given(st.lists(ids, max_size=5))
def test_a_table_is_a_sound_model_through_every_change(lists: list[list[str]]) -> None:
    model = RowsModel(("A", "B"))
    tester = QAbstractItemModelTester(model)
    for names in lists:
        model.show([Row(name, (name, name * 2)) for name in names])
        assert [shown.id for shown in model.rows] == names
    assert tester.model() is model


def test_a_changed_row_is_repainted_where_it_stands() -> None:
    model = EntryListModel()
    model.show([entry("a"), entry("b")])
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    model.show([entry("a"), Entry("b", "other")])
    assert changed == [1]


# Words.


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [("", ""), ("abc", "Weak"), ("aaaaaaaaaaaa", "Weak"), ("lantern gravel", "Fair"),
     ("otter lantern gravel seven", "Strong"), ("xK9#mQ2$vL7!pR4&", "Strong")],
)  # fmt: skip
def test_how_hard_a_passphrase_is_to_guess_is_said_in_words(passphrase: str, word: str) -> None:
    assert strength(passphrase).startswith(word)


def test_one_note_is_not_called_notes() -> None:
    assert unsent_words(1) == "1 note not handed in"
    assert unsent_words(31) == "31 notes not handed in"
    assert unsent_words(0) == "All notes handed in"
    assert unsent_words(None) == "Nothing to hand in yet"


def test_who_else_said_so_is_said_in_words() -> None:
    heard = frozenset({Source.HEARD})
    thin = behind_words(Triangulation(1, 0, 2, 1, heard, 3))
    assert thin == (
        "3 notes from 1 session, noted by 2 peers, from 1 organisation."
        " This rests on one conversation: who else could be asked?"
    )
    assert "Nothing is tied" in behind_words(None)
    assert behind_words(Triangulation(2, 0, 2, 1, heard, 3)).endswith("from one organisation.")


def test_a_line_says_what_it_is() -> None:
    line = Line("k", "text", ObservationKind.FACT, frozenset({RecordId("t")}))
    assert line_words(line, {RecordId("t"): "Prevention"}) == "Fact. Theme: Prevention."


def test_a_joined_line_keeps_its_kind_and_what_both_are_about() -> None:
    line = Line("k", "“said”", ObservationKind.QUOTE, frozenset({RecordId("a")}))
    other = Line("l", "more", ObservationKind.FACT, frozenset({RecordId("b")}), for_lead=True)
    joined = line.joined(other)
    assert (joined.key, joined.text, joined.kind) == ("k", "“said”", ObservationKind.QUOTE)
    assert (joined.themes, joined.for_lead, joined.swallowed) == ({"a", "b"}, True, ("l",))


def test_a_plain_line_carries_only_its_key() -> None:
    assert len(block_format(Line("k", "text")).properties()) == 1


def test_who_is_missing_reads_as_a_sentence() -> None:
    assert missing_words(("A", "B", "C")) == "Nothing today yet from A, B and C."
    assert missing_words(()) == "Everybody has handed in today."
