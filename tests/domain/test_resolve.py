"""What a record is, worked out from its changes: heads, conflicts, deletions, strange values."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.changes import Change
from peerdesk.domain.ids import RecordId
from peerdesk.domain.resolve import RecordState, resolve
from peerdesk.domain.rights import Rights
from tests.domain.made import change, device, made
from tests.helpers.campaign import examples

RIGHTS = Rights(frozenset({device("lead")}), {device("ann"): frozenset({RecordId("Ann")})})
NOTE = made("ann")


def created(**values: object) -> Change:
    return change("ann", NOTE, values or {"text": "first"}, creates=True)


def found(*changes: Change) -> RecordState:
    return resolve(changes, RIGHTS)


def test_the_last_edit_that_saw_the_one_before_is_the_value() -> None:
    first = created()
    second = change("ann", NOTE, {"text": "second"}, at=2, replaces=[first])
    state = found(second, first).fields["text"]
    assert (state.value, state.others, state.heads) == ("second", (), (second.hash,))


def test_an_earlier_clock_does_not_undo_an_edit_that_saw_the_other() -> None:
    first = change("ann", NOTE, {"text": "first"}, at=900, creates=True)
    second = change("ann", NOTE, {"text": "second"}, at=2, replaces=[first])
    assert found(first, second).fields["text"].value == "second"


def test_two_edits_that_did_not_see_each_other_are_a_conflict_that_shows_the_later() -> None:
    first = created(kind="plain")
    one = change("ann", NOTE, {"kind": "fact"}, at=2, replaces=[first])
    two = change("ben", NOTE, {"kind": "quote"}, at=3, replaces=[first])
    state = found(first, two, one).fields["kind"]
    assert (state.value, state.others) == ("quote", ((one.hash, "fact"),))


def test_at_one_clock_the_device_decides_and_every_order_agrees() -> None:
    first = created(kind="plain")
    both = [change(by, NOTE, {"kind": by}, at=2, replaces=[first]) for by in ("ben", "cy")]
    assert found(first, *both) == found(*reversed(both), first)
    assert found(first, *both).fields["kind"].value == max(("ben", "cy"), key=device)


def test_equal_heads_are_one_value() -> None:
    first = created(kind="plain")
    both = [change(by, NOTE, {"kind": "fact"}, at=2, replaces=[first]) for by in ("ben", "cy")]
    assert found(first, *both).fields["kind"].others == ()


def test_a_change_may_replace_one_that_is_not_here_yet() -> None:
    first = created(kind="plain")
    missing = change("ben", NOTE, {"kind": "fact"}, at=2, replaces=[first])
    last = change("cy", NOTE, {"kind": "quote"}, at=3, replaces=[missing])
    early = found(first, last).fields["kind"]
    assert {early.value, *(value for _, value in early.others)} == {"quote", "plain"}
    assert found(first, last, missing).fields["kind"].others == ()


def test_a_change_that_does_not_count_replaces_nothing() -> None:
    first = created()
    forged = change("ben", NOTE, {"text": "not mine"}, at=9, replaces=[first])
    state = found(first, forged)
    assert state.fields["text"].value == "first"
    assert state.uncounted == ((forged.hash, "text"),)


def test_a_record_whose_creation_is_not_here_waits_with_all_its_changes() -> None:
    edit = change("ann", NOTE, {"text": "second"}, at=2)
    state = found(edit)
    assert state.creation is None
    assert state.uncounted == ((edit.hash, "text"),)


def test_a_creation_by_another_device_than_the_id_names_does_not_count() -> None:
    stolen = change("ben", NOTE, {"text": "mine"}, creates=True)
    assert found(stolen).creation is None


def test_a_focus_area_from_a_peer_waits_for_the_right() -> None:
    area = change("ann", NOTE, {"name": "Mine"}, kind="focus_area", creates=True)
    assert found(area).creation is None
    lead = Rights(frozenset({device("ann")}))
    assert resolve([area], lead).creation == area


def test_a_deletion_that_saw_everything_deletes() -> None:
    first = created()
    gone = change("ann", NOTE, {"deleted": True}, at=2, saw=[first])
    assert (found(first, gone).deleted, found(first, gone).deletion_unseen) == (True, False)


def test_a_deletion_that_did_not_see_an_edit_leaves_the_record_in_sight() -> None:
    first = created(text="a", kind="plain")
    edit = change("ben", NOTE, {"kind": "fact"}, at=9, replaces=[first])
    gone = change("ann", NOTE, {"deleted": True}, at=2, saw=[first])
    state = found(first, gone, edit)
    assert (state.deleted, state.deletion_unseen) == (False, True)


def test_two_deletions_see_for_each_other() -> None:
    first = created(text="a", kind="plain")
    edit = change("ben", NOTE, {"kind": "fact"}, at=2, replaces=[first])
    one = change("ann", NOTE, {"deleted": True}, at=3, saw=[first])
    two = change("ann", NOTE, {"deleted": True}, at=4, saw=[edit])
    assert found(first, edit, one, two).deleted


def test_what_is_brought_back_stands() -> None:
    first = created()
    gone = change("ann", NOTE, {"deleted": True}, at=2, saw=[first])
    back = change("ann", NOTE, {"deleted": False}, at=3, replaces=[gone])
    assert not found(first, gone, back).deleted


def test_unknown_fields_and_values_of_another_type_are_counted_and_change_nothing() -> None:
    first = created()
    strange = [
        change("ann", NOTE, {"aura": "x"}, at=2),
        change("ann", NOTE, {"theme:": True}, at=3),
        change("ann", NOTE, {"text": 5}, at=4, replaces=[first]),
        change("ann", NOTE, {"text": None}, at=5, replaces=[first]),
        change("ann", NOTE, {"theme:x": 1}, at=6),
        change("ann", NOTE, {"text": [["deep"]]}, at=7, replaces=[first]),
        change("ann", NOTE, {}, at=8, fields=["text"], replaces=[first]),
        change("ann", NOTE, {"text": "mine"}, at=9, kind="finding", replaces=[first]),
    ]
    state = found(first, *strange)
    assert state.unknown == len(strange)
    assert {name: field.value for name, field in state.fields.items()} == {"text": "first"}


def test_numbers_must_be_whole_and_within_what_every_program_can_hold() -> None:
    heads = change("ann", NOTE, {"present:p": 6}, kind="attendance", creates=True)
    odd = [
        change("ann", NOTE, {"present:p": value}, kind="attendance", at=2)
        for value in (True, 1.5, 1 << 53, -(1 << 60), "7", 10**4000)
    ]
    state = found(heads, *odd)
    assert state.unknown == len(odd)
    assert state.fields["present:p"].value == 6


def test_values_that_are_not_here_leave_a_hole_that_is_told() -> None:
    withheld = change("ann", NOTE, None, creates=True, fields=["text"])
    state = found(withheld)
    assert state.missing
    assert state.fields["text"].value is None


def test_a_value_that_is_here_is_shown_beside_one_that_is_not() -> None:
    first = change("ann", NOTE, None, creates=True, fields=["kind"])
    edit = change("ben", NOTE, {"kind": "fact"}, at=2)
    assert found(first, edit).fields["kind"].value == "fact"


def test_the_peer_in_the_room_may_correct_what_was_typed_for_them() -> None:
    typed = change("ben", made("ben"), {"text": "a"}, creates=True, author=RecordId("Ann"))
    edit = change("ann", made("ben"), {"text": "b"}, at=2, replaces=[typed])
    assert found(typed, edit).fields["text"].value == "b"


_values = st.dictionaries(
    st.sampled_from(["text", "kind", "deleted", "theme:x", "aura"]),
    st.sampled_from(["a", "b", True, False, None]),
    min_size=1,
    max_size=3,
)
_people = st.sampled_from(["ann", "ben", "lead"])
_picked = st.lists(st.integers(0, 12), max_size=4)
_steps = st.lists(
    st.tuples(_picked, _people, _values, st.booleans(), st.integers(0, 5)), max_size=12
)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Return the changes of one record by several people who see any part of what came before."""
    changes = [created(text="first", kind="plain")]
    for at, (picked, by, values, here, clock) in enumerate(draw(_steps)):
        seen = [changes[place % len(changes)] for place in picked]
        changes.append(
            change(
                by,
                NOTE,
                values if here else None,
                at=clock * 100 + at,
                fields=list(values),
                replaces=seen,
                saw=seen,
            )
        )
    return changes


@given(histories(), st.integers())
@examples(100)
def test_the_state_does_not_depend_on_order_or_repeats(changes: list[Change], seed: int) -> None:
    whole = found(*changes)
    mixed = [*changes, *changes[::2]]
    Random(seed).shuffle(mixed)
    assert found(*mixed) == whole


@given(histories())
@examples(100)
def test_every_value_that_counts_is_shown_listed_or_replaced_by_one_that_counts(
    changes: list[Change],
) -> None:
    state = found(*changes)
    waits = set(state.uncounted)
    for name, field in state.fields.items():
        setters = [c for c in changes if name in c.header.fields and (c.hash, name) not in waits]
        replaced = {old for c in setters for old in c.header.fields[name]}
        listed = [field.value, *(value for _, value in field.others)]
        for setter in setters:
            value = (setter.values or {}).get(name)
            if setter.hash in field.heads and value is not None:
                assert value in listed
            else:
                assert setter.hash in field.heads or setter.hash in replaced or state.unknown
