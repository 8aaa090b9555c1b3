"""Who may change what follows from the whole union alone: not from order, nor from clocks."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.changes import Change
from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.rights import Rights, work_out
from peerdesk.domain.schema import Right
from tests.domain.made import change, device, made
from tests.helpers.campaign import examples

FOUNDER = device("lead")
NAMES = ("lead", "ann", "ben", "cy", "stranger")


def announces(by: str) -> Change:
    return change(by, made(by), {"name": by}, kind="device", creates=True)


def confirms(by: str, whose: str, member: str) -> Change:
    return change(by, made(whose), {"confirmed": member}, kind="device", at=5)


def grants(by: str, member: str, rights: str = "deputy") -> Change:
    return change(by, RecordId(member), {"rights": rights}, kind="member", at=6)


def rights(*changes: Change, ties: dict[str, str] | None = None) -> Rights:
    older = {device(new): device(old) for new, old in (ties or {}).items()}
    return work_out(FOUNDER, changes, older)


def leads(found: Rights) -> set[str]:
    return {name for name in NAMES if device(name) in found.leads}


def test_only_the_founder_leads_at_first() -> None:
    assert leads(rights(announces("ann"))) == {"lead"}


def test_a_confirmed_laptop_of_a_deputy_leads() -> None:
    given_ = (announces("ann"), grants("lead", "Ann"), confirms("lead", "ann", "Ann"))
    assert leads(rights(*given_)) == {"lead", "ann"}


def test_a_right_without_a_confirmed_laptop_and_a_laptop_without_a_right_lead_nothing() -> None:
    assert leads(rights(announces("ann"), grants("lead", "Ann"))) == {"lead"}
    assert leads(rights(announces("ann"), confirms("lead", "ann", "Ann"))) == {"lead"}


def test_what_a_stranger_claims_does_not_count() -> None:
    given_ = (
        announces("stranger"),
        grants("stranger", "Me"),
        confirms("stranger", "stranger", "Me"),
    )
    assert leads(rights(*given_)) == {"lead"}


def test_two_strangers_cannot_make_each_other_leads() -> None:
    ring = [announces("ann"), announces("ben")]
    ring += [grants("ann", "Ben"), grants("ben", "Ann")]
    ring += [confirms("ann", "ben", "Ben"), confirms("ben", "ann", "Ann")]
    assert leads(rights(*ring)) == {"lead"}


def test_what_a_deputy_gives_counts_once_the_deputy_leads_in_any_order() -> None:
    line = [
        announces("ann"),
        announces("ben"),
        grants("lead", "Ann"),
        confirms("lead", "ann", "Ann"),
    ]
    line += [grants("ann", "Ben"), confirms("ann", "ben", "Ben")]
    found = {
        leads_ for order in permutations(line) for leads_ in [frozenset(leads(rights(*order)))]
    }
    assert found == {frozenset({"lead", "ann", "ben"})}


def test_a_confirmation_of_a_record_that_the_laptop_did_not_make_confirms_nobody() -> None:
    forged = change("ann", made("ben"), {"name": "ann"}, kind="device", creates=True)
    found = rights(forged, grants("lead", "Ann"), confirms("lead", "ben", "Ann"))
    assert leads(found) == {"lead"}


def test_a_right_of_another_type_is_no_right_and_stops_nothing() -> None:
    odd = change("lead", RecordId("Ann"), {"rights": ["lead"]}, kind="member")
    also = change("lead", made("ann"), {"confirmed": {"a": 1}}, kind="device")
    assert leads(rights(announces("ann"), odd, also, confirms("lead", "ann", "Ann"))) == {"lead"}


def test_a_tied_laptop_has_what_the_first_of_its_line_has() -> None:
    found = rights(
        announces("ann"),
        grants("lead", "Ann"),
        confirms("lead", "ann", "Ann"),
        ties={"ben": "ann", "cy": "ben"},
    )
    assert leads(found) == {"lead", "ann", "ben", "cy"}
    assert found.same_author(device("cy"), device("ann"))
    assert found.same_author(device("ann"), device("cy"))


def test_what_a_tied_laptop_gives_counts_as_given_by_the_line() -> None:
    given_ = (announces("ben"), grants("ann", "Ben"), confirms("ann", "ben", "Ben"))
    assert leads(rights(*given_, ties={"ann": "lead"})) == {"lead", "ann", "ben"}


def test_a_ring_of_ties_ends() -> None:
    found = rights(ties={"ann": "ben", "ben": "ann"})
    assert leads(found) == {"lead"}


def test_two_laptops_of_one_member_are_two_authors_until_a_lead_confirms_both() -> None:
    one = (announces("ann"), announces("ben"), confirms("lead", "ann", "Ann"))
    assert not rights(*one).same_author(device("ben"), device("ann"))
    assert rights(*one, confirms("lead", "ben", "Ann")).same_author(device("ben"), device("ann"))


def test_the_peer_in_the_room_is_an_author_of_what_another_typed_for_them() -> None:
    found = rights(announces("ann"), confirms("lead", "ann", "Ann"))
    assert found.allows(Right.AUTHOR, device("ann"), device("ben"), RecordId("Ann"))
    assert not found.allows(Right.AUTHOR, device("ann"), device("ben"), RecordId("Cy"))
    assert not found.allows(Right.LEAD, device("ann"), device("ann"), None)
    assert found.allows(Right.ANYONE, device("stranger"), device("ben"), None)


names = st.sampled_from(NAMES)
claims = st.one_of(
    st.builds(announces, names),
    st.builds(grants, names, names, st.sampled_from(["lead", "deputy", "peer"])),
    st.builds(confirms, names, names, names),
)


@given(st.lists(claims, max_size=25), st.randoms(), st.dictionaries(names, names, max_size=3))
@examples(150)
def test_rights_do_not_depend_on_order_or_repeats_and_only_grow(
    given_: list[Change], random: object, ties: dict[str, str]
) -> None:
    older: dict[DeviceId, DeviceId] = {device(a): device(b) for a, b in ties.items() if a != b}
    whole = work_out(FOUNDER, given_, older)
    shuffled = [*given_, *given_[:3]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert work_out(FOUNDER, shuffled, older) == whole
    part = work_out(FOUNDER, given_[: len(given_) // 2], older)
    assert part.leads <= whole.leads
    assert all(part.confirmed[d] <= whole.confirmed[d] for d in part.confirmed)
