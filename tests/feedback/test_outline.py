"""The outline says what the team concluded, in the right place, and counts by itself."""

from dataclasses import replace
from datetime import date

import pytest

from peerdesk.domain.records import Evidence, Recommendation
from peerdesk.domain.words import FindingKind, FindingState
from peerdesk.feedback import prose
from peerdesk.feedback.outline import Outline, build_outline
from peerdesk.feedback.parts import texts
from peerdesk.feedback.wording import WordingError, read_wording, standard_wording
from tests.feedback import made


def outline_of(evidence: Evidence) -> Outline:
    return build_outline(evidence, standard_wording())


def everything(outline: Outline) -> str:
    return "\n".join(text.text for text in texts(outline))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe", "not well-formed"),
        (b"[document\n", "not well-formed"),
        (b'title = "outside"', "outside a section"),
        (b"[nouns]\nperson = 3\n", "neither text nor a list"),
    ],
)
def test_a_template_that_cannot_be_used_is_named_in_one_sentence(tmp_path, content, said) -> None:
    path = tmp_path / "feedback.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(WordingError, match=said):
        read_wording(path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('heading = "{oops}"', "oops"),
        ('heading = "{"', "braces"),
        ('heading = "{0}"', "braces|blank"),
        ('other = "x"', "summary.heading"),
    ],
)
def test_a_template_with_a_blank_nothing_fills_stops_the_outline(tmp_path, line, said) -> None:
    path = tmp_path / "feedback.toml"
    path.write_text(f"[summary]\n{line}\n")
    wording = read_wording(path)

    with pytest.raises(WordingError, match=said):
        wording.say("summary.heading")


def test_only_findings_to_be_written_are_in_the_report_and_only_those_presented_on_slides() -> None:
    findings = tuple(
        made.finding(
            at, 1, headline=f"Said {state.value}", narrative=f"Why {state.value}", state=state
        )
        for at, state in enumerate(FindingState)
    )
    outline = outline_of(made.evidence(findings=findings))

    written, shown = everything(outline), everything(outline.for_slides())

    assert "Said present" in written and "Why report_only" in written
    assert not any(word in written for word in ("draft", "verbal_only", "dropped"))
    assert "Said present" in shown and "report_only" not in shown


def test_numbers_of_recommendations_stay_and_new_ones_follow() -> None:
    advice = tuple(
        Recommendation(made.id_of(text), text, number)
        for text, number in (("new", 0), ("fifth", 5), ("blank", 0), ("second", 2), ("newer", 0))
    )
    advice = (*advice[:2], replace(advice[2], text=" \n"), *advice[3:])
    items = outline_of(made.evidence(recommendations=advice)).recommendations.items

    assert [(item.number, item.text.text) for item in items] == [
        (2, "second"),
        (5, "fifth"),
        (6, "new"),
        (7, "newer"),
    ]


def test_a_finding_of_a_joined_theme_stands_under_the_theme_it_was_joined_to() -> None:
    evidence = made.evidence(findings=(made.finding(1, 2),))
    joined = replace(evidence.themes[1], joined=evidence.themes[0].id)
    evidence = replace(evidence, themes=(evidence.themes[0], joined, *evidence.themes[2:]))

    themes = outline_of(evidence).feedback.themes

    assert [theme.heading.text for theme in themes] == ["Prevention", "Money"]
    assert themes[0].strengths[0].headline.text.startswith("Headline number 1")


def test_findings_without_a_standing_theme_are_not_lost() -> None:
    findings = (replace(made.finding(1, 1), theme=None), made.finding(3, 77), made.finding(2, 99))
    last = outline_of(made.evidence(findings=findings)).feedback.themes[-1]

    assert last.heading.text == "Other feedback"
    assert (len(last.strengths), len(last.considerations)) == (2, 1)


def test_a_focus_area_without_findings_stays_and_an_emergent_theme_without_any_goes() -> None:
    feedback = outline_of(made.evidence(findings=())).feedback

    names = [theme.heading.text for theme in feedback.themes]
    assert names == ["Prevention", "Home from hospital", "Money"]
    assert "nobody had asked about" not in " ".join(text.text for text in feedback.opening)


def test_a_finding_without_a_headline_shows_what_it_says_once() -> None:
    found = (
        made.finding(1, 1, headline=" ", narrative="Only this."),
        made.finding(3, 1, headline=""),
    )
    empty = replace(found[1], narrative="")
    themes = outline_of(made.evidence(findings=(found[0], empty))).feedback.themes

    assert [f.headline.text for f in themes[0].strengths] == ["Only this."]
    assert [f.narrative.text for f in themes[0].strengths] == [""]


def test_the_summary_counts_and_names_the_first_finding_of_each_theme() -> None:
    outline = outline_of(made.evidence())

    assert "The team of two spoke with four people from one organisation, in four" in (
        outline.summary.opening.text
    )
    assert "from 10 to 12 November 2026" in outline.summary.opening.text
    assert "eight recommendations" in outline.summary.opening.text
    strengths, considerations = outline.summary.lists
    assert "10 strengths to build on, among them" in strengths.lead.text
    assert "10 areas for consideration" in considerations.lead.text
    assert len(strengths.points) == len(considerations.points) == 3


def test_a_challenge_with_nothing_in_it_yet_still_reads_as_sentences() -> None:
    empty = Evidence(replace(made.evidence().challenge, sponsors=(), scope=""))
    outline = outline_of(empty)

    assert "not yet agreed any findings" in outline.summary.opening.text
    assert "makes no recommendations" in outline.recommendations.opening.text
    assert "no people" not in everything(outline) and "{" not in everything(outline)
    assert outline.approach.figures == () and outline.feedback.themes == ()


def test_the_team_list_gives_role_home_and_party_of_each_member() -> None:
    rows = outline_of(made.evidence()).approach.team

    assert [(row.name.text, row.role.text) for row in rows] == [
        ("Frances Penhallow", "Peer challenge manager"),
        ("Councillor Amrit Bassi", "Member peer (Labour)"),
        ("Sol Whitcombe", "Observer"),
    ]
    assert rows[0].organisation.text == "Far Away Council"


def test_strengths_and_areas_for_consideration_are_told_apart() -> None:
    theme = outline_of(made.evidence()).feedback.themes[0]
    kinds = {FindingKind.STRENGTH: theme.strengths, FindingKind.CONSIDERATION: theme.considerations}

    for kind, findings in kinds.items():
        odd = kind is FindingKind.STRENGTH
        assert all(int(f.headline.text.split()[2]) % 2 == odd for f in findings)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-11-10", "2026-11-12", "10 to 12 November 2026"),
        ("2026-11-30", "2026-12-02", "30 November to 2 December 2026"),
        ("2026-12-30", "2027-01-02", "30 December 2026 to 2 January 2027"),
        ("2026-11-10", "2026-11-10", "10 November 2026"),
    ],
)
def test_days_are_written_without_saying_a_month_twice(start, end, said) -> None:
    assert prose.days(date.fromisoformat(start), date.fromisoformat(end)) == said


def test_lists_and_sentences_read_as_english() -> None:
    assert prose.listed(["a"]) == "a"
    assert prose.listed(["a", "b", "c"]) == "a, b and c"
    assert prose.listed(["Chair, A", "Chair, B"]) == "Chair, A; and Chair, B"
    assert prose.sentence("It works") == "It works."
    assert prose.sentence("“Does it?”") == "“Does it?”"
    assert prose.counted(1, ("person", "people")) == "one person"
    assert prose.counted(1213, ("person", "people")) == "1,213 people"
