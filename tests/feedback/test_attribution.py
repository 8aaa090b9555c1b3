"""Nobody who was spoken to can be found in an outline without being flagged."""

from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peerdesk.domain.folding import words_of
from peerdesk.domain.records import Evidence, Recommendation
from peerdesk.feedback import ordinary
from peerdesk.feedback.attribution import Flag, IdentifyingText, find_identifying
from peerdesk.feedback.outline import build_outline
from peerdesk.feedback.parts import Text, texts
from peerdesk.feedback.wording import standard_wording
from tests.feedback import made


def flags_for(text: str, evidence: Evidence) -> list[Flag]:
    advice = (Recommendation(made.id_of("rec"), text),)
    spoken = replace(evidence, findings=(), recommendations=advice)
    return find_identifying(build_outline(spoken, standard_wording()), spoken)


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("Oonagh Ó Faoláin told us", "name", "Oonagh Ó Faoláin"),
        ("we met oonagh o faolain there", "name", "oonagh o faolain"),
        ("OONAGH O’FAOLAIN’S view", "name", "OONAGH O’FAOLAIN"),
        ("Dr Faoláin agreed", "name", "Faoláin"),
        ("what oonagh said", "name", "oonagh"),
        ("Ó Faoláin, Oonagh was there", "name", "Ó Faoláin, Oonagh"),
        ("the van der Hoeven report", "name", "van der Hoeven"),
        ("Hoevens idea", "name", "Hoevens"),
        ("as Wil\u00adfred put it", "name", "Wil\u00adfred"),
        ("Councillor Young said", "name", "Young"),
        ("the cllr young we met", "name", "young"),
        ("Grace Young opened it", "name", "Grace Young"),
        ("it was Grace who asked", "name", "Grace"),
        ("when Siew Ma opened it", "name", "Siew Ma"),
        ("what Quill’s team did", "name", "Quill"),
        ("Amrit Bassi asked them", "peer", "Amrit Bassi"),
        ("as Penhallow noted", "peer", "Penhallow"),
        ("write to jo.bloggs@example.org.uk now", "email", "jo.bloggs@example.org.uk"),
        ("write to jo (at) example.org", "email", "jo (at) example.org"),
        ("ring 01632 960100 today", "telephone", "01632 960100"),
        ("ring (020) 7946 0000 today", "telephone", "(020) 7946 0000"),
        ("ring +44 (0)7700 900123", "telephone", "+44 (0)7700 900123"),
        ("ring 07700900123.", "telephone", "07700900123"),
        ("ring 0044 7700 900123 or", "telephone", "0044 7700 900123"),
        ("ring +353 1 555 0100 or", "telephone", "+353 1 555 0100"),
        ("on 01632‑960‑100 or", "telephone", "01632‑960‑100"),
        ("tel: 960100", "telephone", "960100"),
        ("ext. 4512", "telephone", "4512"),
    ],
)
def test_what_identifies_is_flagged_as_it_was_typed(text: str, kind: str, shown: str) -> None:
    evidence = made.evidence()
    more = made.named([*made.PARTICIPANTS, *made.MORE_PARTICIPANTS]).sessions
    found = flags_for(f"First this. Then {text}", replace(evidence, sessions=more))

    assert [(flag.kind, flag.text) for flag in found] == [(kind, shown)]
    assert found[0].where == "Recommendation 1"


@pytest.mark.parametrize(
    "text",
    [
        "Between 2019 and 2026-11-10 it rose by £1,250,000 or 31.5 %, for people of 65+.",
        "£07000 000000 was saved; 0.0123456789 is small; 10 000 000 000 is large.",
        "Session 12345678901 at 10.30, room 0123, on 10/11/2026 at 09:00, 7/7 days, 24/7.",
        "Young people spoke of the grace with which staff work, and young carers agreed.",
        "“Young carers are heard.” Grace costs nothing. - Young adults were there",
        "Meet @ 10.30, follow #prevention and @county.",
        "Call 999, 111 or 101; by phone 2026 people answered.",
        "A van at the Marrowdale Trust. To be confirmed (TBC) by April 2027.",
        "The 0-19 service, 00 to 24 hours, 1 to 1, 03 of 04.",
    ],
)
def test_ordinary_words_and_numbers_are_not_flagged(text: str) -> None:
    assert flags_for(text, made.evidence()) == []


def test_a_word_of_an_organisations_name_is_not_taken_for_a_surname() -> None:
    evidence = made.named(["Pat Marrowdale"])

    assert flags_for("Marrowdale should double it.", evidence) == []
    assert [flag.text for flag in flags_for("So said Mr Marrowdale.", evidence)] == ["Marrowdale"]


def test_peers_may_be_named_in_the_team_list_and_nowhere_else() -> None:
    evidence = made.evidence()
    outline = build_outline(evidence, standard_wording())

    assert outline.approach.team[0].name.text == "Frances Penhallow"
    assert find_identifying(outline, evidence) == []
    assert [flag.kind for flag in flags_for("Sol Whitcombe watched.", evidence)] == ["peer"]


def test_where_never_repeats_what_identifies() -> None:
    evidence = made.evidence()
    theme = replace(evidence.themes[0], name="What Faoláin started, ring 01632 960100")
    evidence = replace(evidence, themes=(theme, *evidence.themes[1:]))
    finding = made.finding(1, 1, headline="Oonagh did this")
    evidence = replace(evidence, findings=(finding,))

    found = find_identifying(build_outline(evidence, standard_wording()), evidence)

    places = " ".join(flag.where for flag in found)
    assert "What … started, ring …, strength 1, headline" in places
    assert not {"faolain", "oonagh", "01632"} & set(words_of(places))


def test_the_error_counts_the_places_and_holds_nothing_that_identifies() -> None:
    error = IdentifyingText(flags_for("Oonagh rang 01632 960100.", made.evidence()))

    assert str(error).startswith("Two places could tell who somebody is")
    assert "Oonagh" not in str(error) and "960100" not in str(error)
    assert [flag.kind for flag in error.flags] == ["name", "telephone"]


def test_every_string_of_an_outline_is_a_text_that_the_check_reads() -> None:
    outline = build_outline(made.evidence(), standard_wording())

    def strings(part: object) -> list[str]:
        if isinstance(part, str):
            return [part]
        if isinstance(part, Text) or not (is_dataclass(part) or isinstance(part, tuple)):
            return []
        pieces = part if isinstance(part, tuple) else [getattr(part, f.name) for f in fields(part)]
        return [found for piece in pieces for found in strings(piece)]

    assert strings(outline) == []
    assert len(texts(outline)) > 100


_LETTERS = st.sampled_from("abcdefghijklmnoprstuvwyzáéíóúñçöüåøłđßæšžğ")
_PART = st.builds(
    lambda first, rest, joint, more: (first + rest).capitalize() + (joint + more if more else ""),
    _LETTERS,
    st.text(_LETTERS, min_size=1, max_size=8),
    st.sampled_from(["-", "'", "’"]),
    st.text(_LETTERS, max_size=4),
)
_NAMES = st.lists(_PART, min_size=2, max_size=4).map(" ".join)
_ANY = st.text(st.characters(exclude_categories=()), max_size=60)
_TITLES = st.sampled_from(["", "Dr ", "Councillor ", "Mrs ", "Professor Dame "])


@settings(max_examples=300, deadline=None)
@given(
    title=_TITLES,
    name=_NAMES,
    before=_ANY,
    after=_ANY,
    typed=st.sampled_from([str, str.lower, str.upper, str.title]),
    joint=st.sampled_from([" ", "\n", "\u00a0", " (", "“"]),
    follow=st.sampled_from([" ", ".", "’s ", "'s, ", ")", "\t", "…"]),
)
def test_any_participants_name_put_into_any_text_is_found(
    title, name, before, after, typed, joint, follow
) -> None:
    words = set(words_of(name))
    everyday = ordinary.EVERYDAY | ordinary.NEVER_ALONE | {"marrowdale", "council", "trust"}
    assume(not words <= ordinary.PLACEHOLDERS and not words <= everyday)
    evidence = made.named([title + name])

    found = flags_for(f"{before}{joint}{typed(name)}{follow}{after}", evidence)

    shown = [word for flag in found if flag.kind == "name" for word in words_of(flag.text)]
    assert words_of(name)[-1] in shown or words_of(typed(name))[-1] in shown
