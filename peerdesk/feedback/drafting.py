"""Drafts the frame of an outline: cover, summary, recommendations, next steps.

It knows nothing of how they are rendered.
"""

from collections.abc import Iterable

from peerdesk.domain.counts import count
from peerdesk.domain.records import Evidence, Member
from peerdesk.domain.words import FindingKind
from peerdesk.feedback import prose
from peerdesk.feedback.drafting_themes import standing_themes
from peerdesk.feedback.parts import (
    Cover,
    Feedback,
    NextSteps,
    Recommendations,
    Recommended,
    SlideTitles,
    Summary,
    SummaryList,
    SummaryPoint,
    Text,
    ThemeFeedback,
    fixed,
    numbered_lines,
)
from peerdesk.feedback.wording import Wording


def cover(evidence: Evidence, wording: Wording) -> Cover:
    """Draft the title, the dates and who asked."""
    challenge = evidence.challenge
    return Cover(
        title=Text("Title", challenge.title.strip()),
        report=fixed(wording, "document.report"),
        presentation=fixed(wording, "document.presentation"),
        dates=Text("Dates", prose.days(challenge.start, challenge.end)),
        asked_by=fixed(wording, "document.asked_by"),
        sponsors=numbered_lines("Asked for by, line {}", challenge.sponsors),
        promise=fixed(wording, "document.promise"),
        author=fixed(wording, "document.author"),
        contents=fixed(wording, "document.contents"),
        page=fixed(wording, "document.page"),
        page_of=fixed(wording, "document.of"),
    )


def summary(evidence: Evidence, feedback: Feedback, recommended: int, wording: Wording) -> Summary:
    """Draft the executive summary from the counts and the first finding of each theme."""
    lists = tuple(
        drafted
        for kind in FindingKind
        if (drafted := _summary_list(kind, feedback.themes, wording)) is not None
    )
    said = _opening(evidence, wording)
    if recommended:
        counted = wording.count(recommended, "recommendation")
        said.append(wording.say("summary.recommendations", recommendations=counted))
    if not lists:
        said.append(wording.say("summary.nothing"))
    return Summary(
        heading=fixed(wording, "summary.heading"),
        opening=Text("Executive summary, opening", " ".join(said)),
        lists=lists,
    )


def _opening(evidence: Evidence, wording: Wording) -> list[str]:
    challenge = evidence.challenge
    one_day = challenge.start >= challenge.end
    dates = prose.days(challenge.start, challenge.end)
    said = [wording.say("summary.opening_one_day" if one_day else "summary.opening", dates=dates)]
    counts = count(evidence)
    if counts.people and counts.organisations:
        said.append(
            wording.say(
                "summary.counts",
                team=_team(evidence.members, wording),
                people=wording.count(counts.people, "person"),
                organisations=wording.count(counts.organisations, "organisation"),
                sessions=wording.count(counts.sessions, "session"),
            )
        )
    areas = sum(theme.focus for theme in standing_themes(evidence))
    if areas:
        said.append(wording.say("summary.areas", areas=wording.count(areas, "focus_area")))
    return said


def _team(members: Iterable[Member], wording: Wording) -> str:
    peers = sum(not member.observes for member in members)
    if peers < 2:
        return wording.say("summary.team_unknown")
    return wording.say("summary.team", peers=prose.number(peers))


def _summary_list(
    kind: FindingKind, themes: Iterable[ThemeFeedback], wording: Wording
) -> SummaryList | None:
    total = 0
    points = []
    for theme in themes:
        findings = theme.strengths if kind is FindingKind.STRENGTH else theme.considerations
        total += len(findings)
        points += [SummaryPoint(theme.heading, f.headline) for f in findings[:1]]
    if not points:
        return None
    noun = kind.value
    key = f"summary.{noun}s" if len(points) == total else f"summary.{noun}s_some"
    lead = wording.say(key, **{f"{noun}s": wording.count(total, noun)})
    return SummaryList(Text("Executive summary", lead), tuple(points))


def recommendations(evidence: Evidence, wording: Wording) -> Recommendations:
    """Draft the recommendations by number; those without one follow in their order."""
    standing = [r for r in evidence.recommendations if r.text.strip()]
    numbered = sorted((r for r in standing if r.number), key=lambda r: r.number)
    following = max((r.number for r in numbered), default=0) + 1
    waiting = [r for r in standing if not r.number]
    pairs = [(r.number, r) for r in numbered] + list(enumerate(waiting, following))
    items = tuple(
        Recommended(number, Text(f"Recommendation {number}", r.text.strip())) for number, r in pairs
    )
    return Recommendations(
        heading=fixed(wording, "recommendations.heading"),
        opening=fixed(wording, f"recommendations.{'opening' if items else 'none'}"),
        items=items,
    )


def next_steps(wording: Wording) -> NextSteps:
    """Draft what happens after the visit."""
    return NextSteps(
        heading=fixed(wording, "next_steps.heading"),
        paragraphs=numbered_lines("Next steps, paragraph {}", wording.all("next_steps.steps")),
        lines=numbered_lines("Next steps, line {}", wording.all("slides.steps")),
        thanks=fixed(wording, "slides.thanks"),
    )


def slide_titles(wording: Wording) -> SlideTitles:
    """Draft what only slides say."""
    return SlideTitles(
        asked=fixed(wording, "slides.asked"),
        areas=fixed(wording, "slides.areas"),
        team=fixed(wording, "slides.team"),
        worked=fixed(wording, "slides.worked"),
        worked_note=fixed(wording, "slides.worked_note"),
        recommendations=fixed(wording, "slides.recommendations"),
        next_steps=fixed(wording, "slides.next_steps"),
    )
